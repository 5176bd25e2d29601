"""Access in an emergency has no approver; who watches over looks, may take it, and recertifies."""

import django.db.models.deletion
from django.db import migrations, models

GIVEN = {
    "branch_head": ("access.break_glass", "access.recertify", "compliance.keep_exemption"),
    "deputy_president": (
        "compliance.oversee_emergency",
        "compliance.approve_exemption",
        "access.recertify",
    ),
    "security_admin": ("access.open_recertification",),
    "compliance_officer": (
        "compliance.see_viewing_alerts",
        "compliance.judge_viewing_alert",
        "compliance.mark_customer",
        "compliance.review_emergency",
        "compliance.keep_exemption",
        "compliance.approve_exemption",
    ),
}


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in roles.filter(code__in=GIVEN):
        for permission in GIVEN[role.code]:
            held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    given = [permission for codes in GIVEN.values() for permission in codes]
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=given
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0035_privacy_life")]
    operations = [
        migrations.AlterField(
            model_name="accessgrant",
            name="approver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.staff",
            ),
        ),
        migrations.RunPython(give, take),
    ]
