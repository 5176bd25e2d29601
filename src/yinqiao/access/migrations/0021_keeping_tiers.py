"""Branch heads ask that a tier is kept; who stands above them decides."""

from django.db import migrations

GIVEN = {"branch_head": "insights.keep_tier", "deputy_president": "insights.agree_tier_keep"}


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(using)
    held = apps.get_model("access", "RolePermission").objects.using(using)
    for role in roles.filter(code__in=GIVEN):
        held.get_or_create(role=role, permission=GIVEN[role.code])
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).filter(pk=1).first()
    if stamp is not None:
        stamp.number += 1
        stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        permission__in=GIVEN.values()
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0020_local_channel")]
    operations = [migrations.RunPython(give, take)]
