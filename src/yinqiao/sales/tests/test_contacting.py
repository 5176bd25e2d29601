"""A contact about an opportunity is one contact: on the timeline, in the ledger, in the history of the opportunity (A58, A62, A63)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.tests.factories import ContactSlot
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.interactions import queries as interactions
from yinqiao.interactions import services as follow_ups
from yinqiao.interactions.services import FollowUp
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.events import bus
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.sales import handlers, services
from yinqiao.sales.choices import Act, State
from yinqiao.sales.tests.factories import NOW, Step, make_opportunity, moment

LATER = NOW + timedelta(hours=3)
NEXT = date(2026, 12, 1)


def contact(row, actor, *, version=1, **details):
    act_as(actor)
    with transaction.atomic():
        services.contact(
            actor=actor,
            now=LATER,
            opportunity_id=row.pk,
            version=version,
            channel="CALL",
            **details,
        )
    row.refresh_from_db()
    return row


def log(bank, about, *, key="form-1", outcome="INTERESTED", **details):
    act_as(bank.rm)
    follow_up = FollowUp(
        channel="CALL",
        outcome=outcome,
        key=key,
        about=ObjectRef(services.OPPORTUNITY_TYPE, about),
        **details,
    )
    return follow_ups.log_follow_up(
        actor=bank.rm, now=LATER, customer_id=bank.own.pk, follow_up=follow_up
    )


def deliver():
    with whole_bank():
        for row in OutboxEvent.objects.filter(kind="interactions.FollowUpLogged"):
            handlers.take_follow_up(bus.from_plain(row.kind, row.payload), now=LATER)


def test_it_stands_on_the_timeline_and_in_the_ledger(bank: Bank):
    row = contact(
        make_opportunity(bank.own, purpose="MARKETING"),
        bank.rm,
        outcome="INTERESTED",
        note="愿意续接",
    )
    entry = interactions.timeline_of(actor=bank.rm, customer_id=bank.own.pk).entries[0]
    assert (entry.text, entry.who) == ("愿意续接", bank.rm.name)
    assert ContactSlot.objects.get().outcome == "DONE"
    assert Step.objects.get().contact_record_id == entry.id
    assert row.state == State.CONTACTED


def test_a_notice_that_is_service_counts_towards_no_limit(bank: Bank):
    contact(make_opportunity(bank.own, purpose="SERVICE"), bank.rm)
    assert ContactSlot.objects.count() == 0


def test_an_attempt_is_an_act_but_no_contact(bank: Bank):
    row = contact(make_opportunity(bank.own), bank.rm, outcome="NO_ANSWER")
    assert (row.state, row.touched_at) == (State.ASSIGNED, LATER)
    assert Step.objects.get().act == Act.ATTEMPTED
    pooled = contact(
        make_opportunity(make_customer("钟无主", org=bank.orgs["quay"])),
        bank.head,
        outcome="NO_ANSWER",
    )
    assert (pooled.state, pooled.owner_id) == (State.ASSIGNED, bank.head.staff_id)


@pytest.mark.parametrize(
    ("next_on", "until"),
    [
        (NEXT, NEXT),
        (date(2026, 11, 24), None),
        (date(2027, 6, 1), date(2027, 2, 22)),
    ],
)
def test_it_waits_for_the_next_step_that_was_agreed_but_not_for_ever(bank: Bank, next_on, until):
    row = contact(make_opportunity(bank.own), bank.rm, next_step="发资料", next_on=next_on)
    assert (row.snoozed_until, row.snooze_reason) == (until, "发资料" if until else "")


def test_what_was_logged_elsewhere_moves_it_on_once(bank: Bank):
    row = make_opportunity(bank.own)
    logged = log(bank, row.pk, note="客户页记录", next_step="发资料", next_on=NEXT)
    deliver()
    deliver()
    row.refresh_from_db()
    assert (row.state, row.snoozed_until, row.touched_at) == (State.CONTACTED, NEXT, LATER)
    step = Step.objects.get()
    assert (step.contact_record_id, step.staff_id, step.note) == (
        logged.record_id,
        bank.rm.staff_id,
        "客户页记录",
    )


def test_what_was_logged_here_is_not_taken_again(bank: Bank):
    row = contact(make_opportunity(bank.own), bank.rm)
    deliver()
    assert (Step.objects.count(), row.version) == (1, 2)
    row.refresh_from_db()
    assert row.version == 2


def test_a_contact_about_one_that_has_ended_or_of_another_customer_changes_nothing(bank: Bank):
    ended = make_opportunity(bank.own, state=State.WON, closed_at=NOW)
    foreign = make_opportunity(bank.foreign)
    log(bank, ended.pk)
    log(bank, foreign.pk, key="form-2")
    log(bank, 987_654, key="form-3")
    deliver()
    assert Step.objects.count() == 0


def test_the_same_dialog_twice_is_one_step(bank: Bank):
    row = make_opportunity(bank.own)
    act_as(bank.rm)
    follow_up = FollowUp(channel="CALL", outcome="REACHED", key="form-1")
    for _each in range(2):
        services.follow_up_on(actor=bank.rm, now=LATER, opportunity_id=row.pk, follow_up=follow_up)
    assert (Step.objects.count(), ContactSlot.objects.count()) == (1, 1)


def test_what_was_logged_stops_the_escalation(bank: Bank):
    row = make_opportunity(bank.own, now=moment(date(2026, 11, 18)))
    log(bank, row.pk, outcome="NO_ANSWER")
    deliver()
    assert services.escalate(now=moment(date(2026, 11, 25))) == 0


def test_a_message_from_an_opportunity_is_a_step_of_it(bank: Bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    row = make_opportunity(bank.own)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    about = {"channel": "WECOM", "purpose": "SERVICE", "about": f"sales.opportunity:{row.pk}"}
    url = reverse("interactions:messages", args=[bank.own.pk], query=about)
    answer = client.post(url, {"key": "text-1", "purpose": "SERVICE", "text": "您好"})
    assert answer.status_code == 204
    deliver()
    step = Step.objects.get()
    assert (step.act, step.channel, step.note) == (Act.ATTEMPTED, "WECOM", "您好")
