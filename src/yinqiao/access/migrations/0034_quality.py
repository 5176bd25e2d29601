"""Data quality for heads and data stewards, the desk of data governance for the stewards (A121-A126)."""

from django.db import migrations

GIVEN = {
    "customers.view_quality": ("branch_head", "data_steward"),
    "customers.govern_data": ("data_steward",),
}


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for permission, codes in GIVEN.items():
        for role in roles.filter(code__in=codes):
            held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    held = apps.get_model("access", "RolePermission").objects.using(schema_editor.connection.alias)
    held.filter(permission__in=list(GIVEN)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0033_diligence")]
    operations = [migrations.RunPython(give, take)]
