"""The data stewards answer correction requests (D4), within the reach of their unit.

Only what the product gave is changed: a reach that the bank set itself stays.
"""

from django.db import migrations

STEWARD = "data_steward"
GIVEN = ("customers.answer_correction", "customers.reveal_correction")


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    role = apps.get_model("access", "Role").objects.using(using).filter(code=STEWARD).first()
    if role is None:
        return
    permission_model = apps.get_model("access", "RolePermission")
    permission_model.objects.using(using).bulk_create(
        [permission_model(role=role, permission=permission) for permission in GIVEN],
        ignore_conflicts=True,
    )
    _widen(apps, using, role, before="NONE", after="ORG_AND_BELOW")


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    role = apps.get_model("access", "Role").objects.using(using).filter(code=STEWARD).first()
    if role is None:
        return
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        role=role, permission__in=GIVEN
    ).delete()
    _widen(apps, using, role, before="ORG_AND_BELOW", after="NONE")


def _widen(apps, using, role, *, before, after):
    """Change the usual reach, that of the posts which bring the role, and void the Actors that are kept."""
    roles = apps.get_model("access", "Role").objects.using(using)
    roles.filter(pk=role.pk, scope=before).update(scope=after)
    posts = apps.get_model("access", "PostRole").objects.using(using)
    posts.filter(role=role, scope=before).update(scope=after)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).get(pk=1)
    stamp.number += 1
    stamp.save(using=using)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_second_person_for_parameters")]
    operations = [migrations.RunPython(give, take)]
