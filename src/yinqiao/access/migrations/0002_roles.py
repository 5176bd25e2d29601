"""The built-in roles with the sets they start with, and the foreign keys that tie an assignment's duty to its role.

Together with the exclusion constraint `access_roleassignment_one_duty` they make the separation of duties (P15) a
fact of the database. Later changes of the built-in sets are migrations of their own: a bank may have edited its sets.
"""

from django.db import migrations

from yinqiao.access.roles import ROLE_OF_POST, ROLES

SAME_DUTY = """
alter table access_roleassignment add constraint access_roleassignment_duty_of_role
    foreign key (role_id, kind) references access_role (id, kind);
alter table access_postrole add constraint access_postrole_duty_of_role
    foreign key (role_id, kind) references access_role (id, kind);

-- An administrator's duty cannot be given to somebody whose post brings a business role at the same time.
-- (A post that comes later, from the HR feed, brings such a person no role: see access/actors.py.)
create function access_refuse_duty_over_post() returns trigger language plpgsql as $$
begin
    if new.kind <> 'business' and exists (
        select 1 from access_user u join organization_post p on p.staff_id = u.staff_id
            join access_postrole r on r.post_kind = p.kind
        where u.id = new.user_id
            and daterange(p.valid_from, p.valid_to) && daterange(new.valid_from, new.valid_to)
    ) then
        raise exception 'duty % of account % meets a business post', new.kind, new.user_id
            using errcode = 'exclusion_violation', constraint = 'access_roleassignment_one_duty';
    end if;
    return new;
end $$;
create trigger access_roleassignment_duty_over_post before insert or update on access_roleassignment
    for each row execute function access_refuse_duty_over_post();
"""
NO_SAME_DUTY = """
drop trigger access_roleassignment_duty_over_post on access_roleassignment;
drop function access_refuse_duty_over_post();
alter table access_postrole drop constraint access_postrole_duty_of_role;
alter table access_roleassignment drop constraint access_roleassignment_duty_of_role;
"""


def seed(apps, schema_editor):
    using = schema_editor.connection.alias
    role_model = apps.get_model("access", "Role")
    permission_model = apps.get_model("access", "RolePermission")
    apps.get_model("access", "AccessStamp").objects.using(using).create(id=1, number=1)
    post_role_model = apps.get_model("access", "PostRole")
    for order, definition in enumerate(ROLES, start=1):
        role = role_model.objects.using(using).create(
            code=definition.code,
            name=definition.name,
            kind=definition.kind.value,
            scope=definition.scope.value,
            clearances=list(definition.clearances),
            is_builtin=True,
            order=order * 10,
        )
        permission_model.objects.using(using).bulk_create(
            [
                permission_model(role=role, permission=permission)
                for permission in sorted(set(definition.permissions))
            ]
        )
        post_role_model.objects.using(using).bulk_create(
            [
                post_role_model(post_kind=post, role=role, scope=role.scope)
                for post, code in ROLE_OF_POST.items()
                if code == definition.code
            ]
        )


def unseed(apps, schema_editor):
    using = schema_editor.connection.alias
    for name in ("PostRole", "RolePermission", "Role", "AccessStamp"):
        apps.get_model("access", name).objects.using(using).all().delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(SAME_DUTY, NO_SAME_DUTY), migrations.RunPython(seed, unseed)]
