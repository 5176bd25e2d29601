"""What people do with an opportunity: permission, scope, version, state; step, audit row and event (A58, D7)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from yinqiao.access.tests.factories import actor_of, forget, make_account
from yinqiao.customers.tests.factories import Bank, act_as, make_assignment, make_customer
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.sales import policies, queries, services
from yinqiao.sales.choices import Act, State
from yinqiao.sales.tests.factories import NOW, Step, make_opportunity

LATER = NOW + timedelta(hours=3)
TOMORROW = date(2026, 11, 25)


def do(act, row, actor, *, version=1, now=LATER, **details):
    act_as(actor)
    with transaction.atomic():
        act(actor=actor, now=now, opportunity_id=row.pk, version=version, **details)
    row.refresh_from_db()
    return row


ACTS = [
    (services.contact, {"channel": "CALL"}),
    (services.advance, {"to": "NEEDS"}),
    (services.win, {"is_without_product": True}),
    (services.lose, {"reason": "NO_NEED"}),
    (services.snooze, {"until": TOMORROW, "reason": "客户出差"}),
    (services.hand_over, {"staff_id": 1}),
]


def test_a_contact_leaves_state_step_audit_and_event(bank: Bank):
    row = do(
        services.contact,
        make_opportunity(bank.own),
        bank.rm,
        channel="CALL",
        note="愿意续接，电 13800001234",
    )
    assert (row.state, row.touched_at, row.version) == (State.CONTACTED, LATER, 2)
    step = Step.objects.get()
    assert (step.act, step.channel, step.staff_id, step.note) == (
        Act.CONTACTED,
        "CALL",
        bank.rm.staff_id,
        "愿意续接，电 138****1234",
    )
    entry = AuditEntry.objects.get(verb="sales.opportunity-contacted")
    assert (entry.old, entry.new) == (
        {"state": "ASSIGNED", "stage": "线索"},
        {"state": "CONTACTED", "stage": "已接触"},
    )
    assert (entry.customer_id, entry.object_id) == (bank.own.pk, row.pk)
    event = OutboxEvent.objects.get(kind="sales.OpportunityMoved")
    assert (event.payload["act"], event.payload["state"]) == ("CONTACTED", "CONTACTED")


def test_from_contact_to_a_deal(bank: Bank):
    row = make_opportunity(bank.own)
    do(services.contact, row, bank.rm, channel="VISIT")
    do(services.advance, row, bank.rm, version=2, to="NEEDS")
    do(services.advance, row, bank.rm, version=3, to="PROPOSED", is_without_product=True)
    do(services.win, row, bank.rm, version=4, note="转存 80 万", is_without_product=True)
    assert (row.state, row.closed_at, row.closing_note) == (State.WON, LATER, "转存 80 万")
    acts = list(Step.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [Act.CONTACTED, Act.ADVANCED, Act.ADVANCED, Act.WON]


def test_without_a_contact_there_is_neither_a_next_stage_nor_a_deal(bank: Bank):
    row = make_opportunity(bank.own)
    for act, details in ((services.advance, {"to": "NEEDS"}), (services.win, {})):
        with pytest.raises(services.NotAtThisStage):
            do(act, row, bank.rm, **details)
    row.refresh_from_db()
    assert (row.state, row.version) == (State.ASSIGNED, 1)


def test_a_lost_one_says_why(bank: Bank):
    row = make_opportunity(bank.own)
    with pytest.raises(InvalidInput):
        do(services.lose, row, bank.rm, reason="")
    do(services.lose, row, bank.rm, reason="ELSEWHERE")
    assert (row.state, row.loss_reason) == (State.LOST, "ELSEWHERE")


@pytest.mark.parametrize("kind", ["KYC_DUE", "ID_EXPIRE"])
def test_a_duty_is_not_waived_and_ends_when_the_data_show_it_done(bank: Bank, kind: str):
    row = make_opportunity(bank.own, kind=kind, state=State.CONTACTED)
    for act, details in ((services.lose, {"reason": "NO_NEED"}), (services.win, {})):
        with pytest.raises(services.DutyStands):
            do(act, row, bank.rm, **details)
    row.refresh_from_db()
    assert (row.state, row.version, row.closed_at) == (State.CONTACTED, 1, None)
    assert not queries.opportunity_card(actor=bank.rm, opportunity_id=row.pk, now=LATER).can_lose
    type(row).objects.filter(pk=row.pk).update(gone_on=TOMORROW)
    do(services.win, row, bank.rm, note="证件已更新", is_without_product=True)
    assert row.state == State.WON


def test_what_is_put_off_comes_back_and_a_contact_ends_the_wait(bank: Bank):
    row = make_opportunity(bank.own)
    do(services.snooze, row, bank.rm, until=TOMORROW, reason="客户出差")
    assert (row.snoozed_until, row.snooze_reason, row.state) == (
        TOMORROW,
        "客户出差",
        State.ASSIGNED,
    )
    do(services.contact, row, bank.rm, version=2, channel="CALL")
    assert (row.snoozed_until, row.snooze_reason) == (None, "")


@pytest.mark.parametrize(
    ("until", "reason"),
    [(date(2026, 11, 24), "x"), (date(2027, 6, 1), "x"), (TOMORROW, " ")],
)
def test_it_is_not_put_off_without_a_day_and_a_reason(bank: Bank, until, reason):
    row = make_opportunity(bank.own)
    with pytest.raises(InvalidInput):
        do(services.snooze, row, bank.rm, until=until, reason=reason)
    row.refresh_from_db()
    assert (row.snoozed_until, row.version) == (None, 1)


def test_one_of_the_pool_is_hers_who_makes_the_contact(bank: Bank):
    row = make_opportunity(make_customer("钟无主", org=bank.orgs["quay"]))
    do(services.contact, row, bank.head, channel="BRANCH")
    assert (row.owner_id, row.state) == (bank.head.staff_id, State.CONTACTED)


def test_it_is_handed_to_an_assisting_manager_and_to_nobody_who_cannot_open_the_customer(
    bank: Bank,
):
    assistant = actor_of(make_account("wealth_manager", org=bank.orgs["river"], name="许理财"))
    row = make_opportunity(bank.own)
    for stranger in (assistant.staff_id, bank.other_rm.staff_id, bank.teller.staff_id, 987_654):
        with pytest.raises(InvalidInput):
            do(services.hand_over, row, bank.rm, staff_id=stranger)
    make_assignment(bank.own, assistant.staff_id, role="ASSIST", share="0")
    forget()
    do(services.hand_over, row, bank.rm, staff_id=assistant.staff_id, reason="休假")
    assert (row.owner_id, row.handed_over_at) == (assistant.staff_id, LATER)
    assert Step.objects.get().note == "许理财 · 休假"


@pytest.mark.parametrize(("act", "details"), ACTS)
def test_anothers_is_not_there(bank: Bank, act, details):
    row = make_opportunity(bank.foreign)
    for pk in (row.pk, 987_654):
        act_as(bank.rm)
        with pytest.raises(NotFound), transaction.atomic():
            act(actor=bank.rm, now=LATER, opportunity_id=pk, version=1, **details)
    assert Step.objects.count() == 0


@pytest.mark.parametrize(("act", "details"), ACTS)
def test_without_the_permission_nothing_changes(bank: Bank, act, details):
    row = make_opportunity(bank.own)
    looking = replace(bank.rm, permissions=frozenset({policies.VIEW}))
    with pytest.raises(PermissionRefused):
        do(act, row, looking, **details)
    row.refresh_from_db()
    assert row.version == 1


@pytest.mark.parametrize(("act", "details"), ACTS)
def test_a_version_that_was_passed_is_refused(bank: Bank, act, details):
    row = make_opportunity(bank.own)
    do(services.contact, row, bank.head, channel="CALL")
    with pytest.raises(StaleVersion) as caught:
        do(act, row, bank.rm, **details)
    assert caught.value.extra["version"] == 2
    assert caught.value.extra["changed_by"] == "周行长"


@pytest.mark.parametrize(("act", "details"), ACTS)
def test_what_has_ended_stays_ended(bank: Bank, act, details):
    row = make_opportunity(bank.own, state=State.WON, closed_at=NOW)
    with pytest.raises(services.OpportunityClosed):
        do(act, row, bank.rm, **details)


def test_several_at_once_each_with_its_result(bank: Bank):
    first, second, stale = (make_opportunity(bank.own) for _ in range(3))
    foreign = make_opportunity(bank.foreign)
    do(services.contact, stale, bank.rm, channel="CALL")
    act_as(bank.rm)
    outcomes = services.work_together(
        services.snooze,
        actor=bank.rm,
        now=LATER,
        items=[(row.pk, 1) for row in (foreign, stale, second, first)],
        until=TOMORROW,
        reason="月末统一联系",
    )
    done = {outcome.pk: outcome.is_done for outcome in outcomes}
    assert done == {first.pk: True, second.pk: True, stale.pk: False, foreign.pk: False}
    first.refresh_from_db()
    assert first.snoozed_until == TOMORROW
    assert AuditEntry.objects.filter(verb="sales.opportunity-snoozed").count() == 2


def test_not_too_many_at_once(bank: Bank):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        services.work_together(
            services.win,
            actor=bank.rm,
            now=LATER,
            items=[(pk, 1) for pk in range(services.MOST_TOGETHER + 1)],
        )


def test_the_history_is_not_changed_by_the_application(bank: Bank):
    do(services.contact, make_opportunity(bank.own), bank.rm, channel="CALL")
    for change in (lambda: Step.objects.update(note="x"), lambda: Step.objects.all().delete()):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
