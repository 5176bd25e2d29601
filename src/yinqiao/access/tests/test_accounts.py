"""Accounts: made for people who work here, disabled at once, passwords never twice, many at a time (D49), tokens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from pytest_django import Settings

from yinqiao.access import policies, queries, services
from yinqiao.access.models import ApiToken, LoginSession, Role, User
from yinqiao.access.services import DEMO_PASSWORD
from yinqiao.access.tests.factories import (
    actor_of,
    give_role,
    make_account,
    make_actor,
    make_user,
    sign_in,
)
from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform.actor import system_actor
from yinqiao.platform.errors import InvalidInput, PermissionRefused

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
GOOD, BETTER = "Hm7-quartz-lantern", "Zephyr-41-walnut"
ACTOR = system_actor(
    name="test",
    permissions=frozenset({policies.MANAGE_USERS, policies.MANAGE_ROLES, policies.ISSUE_TOKEN}),
)
pytestmark = pytest.mark.usefixtures("db")


def test_a_new_account_has_a_password_that_must_be_changed() -> None:
    person = make_staff(staff_no="E5001")
    made = services.create_account(actor=ACTOR, now=NOW, staff_no="E5001")
    user = User.objects.get(pk=made.user_id)
    assert (user.username, user.staff_id, user.must_change_password) == ("E5001", person.pk, True)
    assert check_password(made.password, user.password)
    assert services.needs_change(user, now=NOW)


@pytest.mark.parametrize("case", ["unknown", "left", "twice"])
def test_who_gets_no_account(case: str) -> None:
    if case != "unknown":
        make_staff(
            staff_no="E5001",
            status=StaffStatus.LEFT if case == "left" else StaffStatus.ACTIVE,
            left_on=TODAY,
        )
    if case == "twice":
        services.create_account(actor=ACTOR, now=NOW, staff_no="E5001")
    before = User.objects.count()
    with pytest.raises(InvalidInput):
        services.create_account(actor=ACTOR, now=NOW, staff_no="E5001")
    assert User.objects.count() == before


def test_disabling_ends_sessions_and_tokens() -> None:
    user = make_account("branch_head")
    sign_in(Client(), user)
    token = services.create_token(
        actor=actor_of(user),
        now=NOW,
        user_id=user.pk,
        name="x",
        scopes=["customers.view_customer"],
        days=5,
    )
    services.disable_account(actor=ACTOR, now=NOW, user_id=user.pk, reason="调查")
    assert LoginSession.objects.get().end_reason == "DISABLED"
    assert queries.actor_for_token(token.secret, now=NOW) is None
    services.enable_account(actor=ACTOR, now=NOW, user_id=user.pk, reason="澄清")
    assert queries.actor_for_token(token.secret, now=NOW) is None


def test_nobody_administers_the_own_account() -> None:
    user = make_account("security_admin")
    actor = actor_of(user)
    for change in (services.disable_account, services.reset_password, services.unlock_account):
        with pytest.raises(InvalidInput):
            change(actor=actor, now=NOW, user_id=user.pk, reason="x")
    assert User.objects.get(pk=user.pk).is_active


@pytest.mark.parametrize("role", ["auditor", "system_admin", "branch_head"])
def test_only_the_security_duty_manages_accounts(role: str) -> None:
    user = make_user(make_staff("林若溪"))
    actor = make_actor(role)
    for change in (services.disable_account, services.reset_password, services.unlock_account):
        with pytest.raises(PermissionRefused):
            change(actor=actor, now=NOW, user_id=user.pk, reason="x")
    assert User.objects.get(pk=user.pk).is_active


def test_a_reset_password_works_once_changed() -> None:
    user = make_account("marketer", password=GOOD)
    temporary = services.reset_password(actor=ACTOR, now=NOW, user_id=user.pk, reason="忘记")
    user.refresh_from_db()
    assert check_password(temporary, user.password)
    assert services.needs_change(user, now=NOW)


def test_a_reset_cuts_the_tokens_that_somebody_else_may_hold() -> None:
    user = make_account("branch_head", password=GOOD)
    scopes = ["customers.view_customer"]
    token = services.create_token(
        actor=actor_of(user), now=NOW, user_id=user.pk, name="x", scopes=scopes, days=5
    )
    services.reset_password(actor=ACTOR, now=NOW, user_id=user.pk, reason="疑似泄露")
    assert queries.actor_for_token(token.secret, now=NOW) is None


def test_a_demo_account_is_nobody_outside_demo_mode(settings: Settings) -> None:
    user = make_account("branch_head")
    User.objects.update(is_demo=True)
    settings.DEMO = True
    scopes = ["customers.view_customer"]
    token = services.create_token(
        actor=actor_of(user), now=NOW, user_id=user.pk, name="x", scopes=scopes, days=5
    )
    assert queries.actor_for_token(token.secret, now=NOW) is not None
    settings.DEMO = False
    assert queries.actor_for_token(token.secret, now=NOW) is None
    assert actor_of(user).permissions == frozenset()


def change(user: User, old: str, new: str) -> None:
    services.change_own_password(actor=actor_of(user), now=NOW, old=old, new=new)


def test_the_last_five_passwords_do_not_come_back() -> None:
    user = make_account("marketer", password=GOOD)
    chain = [f"Walnut-{number}-zephyr" for number in range(6)]
    old = GOOD
    for new in chain:
        change(user, old, new)
        old = new
    for past in chain[1:]:
        with pytest.raises(InvalidInput):
            change(user, old, past)
    change(user, old, chain[0])


def test_a_wrong_present_password_counts_towards_the_lock() -> None:
    user = make_account("marketer", password=GOOD)
    for _number in range(5):
        with pytest.raises(InvalidInput):
            change(user, "guess", BETTER)
    with pytest.raises(InvalidInput):
        change(user, GOOD, BETTER)
    assert check_password(GOOD, User.objects.get(pk=user.pk).password)


def test_changing_ends_the_other_sessions_only() -> None:
    user = make_account("marketer", password=GOOD)
    client = Client()
    login = sign_in(client, user)
    services.change_own_password(
        actor=actor_of(user), now=NOW, old=GOOD, new=BETTER, keep_login_id=login.pk
    )
    assert LoginSession.objects.get().ended_at is None
    change(user, BETTER, GOOD + "-2")
    assert LoginSession.objects.get().end_reason == "PASSWORD"


def test_nobody_sets_the_password_of_another() -> None:
    user = make_account("marketer", password=GOOD)
    with pytest.raises(PermissionRefused):
        services.set_own_password(
            actor=make_actor("security_admin"), now=NOW, user_id=user.pk, new=BETTER
        )


def test_a_token_holds_what_was_chosen_as_long_as_the_account_holds_it() -> None:
    user = make_account("branch_head")
    made = services.create_token(
        actor=actor_of(user),
        now=NOW,
        user_id=user.pk,
        name="报表",
        scopes=["customers.view_customer", "organization.view_org"],
        days=30,
    )
    actor = queries.actor_for_token(made.secret, now=NOW)
    assert actor.permissions == {"customers.view_customer", "organization.view_org"}
    assert actor.scope == actor_of(user).scope
    Role.objects.get(code="branch_head").permissions.filter(
        permission="customers.view_customer"
    ).delete()
    give_role(user, "marketer")
    assert queries.actor_for_token(made.secret, now=NOW).permissions == {"organization.view_org"}


def test_a_token_ends_by_time_or_by_hand() -> None:
    user = make_account("branch_head")
    actor = actor_of(user)
    made = services.create_token(
        actor=actor, now=NOW, user_id=user.pk, name="x", scopes=["organization.view_org"], days=1
    )
    assert queries.actor_for_token(made.secret, now=NOW + timedelta(hours=23)) is not None
    assert queries.actor_for_token(made.secret, now=NOW + timedelta(days=1)) is None
    services.revoke_token(actor=actor, now=NOW, token_id=made.token_id)
    assert queries.actor_for_token(made.secret, now=NOW) is None
    assert made.secret not in str(ApiToken.objects.values())


@pytest.mark.parametrize("secret", ["", "yq_", "yq_nobody", "Basic abc", "x" * 5000])
def test_a_wrong_token_is_nobody(secret: str) -> None:
    assert queries.actor_for_token(secret, now=NOW) is None


@pytest.mark.parametrize(
    ("scopes", "days"), [([], 5), (["audit.view_audit"], 5), (["organization.view_org"], 366)]
)
def test_a_token_is_no_more_than_its_account(scopes: list[str], days: int) -> None:
    user = make_account("branch_head")
    with pytest.raises(InvalidInput):
        services.create_token(
            actor=actor_of(user), now=NOW, user_id=user.pk, name="x", scopes=scopes, days=days
        )


def test_a_token_for_another_needs_the_security_duty() -> None:
    user = make_account("branch_head")
    with pytest.raises(PermissionRefused):
        services.create_token(
            actor=make_actor("branch_head"),
            now=NOW,
            user_id=user.pk,
            name="x",
            scopes=["organization.view_org"],
            days=5,
        )


def test_many_accounts_come_from_one_table() -> None:
    bank = make_bank()
    for number in ("E6001", "E6002", "E6003"):
        make_staff(staff_no=number)
    text = (
        "staff_no,role,scope,org_code\n"
        f"E6001,branch_head,,{bank['east'].code}\n"
        "E6002,auditor,,\n"
        "E6003,branch_head,ORG,\n"
        "E6004,,,\n"
    )
    results = services.upload_accounts(actor=ACTOR, now=NOW, lines=services.read_accounts(text))
    assert [(result.number, bool(result.password), bool(result.problem)) for result in results] == [
        (2, True, False),
        (3, True, False),
        (4, False, True),
        (5, False, True),
    ]
    head = User.objects.get(username="E6001")
    assert set(actor_of(head, now=NOW).scope.org_ids) == {
        bank["east"].pk,
        bank["river"].pk,
        bank["quay"].pk,
    }
    assert not User.objects.filter(username="E6003").exists()


@pytest.mark.parametrize("text", ["", "name\nx\n", "staff_no,salary\nE1,5\n", "staff_no\n"])
def test_a_table_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        services.read_accounts(text)


def test_the_sample_bank_has_an_account_for_each_role(settings: object) -> None:
    settings.DEMO = True
    head = make_bank()["head"]
    for kind in (*PostKind.values, PostKind.SECURITY_ADMIN, PostKind.TELLER):
        make_staff(f"员工{kind[:3]}", org=head, post=kind)
    made = services.provision_demo_accounts(now=NOW)
    roles = list(Role.objects.order_by("order").values_list("code", flat=True))
    roles.insert(roles.index("security_admin"), "security_admin")
    assert [account.role for account in made] == roles
    again = services.provision_demo_accounts(now=NOW)
    assert again == made
    for account in made:
        user = User.objects.get(username=account.username)
        assert actor_of(user, now=NOW).roles == (account.role,)
        assert not services.needs_change(user, now=NOW + timedelta(days=400))
    assert check_password(DEMO_PASSWORD, User.objects.first().password)
    assert len(queries.demo_accounts(on=TODAY)) == 15


def test_there_are_no_demo_accounts_outside_the_sample_bank() -> None:
    make_staff(post=PostKind.TELLER)
    with pytest.raises(InvalidInput):
        services.provision_demo_accounts(now=NOW)
    assert not User.objects.exists()


def test_the_review_tells_what_is_odd() -> None:
    fine = make_account("marketer")
    left = make_account("teller", name="周明")
    left.staff.status, left.staff.left_on = StaffStatus.LEFT, TODAY
    left.staff.save()
    empty = make_user(make_staff("林若溪"))
    User.objects.filter(pk=fine.pk).update(last_login=NOW)
    lines = {
        line.account.id: line for line in queries.review(now=NOW, dormant_after=timedelta(days=90))
    }
    assert lines[fine.pk].remarks == ()
    assert [held.is_void for held in lines[fine.pk].held] == [False]
    assert len(lines[left.pk].remarks) == 1
    assert lines[empty.pk].held == ()
