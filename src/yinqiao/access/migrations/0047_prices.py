"""Branch heads and the head office decide preferential rates within their limits; a branch head tells how orders go on."""

from django.db import migrations

GIVEN = {
    "branch_head": ("deals.approve_branch_price", "deals.answer_order"),
    "deputy_president": ("deals.approve_head_price",),
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
    held.filter(permission__in=[one for given in GIVEN.values() for one in given]).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0046_campaign_lists")]
    operations = [migrations.RunPython(give, take)]
