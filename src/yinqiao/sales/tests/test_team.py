"""What a head sees of her managers, the targets she sets, and the daily reports they send."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.interactions.queries import Activity
from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, kept
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, PermissionRefused, StaleVersion
from yinqiao.sales import months, queries, services
from yinqiao.sales.choices import Kpi, State
from yinqiao.sales.models import DailyReport, Target
from yinqiao.sales.queries import Figures, Measure
from yinqiao.sales.queries.kpis import summed
from yinqiao.sales.services import ReportSent
from yinqiao.sales.tests.factories import NOW, make_opportunity, moment
from yinqiao.sales.tests.test_pages import as_, page

TODAY = clock.bank_date(NOW)


@pytest.fixture(autouse=True)
def fresh():
    organization.forget_calendar()
    yield
    kept.forget_all()


def work(bank, customer, hour, day=TODAY, **values):
    row = make_opportunity(customer, due_on=day, purpose="SERVICE")
    services.contact(
        actor=act_as(bank.rm),
        now=moment(day, hour),
        opportunity_id=row.pk,
        version=1,
        **{"channel": "CALL", "outcome": "REACHED", **values},
    )
    return row


def people(bank, number):
    return [
        make_customer(f"客{place:02}", org=bank.orgs["river"], rm=bank.rm.staff_id)
        for place in range(number)
    ]


def member(team, actor):
    return next(one for one in team.members if one.staff_id == actor.staff_id)


def test_a_team_counts_what_waits_and_how_far_people_came(bank: Bank):
    make_opportunity(bank.own, due_on=TODAY - timedelta(days=1))
    make_opportunity(
        bank.own, due_on=TODAY + timedelta(days=5), escalation_level=1, escalated_at=NOW
    )
    make_opportunity(bank.own, due_on=TODAY, snoozed_until=TODAY + timedelta(days=3))
    make_opportunity(bank.foreign, due_on=TODAY - timedelta(days=1))
    tried, agreed, met = people(bank, 3)
    work(bank, tried, 9, outcome="NO_ANSWER")
    work(bank, agreed, 10, next_step="到店", next_on=TODAY + timedelta(days=2))
    won = work(bank, met, 11, channel="BRANCH")
    work(bank, met, 9, day=TODAY - timedelta(days=1))
    services.win(
        actor=act_as(bank.rm),
        now=moment(TODAY, 12),
        opportunity_id=won.pk,
        version=2,
        is_without_product=True,
    )
    found = queries.team(actor=act_as(bank.head), now=moment(TODAY, 18))
    own = member(found, bank.rm)
    # Late and still open: the one nobody began, and yesterday's that was contacted.
    assert (own.late, own.escalated, own.today, own.won) == (2, 1, 2, 1)
    # Customers, not contacts: one tried in vain, one with an agreed step, one met on one day and called on the other.
    assert own.chain == Activity(tried=3, reached=2, invited=1, met=1)
    # Two open before, three that were contacted; the snoozed ones and the won one do not wait.
    assert own.open == 4
    assert bank.other_rm.staff_id not in {one.staff_id for one in found.members}
    assert (found.late, found.escalated, found.won) == (2, 1, 1)


def test_a_larger_team_costs_no_more(bank: Bank):
    head = bank.head
    make_opportunity(bank.own, due_on=TODAY)
    actor = act_as(head)
    kept.warm_all(seconds=120)
    with CaptureQueriesContext(connection) as one:
        queries.team(actor=actor, now=NOW, with_figures=True)
    for _number in range(8):
        rm = actor_of(make_account("relationship_manager", org=bank.orgs["river"], name="新经理"))
        customer = make_customer("客", org=bank.orgs["river"], rm=rm.staff_id, tier="WEALTH")
        make_opportunity(customer, due_on=TODAY)
    act_as(head)
    kept.warm_all(seconds=120)
    with CaptureQueriesContext(connection) as many:
        found = queries.team(actor=actor, now=NOW, with_figures=True)
    assert len(found.members) == 9
    assert len(many) == len(one)


def set_targets(bank, values, actor=None):
    return services.set_targets(
        actor=act_as(actor or bank.head), now=NOW, month=TODAY, values=values
    )


def test_a_head_sets_targets_and_the_entry_names_what_changed(bank: Bank):
    key = (bank.rm.staff_id, Kpi.CONVERSION.value)
    aum = (bank.rm.staff_id, Kpi.AUM.value)
    assert set_targets(bank, {key: Decimal("0.3"), aum: Decimal(9_000_000)}) == 2
    assert set_targets(bank, {key: Decimal("0.3"), aum: None}) == 1
    with whole_bank():
        assert list(Target.objects.values_list("staff_id", "kpi", "value", "month")) == [
            (bank.rm.staff_id, "CONVERSION", Decimal("0.30"), TODAY.replace(day=1))
        ]
    entry = AuditEntry.objects.filter(verb="sales.targets-set").order_by("pk").last()
    assert entry.new == {f"{bank.rm.staff_id}:AUM": None}


def test_nobody_overwrites_what_she_did_not_see_or_a_month_that_is_over(bank: Bank):
    key = (bank.rm.staff_id, Kpi.CONVERSION.value)
    set_targets(bank, {key: Decimal("0.655")})
    with pytest.raises(StaleVersion):
        services.set_targets(
            actor=act_as(bank.head), now=NOW, month=TODAY, values={key: Decimal("0.4")}, seen={}
        )
    with pytest.raises(InvalidInput):
        services.set_targets(
            actor=act_as(bank.head),
            now=NOW,
            month=TODAY - timedelta(days=31),
            values={key: Decimal("0.4")},
        )
    with whole_bank():
        assert list(Target.objects.values_list("value", "month")) == [
            (Decimal("0.6550"), TODAY.replace(day=1))
        ]


@pytest.mark.parametrize("value", ["0", "-1", "1.01"])
def test_a_share_is_more_than_nothing_and_at_most_all(bank: Bank, value):
    with pytest.raises(InvalidInput):
        set_targets(bank, {(bank.rm.staff_id, "RETENTION"): Decimal(value)})
    assert not Target.objects.exists()


def test_a_second_contact_does_not_move_it_on_again(bank: Bank):
    row = work(bank, bank.own, 10)
    services.contact(
        actor=act_as(bank.rm), now=moment(TODAY, 11), opportunity_id=row.pk, version=2, channel="CALL", outcome="REACHED", note="",
    )  # fmt: skip
    found = queries.day_work(
        actor=act_as(bank.rm), staff_id=bank.rm.staff_id, day=TODAY, now=moment(TODAY, 18)
    )
    assert [line.act for line in found.moved] == ["CONTACTED"]


def test_nobody_sets_targets_of_others_units_or_without_the_right(bank: Bank):
    with pytest.raises(InvalidInput):
        set_targets(bank, {(bank.other_rm.staff_id, "AUM"): Decimal(1)})
    with pytest.raises(InvalidInput):
        set_targets(bank, {(bank.rm.staff_id, "PROFIT"): Decimal(1)})
    with pytest.raises(PermissionRefused):
        set_targets(bank, {(bank.rm.staff_id, "AUM"): Decimal(1)}, actor=bank.rm)
    assert not Target.objects.exists()


def test_the_page_takes_ten_thousands_and_percent_and_shows_them_again(bank: Bank):
    client = as_(bank.head)
    url = reverse("sales:targets")
    body = client.get(url).content.decode()
    assert "陈思远" in body
    pk = bank.rm.staff_id
    answer = client.post(url, {f"{pk}-AUM": "900.5", f"{pk}-RETENTION": "80"})
    assert answer.status_code == 303
    with whole_bank():
        assert dict(Target.objects.values_list("kpi", "value")) == {
            "AUM": Decimal("9005000.00"),
            "RETENTION": Decimal("0.80"),
        }
    body = client.get(url).content.decode()
    assert ('value="900.5"' in body, 'value="80"' in body) == (True, True)
    answer = client.post(url, {f"{pk}-RETENTION": "180"})
    assert answer.status_code == 422
    assert "100%" in answer.content.decode()


def test_a_report_is_drafted_from_what_was_done_and_sent_once(bank: Bank):
    (one,) = people(bank, 1)
    work(bank, one, 10, note="愿意续作", next_step="到店", next_on=TODAY + timedelta(days=1))
    won = work(bank, bank.own, 11)
    services.win(
        actor=act_as(bank.rm),
        now=moment(TODAY, 12),
        opportunity_id=won.pk,
        version=2,
        is_without_product=True,
    )
    make_opportunity(bank.own, due_on=TODAY + timedelta(days=1))
    late = make_opportunity(bank.own, due_on=TODAY + timedelta(days=9))
    found = queries.day_work(
        actor=act_as(bank.rm), staff_id=bank.rm.staff_id, day=TODAY, now=moment(TODAY, 18)
    )
    assert (found.customers, found.reached, found.agreed, found.won) == (2, 2, 1, 1)
    assert found.won_amount == Decimal(800_000)
    assert [(line.customer_name, line.note) for line in found.contacts] == [
        ("客00", "愿意续作"),
        ("林婉清", ""),
    ]
    assert late.pk not in {row.id for row in found.next_steps}
    # The first contact moves an opportunity on.
    assert [(line.row.customer_name, line.act) for line in found.moved] == [
        ("客00", "CONTACTED"),
        ("林婉清", "CONTACTED"),
        ("林婉清", "WON"),
    ]
    # The agreed step of tomorrow stands there although its own deadline is today's.
    assert "客00" in {row.customer_name for row in found.next_steps}
    assert found.next_day == TODAY + timedelta(days=1)
    services.send_report(
        actor=act_as(bank.rm), now=moment(TODAY, 18), day=TODAY, remark="电话 13800001234 已回访"
    )
    row = DailyReport.objects.get()
    assert row.counts == {
        "customers": 2,
        "reached": 2,
        "agreed": 1,
        "won": 1,
        "won_amount": 800_000,
    }
    assert "13800001234" not in row.remark
    with pytest.raises(ReportSent):
        services.send_report(actor=act_as(bank.rm), now=moment(TODAY, 19), day=TODAY)
    sent = queries.reports_of_day(staff_ids=[bank.rm.staff_id], day=TODAY)
    assert sent == {bank.rm.staff_id: moment(TODAY, 18)}


@pytest.mark.parametrize("days", [1, -8])
def test_no_report_of_a_day_to_come_or_long_gone(bank: Bank, days):
    with pytest.raises(InvalidInput):
        services.send_report(actor=act_as(bank.rm), now=NOW, day=TODAY + timedelta(days=days))
    assert not DailyReport.objects.exists()


def test_a_head_reads_the_report_of_her_team_and_of_nobody_else(bank: Bank):
    status, body = page(bank.head, "sales:report", data={"of": bank.rm.staff_id})
    assert status == 200
    assert "陈思远" in body
    assert "提交日报" not in body
    assert page(bank.head, "sales:report", data={"of": bank.other_rm.staff_id})[0] == 404
    assert page(bank.rm, "sales:report", data={"of": bank.other_rm.staff_id})[0] == 404
    assert AuditEntry.objects.filter(verb="sales.report-opened").count() == 1


def test_the_own_report_is_sent_from_its_page(bank: Bank):
    client = as_(bank.rm)
    url = reverse("sales:report")
    assert "当日没有跟进记录" in client.get(url).content.decode()
    assert client.post(url, {"remark": "今日培训"}).status_code == 303
    body = client.get(url).content.decode()
    assert ("今日培训" in body, "已提交" in body) == (True, True)
    again = client.post(url, {"remark": "又一次"})
    assert again.status_code == 409
    assert DailyReport.objects.get().remark == "今日培训"


@pytest.mark.parametrize("name", ["sales:team", "sales:morning", "sales:team-block"])
def test_the_pages_of_a_head_show_her_people_and_are_closed_to_managers(bank: Bank, name):
    make_opportunity(bank.own, due_on=clock.bank_date(clock.now()) - timedelta(days=1))
    status, body = page(bank.head, name)
    assert status == 200
    assert ("陈思远" in body, "沈越" in body) == (True, False)
    assert page(bank.rm, name)[0] == 403


def test_the_morning_sheet_says_what_is_late_and_who_sent_a_report(bank: Bank):
    today = clock.bank_date(clock.now())
    make_opportunity(bank.own, title="题-late", due_on=today - timedelta(days=2))
    make_opportunity(bank.own, title="题-won", due_on=today, state=State.WON, closed_at=clock.now())
    body = page(bank.head, "sales:morning")[1]
    assert ("题-late" in body, "题-won" in body) == (True, False)
    assert ("逾期 2 天" in body, "未提交" in body) == (True, True)


def blocks(actor):
    return set(re.findall(r'id="block-(\w+)"', page(actor, "ui:workbench")[1]))


def test_a_head_has_her_team_where_a_manager_has_her_calls(bank: Bank):
    shared = {"brief", "kpis", "todos", "calendar", "announced"}
    assert blocks(bank.rm) == shared | {"advice", "calls", "feed", "upcoming"}
    assert blocks(bank.head) == shared | {"team", "watch"}
    assert "开始今日电访" not in page(bank.head, "ui:workbench")[1]


def measure(kpi, value, of=None, target=None):
    given = [None if number is None else Decimal(number) for number in (value, of, target)]
    return Measure(kpi, given[0], of=given[1], target=given[2])


def test_the_month_of_a_team_adds_amounts_and_weighs_shares():
    month = months.month_of(TODAY, BusinessCalendar())
    people = [
        Figures(
            pk,
            month,
            TODAY,
            (
                measure(Kpi.AUM, aum, target="100"),
                measure(Kpi.AUM_GROWTH, None),
                measure(Kpi.RETENTION, kept, of=matured, target=target),
                measure(Kpi.KEY_CONTACTS, reached, of="10", target="10"),
                measure(Kpi.CONVERSION, None, of="0"),
            ),
        )
        for pk, aum, kept, matured, target, reached in (
            (1, "70", "1", "100", "0.8", "4"),
            (2, None, "0.5", "300", "0.6", "5"),
        )
    ]
    found = summed(people, staff_id=9, month=month)
    assert (found[Kpi.AUM].value, found[Kpi.AUM].target) == (70, 200)
    assert found[Kpi.AUM_GROWTH].value is None
    # 100 of 100 and 150 of 300 were kept: 250 of 400; 80 and 180 were to be.
    assert (found[Kpi.RETENTION].value, found[Kpi.RETENTION].target) == (
        Decimal("0.625"),
        Decimal("0.65"),
    )
    assert (found[Kpi.KEY_CONTACTS].value, found[Kpi.KEY_CONTACTS].of) == (9, 20)
    assert found[Kpi.CONVERSION].value is None


def test_of_nothing_and_of_what_nobody_knows_a_team_knows_nothing():
    month = months.month_of(TODAY, BusinessCalendar())
    people = [
        Figures(pk, month, TODAY, tuple(measure(kpi, None, of=of) for kpi in Kpi))
        for pk, of in ((1, "0"), (2, None))
    ]
    assert summed(people, staff_id=9, month=month)[Kpi.RETENTION].of is None
    assert summed(people[:1], staff_id=9, month=month)[Kpi.RETENTION].of == 0


def test_what_is_watched_is_of_the_own_units_and_in_the_trail(bank: Bank):
    today = clock.bank_date(clock.now())
    make_opportunity(bank.own, title="题-own", due_on=today)
    make_opportunity(bank.foreign, title="题-foreign", due_on=today)
    body = page(bank.head, "sales:watch-block")[1]
    assert ("题-own" in body, "题-foreign" in body) == (True, False)
    entry = AuditEntry.objects.get(verb="sales.opportunities-listed")
    assert entry.detail["customers"] == [bank.own.pk]


def test_a_figure_is_shown_of_oneself_and_of_ones_team_only(bank: Bank):
    of = {"of": bank.rm.staff_id}
    assert page(bank.head, "sales:kpi", "conversion", data=of)[0] == 200
    for actor in (bank.other_rm, bank.other_head):
        assert page(actor, "sales:kpi", "conversion", data=of)[0] == 404
    assert page(bank.rm, "sales:kpi", "conversion", data=of)[0] == 200
