"""What a customer contributes, with margins and costs, is for heads and compliance."""

from django.db import migrations

WHO = ("branch_head", "deputy_president", "compliance_officer")
GIVEN = "insights.view_contribution"


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in roles.filter(code__in=WHO):
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
    dependencies = [("access", "0021_keeping_tiers")]
    operations = [migrations.RunPython(give, take)]
