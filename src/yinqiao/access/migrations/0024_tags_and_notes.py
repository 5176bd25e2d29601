"""Who sets tags, who keeps their dictionary, who writes notes."""

from django.db import migrations

MANAGERS = ("relationship_manager", "wealth_manager", "corporate_manager", "branch_head")
GIVEN = {
    "insights.set_tag": (*MANAGERS, "service_agent"),
    "insights.edit_tag": ("marketer", "data_steward"),
    "interactions.write_note": (*MANAGERS, "service_agent", "compliance_officer"),
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
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=GIVEN
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0023_asset_report")]
    operations = [migrations.RunPython(give, take)]
