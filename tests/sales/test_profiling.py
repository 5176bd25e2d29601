"""Whoever refuses automated decisions is not reached about what a trigger chose her for, from that moment on; a person may still choose her (PIPL 24)."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import services as gate
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.services import RefusalTold
from yinqiao.customers.tests.factories import KNOWN_FROM, act_as, whole_bank
from yinqiao.interactions import queries as interactions
from yinqiao.interactions import services
from yinqiao.interactions.services import Order
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.jobs import queue
from yinqiao.sales import handlers, jobs, queries
from yinqiao.sales.choices import REFERRAL, State
from yinqiao.sales.tests.factories import make_opportunity


def refuse(bank):
    with whole_bank():
        make_consent(
            bank.own,
            purpose="PROFILING",
            channel="ANY",
            status="WITHDRAWN",
            withdrawn_at=KNOWN_FROM,
        )


def reach(bank, **order):
    act_as(bank.rm)
    given = {"channel": "SMS", "text": "【澜江银行】林女士您好。拒收请回复R", **order}
    with transaction.atomic():
        return services.reach_out(
            actor=bank.rm, now=NOW, customer_id=bank.own.pk, order=Order(**given)
        )


def about(row):
    return ObjectRef("sales.opportunity", row.pk)


@pytest.mark.parametrize("state", [State.ASSIGNED, State.CONTACTED])
def test_nothing_goes_out_about_what_a_trigger_chose_her_for(bank, kept, state):
    row = make_opportunity(bank.own, purpose="MARKETING", state=state)
    refuse(bank)
    for order in ({}, {"channel": "CALL", "text": ""}, {"channel": "WECOM"}):
        with pytest.raises(gate.ContactRefused, match="自动化决策") as refused:
            reach(bank, key="k1", about=about(row), **order)
        assert refused.value.code == "NO_CONSENT"
    assert kept.taken == []
    # What a person chose goes on: the counter's referral, and what is about nothing.
    referral = make_opportunity(bank.own, purpose="MARKETING", kind=REFERRAL)
    reach(bank, key="k2", about=about(referral))
    assert len(kept.taken) == 1


def test_a_page_left_open_is_no_way_round(bank, kept, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    row = make_opportunity(bank.own, purpose="MARKETING", state=State.LOST, closed_at=NOW, loss_reason="OTHER")  # fmt: skip
    refuse(bank)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("interactions:calls", args=[bank.own.pk])
    for purpose in ("MARKETING", "SERVICE"):
        data = {"key": purpose, "purpose": purpose}
        answer = client.post(f"{url}?about=sales.opportunity:{row.pk}", data)
        assert answer.status_code == 409
    assert kept.taken == []


def test_buttons_feed_and_calls_say_so_before(bank):
    row = make_opportunity(bank.own, purpose="MARKETING")
    duty = make_opportunity(bank.foreign, purpose="SERVICE")
    refuse(bank)
    act_as(bank.rm)
    bar = interactions.contact_bar(
        actor=bank.rm, customer_id=bank.own.pk, now=NOW, about=about(row)
    )
    assert (bar.open, "自动化决策" in bar.blocked[0].reason) == ((), True)
    assert interactions.contact_bar(actor=bank.rm, customer_id=bank.own.pk, now=NOW).open
    (card,), _total = queries.feed(actor=bank.rm, now=NOW)
    assert {way.code for way in card.ways} == {"NO_CONSENT"}
    found = queries.call_list(actor=bank.rm, now=NOW)
    assert [call.row.id for call in found.calls] == []
    assert [one.decision.code for one in found.left_out] == ["NO_CONSENT"]
    act_as(bank.other_rm)
    assert [call.row.id for call in queries.call_list(actor=bank.other_rm, now=NOW).calls] == [
        duty.pk
    ]


def deferred(monkeypatch, name):
    """Deliver the newest event to the handler and do what it ordered; return the orders."""
    seen = []
    monkeypatch.setattr(queue, "defer", lambda job, **details: seen.append((job, details)))
    event = OutboxEvent.objects.order_by("-pk").first()
    handler, made = {
        "withdrawn": (handlers.suppress_withdrawn, handlers.ConsentWithdrawn),
        "granted": (handlers.suppress_granted, handlers.ConsentGranted),
    }[name]
    handler(made(**event.payload), now=NOW)
    return seen


def test_the_lists_are_swept_when_she_refuses_and_when_she_agrees_again(bank, monkeypatch):
    afternoon = NOW + timedelta(hours=4)
    monkeypatch.setattr(clock, "now", lambda: afternoon)
    row = make_opportunity(bank.own, purpose="MARKETING")
    other = make_opportunity(bank.foreign, purpose="MARKETING")
    act_as(bank.rm)
    told = RefusalTold("APP", "APP-1")
    with transaction.atomic():
        gate.refuse_automation(actor=bank.rm, now=afternoon, customer_id=bank.own.pk, told=told)
    seen = deferred(monkeypatch, "withdrawn")
    assert seen == [(jobs.SUPPRESS_OF, {"customer_id": bank.own.pk})]
    jobs.suppress_of_customer(customer_id=bank.own.pk)
    with whole_bank():
        row.refresh_from_db()
        other.refresh_from_db()
    assert (row.suppression_code, "自动化决策" in row.suppression_reason) == ("NO_CONSENT", True)
    # Only hers were looked at: the other one has no consent either and waits for the sweep of the batch.
    assert other.suppression_code == ""


def test_only_words_about_marketing_and_profiling_matter(monkeypatch):
    seen = []
    monkeypatch.setattr(queue, "defer", lambda job, **details: seen.append(details))
    for purpose in ("SERVICE", "MARKETING", "SHARING", "PROFILING"):
        handlers.suppress_withdrawn(handlers.ConsentWithdrawn(7, 1, purpose, "ANY"), now=NOW)
        handlers.suppress_granted(handlers.ConsentGranted(7, 1, purpose, "ANY"), now=NOW)
    assert seen == [{"customer_id": 7}] * 4


def test_a_consent_given_again_brings_it_back(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    row = make_opportunity(bank.own, purpose="MARKETING")
    refuse(bank)
    jobs.suppress_of_customer(customer_id=bank.own.pk)
    with whole_bank():
        row.refresh_from_db()
        assert row.suppression_code == "NO_CONSENT"
        make_consent(bank.own, purpose="PROFILING", channel="ANY", granted_at=NOW)
    jobs.suppress_of_customer(customer_id=bank.own.pk)
    with whole_bank():
        row.refresh_from_db()
    assert row.suppression_code == ""
