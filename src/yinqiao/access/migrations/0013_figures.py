"""Who works with customers sees their figures; managers, marketers and data stewards see the catalogue of figures too; heads see the triggers, which the system administrator changes."""

from django.db import migrations

GIVEN = {
    "insights.view_fact": (
        "relationship_manager",
        "wealth_manager",
        "corporate_manager",
        "branch_head",
        "service_agent",
        "compliance_officer",
    ),
    "insights.view_catalogue": (
        "relationship_manager",
        "wealth_manager",
        "corporate_manager",
        "branch_head",
        "marketer",
        "data_steward",
        "system_admin",
    ),
    "insights.view_trigger": ("branch_head", "marketer", "data_steward", "system_admin"),
    "insights.edit_trigger": ("system_admin",),
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
    dependencies = [("access", "0012_contact_gate")]
    operations = [migrations.RunPython(give, take)]
