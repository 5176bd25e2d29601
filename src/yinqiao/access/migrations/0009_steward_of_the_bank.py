"""The data stewards' desk reaches the whole bank: their department stands beside the branches, and no customer belongs there.

Only what the product gave is changed. A set that the bank enlarged (a page of customers, say) keeps its reach; so does every
unit that somebody named by hand, and a hand-given role without reach when its holder has another role which the reach would feed.
"""

from django.db import migrations

STEWARD = "data_steward"
POST = "DATA_STEWARD"
BUILT_IN = frozenset(
    {
        "customers.answer_correction",
        "customers.reveal_correction",
        "imports.view_board",
        "imports.run_import",
        "imports.work_quarantine",
        "imports.mend_rows",
        "imports.edit_code_map",
        "imports.sign_reconciliation",
    }
)


def widen(apps, schema_editor):
    using = schema_editor.connection.alias
    role = apps.get_model("access", "Role").objects.using(using).filter(code=STEWARD).first()
    if role is None:
        return
    permissions = apps.get_model("access", "RolePermission").objects.using(using).filter(role=role)
    held = set(permissions.values_list("permission", flat=True))
    if held <= BUILT_IN and not role.clearances:
        _change(apps, using, role, before="ORG_AND_BELOW", after="ALL")
        _widen_by_hand(apps, using, role)


def narrow(apps, schema_editor):
    using = schema_editor.connection.alias
    role = apps.get_model("access", "Role").objects.using(using).filter(code=STEWARD).first()
    if role is not None:
        _change(apps, using, role, before="ALL", after="ORG_AND_BELOW")


def _change(apps, using, role, *, before, after):
    """Change the usual reach and that of the posts which bring the role, and void the Actors that are kept."""
    roles = apps.get_model("access", "Role").objects.using(using)
    roles.filter(pk=role.pk, scope=before).update(scope=after)
    posts = apps.get_model("access", "PostRole").objects.using(using)
    posts.filter(role=role, post_kind=POST, scope=before).update(scope=after)
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).get(pk=1)
    stamp.number += 1
    stamp.save(using=using)


def _widen_by_hand(apps, using, role):
    """ "No customers" was the usual reach before 0004; reaches join over all roles of a person, so she may have no other."""
    assignments = apps.get_model("access", "RoleAssignment").objects.using(using)
    others = assignments.exclude(role=role).values("user_id")
    posts = apps.get_model("organization", "Post").objects.using(using).exclude(kind=POST)
    assignments.filter(role=role, scope="NONE").exclude(user_id__in=others).exclude(
        user__staff_id__in=posts.values("staff_id")
    ).update(scope="ALL")


class Migration(migrations.Migration):
    dependencies = [("access", "0008_sensitive_access")]
    operations = [migrations.RunPython(widen, narrow)]
