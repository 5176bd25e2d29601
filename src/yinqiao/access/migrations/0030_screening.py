"""Compliance works list screening; nobody else sees it."""

from django.db import migrations

WHO = ("compliance_officer",)
GIVEN = ("compliance.view_screening", "compliance.work_screening", "compliance.load_list")


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in roles.filter(code__in=WHO):
        for permission in GIVEN:
            held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=GIVEN
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0029_privacy")]
    operations = [migrations.RunPython(give, take)]
