"""What sales puts on the workbench: things to do, the feed with the gate's answers, the calls of the day, figures and targets."""

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.services import RefusalTold, refuse_automation
from yinqiao.customers.tests.factories import (
    Bank,
    act_as,
    find_faulty,
    make_contact,
    make_customer,
    whole_bank,
)
from yinqiao.interactions.tests.factories import make_contact_record
from yinqiao.organization import queries as organization
from yinqiao.organization.tests.factories import Staff
from yinqiao.platform import clock, kept
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.sales import desks, queries, services, strip
from yinqiao.sales.choices import Act, Kpi, State
from yinqiao.sales.models import Outcome, Step, Target
from yinqiao.sales.queries import history
from yinqiao.sales.tests.factories import NOW, make_opportunity, moment
from yinqiao.sales.tests.test_pages import as_, page

ZH = "zh-hans"


@pytest.fixture(autouse=True)
def fresh():
    organization.forget_calendar()
    parameters.forget()
    yield
    kept.forget_all()


def set_parameter(key, value):
    ParameterValue.objects.create(
        key=key, value=value, effective_from=date(2026, 1, 1), set_by_name="测试", set_at=NOW
    )
    parameters.forget()


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def today(now):
    return clock.bank_date(now)


def test_only_what_cannot_wait_is_to_be_done(bank: Bank, now, today):
    due = make_opportunity(bank.own, title="题-due", due_on=today)
    make_opportunity(bank.own, title="题-later", due_on=today + timedelta(days=9))
    late = make_opportunity(bank.own, title="题-late", due_on=today - timedelta(days=2))
    make_opportunity(
        bank.own, title="题-snoozed", due_on=today, snoozed_until=today + timedelta(days=2)
    )
    make_opportunity(bank.own, title="题-won", due_on=today, state=State.WON, closed_at=now)
    make_opportunity(bank.foreign, title="题-foreign", due_on=today)
    # Last touched on Friday: when Tuesday has passed it is three workdays, the sweep of tomorrow morning takes it.
    calm = make_opportunity(
        bank.own,
        title="题-calm",
        due_on=today + timedelta(days=9),
        touched_at=moment(today - timedelta(days=4)),
    )
    with whole_bank():
        Staff.objects.filter(pk=bank.rm.staff_id).update(supervisor_id=bank.head.staff_id)
    found = desks.todos(act_as(bank.rm), now, 10)
    assert [todo.key for todo in found.rows] == [
        f"opportunity-{row.pk}" for row in (calm, late, due)
    ]
    assert (found.total, found.late, found.going_up) == (3, 1, 1)
    assert found.rows[0].goes_up_on == today + timedelta(days=1)
    assert found.rows[0].up_to == "周行长"
    entry = AuditEntry.objects.get(verb="sales.opportunities-listed")
    assert entry.detail["customers"] == [bank.own.pk]
    assert desks.todos(act_as(bank.rm), now, 1).total == 3


def test_what_went_up_waits_for_the_head_and_says_whose_it_is(bank: Bank, now, today):
    make_opportunity(
        bank.own,
        due_on=today + timedelta(days=9),
        escalation_level=1,
        escalated_at=now,
        escalated_to_id=bank.head.staff_id,
    )
    (todo,) = desks.todos(act_as(bank.head), now, 10).rows
    assert todo.is_up
    assert todo.detail.startswith("陈思远 · ")
    (own,) = desks.todos(act_as(bank.rm), now, 10).rows
    assert (own.is_up, own.up_to) == (True, "周行长")
    assert own.goes_up_on is None


def test_before_the_sweep_of_the_day_it_is_today_that_counts(bank: Bank, today):
    make_opportunity(
        bank.own,
        due_on=today + timedelta(days=9),
        touched_at=moment(today - timedelta(days=5)),
    )
    (early,) = desks.todos(act_as(bank.rm), moment(today, 8) - timedelta(hours=2), 10).rows
    assert early.goes_up_on == today


def test_what_went_up_and_was_worked_since_stands_back_in_line(bank: Bank, now, today):
    make_opportunity(
        bank.own,
        due_on=today + timedelta(days=9),
        escalation_level=1,
        escalated_at=now - timedelta(days=2),
        escalated_to_id=bank.head.staff_id,
        touched_at=now - timedelta(days=1),
        state=State.CONTACTED,
    )
    for actor in (bank.rm, bank.head):
        assert desks.todos(act_as(actor), now, 10).total == 0


def test_in_shadow_nothing_is_said_to_go_up(bank: Bank, now, today):
    set_parameter("sales.escalation_mode", "shadow")
    make_opportunity(
        bank.own, due_on=today + timedelta(days=9), touched_at=moment(today - timedelta(days=5))
    )
    assert desks.todos(act_as(bank.rm), now, 10).total == 0


def test_the_feed_says_what_the_gate_says(bank: Bank, now):
    make_opportunity(bank.own, purpose="MARKETING")
    with_mobile = {"org": bank.orgs["river"], "rm": bank.rm.staff_id, "mobile": "13711112222"}
    other = make_customer("许嘉禾", **with_mobile)
    make_consent(other, channel="CALL")
    make_opportunity(other, purpose="MARKETING")
    kin = make_customer("唐悦", **with_mobile)
    make_opportunity(kin, purpose="SERVICE")
    cards, total = queries.feed(actor=act_as(bank.rm), now=moment(clock.bank_date(now), 10))
    ways = {card.row.customer_name: {way.channel: way.code for way in card.ways} for card in cards}
    assert total == 3
    assert ways == {
        "林婉清": {"CALL": "NO_CONSENT", "WECOM": "NO_CONSENT"},
        "许嘉禾": {"CALL": "", "WECOM": "NO_CONSENT"},
        "唐悦": {"CALL": "", "WECOM": ""},
    }
    assert {card.row.customer_name: card.is_open for card in cards} == {
        "林婉清": False,
        "许嘉禾": True,
        "唐悦": True,
    }


def people(bank, number, **values):
    return [
        make_customer(
            f"客{place:02}",
            org=bank.orgs["river"],
            rm=bank.rm.staff_id,
            **{"mobile": f"138{place:08}", **values},
        )
        for place in range(number)
    ]


def test_calls_are_ranked_and_the_best_reason_of_a_customer_speaks_for_her(bank: Bank, now, today):
    poor, rich = people(bank, 2)
    far = today + timedelta(days=10)
    make_opportunity(poor, amount=Decimal(60_000), due_on=today, purpose="SERVICE")
    make_opportunity(rich, amount=Decimal(60_000), due_on=far, purpose="SERVICE")
    best = make_opportunity(rich, amount=Decimal(9_000_000), due_on=today, purpose="SERVICE")
    make_opportunity(bank.own, due_on=far, amount=None, purpose="SERVICE", state=State.CONTACTED)
    found = queries.call_list(actor=act_as(bank.rm), now=moment(today, 10))
    assert [(call.customer.name, call.more) for call in found.calls] == [("客01", 1), ("客00", 0)]
    assert found.calls[0].row.id == best.pk
    assert (found.waiting, found.done, found.has_more) == (2, 0, False)


def test_of_who_refused_automated_decisions_only_the_deadline_counts(bank: Bank, now, today):
    poor, rich = people(bank, 2)
    make_opportunity(rich, amount=Decimal(9_000_000), due_on=today, purpose="SERVICE")
    make_opportunity(poor, amount=Decimal(60_000), due_on=today, purpose="SERVICE")
    act_as(bank.rm)
    refuse_automation(actor=bank.rm, now=now, customer_id=rich.pk, told=RefusalTold("APP"))
    found = queries.call_list(actor=bank.rm, now=moment(today, 10))
    assert [(call.customer.id, call.rank.is_by_day) for call in found.calls] == [
        (poor.pk, False),
        (rich.pk, True),
    ]
    assert (found.calls[1].rank.value, found.calls[1].rank.urgency) == (1, 1)


def test_who_may_not_be_called_is_left_out_with_the_reason_and_the_next_takes_the_place(
    bank: Bank, now, today
):
    set_parameter("sales.calls_a_day", 5)
    shy, *rest = people(bank, 8)
    make_opportunity(shy, amount=Decimal(90_000_000), due_on=today, purpose="MARKETING")
    for one in rest:
        make_opportunity(one, amount=Decimal(60_000), due_on=today, purpose="SERVICE")
    found = queries.call_list(actor=act_as(bank.rm), now=moment(today, 10))
    assert len(found.calls) == 5
    assert [(one.customer.id, one.decision.code) for one in found.left_out] == [
        (shy.pk, "NO_CONSENT")
    ]
    assert found.has_more
    second = queries.call_list(actor=act_as(bank.rm), now=moment(today, 10), page=1)
    # Nobody stands on two pages, nobody is left out twice, and all who may be called stand on one.
    shown = [call.customer.id for call in (*found.calls, *second.calls)]
    assert sorted(shown) == sorted(one.pk for one in rest)
    assert (second.left_out, second.has_more, found.waiting) == ((), False, 7)


def test_who_was_put_away_overnight_is_told_among_those_left_out(bank: Bank, today):
    shy, other = people(bank, 2)
    away = {"suppression_code": "NO_CONSENT", "suppression_reason": "未授权"}
    make_opportunity(shy, amount=Decimal(90_000_000), due_on=today, purpose="MARKETING", **away)
    # Who has another reason that may be spoken of is called about that one, however much the first is worth.
    make_opportunity(other, amount=Decimal(90_000_000), due_on=today, purpose="MARKETING", **away)
    open_one = make_opportunity(other, amount=Decimal(60_000), due_on=today, purpose="SERVICE")
    found = queries.call_list(actor=act_as(bank.rm), now=moment(today, 10))
    assert [(call.row.id, call.more) for call in found.calls] == [(open_one.pk, 1)]
    assert [(one.customer.id, one.decision.code) for one in found.left_out] == [
        (shy.pk, "NO_CONSENT")
    ]


def test_who_has_no_number_to_ring_is_left_out_and_told(bank: Bank, now, today):
    none, landline, quiet, wrong = people(bank, 4, mobile="")
    make_contact(landline, "059188886666", usage="HOME_PHONE")
    make_contact(quiet, "13700001111", is_do_not_disturb=True)
    find_faulty(make_contact(wrong, "13700002222"))
    for one in (bank.own, none, landline, quiet, wrong):
        make_opportunity(one, due_on=today, purpose="SERVICE")
    found = queries.call_list(actor=act_as(bank.rm), now=moment(today, 10))
    assert [call.customer.id for call in found.calls] == [bank.own.pk]
    assert found.waiting == 1
    assert {
        one.customer.id: (one.decision.code, one.decision.reason) for one in found.left_out
    } == {
        none.pk: ("NO_NUMBER", "无手机号"),
        landline.pk: ("NO_NUMBER", "无手机号"),
        quiet.pk: ("NO_NUMBER", "手机号已标记免打扰"),
        wrong.pk: ("NO_NUMBER", "号码不可用（空号）"),
    }
    # Neither does the feed offer to ring her.
    cards, _total = queries.feed(actor=bank.rm, now=moment(today, 10))
    calls = {card.row.customer_id: card.ways[0].reason for card in cards}
    assert (calls[none.pk], calls[bank.own.pk]) == ("无手机号", "")


def test_the_blocks_of_the_desk_offer_no_number_that_is_not_there(bank: Bank, today, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: moment(today, 10))
    (none,) = people(bank, 1, mobile="")
    make_opportunity(none, due_on=today, purpose="SERVICE")
    dial = reverse("interactions:calls", args=[none.pk])
    for name in ("sales:calls-block", "sales:feed-block", "sales:calls"):
        assert dial not in page(bank.rm, name)[1], name
    assert "无手机号" in page(bank.rm, "sales:left-out")[1]


@pytest.mark.parametrize("hour", [6, 8, 12, 20, 23])
def test_the_list_is_there_before_and_after_the_hours_of_calls(bank: Bank, today, hour):
    make_opportunity(bank.own, due_on=today, purpose="SERVICE")
    found = queries.call_list(
        actor=act_as(bank.rm), now=moment(today, 8) + timedelta(hours=hour - 8)
    )
    assert [call.customer.id for call in found.calls] == [bank.own.pk]


def test_whoever_was_spoken_to_today_is_counted_and_leaves_the_list(bank: Bank, now, today):
    row = make_opportunity(bank.own, due_on=today, purpose="SERVICE")
    services.contact(
        actor=act_as(bank.rm),
        now=moment(today, 10),
        opportunity_id=row.pk,
        version=1,
        channel="CALL",
    )
    found = queries.call_list(actor=act_as(bank.rm), now=moment(today, 11))
    assert (found.calls, found.done) == ((), 1)


def test_the_list_costs_the_same_for_one_as_for_twenty(bank: Bank, now, today):
    make_opportunity(bank.own, due_on=today, purpose="SERVICE")
    actor = act_as(bank.rm)
    kept.warm_all(seconds=120)
    with CaptureQueriesContext(connection) as one:
        queries.call_list(actor=actor, now=moment(today, 10))
    for person in people(bank, 20):
        make_opportunity(person, due_on=today, purpose="SERVICE")
    act_as(bank.rm)
    kept.warm_all(seconds=120)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.call_list(actor=actor, now=moment(today, 10)).calls) == 20
    assert len(many) == len(one)


def test_outcomes_of_the_whole_bank_make_the_chances(bank: Bank, now, runs):
    for number in range(3):
        make_opportunity(bank.own, kind="A", state=State.WON, closed_at=now, object_key=f"{number}")
    make_opportunity(bank.foreign, kind="A", state=State.LOST, closed_at=now, loss_reason="OTHER")
    make_opportunity(
        bank.foreign,
        kind="B",
        state=State.LOST,
        closed_at=now - timedelta(days=400),
        loss_reason="OTHER",
    )
    Outcome.objects.create(kind="OLD", won=1, lost=1, counted_at=now - timedelta(days=1))
    runs.take(9, kinds=(), now=now)
    with whole_bank():
        assert list(Outcome.objects.values_list("kind", "won", "lost")) == [("A", 3, 1)]
    found = history.chances(on=clock.bank_date(now))
    # Bank: (3 + 20 × 0.2) / 24; kind: (3 + 20 × that) / 24.
    assert found.mean == pytest.approx(7 / 24)
    assert found.of("A") == pytest.approx((3 + 20 * 7 / 24) / 24)
    assert found.of("never closed") == found.mean


def reach(row, at):
    Step.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        at=at,
        act=Act.CONTACTED,
        state=State.CONTACTED,
    )


def figures(bank, now):
    return figures_of(bank.rm, now)


def figures_of(actor, now):
    staff_id = actor.staff_id
    return queries.kpi_figures(actor=act_as(actor), staff_ids=[staff_id], now=now)[staff_id]


def test_the_figures_of_a_month_are_counted_from_the_rows(bank: Bank, now, today):
    won = {"state": State.WON, "closed_at": now}
    make_opportunity(bank.own, happens_on=today, amount=Decimal(300_000), **won)
    make_opportunity(
        bank.own, kind="GAP", happens_on=None, state=State.LOST, closed_at=now, loss_reason="OTHER"
    )
    # Reached this month, and still open; reached last month; never reached.
    for key, days in (("a", 1), ("b", 40)):
        row = make_opportunity(bank.own, object_key=key, touched_at=now - timedelta(days=days))
        reach(row, now - timedelta(days=days))
    make_contact_record(bank.own, happened_at=now - timedelta(days=1))
    second = make_customer("许嘉禾", org=bank.orgs["river"], rm=bank.rm.staff_id, tier="WEALTH")
    make_contact_record(second, happened_at=now - timedelta(days=40))
    make_customer("王小众", org=bank.orgs["river"], rm=bank.rm.staff_id, tier="MASS")
    found = figures(bank, now)
    assert (found[Kpi.CONVERSION].value, found[Kpi.CONVERSION].of) == (Decimal("0.5"), 2)
    assert (found[Kpi.KEY_CONTACTS].value, found[Kpi.KEY_CONTACTS].of) == (1, 2)
    # No facts were built: the figures are unknown, not zero.
    assert found[Kpi.AUM].value is None
    assert (found[Kpi.RETENTION].value, found[Kpi.RETENTION].of) == (None, None)
    cards = {card.kpi: card for card in strip.cards(found, language=ZH)}
    assert (cards[Kpi.AUM].value, cards[Kpi.AUM].left) == ("—", "未设目标")
    assert (cards[Kpi.KEY_CONTACTS].value, cards[Kpi.KEY_CONTACTS].unit) == ("1", "/ 2 户")
    assert (cards[Kpi.RETENTION].value, cards[Kpi.RETENTION].right) == ("—", "未接入")
    assert (cards[Kpi.CONVERSION].value, cards[Kpi.CONVERSION].unit) == ("50.0", "%")


def test_a_target_gives_progress_and_a_lag_behind_the_month_is_told(bank: Bank, now, today):
    for number in range(10):
        state = State.WON if number < 3 else State.EXPIRED
        row = make_opportunity(bank.own, state=state, closed_at=now, touched_at=now)
        reach(row, now)
    Target.objects.create(
        staff_id=bank.rm.staff_id,
        kpi=Kpi.CONVERSION,
        month=today.replace(day=1),
        value=Decimal("0.80"),
        set_at=now,
    )
    card = next(c for c in strip.cards(figures(bank, now), language=ZH) if c.kpi == Kpi.CONVERSION)
    assert (card.aside, card.left, card.right, card.tone) == (
        "",
        "目标 80%",
        "低于目标 50.0pp",
        "w",
    )
    # The bar says in words what it shows: of a share how much of the target, without a month.
    assert card.meter_label == "完成目标 37.5%"
    # A share is held against its target alone; what adds up over the month has a pace.
    assert card.pace is None
    assert figures(bank, now)[Kpi.KEY_CONTACTS].pace == Decimal(17) / 21


def test_the_rows_behind_a_figure_are_those_it_counts(bank: Bank, now, today):
    make_contact_record(bank.own, happened_at=now - timedelta(days=1))
    make_customer(
        "许嘉禾", org=bank.orgs["river"], rm=bank.rm.staff_id, tier="WEALTH", aum="600000"
    )
    lines = queries.kpi_lines(
        actor=act_as(bank.rm), staff_id=bank.rm.staff_id, kpi=Kpi.KEY_CONTACTS, now=now
    )
    assert [(line.customer_name, line.counts) for line in lines.lines] == [
        ("许嘉禾", False),
        ("林婉清", True),
    ]
    # Another manager's book stays hers.
    other = queries.kpi_lines(
        actor=act_as(bank.rm), staff_id=bank.other_rm.staff_id, kpi=Kpi.AUM, now=now
    )
    assert (other.lines, other.total, other.amount) == ((), 0, 0)


def test_more_rows_than_fit_are_counted_added_up_and_turned_to(bank: Bank, now, monkeypatch):
    # The package names the function.
    monkeypatch.setattr(import_module("yinqiao.sales.queries.kpi_lines"), "MOST", 2)
    for name, aum in (("许一", "300000"), ("许二", "200000"), ("许三", "100000")):
        make_customer(name, org=bank.orgs["river"], rm=bank.rm.staff_id, aum=aum)
    pages = [
        queries.kpi_lines(
            actor=act_as(bank.rm), staff_id=bank.rm.staff_id, kpi=Kpi.AUM, now=now, page=number
        )
        for number in range(2)
    ]
    assert [(len(one.lines), one.total, one.has_more) for one in pages] == [(2, 4, True), (2, 4, False)]  # fmt: skip
    assert pages[0].amount == pages[1].amount > 600_000
    assert len({line.customer_id for one in pages for line in one.lines}) == 4
    body = page(bank.rm, "sales:kpi", "aum")[1]
    assert "page=1" in body


def test_a_book_without_key_customers_has_no_figure_of_them(bank: Bank, now):
    found = figures_of(bank.other_rm, now)
    assert (found[Kpi.KEY_CONTACTS].value, found[Kpi.KEY_CONTACTS].of) == (None, 0)
    card = next(c for c in strip.cards(found, language=ZH) if c.kpi == Kpi.KEY_CONTACTS)
    assert (card.value, card.unit, card.right) == ("—", "", "管户中无重点客户")


@pytest.mark.parametrize(
    "name",
    ["sales:kpis-block", "sales:feed-block", "sales:calls-block", "sales:left-out", "sales:calls"],
)
def test_every_piece_has_its_empty_state(bank: Bank, name):
    status, body = page(bank.rm, name)
    assert status == 200
    assert 'class="es"' in body or "没有被过滤的客户" in body or "未设目标" in body


def test_the_pieces_name_only_the_own_and_leave_an_entry(bank: Bank):
    today = clock.bank_date(clock.now())
    make_opportunity(bank.own, due_on=today, purpose="SERVICE", touched_at=clock.now())
    make_opportunity(bank.foreign, due_on=today, purpose="SERVICE", touched_at=clock.now())
    for name in ("sales:feed-block", "sales:calls-block", "sales:calls"):
        body = page(bank.rm, name)[1]
        assert ("林婉清" in body, "顾" in body) == (True, False)
    entries = AuditEntry.objects.filter(verb="sales.opportunities-listed")
    assert [entry.detail["customers"] for entry in entries] == [[bank.own.pk]] * 3


def test_whoever_was_left_out_is_in_the_trail_too(bank: Bank):
    today = clock.bank_date(clock.now())
    make_opportunity(bank.own, due_on=today, purpose="MARKETING")
    body = page(bank.rm, "sales:left-out")[1]
    assert "林婉清" in body
    entry = AuditEntry.objects.get(verb="sales.opportunities-listed")
    assert entry.detail["customers"] == [bank.own.pk]


def test_a_page_beyond_the_last_leads_back(bank: Bank):
    assert page(bank.rm, "sales:calls", data={"page": "9"})[0] == 302


def test_a_figure_that_is_none_is_not_found(bank: Bank):
    assert page(bank.rm, "sales:kpi", "profit")[0] == 404
    assert page(bank.rm, "sales:kpi", "conversion")[0] == 200


def test_the_workbench_shows_the_blocks_of_a_manager_and_none_to_an_auditor(bank: Bank):
    status, body = page(bank.rm, "ui:workbench")
    assert status == 200
    for key in ("kpis", "todos", "calls", "feed", "calendar", "upcoming"):
        assert f'id="block-{key}"' in body
    assert page(bank.teller, "ui:workbench")[0] == 403
    assert as_(bank.rm).get("/").headers["Location"] == "/workbench/"
