"""The security administrator sees which keys there are (P18)."""

from django.db import migrations

ROLE, PERMISSION = "security_admin", "crypto.view_keys"


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    role = apps.get_model("access", "Role").objects.using(using).filter(code=ROLE).first()
    if role is None:
        return
    apps.get_model("access", "RolePermission").objects.using(using).get_or_create(
        role=role, permission=PERMISSION
    )
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).get(pk=1)
    stamp.number += 1
    stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        role__code=ROLE, permission=PERMISSION
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0009_steward_of_the_bank")]
    operations = [migrations.RunPython(give, take)]
