"""From posts and roles to one Actor: reaches flattened, dates kept, changes at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import ScopeKind
from yinqiao.access.services import Reach, RoleDetails
from yinqiao.access.tests.factories import actor_of, give_role, make_account, make_actor, make_user
from yinqiao.organization import services as organization
from yinqiao.organization.choices import PostKind
from yinqiao.organization.services import PostDetails
from yinqiao.organization.tests.factories import make_bank, make_post, make_staff
from yinqiao.platform.actor import ActorKind, system_actor
from yinqiao.platform.errors import InvalidInput

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
EVERYTHING = system_actor(
    name="test",
    permissions=frozenset(
        {
            policies.MANAGE_ROLES,
            policies.MANAGE_USERS,
            policies.GRANT_ACCESS,
            "organization.edit_staff",
            "organization.edit_org",
        }
    ),
)
pytestmark = pytest.mark.usefixtures("db")


def test_a_manager_reaches_the_own_book_only() -> None:
    bank = make_bank()
    user = make_account("relationship_manager", org=bank["river"])
    actor = actor_of(user)
    assert actor.scope.rm_ids == (user.staff_id,)
    assert (actor.scope.org_ids, actor.scope.is_all, actor.org_ids) == ((), False, ())
    assert (actor.kind, actor.name, actor.org_id) == (ActorKind.PERSON, "陈思远", bank["river"].pk)
    assert actor.title in {"客户经理", "Relationship manager"}


def test_a_branch_head_reaches_everything_below() -> None:
    bank = make_bank()
    actor = make_actor("branch_head", org=bank["east"])
    assert set(actor.scope.org_ids) == {bank["east"].pk, bank["river"].pk, bank["quay"].pk}
    assert actor.org_ids == actor.scope.org_ids


def test_a_teller_reaches_one_unit() -> None:
    bank = make_bank()
    assert make_actor("teller", org=bank["river"]).scope.org_ids == (bank["river"].pk,)


def test_a_line_reaches_its_customers_wherever_they_are() -> None:
    user = make_user()
    give_role(user, "deputy_president", scope=ScopeKind.LINE, line="PRIVATE")
    scope = actor_of(user).scope
    assert (scope.lines, scope.is_all, scope.org_ids) == (("PRIVATE",), False, ())


def test_the_whole_bank() -> None:
    bank = make_bank()
    actor = make_actor("compliance_officer")
    assert actor.scope.is_all
    assert set(actor.org_ids) == {org.pk for org in bank.values()}


def test_the_whole_bank_of_a_stewards_desk_does_not_widen_a_managers_book() -> None:
    bank = make_bank()
    person = make_staff(org=bank["river"], post=PostKind.RELATIONSHIP_MANAGER)
    make_post(person, kind=PostKind.DATA_STEWARD, org=bank["hill"], is_main=False)
    actor = actor_of(make_user(person))
    assert "customers.answer_correction" in actor.permissions
    assert (actor.scope.is_all, actor.scope.rm_ids) == (False, (person.pk,))
    assert make_actor("data_steward", org=bank["hill"]).scope.is_all


def test_posts_in_two_units_add_up() -> None:
    bank = make_bank()
    person = make_staff(org=bank["river"], post=PostKind.RELATIONSHIP_MANAGER)
    make_post(person, kind=PostKind.BRANCH_HEAD, org=bank["hill"], is_main=False)
    actor = actor_of(make_user(person))
    assert set(actor.roles) == {"relationship_manager", "branch_head"}
    assert (actor.scope.rm_ids, actor.scope.org_ids) == ((person.pk,), (bank["hill"].pk,))


def test_posts_and_roles_hold_on_their_days_only() -> None:
    bank = make_bank()
    person = make_staff(org=bank["river"])
    make_post(person, kind=PostKind.BRANCH_HEAD, valid_from=date(2026, 11, 20), valid_to=TODAY)
    make_post(person, kind=PostKind.TELLER, org=bank["hill"], valid_from=TODAY)
    user = make_user(person)
    give_role(user, "marketer", valid_from=date(2026, 12, 1))
    moments = [NOW - timedelta(days=5), NOW - timedelta(days=1), NOW, NOW + timedelta(days=10)]
    assert [actor_of(user, now=moment).roles for moment in moments] == [
        (),
        ("branch_head",),
        ("teller",),
        ("marketer", "teller"),
    ]


def test_a_transfer_changes_the_reach_with_the_next_look() -> None:
    bank = make_bank()
    user = make_account("branch_head", org=bank["east"])
    assert bank["quay"].pk in actor_of(user, now=NOW).scope.org_ids
    post = PostDetails(PostKind.BRANCH_HEAD, bank["west"].pk)
    organization.move_staff(
        actor=EVERYTHING,
        now=NOW,
        staff_id=user.staff_id,
        version=1,
        post=post,
        on=TODAY,
        reason="x",
    )
    assert set(actor_of(user, now=NOW).scope.org_ids) == {bank["west"].pk, bank["hill"].pk}


def test_a_move_in_the_tree_changes_flattened_reaches() -> None:
    bank = make_bank()
    user = make_account("branch_head", org=bank["west"])
    assert bank["quay"].pk not in actor_of(user, now=NOW).scope.org_ids
    organization.move_org(
        actor=EVERYTHING,
        now=NOW,
        org_id=bank["river"].pk,
        new_parent_id=bank["west"].pk,
        on=TODAY,
        reason="x",
    )
    assert bank["quay"].pk in actor_of(user, now=NOW).scope.org_ids


def test_an_edited_set_reaches_everybody_who_holds_it() -> None:
    user = make_account("marketer")
    assert "customers.view_customer" not in actor_of(user, now=NOW).permissions
    line = next(role for role in queries.role_list(on=TODAY) if role.code == "marketer")
    details = RoleDetails(
        name=line.name,
        scope=ScopeKind.ALL,
        permissions=frozenset({"customers.view_customer"}),
        post_kinds=frozenset({PostKind.MARKETER}),
    )
    services.edit_role(
        actor=EVERYTHING, now=NOW, role_id=line.id, version=1, details=details, reason="营销试点"
    )
    actor = actor_of(user, now=NOW)
    assert (actor.permissions, actor.scope.is_all) == (frozenset({"customers.view_customer"}), True)


def test_a_leaver_can_do_nothing() -> None:
    user = make_account("branch_head")
    assert actor_of(user, now=NOW).permissions
    organization.leave_staff(
        actor=EVERYTHING, now=NOW, staff_id=user.staff_id, version=1, on=TODAY, reason="离职"
    )
    actor = actor_of(user, now=NOW)
    assert (actor.roles, actor.permissions, actor.scope.is_empty) == ((), frozenset(), True)


def test_a_grant_opens_one_customer_for_its_time() -> None:
    bank = make_bank()
    user = make_account("relationship_manager", org=bank["river"])
    head = make_actor("branch_head", org=bank["river"], name="周明")
    assert actor_of(user, now=NOW).scope.customer_ids == ()
    grant = services.grant_access(
        actor=head,
        now=NOW,
        staff_id=user.staff_id,
        customer_id=77,
        lasts=timedelta(hours=2),
        reason="代为回访",
    )
    assert actor_of(user, now=NOW).scope.customer_ids == (77,)
    assert actor_of(user, now=NOW + timedelta(hours=2)).scope.customer_ids == ()
    services.revoke_grant(actor=head, now=NOW, grant_id=grant.pk, reason="已办结")
    assert actor_of(user, now=NOW).scope.customer_ids == ()


@pytest.mark.parametrize(("hours", "reason"), [(25, "x"), (0, "x"), (2, " ")])
def test_a_grant_needs_a_reason_and_a_day_at_most(hours: int, reason: str) -> None:
    user = make_account("relationship_manager")
    head = make_actor("branch_head", name="周明")
    with pytest.raises(InvalidInput):
        services.grant_access(
            actor=head,
            now=NOW,
            staff_id=user.staff_id,
            customer_id=77,
            lasts=timedelta(hours=hours),
            reason=reason,
        )


def test_nobody_grants_to_oneself() -> None:
    head = make_actor("branch_head")
    with pytest.raises(InvalidInput):
        services.grant_access(
            actor=head,
            now=NOW,
            staff_id=head.staff_id,
            customer_id=77,
            lasts=timedelta(hours=1),
            reason="x",
        )


def test_nothing_is_read_again_while_nothing_changes(django_assert_num_queries: object) -> None:
    user = make_account("branch_head")
    actor_of(user, now=NOW)
    with django_assert_num_queries(1):
        actor_of(user, now=NOW)


def test_a_role_by_hand_needs_the_place_of_its_reach() -> None:
    user = make_user()
    with pytest.raises(InvalidInput):
        services.assign_role(
            actor=EVERYTHING,
            now=NOW,
            user_id=user.pk,
            role_code="branch_head",
            reach=Reach(ScopeKind.ORG),
            valid_from=TODAY,
        )
