"""Managers sell and let customers be assessed; heads and compliance note what is on record; compliance keeps licences and questionnaires."""

from django.db import migrations

GIVEN = (
    (
        ("relationship_manager", "wealth_manager", "corporate_manager", "branch_head"),
        ("compliance.take_assessment", "compliance.keep_evidence"),
    ),
    (
        ("branch_head", "compliance_officer"),
        ("compliance.mark_buyer", "compliance.view_licence", "compliance.open_evidence"),
    ),
    (
        ("compliance_officer",),
        (
            "compliance.edit_licence",
            "compliance.approve_questionnaire",
            "compliance.verify_evidence",
            "compliance.export_pack",
        ),
    ),
    (
        ("product_manager", "compliance_officer"),
        ("compliance.view_questionnaire", "compliance.edit_questionnaire"),
    ),
)


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for who, permissions in GIVEN:
        for role in roles.filter(code__in=who):
            for permission in permissions:
                held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    permissions = [permission for _who, some in GIVEN for permission in some]
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=permissions
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0026_counter")]
    operations = [migrations.RunPython(give, take)]
