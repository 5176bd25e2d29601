"""三权分立 (P15): system, security, audit and business duties exclude one another: by service, by database, through posts."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import RoleKind, ScopeKind
from yinqiao.access.models import Role, RoleAssignment, User
from yinqiao.access.services import DutiesExclude, Reach, RoleDetails
from yinqiao.access.tests.factories import actor_of, give_role, make_account, make_actor, make_user
from yinqiao.organization.choices import PostKind
from yinqiao.organization.tests.factories import make_post, make_staff
from yinqiao.platform.actor import system_actor
from yinqiao.platform.errors import InvalidInput, PermissionRefused

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
ACTOR = system_actor(
    name="test", permissions=frozenset({policies.MANAGE_ROLES, policies.MANAGE_USERS})
)
ONE_OF_EACH = {
    "system": "system_admin",
    "security": "security_admin",
    "audit": "auditor",
    "business": "marketer",
}
PAIRS = list(permutations(ONE_OF_EACH, 2))
pytestmark = pytest.mark.usefixtures("db")


def assign(
    user: User, role: str, *, valid_from: date = TODAY, valid_to: date | None = None
) -> RoleAssignment:
    return services.assign_role(
        actor=ACTOR,
        now=NOW,
        user_id=user.pk,
        role_code=role,
        reach=Reach(ScopeKind.NONE),
        valid_from=valid_from,
        valid_to=valid_to,
    )


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_service_refuses_every_pair(first: str, second: str) -> None:
    user = make_user()
    assign(user, ONE_OF_EACH[first])
    with pytest.raises(DutiesExclude):
        assign(user, ONE_OF_EACH[second])
    assert list(user.assignments.values_list("kind", flat=True)) == [first]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_database_refuses_every_pair_without_the_service(first: str, second: str) -> None:
    user = make_user()
    give_role(user, ONE_OF_EACH[first])
    with pytest.raises(IntegrityError), transaction.atomic():
        give_role(user, ONE_OF_EACH[second])


def test_duties_may_follow_one_another() -> None:
    user = make_user()
    give_role(user, "system_admin", valid_to=TODAY)
    assign(user, "auditor")
    assert actor_of(user, now=NOW).roles == ("auditor",)


def test_a_duty_to_come_counts_too() -> None:
    user = make_user()
    give_role(user, "auditor", valid_from=date(2027, 1, 1))
    with pytest.raises(DutiesExclude):
        assign(user, "system_admin")


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor"])
def test_a_business_post_rules_a_duty_out(role: str) -> None:
    user = make_account("relationship_manager")
    with pytest.raises(DutiesExclude):
        assign(user, role)
    with pytest.raises(IntegrityError), transaction.atomic():
        give_role(user, role)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor"])
def test_a_post_that_comes_later_brings_an_administrator_nothing(role: str) -> None:
    user = make_account(role)
    make_post(user.staff, kind=PostKind.BRANCH_HEAD, is_main=True)
    actor = actor_of(user)
    assert (actor.roles, actor.scope.is_empty) == ((role,), True)
    assert "customers.view_customer" not in actor.permissions
    (line,) = [line for line in queries.held_lines(user, on=TODAY) if line.is_void]
    assert line.role_name in {"Branch head", "支行行长"}


def test_the_duty_in_an_assignment_is_the_role_s_own() -> None:
    user = make_user()
    row = give_role(user, "auditor")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.filter(pk=row.pk).update(kind=RoleKind.BUSINESS)


def test_a_role_in_use_cannot_change_its_duty() -> None:
    give_role(make_user(), "auditor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.filter(code="auditor").update(kind=RoleKind.BUSINESS)


@pytest.mark.parametrize(
    ("role", "foreign"),
    [
        ("auditor", "customers.view_customer"),
        ("security_admin", "audit.view_audit"),
        ("system_admin", "access.manage_users"),
        ("branch_head", "access.manage_roles"),
        ("auditor", "access.unlock_user"),
        ("marketer", "nothing.of_the_kind"),
    ],
)
def test_a_set_cannot_take_what_belongs_to_another_duty(role: str, foreign: str) -> None:
    found = Role.objects.get(code=role)
    before = queries.permission_sets()
    details = RoleDetails(
        name=found.name, scope=ScopeKind(found.scope), permissions=frozenset({foreign})
    )
    with pytest.raises(InvalidInput) as error:
        services.edit_role(
            actor=ACTOR, now=NOW, role_id=found.pk, version=1, details=details, reason="x"
        )
    assert foreign in error.value.message
    assert queries.permission_sets() == before


def test_an_administrator_s_role_has_no_reach_and_comes_with_no_post() -> None:
    found = Role.objects.get(code="system_admin")
    for details in (
        RoleDetails(found.name, ScopeKind.ALL, frozenset()),
        RoleDetails(
            found.name, ScopeKind.NONE, frozenset(), post_kinds=frozenset({PostKind.SYSTEM_ADMIN})
        ),
        RoleDetails(found.name, ScopeKind.NONE, frozenset(), clearances=frozenset({"name:scope"})),
    ):
        with pytest.raises(InvalidInput):
            services.edit_role(
                actor=ACTOR, now=NOW, role_id=found.pk, version=1, details=details, reason="x"
            )


def test_nobody_gives_roles_to_the_own_account_or_edits_the_own_role() -> None:
    user = make_account("security_admin")
    actor = actor_of(user)
    with pytest.raises(InvalidInput):
        services.assign_role(
            actor=actor,
            now=NOW,
            user_id=user.pk,
            role_code="security_admin",
            reach=Reach(ScopeKind.NONE),
            valid_from=TODAY,
        )
    own = Role.objects.get(code="security_admin")
    with pytest.raises(InvalidInput):
        services.edit_role(
            actor=actor,
            now=NOW,
            role_id=own.pk,
            version=1,
            details=RoleDetails(own.name, ScopeKind.NONE, frozenset()),
            reason="x",
        )


@pytest.mark.parametrize("role", ["auditor", "system_admin", "branch_head"])
def test_only_the_security_duty_gives_roles(role: str) -> None:
    user = make_user(make_staff("林若溪"))
    with pytest.raises(PermissionRefused):
        services.assign_role(
            actor=make_actor(role),
            now=NOW,
            user_id=user.pk,
            role_code="marketer",
            reach=Reach(ScopeKind.NONE),
            valid_from=TODAY,
        )
    assert not user.assignments.exists()
