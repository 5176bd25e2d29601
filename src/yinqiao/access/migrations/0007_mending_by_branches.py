"""Branch heads mend the rows of their own units (D41); whoever works on all of quarantine goes on doing so."""

from django.db import migrations
from django.db.models import Q

GIVEN = "imports.mend_rows"
OF_ALL = "imports.work_quarantine"
BRANCH_HEAD = "branch_head"


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    permission_model = apps.get_model("access", "RolePermission")
    roles = apps.get_model("access", "Role").objects.using(using)
    stewards = permission_model.objects.using(using).filter(permission=OF_ALL).values("role_id")
    wanted = roles.filter(Q(code=BRANCH_HEAD) | Q(pk__in=stewards))
    # A fresh bank has it from the built-in sets of today.
    permission_model.objects.using(using).bulk_create(
        [
            permission_model(role_id=pk, permission=GIVEN)
            for pk in wanted.values_list("id", flat=True)
        ],
        ignore_conflicts=True,
    )


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission=GIVEN
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0006_dual_control")]
    operations = [migrations.RunPython(give, take)]
