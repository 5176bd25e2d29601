"""Managers enter potential customers; stewards compare duplicates and ask for merges; another steward or compliance agrees; compliance signs the linkage model."""

from django.db import migrations

_MANAGERS = ("relationship_manager", "wealth_manager", "corporate_manager", "branch_head")
GIVEN = {
    **{code: ("customers.create_prospect",) for code in _MANAGERS},
    "data_steward": ("customers.merge_customers", "customers.approve_merge", "workflow.approve"),
    "compliance_officer": ("customers.approve_merge", "customers.sign_linkage"),
}
NEW = (
    "customers.create_prospect",
    "customers.merge_customers",
    "customers.approve_merge",
    "customers.sign_linkage",
)


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
    held.filter(role__code="data_steward", permission="workflow.approve").delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0027_suitability")]
    operations = [migrations.RunPython(give, take)]
