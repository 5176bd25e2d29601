"""Managers see their results, heads set targets, head office agrees and locks, compliance vetoes."""

from django.db import migrations

_MANAGERS = ("relationship_manager", "wealth_manager", "corporate_manager")
GIVEN = {
    **{role: ("performance.view_own",) for role in _MANAGERS},
    "branch_head": ("performance.view_own", "performance.view_team", "performance.set_target"),
    "deputy_president": (
        "performance.view_own",
        "performance.view_team",
        "performance.view_bank",
        "performance.agree_target",
        "performance.agree_restatement",
    ),
    "marketer": (
        "performance.view_own",
        "performance.view_team",
        "performance.view_bank",
        "performance.set_target",
        "performance.set_incentive",
        "performance.close_month",
    ),
    "compliance_officer": ("performance.view_own", "performance.veto"),
}


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in apps.get_model("access", "Role").objects.using(using).filter(code__in=list(GIVEN)):
        for permission in GIVEN[role.code]:
            held.get_or_create(role=role, permission=permission)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    held = apps.get_model("access", "RolePermission").objects.using(schema_editor.connection.alias)
    held.filter(permission__in={one for many in GIVEN.values() for one in many}).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0044_books")]
    operations = [migrations.RunPython(give, take)]
