"""The counter logs visits with their checks and refers customers to their managers."""

from django.db import migrations

WHO = ("teller",)
GIVEN = ("interactions.log_counter_visit", "sales.refer_customer")


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
    dependencies = [("access", "0025_view_past")]
    operations = [migrations.RunPython(give, take)]
