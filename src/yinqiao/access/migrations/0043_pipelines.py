"""The system administrator sets the stages of the pipelines."""

from django.db import migrations

ROLE, PERMISSION = "system_admin", "sales.set_pipeline"


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in apps.get_model("access", "Role").objects.using(using).filter(code=ROLE):
        held.get_or_create(role=role, permission=PERMISSION)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    held = apps.get_model("access", "RolePermission").objects.using(schema_editor.connection.alias)
    held.filter(permission=PERMISSION).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0042_leads")]
    operations = [migrations.RunPython(give, take)]
