"""Untouched for three workdays: it goes up once, to the supervisor, with notice and audit (A62, DOMAIN §14 #2)."""

from datetime import date

import pytest
from django.urls import reverse

from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.organization import queries as organization
from yinqiao.organization.tests.factories import Staff
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.jobs import queue
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters import services as parameter_services
from yinqiao.platform.ui import ports
from yinqiao.sales import services
from yinqiao.sales.choices import Act, State
from yinqiao.sales.tests.factories import NOW, Opportunity, Step, make_opportunity, moment

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
VERB = "sales.opportunity-escalated"


@pytest.fixture(autouse=True)
def fresh() -> None:
    organization.forget_calendar()
    parameters.forget()


def set_parameter(key: str, text: str) -> None:
    actor = system_actor(name="test", permissions=frozenset({"parameters.edit_parameter"}))
    parameter_services.set_value(
        actor=actor,
        now=clock.now(),
        key=key,
        text=text,
        effective_from=clock.bank_date(clock.now()),
        reason="测试",
    )
    parameters.forget()


def level(row: Opportunity) -> int:
    with whole_bank():
        row.refresh_from_db()
    return row.escalation_level


@pytest.mark.parametrize(
    ("touched_on", "too_early", "up_on"),
    [
        (MONDAY, date(2026, 11, 25), THURSDAY),
        (date(2026, 11, 19), date(2026, 11, 23), date(2026, 11, 24)),  # over a weekend
        (date(2026, 9, 30), date(2026, 10, 9), date(2026, 10, 10)),  # over the national holiday
    ],
)
def test_three_workdays_of_the_banks_calendar(bank: Bank, touched_on, too_early, up_on):
    row = make_opportunity(bank.own, now=moment(touched_on, 17))
    assert services.escalate(now=moment(too_early, 23)) == 0
    assert services.escalate(now=moment(up_on, 8)) == 1
    assert level(row) == 1


def test_it_goes_up_once_to_the_head_with_step_audit_and_event(bank: Bank):
    row = make_opportunity(bank.own, now=moment(MONDAY))
    head = bank.head.staff_id
    now = moment(THURSDAY)
    assert [services.escalate(now=now), services.escalate(now=now)] == [1, 0]
    assert level(row) == 1
    assert (row.escalated_at, row.escalated_to_id, row.version) == (now, head, 2)
    assert [step.act for step in Step.objects.all()] == [Act.ESCALATED]
    entry = AuditEntry.objects.get(verb=VERB)
    assert (entry.object_id, entry.customer_id) == (row.pk, bank.own.pk)
    assert entry.new == {"escalation_level": 1, "escalated_to_id": head}
    (event,) = OutboxEvent.objects.filter(kind="sales.OpportunitiesEscalated")
    assert event.payload == {"opportunity_ids": [row.pk]}


def test_a_named_supervisor_comes_before_the_head(bank: Bank):
    row = make_opportunity(bank.own, now=moment(MONDAY))
    Staff.objects.filter(pk=bank.rm.staff_id).update(supervisor_id=bank.compliance.staff_id)
    services.escalate(now=moment(THURSDAY))
    assert level(row) == 1
    assert row.escalated_to_id == bank.compliance.staff_id


def test_of_the_pool_the_head_of_the_nearest_unit_is_told(bank: Bank):
    head = bank.head.staff_id
    row = make_opportunity(make_customer("钟无主", org=bank.orgs["quay"]), now=moment(MONDAY))
    services.escalate(now=moment(THURSDAY))
    assert level(row) == 1
    assert row.escalated_to_id == head


def test_where_nobody_is_above_it_is_marked_all_the_same(bank: Bank):
    row = make_opportunity(bank.foreign, now=moment(MONDAY))
    services.escalate(now=moment(THURSDAY))
    assert level(row) == 1
    assert row.escalated_to_id is None


def test_who_acts_in_time_is_not_chased(bank: Bank):
    row = make_opportunity(bank.own, now=moment(MONDAY))
    act_as(bank.rm)
    services.contact(
        actor=bank.rm,
        now=moment(date(2026, 11, 25)),
        opportunity_id=row.pk,
        version=1,
        channel="CALL",
    )
    assert services.escalate(now=moment(THURSDAY)) == 0


def test_what_is_put_off_waits_from_the_day_it_comes_back(bank: Bank):
    make_opportunity(bank.own, now=moment(MONDAY), snoozed_until=date(2026, 12, 1))
    assert services.escalate(now=moment(date(2026, 12, 3))) == 0
    assert services.escalate(now=moment(date(2026, 12, 4))) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.WON, "closed_at": NOW},
        {"suppression_code": "CONTROL_GROUP"},
    ],
)
def test_what_waits_for_nobody_does_not_go_up(bank: Bank, values):
    make_opportunity(bank.own, now=moment(MONDAY), **values)
    assert services.escalate(now=moment(THURSDAY)) == 0


def test_the_number_of_workdays_is_a_parameter(bank: Bank):
    today = clock.bank_date(clock.now())
    row = make_opportunity(bank.own, now=moment(today))
    later = date(today.year + 1, 3, 1)
    set_parameter("sales.escalation_workdays", "30")
    assert services.escalate(now=moment(date.fromordinal(today.toordinal() + 20))) == 0
    assert services.escalate(now=moment(later)) == 1
    assert level(row) == 1


def test_in_shadow_they_are_counted_and_nothing_else(bank: Bank):
    today = clock.bank_date(clock.now())
    row = make_opportunity(bank.own, now=moment(MONDAY))
    set_parameter("sales.escalation_mode", "shadow")
    assert services.escalate(now=moment(date.fromordinal(today.toordinal() + 20))) == 1
    assert level(row) == 0
    assert AuditEntry.objects.get(verb="sales.escalation-counted").detail["would_go_up"] == 1
    assert not AuditEntry.objects.filter(verb=VERB).exists()


def test_more_than_a_chunk(bank: Bank, monkeypatch):
    monkeypatch.setattr("yinqiao.sales.services.escalating.CHUNK", 2)
    for _ in range(5):
        make_opportunity(bank.own, now=moment(MONDAY))
    assert services.escalate(now=moment(THURSDAY)) == 5


def test_the_head_reads_it_under_the_bell(bank: Bank):
    head = bank.head
    row = make_opportunity(bank.own, now=moment(MONDAY))
    services.escalate(now=clock.now())
    notices = ports.notices.get("sales")
    (notice,) = notices(act_as(head))
    assert (notice.title, notice.is_read) == ("督办：到期承接", False)
    assert notice.detail == "林婉清 · 陈思远"
    assert notice.url == reverse("sales:detail", args=[row.pk])
    assert notices(act_as(bank.rm)) == []
    assert notices(act_as(bank.compliance)) == []


def test_it_runs_every_morning():
    definition = queue.definitions["sales.escalate_opportunities"]
    assert definition.schedule.latest(moment(THURSDAY, 12)) == moment(THURSDAY, 8).replace(
        day=25, hour=23
    )
