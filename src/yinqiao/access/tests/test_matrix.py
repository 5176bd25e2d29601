"""The matrix of roles and permissions against the reviewed file (P07, P10, P15)."""

from pathlib import Path

import pytest
import yaml

from yinqiao.access import queries, rules
from yinqiao.access.choices import RoleKind
from yinqiao.access.models import PostRole, Role, RolePermission
from yinqiao.access.tests.factories import make_actor
from yinqiao.platform import registry

MATRIX = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text("utf-8"))
# Held by a role before the page that asks for it is there.
TO_COME = {"platform.view_status"}
pytestmark = pytest.mark.usefixtures("db")


def expected_sets() -> dict[str, frozenset[str]]:
    return {
        role: frozenset(
            permission for permission, roles in MATRIX["permissions"].items() if role in roles
        )
        for role in MATRIX["roles"]
    }


def test_a_fresh_bank_has_exactly_the_reviewed_sets() -> None:
    assert queries.permission_sets() == expected_sets()


def test_duties_reaches_and_clearances_are_the_reviewed_ones() -> None:
    actual = {
        role.code: [role.kind, role.scope, list(role.clearances)] for role in Role.objects.all()
    }
    assert actual == MATRIX["roles"]


def test_every_registered_permission_is_in_the_file_and_none_else() -> None:
    registered = {code for code, _title in registry.permissions.items()}
    assert set(MATRIX["permissions"]) - registered <= TO_COME
    assert registered <= set(MATRIX["permissions"])


@pytest.mark.parametrize("role", MATRIX["roles"])
def test_an_actor_holds_what_its_role_holds_and_nothing_else(role: str) -> None:
    actor = make_actor(role)
    assert (actor.roles, actor.permissions) == ((role,), expected_sets()[role])


@pytest.mark.parametrize("role", ["auditor", "security_admin", "system_admin"])
def test_the_three_administrators_reach_no_customer(role: str) -> None:
    actor = make_actor(role)
    assert actor.scope.is_empty
    assert actor.clearances == frozenset()


def test_a_permission_of_another_duty_written_into_the_table_is_worth_nothing() -> None:
    auditor = Role.objects.get(code="auditor")
    RolePermission.objects.create(role=auditor, permission="customers.view_customer")
    assert "customers.view_customer" not in make_actor("auditor").permissions


def test_posts_bring_business_roles_only() -> None:
    assert set(PostRole.objects.values_list("role__kind", flat=True)) == {RoleKind.BUSINESS}
    assert not any(rules.duties_conflict([RoleKind(kind)]) for kind in RoleKind)
