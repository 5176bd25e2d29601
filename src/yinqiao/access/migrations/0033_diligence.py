"""Files of due diligence: managers supply, branches check, compliance grades, senior management agrees."""

from django.db import migrations

GIVEN = {
    "compliance.fill_diligence": (
        "relationship_manager",
        "wealth_manager",
        "corporate_manager",
        "branch_head",
    ),
    "compliance.check_diligence": ("branch_head", "compliance_officer"),
    "compliance.grade_diligence": ("compliance_officer",),
    "compliance.approve_diligence": ("deputy_president", "compliance_officer"),
}


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for permission, who in GIVEN.items():
        for role in roles.filter(code__in=who):
            held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=list(GIVEN)
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0032_results")]
    operations = [migrations.RunPython(give, take)]
