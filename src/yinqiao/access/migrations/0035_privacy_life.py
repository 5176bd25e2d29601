"""Retention, legal holds, impact assessments, restricted records, refusals of automated decisions: who does and reads what."""

from django.db import migrations

_AT_WORK = (
    "relationship_manager",
    "wealth_manager",
    "corporate_manager",
    "branch_head",
    "service_agent",
    "compliance_officer",
)
GIVEN = {
    "customers.record_refusal": _AT_WORK,
    "customers.restrict_customer": ("compliance_officer",),
    "privacy.view_retention": ("deputy_president", "data_steward", "compliance_officer"),
    "privacy.propose_retention": ("compliance_officer",),
    "privacy.approve_retention": ("deputy_president", "compliance_officer"),
    "privacy.view_legal_hold": ("compliance_officer",),
    "privacy.edit_legal_hold": ("compliance_officer",),
    "privacy.view_assessment": ("deputy_president", "data_steward", "compliance_officer"),
    "privacy.edit_assessment": ("compliance_officer",),
    "privacy.sign_assessment": ("deputy_president", "compliance_officer"),
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
    held = apps.get_model("access", "RolePermission").objects.using(schema_editor.connection.alias)
    held.filter(permission__in=list(GIVEN)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0034_quality")]
    operations = [migrations.RunPython(give, take)]
