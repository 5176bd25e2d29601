"""All who sell read scripts; marketing and product managers write them, compliance reviews them."""

from django.db import migrations

VIEW, EDIT, REVIEW = "scripts.view_script", "scripts.edit_script", "scripts.approve_script"
GIVEN = {
    "relationship_manager": (VIEW,),
    "wealth_manager": (VIEW,),
    "corporate_manager": (VIEW,),
    "branch_head": (VIEW,),
    "service_agent": (VIEW,),
    "marketer": (VIEW, EDIT),
    "product_manager": (VIEW, EDIT),
    "compliance_officer": (VIEW, REVIEW),
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
    held.filter(permission__in=(VIEW, EDIT, REVIEW)).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0044_advice")]
    operations = [migrations.RunPython(give, take)]
