"""What a call is about says what it is for: an offer is not rung up in the name of service; a call about nothing is counted for the head."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import services as gate
from yinqiao.compliance.tests.factories import ContactSlot, make_hold
from yinqiao.customers.tests.factories import act_as
from yinqiao.interactions import queries as interactions
from yinqiao.interactions import services
from yinqiao.interactions.models import ContactRecord, SentOut
from yinqiao.interactions.services import FollowUp, Order, PurposeUnfounded
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.sales import queries
from yinqiao.sales.tests.factories import make_opportunity


def opportunity(bank, purpose):
    row = make_opportunity(bank.own, purpose=purpose)
    return row, ObjectRef("sales.opportunity", row.pk)


def call(bank, key, **order):
    act_as(bank.rm)
    with transaction.atomic():
        return services.reach_out(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            order=Order(channel="CALL", key=key, **order),
        )


def log(bank, key, **follow_up):
    act_as(bank.rm)
    with transaction.atomic():
        return services.log_follow_up(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            follow_up=FollowUp(
                **{"channel": "CALL", "outcome": "REACHED", "key": key, **follow_up}
            ),
        )


def test_an_offer_is_not_rung_up_as_service(bank, kept):
    make_hold(bank.own, "BLACKLIST")
    _row, about = opportunity(bank, "MARKETING")
    with pytest.raises(gate.ContactRefused):
        call(bank, "k1", purpose="MARKETING", about=about)
    with pytest.raises(PurposeUnfounded, match="属于营销") as refused:
        call(bank, "k2", purpose="SERVICE", about=about)
    assert refused.value.status == 409
    assert (kept.taken, SentOut.objects.count(), ContactSlot.objects.count()) == ([], 0, 0)
    _row, duty = opportunity(bank, "SERVICE")
    call(bank, "k3", purpose="SERVICE", about=duty)
    call(bank, "k4", purpose="SERVICE")
    assert len(kept.taken) == 2


def test_the_page_offers_no_way_round_and_refuses_a_forged_one(bank, kept, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make_hold(bank.own, "BLACKLIST")
    row, about = opportunity(bank, "MARKETING")
    act_as(bank.rm)
    bar = interactions.contact_bar(
        actor=bank.rm, customer_id=bank.own.pk, now=NOW, purpose="SERVICE", about=about
    )
    assert (bar.purpose, bar.open, bar.can_call_for_service) == ("MARKETING", (), False)
    plain = interactions.contact_bar(actor=bank.rm, customer_id=bank.own.pk, now=NOW)
    assert plain.can_call_for_service
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("interactions:calls", args=[bank.own.pk])
    about_it = f"{url}?purpose=SERVICE&about=sales.opportunity:{row.pk}"
    assert 'name="purpose" value="MARKETING"' in client.get(about_it).content.decode()
    for purpose in ("MARKETING", "SERVICE"):
        answer = client.post(about_it, {"key": f"k{purpose}", "purpose": purpose})
        assert answer.status_code == 409
    assert kept.taken == []


def test_what_a_contact_was_about_counts_whatever_the_form_says(bank, kept):
    _row, about = opportunity(bank, "MARKETING")
    log(bank, "f1", purpose="SERVICE", about=about)
    assert ContactRecord.objects.get().purpose == "MARKETING"
    assert ContactSlot.objects.get().purpose == "MARKETING"


def test_a_service_call_that_came_to_an_offer_counts_as_one(bank, kept):
    _row, about = opportunity(bank, "MARKETING")
    reached = call(bank, "k1", purpose="SERVICE")
    log(bank, "f1", purpose="SERVICE", about=about, slot_key=reached.slot_key)
    assert list(ContactSlot.objects.values_list("purpose", "outcome")) == [("MARKETING", "DONE")]


def test_the_head_sees_how_many_calls_were_service_by_word_alone(bank, monkeypatch):
    _row, about = opportunity(bank, "SERVICE")
    log(bank, "f1", purpose="SERVICE")
    log(bank, "f2", purpose="SERVICE", about=about)
    log(bank, "f3", purpose="MARKETING")
    log(bank, "f4", purpose="SERVICE", channel="BRANCH")
    act_as(bank.head)
    later = NOW + timedelta(hours=1)
    team = queries.team(actor=bank.head, now=later, with_figures=True)
    own = next(one for one in team.members if one.staff_id == bank.rm.staff_id)
    assert (own.calls.unbound, own.calls.calls, own.calls.percent) == (1, 3, 33)
    monkeypatch.setattr(clock, "now", lambda: later)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.head.user_id))
    text = client.get(reverse("sales:team")).content.decode()
    assert "服务外呼" in text
    assert '1 / 3 <span class="t3">33%</span>' in text
