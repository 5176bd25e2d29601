"""Marketing and heads make lists, the deputy president and heads let them go out, heads deal them out, managers work on them."""

from django.db import migrations

MAKE, APPROVE, VIEW, DEAL, WORK, EXPORT = (
    "campaign_lists.make_list",
    "campaign_lists.approve_list",
    "campaign_lists.view_list",
    "campaign_lists.deal_list",
    "campaign_lists.work_list",
    "campaign_lists.approve_export",
)
GIVEN = {
    "relationship_manager": (WORK,),
    "wealth_manager": (WORK,),
    "corporate_manager": (WORK,),
    "branch_head": (VIEW, MAKE, APPROVE, DEAL, WORK, EXPORT),
    "deputy_president": (VIEW, APPROVE, EXPORT),
    "marketer": (VIEW, MAKE),
}


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in roles.filter(code__in=GIVEN):
        for permission in GIVEN[role.code]:
            held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    held = apps.get_model("access", "RolePermission").objects.using(schema_editor.connection.alias)
    held.filter(permission__in=(MAKE, APPROVE, VIEW, DEAL, WORK, EXPORT)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0045_performance")]
    operations = [migrations.RunPython(give, take)]
