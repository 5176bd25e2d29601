"""Deals and orders as pages and over the API: who sees what, what stands beside the field, what a stranger learns."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales import services as sales_services
from yinqiao.sales.choices import Kpi, State
from yinqiao.sales.deals import notices, services
from yinqiao.sales.deals.services import AnswerDetails
from yinqiao.sales.deals.tests.factories import Line, Order, add, deposit, order_of
from yinqiao.sales.models import Target
from yinqiao.sales.tests.factories import NOW, make_opportunity

FRAGMENT = {"HX-Request": "true"}


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def page(actor, name, *args, data=None, **headers):
    answer = as_(actor).get(reverse(name, args=args), data or {}, headers=headers)
    return answer.status_code, answer.content.decode()


@pytest.fixture
def row(bank: Bank):
    return make_opportunity(bank.own, state=State.PROCESSING)


@pytest.fixture
def ordered(bank: Bank, row):
    """A deal that was won with one deposit."""
    add(bank.rm, row.pk, deposit())
    act_as(bank.rm)
    with transaction.atomic():
        sales_services.win(
            actor=bank.rm,
            now=clock.now(),
            opportunity_id=row.pk,
            version=1,
            is_without_product=True,
        )
    return order_of(row.pk)


def test_each_reads_her_own_limit_beside_the_field_and_asks_from_the_page(bank, row):
    product = deposit()
    for actor, limit in ((bank.rm, "本人权限 5 BP"), (bank.head, "本人权限 15 BP")):
        assert limit in page(actor, "deals:line-new", row.pk)[1]
    today = clock.bank_date(clock.now())
    client = as_(bank.rm)
    given = {
        "product_id": product,
        "amount": "500000",
        "rate": "1.62",
        "channel": "MANAGER",
        "offered_from": today.isoformat(),
        "offered_until": today.isoformat(),
    }
    assert client.post(reverse("deals:line-new", args=[row.pk]), given).status_code == 303
    line = Line.objects.get()
    assert (line.rate, line.points) == (Decimal("0.016200"), Decimal(12))
    address = reverse("deals:panel", args=[row.pk])
    panel = client.get(address, headers=FRAGMENT).content.decode()
    for text in ("1.62%", "优惠 12 BP", "待申请优惠", "审批：支行行长", "申请优惠审批"):
        assert text in panel
    asked = client.post(
        reverse("deals:requests", args=[line.pk]), {"version": 1, "reason": "他行报价"}
    )
    assert asked.status_code == 303
    assert "待审批" in client.get(address, headers=FRAGMENT).content.decode()
    waits = client.post(reverse("deals:terms", args=[line.pk]), {**given, "version": 1})
    assert (waits.status_code, "请先撤回申请" in waits.content.decode()) == (409, True)
    back = client.post(reverse("deals:withdrawals", args=[line.pk]), {"version": 1})
    assert back.status_code == 303
    assert "待申请优惠" in client.get(address, headers=FRAGMENT).content.decode()


def test_an_order_stands_on_its_list_the_opportunity_and_the_customer(bank, ordered):
    for name, args in (
        ("deals:orders", ()),
        ("deals:order", (ordered.pk,)),
        ("deals:panel", (ordered.opportunity_id,)),
        ("deals:of-customer", (bank.own.pk,)),
    ):
        status, body = page(bank.rm, name, *args)
        assert (status, ordered.number in body, "待提交" in body) == (200, True, True), name
        foreign = page(bank.other_rm, name, *args)
        assert ordered.number not in foreign[1]
        assert foreign[0] == (404 if args else 200)
    found = AuditEntry.objects.filter(verb="deals.orders-listed").order_by("pk")
    assert found.first().detail["customers"] == [bank.own.pk]
    sent = as_(bank.rm).post(reverse("deals:submissions", args=[ordered.pk]), {"version": 1})
    assert sent.status_code == 303
    ordered.refresh_from_db()
    assert ordered.state == "SUBMITTED"


def test_a_rejection_rings_the_bell_of_the_owner(bank, ordered):
    act_as(bank.head)
    details = AnswerDetails("CBS", ordered.number, 1, clock.now(), "REFUSED", reason="证件影像不清")
    with transaction.atomic():
        services.take_answer(actor=bank.head, now=clock.now(), details=details)
    act_as(bank.rm)
    (notice,) = notices._refused(bank.rm)
    assert ("证件影像不清" in notice.detail, notice.url) == (
        True,
        reverse("deals:order", args=[ordered.pk]),
    )
    act_as(bank.head)
    assert notices._refused(bank.head) == []


def test_an_answer_that_nobody_could_place_is_placed_from_the_list(bank, ordered):
    act_as(bank.head)
    details = AnswerDetails("CBS", "KL-X", 1, clock.now(), "OPENED")
    with transaction.atomic():
        services.take_answer(actor=bank.head, now=clock.now(), details=details)
    body = page(bank.head, "deals:orders")[1]
    assert ("未匹配到申请的回执" in body, "KL-X" in body) == (True, True)
    assert "KL-X" not in page(bank.rm, "deals:orders")[1]
    client = as_(bank.head)
    address = body.split('/repairs/"')[0].rsplit('"', 1)[1] + "/repairs/"
    wrong = client.post(address, {"order_no": "KL-Y"})
    assert (wrong.status_code, "没有该编号的开立申请" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"order_no": ordered.number}).status_code == 303
    with whole_bank():
        assert Order.objects.get().state == "OPENED"


def test_from_the_board_a_customer_of_the_own_scope_is_chosen(bank):
    status, body = page(bank.rm, "sales:board")
    assert (status, reverse("sales:choose") in body) == (200, True)
    client = as_(bank.rm)
    found = client.post(reverse("sales:choose"), {"q": "林婉清"}, headers=FRAGMENT)
    assert reverse("sales:new", args=[bank.own.pk]) in found.content.decode()
    none = client.post(reverse("sales:choose"), {"q": "顾长风"}).content.decode()
    assert ("无此" in none or "没有" in none, "顾长风" in none.split("new-hits")[1]) == (
        True,
        False,
    )


def test_the_bar_of_the_quarter_measures_what_is_won_by_the_target(bank):
    make_opportunity(bank.own, state=State.PROPOSED)
    assert "未设目标" in page(bank.rm, "sales:board")[1]
    today = clock.bank_date(clock.now())
    with whole_bank():
        Target.objects.create(
            staff_id=bank.rm.staff_id,
            kpi=Kpi.AUM_GROWTH,
            month=today.replace(day=1),
            value=Decimal(1_000_000),
            set_at=NOW,
        )
    for actor in (bank.rm, bank.head):
        body = page(actor, "sales:board")[1]
        # 80 万 at 65 percent: 48 万 short of 100 万.
        for text in ("AUM 净增目标", "100.0 万", "缺口", "48.0 万", 'width="520"'):
            assert text in body, text
    pool = page(bank.head, "sales:board", data={"owner": "pool"})[1]
    assert "未设目标" in pool


def test_the_forecast_sums_what_is_offered_and_ordered_by_product(bank, ordered):
    row = make_opportunity(bank.own, state=State.PROPOSED)
    line = add(bank.rm, row.pk, ordered.product_id, amount=Decimal("200000.00"))
    # One without a line counts by what was proposed.
    make_opportunity(bank.own, state=State.PROPOSED, proposed_product_id=line.product_id)
    assert reverse("sales:forecast-products") in page(bank.head, "sales:forecast")[1]
    body = page(bank.head, "sales:forecast-products")[1]
    # 20 万 and 80 万 at 65 percent; half a million was ordered.
    for text in ("个人整存整取三年", "100.0 万", "65.0 万", "50.0 万"):
        assert text in body, text
