"""Managers and heads see what is advised; heads, marketing and the deputy president what it came to; marketing and products ask for levers, the deputy president agrees."""

from django.db import migrations

VIEW, RESULTS, LEVERS, SET, AGREE = (
    "advice.view_advice",
    "advice.view_result",
    "advice.view_lever",
    "advice.set_lever",
    "advice.approve_lever",
)
GIVEN = {
    "relationship_manager": (VIEW,),
    "wealth_manager": (VIEW,),
    "corporate_manager": (VIEW,),
    "branch_head": (VIEW, RESULTS),
    "deputy_president": (RESULTS, LEVERS, AGREE),
    "marketer": (RESULTS, LEVERS, SET),
    "product_manager": (RESULTS, LEVERS, SET),
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
    held.filter(permission__in=(VIEW, RESULTS, LEVERS, SET, AGREE)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0043_pipelines")]
    operations = [migrations.RunPython(give, take)]
