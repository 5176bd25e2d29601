"""Compliance says what a customer is to the bank."""

from django.db import migrations

GIVEN = {"compliance_officer": ("customers.set_party_role",)}


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
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in={name for names in GIVEN.values() for name in names}
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0037_recertification")]
    operations = [migrations.RunPython(give, take)]
