"""The gate hears of the product: the one that is named, that of the opportunity, and those that a text names (G12, hours and silence of insurance)."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import services as gate
from yinqiao.compliance.models import ContactHold
from yinqiao.compliance.tests.factories import ContactSlot, make_assessment
from yinqiao.customers.tests.factories import act_as
from yinqiao.interactions import queries as interactions
from yinqiao.interactions import services
from yinqiao.interactions.services import FollowUp, Order, PurposeUnfounded
from yinqiao.interactions.tests.factories import WORKDAY as NOW
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import queries
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import make_opportunity

TEXT = "【澜江银行】林女士您好，{}正在发售。拒收请回复R"


@pytest.fixture(autouse=True)
def assessed(bank):
    make_assessment(bank.own, "C1", assessed_on=date(2026, 11, 1), valid_to=date(2027, 10, 31))


def reach(bank, *, now=NOW, **order):
    act_as(bank.rm)
    given = {"channel": "SMS", "key": "m1", "text": TEXT.format("新产品"), **order}
    with transaction.atomic():
        return services.reach_out(
            actor=bank.rm, now=now, customer_id=bank.own.pk, order=Order(**given)
        )


def proposed(bank, product, **values):
    row = make_opportunity(bank.own, state=State.PROPOSED, proposed_product_id=product.pk, **values)
    return row, ObjectRef("sales.opportunity", row.pk)


def test_a_message_about_what_does_not_suit_is_refused_whoever_says_so(bank, kept):
    high = make_product("进取成长混合", risk_grade="R5")
    _row, about = proposed(bank, high, purpose="SERVICE")
    for order in (
        {"product_id": high.pk},
        {"about": about},
        {"text": TEXT.format("进取成长混合")},
        {"channel": "CALL", "product_id": high.pk},
        {"channel": "CALL", "about": about},
    ):
        with pytest.raises(gate.ContactRefused) as refused:
            reach(bank, **order)
        assert refused.value.code == "SUIT_MISMATCH"
    assert (kept.taken, ContactSlot.objects.count()) == ([], 0)


def test_what_suits_goes_out_and_its_slot_knows_the_product(bank, kept):
    low = make_product("稳健天天盈", risk_grade="R1")
    make_product("进取成长混合", risk_grade="R5")
    reach(bank, product_id=low.pk)
    assert (len(kept.taken), ContactSlot.objects.get().product_id) == (1, low.pk)
    with pytest.raises(InvalidInput, match="不得推荐") as refused:
        reach(bank, product_id=low.pk, text=TEXT.format("进取成长混合"), key="m2")
    assert list(refused.value.fields) == ["text"]
    with pytest.raises(PurposeUnfounded):
        reach(bank, channel="CALL", purpose="SERVICE", product_id=low.pk, key="m3")


def test_calls_about_insurance_have_its_hours_and_its_silence(bank, kept):
    cover = make_product("安康年年", product_class="INS", risk_grade="R1")
    early = NOW.astimezone(clock.BANK_ZONE).replace(hour=20, minute=30)
    _row, about = proposed(bank, cover, purpose="MARKETING")
    reached = reach(bank, channel="CALL", about=about, now=early)
    follow_up = FollowUp("CALL", "REFUSED", "f1", about=about, slot_key=reached.slot_key)
    act_as(bank.rm)
    with transaction.atomic():
        services.log_follow_up(
            actor=bank.rm, now=early, customer_id=bank.own.pk, follow_up=follow_up
        )
    hold = ContactHold.objects.get(kind="REFUSED")
    assert hold.ends_at - early > timedelta(days=180)


def test_a_refusal_at_the_counter_is_as_long(bank):
    cover = make_product("安康年年", product_class="INS", risk_grade="R1")
    _row, about = proposed(bank, cover, purpose="MARKETING")
    act_as(bank.rm)
    with transaction.atomic():
        services.log_follow_up(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            follow_up=FollowUp("CALL", "REFUSED", "f1", about=about),
        )
    assert ContactSlot.objects.get().product_id == cover.pk


def test_buttons_say_why_before_anybody_rings(bank, monkeypatch):
    high = make_product("进取成长混合", risk_grade="R5")
    row, about = proposed(bank, high, purpose="SERVICE")
    act_as(bank.rm)
    bar = interactions.contact_bar(
        actor=bank.rm, customer_id=bank.own.pk, now=NOW, purpose="SERVICE", about=about
    )
    assert (bar.purpose, bar.open) == ("MARKETING", ())
    assert "R5" in bar.blocked[0].reason
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    address = reverse("interactions:bar", args=[bank.own.pk])
    part = client.get(f"{address}?about=sales.opportunity:{row.pk}").content.decode()
    (why, *_more) = re.findall(r'hx-get="([^"]*why[^"]*)"', part)
    # What the page behind the closed button says is about the same product.
    told = client.get(why.replace("&amp;", "&")).content.decode()
    assert f"product={high.pk}" in why
    assert bar.blocked[0].reason in told
    matter = queries.matter_of(actor=bank.rm, opportunity_id=row.pk)
    assert (matter.purpose, matter.product_id) == ("MARKETING", high.pk)
    foreign = make_opportunity(bank.foreign)
    act_as(bank.rm)
    assert queries.matter_of(actor=bank.rm, opportunity_id=foreign.pk) is None


def test_the_dialogs_offer_what_may_be_recommended(bank, kept, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    low, high = (
        make_product("稳健天天盈", risk_grade="R1"),
        make_product("进取成长混合", risk_grade="R5"),
    )
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    for name in ("interactions:calls", "interactions:messages"):
        url = reverse(name, args=[bank.own.pk])
        text = client.get(url).content.decode()
        assert ("稳健天天盈" in text, "进取成长混合" in text) == (True, False)
        service = client.get(f"{url}?purpose=SERVICE").content.decode()
        assert "稳健天天盈" not in service
    url = reverse("interactions:messages", args=[bank.own.pk])
    data = {"key": "k1", "purpose": "MARKETING", "text": TEXT.format("进取成长混合")}
    assert client.post(url, data).status_code == 409
    data |= {"key": "k2", "text": TEXT.format("新产品"), "product_id": str(low.pk)}
    assert client.post(url, data).status_code == 204
    assert ContactSlot.objects.get().product_id == low.pk
    assert client.post(url, {**data, "key": "k3", "product_id": str(high.pk)}).status_code == 422
