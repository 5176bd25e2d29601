"""System administrators answer reported problems."""

from django.db import migrations

GIVEN = "platform.answer_problem"


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in roles.filter(code="system_admin"):
        held.get_or_create(role=role, permission=GIVEN)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission=GIVEN
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0018_announcements")]
    operations = [migrations.RunPython(give, take)]
