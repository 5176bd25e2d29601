"""双人复核: what one security administrator does not do alone, how the second person's word is given, spent and lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access import queries, services
from yinqiao.access.choices import ActState, RoleKind, ScopeKind
from yinqiao.access.services import Reach, RoleDetails
from yinqiao.access.tests.factories import (
    ApiToken,
    DualAct,
    Role,
    RoleAssignment,
    User,
    actor_of,
    forget,
    make_account,
    make_actor,
    make_user,
    sign_in,
)
from yinqiao.organization import services as organization
from yinqiao.organization.choices import PostKind
from yinqiao.organization.services import PostDetails
from yinqiao.organization.tests.factories import Post, Staff, make_bank, make_staff
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import (
    DomainError,
    InvalidInput,
    NotFound,
    PermissionRefused,
    StaleVersion,
)
from yinqiao.platform.second_person import SecondPersonNeeded
from yinqiao.workflow import services as workflow

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HOURS_24 = timedelta(hours=24)
SECRET = "Hm7-quartz-lantern"  # noqa: S105
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


@pytest.fixture
def maker() -> Actor:
    return make_actor("security_admin", name="甲安全")


@pytest.fixture
def checker() -> Actor:
    return make_actor("security_admin", name="乙安全")


def approve(actor: Actor, act_id: int, *, now: datetime = NOW) -> str:
    approval_id = DualAct.objects.get(pk=act_id).approval_id
    return workflow.approve(actor=actor, now=now, approval_id=approval_id or 0, version=1)


def ask(actor: Actor, order: services.Order) -> int:
    return services.ask_second_person(actor=actor, now=NOW, order=order, reason="柜面申请 17 号")


def reset(actor: Actor, user: User) -> int:
    return ask(actor, services.reset_order(actor=actor, user_id=user.pk))


def do(actor: Actor, act_id: int, *, now: datetime = NOW) -> services.Outcome:
    with transaction.atomic():
        return services.carry_out(actor=actor, now=now, act_id=act_id)


def state(actor: Actor, act_id: int, *, now: datetime = NOW) -> ActState:
    return queries.dual_act(actor=actor, act_id=act_id, now=now, lasts=HOURS_24).state


def test_a_password_is_reset_by_two(maker: Actor, checker: Actor) -> None:
    user = make_account("marketer", password=SECRET)
    act_id = reset(maker, user)
    assert state(maker, act_id) is ActState.WAITING
    with pytest.raises(SecondPersonNeeded):
        do(maker, act_id)
    approve(checker, act_id)
    assert state(maker, act_id) is ActState.GRANTED
    assert check_password(SECRET, User.objects.get(pk=user.pk).password)

    outcome = do(maker, act_id)

    user.refresh_from_db()
    assert check_password(outcome.password, user.password)
    assert state(maker, act_id) is ActState.USED
    assert list(
        AuditEntry.objects.filter(verb__startswith="access.")
        .order_by("pk")
        .values_list("verb", flat=True)
    ) == ["access.dual-act-asked", "access.dual-act-granted", "access.password-reset"]
    assert outcome.password not in str(list(AuditEntry.objects.values()))


def test_a_grant_is_spent_by_its_use(maker: Actor, checker: Actor) -> None:
    user = make_account("marketer", password=SECRET)
    act_id = reset(maker, user)
    approve(checker, act_id)
    first = do(maker, act_id)
    with pytest.raises(services.ActSpent):
        do(maker, act_id)
    assert check_password(first.password, User.objects.get(pk=user.pk).password)


@pytest.mark.parametrize(("hours", "holds"), [(23, True), (24, False)])
def test_a_grant_holds_for_a_day(maker: Actor, checker: Actor, hours: int, holds: bool) -> None:
    user = make_account("marketer", password=SECRET)
    act_id = reset(maker, user)
    approve(checker, act_id)
    later = NOW + timedelta(hours=hours)
    if holds:
        assert do(maker, act_id, now=later).password
    else:
        with pytest.raises(SecondPersonNeeded):
            do(maker, act_id, now=later)
        assert state(maker, act_id, now=later) is ActState.OVER
    kept = check_password(SECRET, User.objects.get(pk=user.pk).password)
    assert kept is not holds


def test_nobody_agrees_to_her_own_act(maker: Actor) -> None:
    act_id = reset(maker, make_account("marketer"))
    with pytest.raises(DomainError) as refused, transaction.atomic():
        approve(maker, act_id)
    assert refused.value.code == "MAKER_EQ_CHECKER"
    assert state(maker, act_id) is ActState.WAITING
    with pytest.raises(IntegrityError), transaction.atomic():
        DualAct.objects.update(granted_by=maker.user_id, granted_at=NOW)


def test_nobody_agrees_to_what_is_about_herself(maker: Actor, checker: Actor) -> None:
    act_id = reset(maker, User.objects.get(pk=checker.user_id))
    with pytest.raises(InvalidInput), transaction.atomic():
        approve(checker, act_id)
    assert state(maker, act_id) is ActState.WAITING


@pytest.mark.parametrize("role", ["system_admin", "auditor", "compliance_officer", "branch_head"])
def test_only_a_security_administrator_agrees(maker: Actor, role: str) -> None:
    act_id = reset(maker, make_account("marketer"))
    with pytest.raises((NotFound, PermissionRefused)), transaction.atomic():
        approve(make_actor(role), act_id)
    assert state(maker, act_id) is ActState.WAITING


def lose_role(actor: Actor) -> Actor:
    RoleAssignment.objects.filter(user_id=actor.user_id).delete()
    user = User.objects.get(pk=actor.user_id)
    user.access_version += 1
    user.save()
    return actor_of(user, now=NOW)


def test_who_lost_the_role_is_not_agreed_to(maker: Actor, checker: Actor) -> None:
    act_id = reset(maker, make_account("marketer"))
    lose_role(maker)
    with pytest.raises(InvalidInput), transaction.atomic():
        approve(checker, act_id)
    assert DualAct.objects.get(pk=act_id).granted_at is None


def test_who_lost_the_role_uses_no_grant(maker: Actor, checker: Actor) -> None:
    user = make_account("marketer", password=SECRET)
    act_id = reset(maker, user)
    approve(checker, act_id)
    with pytest.raises(PermissionRefused):
        do(lose_role(maker), act_id)
    assert check_password(SECRET, User.objects.get(pk=user.pk).password)
    assert DualAct.objects.get(pk=act_id).used_at is None


def test_a_grant_is_its_maker_s_and_for_its_details_alone(maker: Actor, checker: Actor) -> None:
    user, other = make_account("marketer", password=SECRET), make_account("teller", password=SECRET)
    act_id = reset(maker, user)
    approve(checker, act_id)
    with pytest.raises(NotFound):
        do(checker, act_id)
    for actor, target in ((maker, other), (checker, user)):
        with pytest.raises(SecondPersonNeeded), transaction.atomic():
            services.reset_password(
                actor=actor, now=NOW, user_id=target.pk, reason="x", act_id=act_id
            )
    for row in (user, other):
        assert check_password(SECRET, User.objects.get(pk=row.pk).password)


def test_without_a_grant_nothing_dear_is_done(maker: Actor) -> None:
    user = make_user(make_staff("林若溪"))
    make_staff(staff_no="E5001")
    role = Role.objects.get(code="marketer")
    wider = RoleDetails(role.name, ScopeKind.ALL, frozenset({"products.view_product"}))
    service = User.objects.create(username="robot", label="robot", is_service=True, created_at=NOW)
    closed = make_account("teller")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    worker = Staff.objects.get(pk=closed.staff_id)
    post = PostDetails(PostKind.BRANCH_HEAD, worker.org_id, is_main=False)
    before = (User.objects.count(), Staff.objects.count(), Post.objects.count())
    acts = (
        lambda: services.enable_account(actor=maker, now=NOW, user_id=closed.pk, reason="x"),
        lambda: organization.hire_staff(
            actor=maker, now=NOW, staff_no="E7001", name="周明", joined_on=TODAY, post=post
        ),
        lambda: organization.move_staff(
            actor=maker, now=NOW, staff_id=worker.pk, version=1, post=post, on=TODAY, reason="x"
        ),
        lambda: organization.give_post(
            actor=maker, now=NOW, staff_id=worker.pk, version=1, post=post, valid_from=TODAY
        ),
        lambda: services.create_account(actor=maker, now=NOW, staff_no="E5001"),
        lambda: services.create_service_account(actor=maker, now=NOW, username="r2", label="x"),
        lambda: services.upload_accounts(
            actor=maker, now=NOW, lines=services.read_accounts("staff_no\nE5001\n")
        ),
        lambda: services.reset_password(actor=maker, now=NOW, user_id=user.pk, reason="x"),
        lambda: services.assign_role(
            actor=maker,
            now=NOW,
            user_id=user.pk,
            role_code="marketer",
            reach=Reach(ScopeKind.NONE),
            valid_from=TODAY,
        ),
        lambda: services.edit_role(
            actor=maker, now=NOW, role_id=role.pk, version=1, details=wider, reason="x"
        ),
        lambda: services.create_role(
            actor=maker, now=NOW, code="own", kind=RoleKind.BUSINESS, details=wider
        ),
        lambda: services.create_token(
            actor=maker, now=NOW, user_id=service.pk, name="x", scopes=["a"], days=1
        ),
    )
    for act in acts:
        with pytest.raises(SecondPersonNeeded), transaction.atomic():
            act()
    role.refresh_from_db()
    assert (User.objects.count(), Staff.objects.count(), Post.objects.count()) == before
    assert RoleAssignment.objects.filter(user=user).count() == 0
    assert not User.objects.get(pk=closed.pk).is_active
    assert (role.scope, role.version, ApiToken.objects.count()) == ("NONE", 1, 0)
    assert not Role.objects.filter(code="own").exists()


def test_an_account_and_a_role_are_given_by_two(maker: Actor, checker: Actor) -> None:
    make_staff("林若溪", staff_no="E5001")
    act_id = ask(maker, services.account_order(staff_no="E5001"))
    approve(checker, act_id)
    made = do(maker, act_id)
    assert made.user_id is not None
    act_id = ask(
        maker,
        services.role_order(
            actor=maker,
            now=NOW,
            user_id=made.user_id,
            role_code="product_manager",
            reach=Reach(ScopeKind.NONE),
            valid_from=TODAY,
            valid_to=date(2027, 1, 1),
        ),
    )
    approve(checker, act_id)
    do(maker, act_id)
    row = RoleAssignment.objects.get(user_id=made.user_id)
    assert (row.role.code, row.valid_from, row.valid_to, row.granted_by_id) == (
        "product_manager",
        TODAY,
        date(2027, 1, 1),
        maker.user_id,
    )


def test_an_account_is_enabled_by_two(maker: Actor, checker: Actor) -> None:
    user = make_account("marketer")
    services.disable_account(actor=maker, now=NOW, user_id=user.pk, reason="调查")
    act_id = ask(maker, services.enable_order(actor=maker, user_id=user.pk))
    approve(checker, act_id)
    assert not User.objects.get(pk=user.pk).is_active
    do(maker, act_id)
    assert User.objects.get(pk=user.pk).is_active
    services.disable_account(actor=maker, now=NOW, user_id=user.pk, reason="再调查")
    with pytest.raises(services.ActSpent):
        do(maker, act_id)
    assert not User.objects.get(pk=user.pk).is_active


def test_a_person_is_entered_moved_and_given_posts_by_two(maker: Actor, checker: Actor) -> None:
    bank = make_bank()
    teller = PostDetails(PostKind.TELLER, bank["hill"].pk)
    asked = organization.ask_to_hire(
        actor=maker,
        now=NOW,
        staff_no="E7001",
        name="周明",
        joined_on=TODAY,
        post=teller,
        reason="任职文件 9 号",
    )
    facts = dict(DualAct.objects.get(pk=asked.pk).facts)
    assert (facts["员工"], facts["机构"]) == ("周明 E7001", bank["hill"].name)
    approve(checker, asked.pk)
    person = Staff.objects.get(pk=do(maker, asked.pk).staff_id)

    asked = organization.ask_to_move(
        actor=maker,
        now=NOW,
        staff_id=person.pk,
        version=1,
        post=PostDetails(PostKind.BRANCH_HEAD, bank["river"].pk),
        on=TODAY,
        reason="任职文件 10 号",
    )
    approve(checker, asked.pk)
    assert do(maker, asked.pk).staff_id == person.pk

    asked = organization.ask_to_give_post(
        actor=maker,
        now=NOW,
        staff_id=person.pk,
        version=2,
        post=PostDetails(PostKind.MARKETER, bank["quay"].pk, is_main=False),
        valid_from=TODAY,
        valid_to=date(2027, 1, 1),
        reason="兼任",
    )
    approve(checker, asked.pk)
    do(maker, asked.pk)
    posts = Post.objects.filter(staff=person).order_by("pk")
    assert [(post.kind, post.org_id, post.valid_to) for post in posts] == [
        ("BRANCH_HEAD", bank["river"].pk, None),
        ("MARKETER", bank["quay"].pk, date(2027, 1, 1)),
    ]


def test_a_post_holds_for_the_person_as_she_was(maker: Actor, checker: Actor) -> None:
    bank = make_bank()
    person = make_staff("林若溪", org=bank["hill"], post=PostKind.TELLER)
    asked = further_post(maker, person, bank["river"].pk)
    approve(checker, asked.pk)
    organization.set_leave(
        actor=maker, now=NOW, staff_id=person.pk, version=1, is_on_leave=True, reason="产假"
    )
    with pytest.raises(StaleVersion):
        do(maker, asked.pk)
    assert Post.objects.filter(staff=person).count() == 1


def test_nobody_is_given_a_post_by_herself(maker: Actor, checker: Actor) -> None:
    own, other = (Staff.objects.get(pk=actor.staff_id) for actor in (maker, checker))
    with pytest.raises(InvalidInput):
        further_post(maker, own, own.org_id)
    asked = further_post(maker, other, other.org_id)
    with pytest.raises(InvalidInput), transaction.atomic():
        approve(checker, asked.pk)
    assert state(maker, asked.pk) is ActState.WAITING


def further_post(actor: Actor, person: Staff, org_id: int) -> ObjectRef:
    return organization.ask_to_give_post(
        actor=actor,
        now=NOW,
        staff_id=person.pk,
        version=person.version,
        post=PostDetails(PostKind.BRANCH_HEAD, org_id, is_main=False),
        valid_from=TODAY,
        valid_to=None,
        reason="兼任",
    )


def test_a_role_grows_by_two_and_shrinks_by_one(maker: Actor, checker: Actor) -> None:
    role = Role.objects.get(code="marketer")
    posts = frozenset({"MARKETER"})
    smaller = RoleDetails(role.name, ScopeKind.NONE, frozenset(), post_kinds=posts)
    larger = RoleDetails(
        role.name,
        ScopeKind.ORG,
        frozenset({"products.view_product", "products.edit_product"}),
        post_kinds=posts,
    )
    order = services.role_edit_order(actor=maker, role_id=role.pk, version=1, details=larger)
    assert order is not None
    assert ("增加的权限", "维护产品货架") in [(label, value) for label, value in order.facts]
    act_id = ask(maker, order)
    approve(checker, act_id)
    do(maker, act_id)
    role.refresh_from_db()
    assert (role.scope, role.version, role.permissions.count()) == ("ORG", 2, 2)
    assert (
        services.role_edit_order(actor=maker, role_id=role.pk, version=2, details=smaller) is None
    )
    services.edit_role(
        actor=maker, now=NOW, role_id=role.pk, version=2, details=smaller, reason="收回"
    )
    assert role.permissions.count() == 0


def test_a_token_is_made_for_a_program_by_two_and_for_a_person_by_herself(
    maker: Actor, checker: Actor
) -> None:
    person = make_account("branch_head")
    with pytest.raises(InvalidInput):
        services.token_order(
            now=NOW, user_id=person.pk, name="x", scopes=["organization.view_org"], days=1
        )
    with pytest.raises(InvalidInput), transaction.atomic():
        services.create_token(
            actor=maker,
            now=NOW,
            user_id=person.pk,
            name="x",
            scopes=["organization.view_org"],
            days=1,
        )
    program = User.objects.create(username="shelf", label="货架", is_service=True, created_at=NOW)
    RoleAssignment.objects.create(
        user=program,
        role=Role.objects.get(code="product_manager"),
        kind="business",
        scope="NONE",
        valid_from=TODAY,
        granted_at=NOW,
    )
    scopes = ["products.view_product"]
    order = services.token_order(now=NOW, user_id=program.pk, name="货架", scopes=scopes, days=30)
    act_id = ask(maker, order)
    approve(checker, act_id)
    token = do(maker, act_id).token
    assert token is not None
    actor = queries.actor_for_token(token.secret, now=NOW)
    assert actor is not None
    assert actor.permissions == {"products.view_product"}
    assert ApiToken.objects.count() == 1


def test_the_same_act_is_asked_for_once(maker: Actor, checker: Actor) -> None:
    user = make_account("marketer")
    act_id = reset(maker, user)
    assert reset(maker, user) == act_id
    approve(checker, act_id)
    assert reset(maker, user) == act_id
    do(maker, act_id)
    assert reset(maker, user) != act_id


def test_who_may_not_do_it_may_not_ask_for_it() -> None:
    user = make_account("marketer")
    for role in ("auditor", "system_admin", "branch_head"):
        actor = make_actor(role)
        with pytest.raises(PermissionRefused), transaction.atomic():
            reset(actor, user)
    assert DualAct.objects.count() == 0


def test_a_refused_act_is_told_so(maker: Actor, checker: Actor) -> None:
    act_id = reset(maker, make_account("marketer"))
    approval_id = DualAct.objects.get(pk=act_id).approval_id or 0
    workflow.reject(actor=checker, now=NOW, approval_id=approval_id, version=1, note="先核身份")
    assert state(maker, act_id) is ActState.REFUSED
    with pytest.raises(SecondPersonNeeded):
        do(maker, act_id)


def signed_in(actor: Actor) -> Client:
    client = Client()
    sign_in(client, User.objects.get(pk=actor.user_id))
    return client


def test_by_the_pages(maker: Actor, checker: Actor) -> None:
    make_staff("林若溪", staff_no="E5001")
    first, second = signed_in(maker), signed_in(checker)
    form = {"staff_no": "E5001", "reason": "新入职"}
    sent = first.post(reverse("access:account-new"), form)
    row = DualAct.objects.get()
    act_url, use_url = (reverse(name, args=[row.pk]) for name in ("access:act", "access:act-uses"))
    assert (sent.status_code, sent["Location"]) == (303, act_url)
    assert first.post(use_url).status_code == 403
    assert not User.objects.filter(username="E5001").exists()

    box = second.get(reverse("workflow:list")).content.decode()
    assert "林若溪 E5001" in box
    assert use_url not in second.get(act_url).content.decode()
    decision = reverse("workflow:decisions", args=[row.approval_id])
    approved = second.post(decision, {"decision": "approve", "version": 1, "note": ""})
    assert approved.status_code == 303

    assert use_url in first.get(act_url).content.decode()
    page = first.post(use_url)
    password = page.context["password"]
    assert page.status_code == 201
    assert password in page.content.decode()
    assert first.post(use_url).status_code == 409
    fresh = Client()
    answer = fresh.post("/sign-in/", {"username": "E5001", "password": password})
    assert (answer.status_code, fresh.get("/")["Location"]) == (303, "/me/password/")
