"""Who agrees to a new value of a protected parameter: compliance, whose role already decides approvals."""

from django.db import migrations

GIVEN = (
    ("compliance_officer", "parameters.approve_security_value"),
    ("compliance_officer", "parameters.approve_data_value"),
)


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = dict(apps.get_model("access", "Role").objects.using(using).values_list("code", "id"))
    permission_model = apps.get_model("access", "RolePermission")
    # A fresh bank has them from the migration before, which reads the sets of today.
    permission_model.objects.using(using).bulk_create(
        [
            permission_model(role_id=roles[code], permission=permission)
            for code, permission in GIVEN
            if code in roles
        ],
        ignore_conflicts=True,
    )


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    for code, permission in GIVEN:
        apps.get_model("access", "RolePermission").objects.using(using).filter(
            role__code=code, permission=permission
        ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0002_roles")]
    operations = [migrations.RunPython(give, take)]
