"""The quarterly recertification and shared accounts (D38): heads answer for their people, nobody for herself, the auditor watches."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access import policies, queries, services
from yinqiao.access.choices import SessionEnd
from yinqiao.access.models import LoginSession, Recertification, RecertificationItem, RoleAssignment
from yinqiao.access.queries import SharingLimits
from yinqiao.access.tests.factories import actor_of, give_role, make_account, make_user, sign_in
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
CLOSER = system_actor(name="recertification", permissions=frozenset({policies.MANAGE_ROLES}))
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


class People:
    """A branch with its head, two managers (one with a role by hand beside her post), and those who administer and audit."""

    def __init__(self):
        orgs = make_bank()
        self.head_user = make_account("branch_head", org=orgs["east"], name="周行长")
        self.rm_user = make_account("relationship_manager", org=orgs["river"], name="陈思远")
        self.extra = give_role(self.rm_user, "wealth_manager", scope="ORG", org=orgs["river"])
        self.foreign_user = make_account("relationship_manager", org=orgs["west"], name="沈越")
        admin = make_user(make_staff("严安全", org=orgs["head"]))
        give_role(admin, "security_admin")
        auditor = make_user(make_staff("钱审计", org=orgs["head"]))
        give_role(auditor, "auditor")
        self.head, self.rm, self.admin, self.auditor = (
            actor_of(user, now=NOW) for user in (self.head_user, self.rm_user, admin, auditor)
        )

    def open(self, title="2026 年第四季度"):
        return services.open_recertification(actor=self.admin, now=NOW, title=title)

    def items(self, user):
        return RecertificationItem.objects.filter(user=user).order_by("pk")


@pytest.fixture
def people():
    return People()


def waiting(actor):
    return list(queries.items_before(actor=actor).order_by("pk").values_list("pk", flat=True))


def answer(actor, ids, *, is_kept=True, note=""):
    return services.answer_items(actor=actor, now=NOW, item_ids=ids, is_kept=is_kept, note=note)


def test_every_role_stands_before_the_head_and_her_own_before_another(people):
    people.open()
    assert [(row.role.code, row.origin, row.head_name) for row in people.items(people.rm_user)] == [
        ("wealth_manager", "HAND", "周行长"),
        ("relationship_manager", "POST", "周行长"),
    ]
    (own,) = people.items(people.head_user)
    assert own.pk not in waiting(people.head)
    assert set(waiting(people.head)) == {row.pk for row in people.items(people.rm_user)}
    # Nobody who may answer stands above the other branch: it is answered by the security administrator.
    assert {row.pk for row in people.items(people.foreign_user)} <= set(waiting(people.admin))
    assert not {row.pk for row in people.items(people.admin.user_id)} & set(waiting(people.admin))


def test_one_round_at_a_time_and_by_the_security_duty_alone(people):
    people.open()
    with pytest.raises(services.RoundOpen):
        people.open("又一轮")
    for actor in (people.head, people.auditor, people.rm):
        with pytest.raises(PermissionRefused):
            services.open_recertification(actor=actor, now=NOW, title="x")
    assert Recertification.objects.count() == 1


def test_a_head_confirms_and_withdraws_with_a_reason(people):
    round_id = people.open()
    extra, post = (row.pk for row in people.items(people.rm_user))
    with pytest.raises(InvalidInput):
        answer(people.head, [extra], is_kept=False)
    assert answer(people.head, [post]) == 1
    assert answer(people.head, [extra, post], is_kept=False, note="已不从事财富业务") == 1
    with pytest.raises(NotFound):
        answer(people.head, [extra])
    line = queries.round_line(actor=people.auditor, round_id=round_id, today=NOW.date())
    assert (line.kept, line.withdrawn, line.open_withdrawals) == (1, 1, 1)
    # The head's word is not the administrator's hand.
    assert RoleAssignment.objects.get(pk=people.extra.pk).valid_to is None
    with pytest.raises(PermissionRefused):
        services.carry_out_withdrawal(actor=people.head, now=NOW, item_id=extra)
    assert services.carry_out_withdrawal(actor=people.admin, now=NOW, item_id=extra) == round_id
    assert RoleAssignment.objects.get(pk=people.extra.pk).valid_to == date(2026, 11, 22)
    with pytest.raises(NotFound):
        services.carry_out_withdrawal(actor=people.admin, now=NOW, item_id=extra)
    said = AuditEntry.objects.filter(verb="access.roles-recertified", reason="已不从事财富业务")
    assert said.get().new["answer"] == "WITHDRAWN"


@pytest.mark.parametrize("who", ["rm", "auditor"])
def test_who_has_no_word(people, who):
    people.open()
    actor = getattr(people, who)
    ids = list(RecertificationItem.objects.values_list("pk", flat=True))
    with pytest.raises(PermissionRefused):
        answer(actor, ids)
    assert set(RecertificationItem.objects.values_list("answer", flat=True)) == {"WAITING"}


@pytest.mark.parametrize("what", ["report", "cut"])
def test_what_nobody_answers_is_reported_or_cut_as_the_bank_has_set(people, what):
    ParameterValue.objects.create(
        key="access.recertification_unanswered",
        value=what,
        effective_from=date(2026, 11, 1),
        reason="试行",
        set_by_name="甲",
        set_at=NOW,
    )
    parameters.forget()
    round_id = people.open()
    extra, post = (row.pk for row in people.items(people.rm_user))
    assert services.close_due(actor=CLOSER, now=NOW + timedelta(days=21)) == 0
    assert services.close_due(actor=CLOSER, now=NOW + timedelta(days=22)) == 1
    assert services.close_due(actor=CLOSER, now=NOW + timedelta(days=22)) == 0
    is_cut = what == "cut"
    found = dict(RecertificationItem.objects.values_list("pk", "answer"))
    assert (found[extra], found[post]) == ("CUT" if is_cut else "MISSED", "MISSED")
    ended = RoleAssignment.objects.get(pk=people.extra.pk).valid_to
    assert ended == (date(2026, 12, 14) if is_cut else None)
    line = queries.round_line(actor=people.auditor, round_id=round_id, today=NOW.date())
    assert line.closed_at == NOW + timedelta(days=22)
    assert waiting(people.head) == []


def client_of(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id), now=NOW)
    return client


def test_on_the_pages(people):
    admin = client_of(people.admin)
    made = admin.post(reverse("access:recertification-new"), {"title": "2026 年第四季度"})
    url = made.headers["Location"]
    head = client_of(people.head)
    page = head.get(reverse("access:recertify")).content.decode()
    assert "陈思远" in page
    assert "沈越" not in page
    extra, post = (row.pk for row in people.items(people.rm_user))
    assert head.post(reverse("access:confirmations"), {"id": [post]}).status_code == 303
    withdraw = reverse("access:withdraw", args=[extra])
    assert "陈思远" in head.get(withdraw).content.decode()
    assert head.post(withdraw, {"reason": "已转岗"}).status_code == 303
    assert "已转岗" in client_of(people.auditor).get(url).content.decode()
    assert head.get(url).status_code == 403
    assert admin.post(reverse("access:withdrawals", args=[extra])).headers["Location"] == url


LIMITS = SharingLimits(2, 30, timedelta(minutes=5))


def displace(user, *, minutes=1, ip="10.0.0.9", days=1):
    """Let a sign-in from `ip` end a session from 10.0.0.1 that was silent for so many minutes."""
    end = NOW - timedelta(days=days)
    LoginSession.objects.create(
        user=user,
        started_at=end - timedelta(hours=1),
        last_seen_at=end - timedelta(minutes=minutes),
        ip="10.0.0.1",
        ended_at=end,
        end_reason=SessionEnd.ELSEWHERE,
    )
    LoginSession.objects.create(
        user=user,
        started_at=end,
        last_seen_at=end,
        ip=ip,
        ended_at=end + timedelta(minutes=9),
        end_reason=SessionEnd.SIGNED_OUT,
    )


@pytest.mark.parametrize(
    ("second", "found"),
    [({}, 2), ({"minutes": 6}, 0), ({"ip": "10.0.0.1"}, 0), ({"days": 31}, 0)],
    ids=["both in use", "was idle", "same address", "long ago"],
)
def test_an_account_in_use_from_two_addresses_at_once_is_perhaps_shared(second, found):
    user = make_user(make_staff("陈思远"))
    displace(user, days=2)
    displace(user, **second)
    shared = queries.shared_accounts(user_ids=[user.pk], now=NOW, limits=LIMITS)
    assert shared == ({user.pk: found} if found else {})
    lines = queries.review(now=NOW, dormant_after=timedelta(days=90), sharing=LIMITS)
    remarks = next(line.remarks for line in lines if line.account.id == user.pk)
    assert any("2" in remark and "共用" in remark for remark in remarks) is bool(found)
