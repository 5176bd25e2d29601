"""Managers hand customers over, heads approve it, and the deputy president where a branch has one head only."""

from django.db import migrations

VIEW, ASK, APPROVE = ("books.view_handover", "books.ask_handover", "books.approve_handover")
GIVEN = {
    "relationship_manager": (VIEW, ASK),
    "wealth_manager": (VIEW, ASK),
    "corporate_manager": (VIEW, ASK),
    "branch_head": (VIEW, ASK, APPROVE),
    "deputy_president": (VIEW, APPROVE),
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
    held.filter(permission__in=(VIEW, ASK, APPROVE)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0043_pipelines")]
    operations = [migrations.RunPython(give, take)]
