"""Who works with customers contacts them through the gate and may stop marketing; compliance opens it again (contract 6)."""

from django.db import migrations

_AT_WORK = (
    "relationship_manager",
    "wealth_manager",
    "corporate_manager",
    "branch_head",
    "service_agent",
)
GIVEN = (
    ("compliance.reserve_contact", _AT_WORK),
    ("compliance.place_hold", (*_AT_WORK, "compliance_officer")),
    ("compliance.lift_hold", ("compliance_officer",)),
)


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    permissions = apps.get_model("access", "RolePermission").objects.using(using)
    for permission, codes in GIVEN:
        for role in roles.filter(code__in=codes):
            permissions.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).get(pk=1)
    stamp.number += 1
    stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=[permission for permission, _codes in GIVEN]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0011_posts_by_two")]
    operations = [migrations.RunPython(give, take)]
