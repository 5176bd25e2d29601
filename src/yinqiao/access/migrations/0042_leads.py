"""Managers work on leads, heads give them out, tellers, agents and marketing enter them, the deputy president looks on."""

from django.db import migrations

VIEW, CAPTURE, WORK, ASSIGN = (
    "leads.view_lead",
    "leads.capture_lead",
    "leads.work_lead",
    "leads.assign_lead",
)
GIVEN = {
    "relationship_manager": (VIEW, CAPTURE, WORK),
    "wealth_manager": (VIEW, CAPTURE, WORK),
    "corporate_manager": (VIEW, CAPTURE, WORK),
    "branch_head": (VIEW, CAPTURE, WORK, ASSIGN),
    "deputy_president": (VIEW,),
    "teller": (CAPTURE,),
    "service_agent": (CAPTURE,),
    "marketer": (CAPTURE,),
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
    held = apps.get_model("access", "RolePermission").objects.using(schema_editor.connection.alias)
    held.filter(permission__in=(VIEW, CAPTURE, WORK, ASSIGN)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0041_trigger_previews")]
    operations = [migrations.RunPython(give, take)]
