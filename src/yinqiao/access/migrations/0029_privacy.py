"""The gate explained, consents, the blacklist, the data catalogue, requests of persons: who does and reads what (N1, A107-A109, D36)."""

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
    "compliance.simulate_contact": (
        "branch_head",
        "deputy_president",
        "marketer",
        "compliance_officer",
    ),
    "compliance.record_consent": _AT_WORK,
    "compliance.edit_consent_text": ("compliance_officer",),
    "compliance.read_withdrawals": ("compliance_officer",),
    "compliance.view_hold": ("branch_head", "compliance_officer"),
    "compliance.view_catalogue": ("data_steward", "compliance_officer"),
    "compliance.receive_request": _AT_WORK,
    "compliance.handle_request": ("compliance_officer",),
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
    dependencies = [("access", "0028_merging")]
    operations = [migrations.RunPython(give, take)]
