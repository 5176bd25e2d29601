"""Whoever works by the rules may read them, compliance their numbers too; the deputy president decides about mergers of units."""

from django.db import migrations

GIVEN = {
    **{
        code: ("parameters.view_rule",)
        for code in (
            "branch_head",
            "marketer",
            "product_manager",
            "data_steward",
            "auditor",
            "system_admin",
        )
    },
    "deputy_president": ("parameters.view_rule", "organization.approve_merger"),
    "compliance_officer": ("parameters.view_rule", "parameters.view_parameter"),
}
NEW = ("parameters.view_rule", "organization.approve_merger")


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
    using = schema_editor.connection.alias
    held = apps.get_model("access", "RolePermission").objects.using(using)
    held.filter(permission__in=NEW).delete()
    held.filter(role__code="compliance_officer", permission="parameters.view_parameter").delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0030_screening")]
    operations = [migrations.RunPython(give, take)]
