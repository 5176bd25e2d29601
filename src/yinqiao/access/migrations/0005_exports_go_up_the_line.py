"""Usual exports are agreed to in the line (branch head, then the deputy president above); compliance keeps the large and unmasked."""

from django.db import migrations

PERMISSION = "customers.approve_export"


def hand(apps, schema_editor, *, giver, taker):
    using = schema_editor.connection.alias
    roles = dict(apps.get_model("access", "Role").objects.using(using).values_list("code", "id"))
    permissions = apps.get_model("access", "RolePermission").objects.using(using)
    permissions.filter(role__code=giver, permission=PERMISSION).delete()
    if taker in roles:
        permissions.get_or_create(role_id=roles[taker], permission=PERMISSION)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).get(pk=1)
    stamp.number += 1
    stamp.save(using=using)


def up(apps, schema_editor):
    hand(apps, schema_editor, giver="compliance_officer", taker="deputy_president")


def back(apps, schema_editor):
    hand(apps, schema_editor, giver="deputy_president", taker="compliance_officer")


class Migration(migrations.Migration):
    dependencies = [("access", "0004_correction_desk")]
    operations = [migrations.RunPython(up, back)]
