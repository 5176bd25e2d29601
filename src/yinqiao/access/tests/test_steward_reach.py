"""What a bank of before has of the data stewards' reach after migration 0009."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from yinqiao.access.models import PostRole, RolePermission
from yinqiao.access.tests.factories import Role, give_role, make_user
from yinqiao.organization.tests.factories import make_bank, make_staff

migration = import_module("yinqiao.access.migrations.0009_steward_of_the_bank")
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def steward():
    """The role as 0004 left it."""
    Role.objects.filter(code="data_steward").update(scope="ORG_AND_BELOW")
    PostRole.objects.filter(role__code="data_steward").update(scope="ORG_AND_BELOW")
    later = RolePermission.objects.filter(role__code="data_steward")
    later.exclude(permission__in=migration.BUILT_IN).delete()
    return Role.objects.get(code="data_steward")


def widen():
    with connection.schema_editor() as editor:
        migration.widen(apps, editor)


def reaches(role):
    role.refresh_from_db()
    return {role.scope, *PostRole.objects.filter(role=role).values_list("scope", flat=True)}


def test_the_usual_reach_and_that_of_the_posts_become_the_whole_bank(steward):
    widen()
    assert reaches(steward) == {"ALL"}


@pytest.mark.parametrize("scope", ["NONE", "ORG", "SELF"])
def test_a_reach_that_the_bank_set_stays(steward, scope):
    Role.objects.filter(pk=steward.pk).update(scope=scope)
    PostRole.objects.filter(role=steward).update(scope=scope)
    widen()
    assert reaches(steward) == {scope}


def test_a_set_that_shows_customers_is_not_widened(steward):
    RolePermission.objects.create(role=steward, permission="customers.view_customer")
    by_hand = give_role(make_user(), "data_steward")
    widen()
    by_hand.refresh_from_db()
    assert (reaches(steward), by_hand.scope) == ({"ORG_AND_BELOW"}, "NONE")


@pytest.mark.usefixtures("steward")
def test_by_hand_only_the_default_of_before_is_widened_and_for_nobody_with_another_role():
    bank = make_bank()
    plain = give_role(make_user(), "data_steward")
    of_unit = give_role(make_user(), "data_steward", scope="ORG_AND_BELOW", org=bank["east"])
    manager = give_role(make_user(make_staff(post="RELATIONSHIP_MANAGER")), "data_steward")
    agent = make_user()
    also_agent = give_role(agent, "data_steward")
    give_role(agent, "service_agent")
    widen()
    rows = (plain, of_unit, manager, also_agent)
    for row in rows:
        row.refresh_from_db()
    assert [row.scope for row in rows] == ["ALL", "ORG_AND_BELOW", "NONE", "NONE"]
