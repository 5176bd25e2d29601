"""抽查明文查看 (N5): drawn at night by a kept seed, before the head of who looked and never herself; doubts and lateness reach compliance."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.compliance.viewing import draw_rules, policies, queries, services
from yinqiao.compliance.viewing.models import Alert, Draw, RevealCheck
from yinqiao.compliance.viewing.queries import CheckFilter
from yinqiao.customers.tests.factories import act_as, make_customer, make_reveal, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.ui import desk
from yinqiao.platform.ui.ports import notices

# A Friday at noon; five workdays later is the next Friday.
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
DAY = date(2026, 11, 19)
LATE = NOW + timedelta(days=8)


@pytest.fixture(autouse=True)
def friday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def reveal(actor, customer, *, on=DAY, number=1, reason="客户来电核对预约"):
    return [make_reveal(actor, customer, on=on, reason=reason) for _ in range(number)]


def set_number(key, value):
    ParameterValue.objects.create(
        key=key,
        value=value,
        effective_from="2026-01-01",
        reason="test",
        set_by_name="test",
        set_at=NOW,
    )
    parameters.forget()


def draw(on=DAY, now=NOW):
    return services.draw_day(actor=act_as(services.watcher()), now=now, on=on)


def answer(actor, row, verdict="GROUNDED", *, note="已核对预约记录", version=1, now=NOW):
    services.check_reveal(
        actor=act_as(actor),
        now=now,
        check_id=row.pk,
        version=version,
        verdict=verdict,
        note=note,
    )


def seen(actor, **wanted):
    rows = queries.check_list(
        actor=act_as(actor), wanted=CheckFilter(**wanted), today=clock.bank_date(NOW)
    )
    return queries.check_lines(rows.order_by("pk"), actor=actor, today=clock.bank_date(NOW))


@pytest.fixture
def drawn(bank):
    """One look of the manager at his customer, before the head of his branch."""
    assert bank.head.staff_id
    reveal(bank.rm, bank.own)
    assert draw() == 1
    with whole_bank():
        return RevealCheck.objects.get()


def test_a_look_stands_before_the_head_masked_and_without_the_value(bank, drawn):
    (line,) = seen(bank.head)
    assert (line.who, line.customer, line.field, line.reason, line.before) == (
        f"陈思远 {bank.rm.staff_no}",
        "林**",
        "联系方式",
        "客户来电核对预约",
        "周行长",
    )
    assert (line.state, line.due_on, line.can_answer) == ("WAITING", date(2026, 11, 27), True)
    assert "13800001234" not in repr(line)
    (watched,) = seen(bank.compliance)
    assert (watched.before, watched.can_answer) == ("周行长", False)
    assert seen(bank.other_head) == []
    with pytest.raises(PermissionRefused):
        seen(bank.rm)


def test_a_day_is_drawn_once_and_only_when_it_is_over(bank, drawn):
    reveal(bank.rm, bank.own, number=9)
    assert draw() == 0
    with pytest.raises(ValueError, match="over"):
        draw(on=date(2026, 11, 20))
    assert Draw.objects.count() == RevealCheck.objects.count() == 1


def test_the_first_night_draws_yesterday_and_later_ones_what_was_missed(bank):
    for day in (17, 18, 19):
        reveal(bank.rm, bank.own, on=date(2026, 11, day))
    assert services.draw_missing(now=NOW) == 1
    assert services.draw_missing(now=NOW) == 0
    reveal(bank.rm, bank.own, on=date(2026, 11, 21))
    assert services.draw_missing(now=NOW + timedelta(days=3)) == 1
    assert list(Draw.objects.order_by("on").values_list("on", "looks", "drawn")) == [
        (DAY, 1, 1),
        (date(2026, 11, 20), 0, 0),
        (date(2026, 11, 21), 1, 1),
        (date(2026, 11, 22), 0, 0),
    ]


def draw_by_rule(on, looks, had):
    """Draw a day; return what was drawn, which is what the rule says."""
    assert draw(on, now=datetime(2026, 12, 1, 1, tzinfo=UTC)) >= 1
    made = Draw.objects.get(on=on)
    known = [look for look in looks if look.on <= on]
    drawn = draw_rules.drawn(known, on=on, seed=made.seed, percent=10, least=3, had=had)
    assert set(made.checks.values_list("reveal_id", flat=True)) == drawn
    assert made.looks == sum(look.on == on for look in looks)
    return drawn


def test_a_month_is_drawn_as_the_rule_says_and_the_auditor_draws_the_same(bank):
    set_number("viewing.check_least", 3)
    set_number("viewing.check_percent", 10)
    people = (bank.rm, bank.other_rm, bank.agent)
    days = [date(2026, 11, day) for day in range(26, 31)]
    made = [
        look
        for day in days
        for person, number in zip(people, (3, 2, 2 if day == days[1] else 0), strict=True)
        for look in reveal(person, bank.own, on=day, number=number)
    ]
    looks, had = [draw_rules.Look(row.pk, row.staff_id, row.revealed_on) for row in made], set()
    for day in days:
        had |= draw_by_rule(day, looks, had)
    counts = [RevealCheck.objects.filter(staff_id=person.staff_id).count() for person in people]
    assert min(counts[:2]) >= 3
    assert counts[2] == 2
    auditor = actor_of(make_account("auditor", org=bank.orgs["head"], name="审计"))
    last = Draw.objects.get(on=days[-1])
    assert queries.redraw(actor=act_as(auditor), draw_id=last.pk).is_same
    # Whoever exchanges one is found out; the auditor herself still sees no row about a customer.
    with whole_bank():
        swapped = RevealCheck.objects.filter(draw=last).order_by("pk").first()
        RevealCheck.objects.filter(pk=swapped.pk).update(reveal_id=looks[-1].id + 1)
    assert not queries.redraw(actor=act_as(auditor), draw_id=last.pk).is_same
    assert RevealCheck.objects.count() == 0
    with pytest.raises(PermissionRefused):
        queries.redraw(actor=act_as(bank.head), draw_id=last.pk)


def test_whose_head_does_not_reach_the_customer_and_a_head_herself_are_compliances(bank):
    reveal(bank.head, bank.own, reason="本人约见客户")
    reveal(bank.rm, bank.foreign, reason="经授权代为接待")
    reveal(bank.agent, bank.own, reason="客服回访")
    reveal(bank.compliance, bank.own, reason="合规自查")
    set_number("viewing.check_percent", 100)
    assert draw() == 4
    assert seen(bank.head) == []
    assert len(seen(bank.compliance, until=date.max)) == len(seen(bank.compliance)) == 3
    # Her own is another officer's.
    assert {(line.reason, line.before, line.can_answer) for line in seen(bank.compliance)} == {
        ("本人约见客户", "", True),
        ("经授权代为接待", "", True),
        ("客服回访", "", True),
    }
    with whole_bank():
        own = RevealCheck.objects.get(staff_id=bank.compliance.staff_id)
        of_head = RevealCheck.objects.get(staff_id=bank.head.staff_id)
    for actor, row in ((bank.compliance, own), (bank.head, of_head)):
        with pytest.raises(NotFound):
            answer(actor, row)
    with whole_bank():
        assert not RevealCheck.objects.filter(answered_at__isnull=False).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            RevealCheck.objects.filter(pk=own.pk).update(
                answered_by_id=own.staff_id, answered_at=NOW, verdict="GROUNDED"
            )


def test_a_good_reason_closes_the_check(bank, drawn):
    answer(bank.head, drawn, note="")
    (line,) = seen(bank.head, state="GROUNDED")
    assert (line.answered_by, line.can_answer) == ("周行长", False)
    assert seen(bank.head) == []
    assert not Alert.objects.exists()
    entry = AuditEntry.objects.get(verb="viewing.reveal-checked")
    assert (entry.object_type, entry.customer_id) == ("viewing.reveal_check", bank.own.pk)
    with pytest.raises(services.AlreadyChecked):
        answer(bank.head, drawn, "DOUBTFUL", version=2)
    assert not Alert.objects.exists()


def test_a_doubt_becomes_one_alert_that_a_second_doubt_opens_again(bank):
    set_number("viewing.check_percent", 100)
    reveal(bank.rm, bank.own, number=2)
    assert bank.head.staff_id
    draw()
    with whole_bank():
        first, second = RevealCheck.objects.order_by("pk")
    answer(bank.head, first, "DOUBTFUL", note="当日无预约")
    act_as(bank.compliance)
    alert = Alert.objects.get()
    assert (alert.kind, alert.on, alert.staff_id, alert.customer_id, alert.state) == (
        "DOUBTED",
        DAY,
        bank.rm.staff_id,
        bank.own.pk,
        "OPEN",
    )
    services.judge_alert(
        actor=act_as(bank.compliance),
        now=NOW,
        alert_id=alert.pk,
        version=1,
        state="FINE",
        note="有来电录音",
    )
    answer(bank.head, second, "DOUBTFUL", note="同日再次查看")
    act_as(bank.compliance)
    alert.refresh_from_db()
    assert (alert.state, alert.version) == ("OPEN", 3)
    told = queries.alert_card(actor=bank.compliance, alert_id=alert.pk).line.told
    assert "周行长" in told
    assert "当日无预约；同日再次查看" in told


def test_a_refused_answer_changes_nothing(bank, drawn):
    for verdict, note, wrong in (
        ("", "x", {"verdict"}),
        ("MAYBE", "x", {"verdict"}),
        ("DOUBTFUL", " ", {"note"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            answer(bank.head, drawn, verdict, note=note)
        assert set(refused.value.fields) == wrong
    with pytest.raises(StaleVersion):
        answer(bank.head, drawn, version=7)
    for actor, refusal in (
        (bank.other_head, NotFound),
        (bank.compliance, NotFound),
        (bank.rm, PermissionRefused),
        (bank.president, PermissionRefused),
    ):
        with pytest.raises(refusal):
            answer(actor, drawn)
    with whole_bank():
        drawn.refresh_from_db()
    assert (drawn.verdict, drawn.version) == ("", 1)
    assert not Alert.objects.exists()


def test_what_is_late_is_told_to_head_and_compliance_who_may_answer_then(bank, drawn, monkeypatch):
    bell, todos = notices.get("reveal-checks"), desk.todos.get("reveal-checks")
    assert todos(act_as(bank.head), NOW, 5).rows[0].due_on == date(2026, 11, 27)
    assert todos(act_as(bank.compliance), NOW, 5).total == todos(bank.rm, NOW, 5).total == 0
    watcher = act_as(services.watcher())
    assert services.escalate_checks(actor=watcher, now=NOW + timedelta(days=7)) == 0
    assert bell(act_as(bank.head)) == []
    monkeypatch.setattr(clock, "now", lambda: LATE)
    act_as(watcher)
    assert services.escalate_checks(actor=watcher, now=LATE) == 1
    assert services.escalate_checks(actor=watcher, now=LATE) == 0
    for actor in (bank.head, bank.compliance):
        (told,) = bell(act_as(actor))
        assert (told.title, told.at) == ("1 条明文查看逾期未核查", LATE)
    assert bell(act_as(bank.rm)) == []
    assert todos(act_as(bank.head), LATE, 5).late == 1
    answer(bank.compliance, drawn, now=LATE)
    assert bell(act_as(bank.head)) == bell(act_as(bank.compliance)) == []


def client_of(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def test_on_the_page_a_head_finds_and_answers_it(bank, drawn):
    client = client_of(bank.head)
    address = reverse("viewing:reveal-checks")
    page = client.get(address).content.decode()
    assert all(text in page for text in ("抽查明文查看", "陈思远", "林**", "客户来电核对预约"))
    assert "林婉清" not in page
    assert "陈思远" not in client.get(address, {"state": "LATE"}).content.decode()
    assert "暂无待核查的明文查看" in client_of(bank.other_head).get(address).content.decode()
    url = reverse("viewing:reveal-check", args=[drawn.pk])
    assert "客户来电核对预约" in client.get(url).content.decode()
    wordless = {"verdict": "DOUBTFUL", "note": "", "version": 1}
    assert client.post(url, wordless).status_code == 422
    done = client.post(url, {**wordless, "note": "当日无预约"})
    assert done.headers["Location"] == address
    assert "当日无预约" in client.get(url).content.decode()
    assert client_of(bank.other_head).get(url).status_code == 404
    assert AuditEntry.objects.filter(verb="viewing.reveal-checks-listed").count() == 1


def test_a_longer_list_asks_the_database_no_more(bank, django_assert_max_num_queries):
    set_number("viewing.check_percent", 100)
    assert bank.head.staff_id
    for number in range(12):
        customer = make_customer(f"客户{number}", org=bank.orgs["river"], rm=bank.rm.staff_id)
        reveal(bank.rm, customer)
    with django_assert_max_num_queries(25):
        assert draw() == 12
    with django_assert_max_num_queries(4):
        assert len(seen(bank.head)) == 12
    assert bank.head.can(policies.CHECK_REVEAL)
