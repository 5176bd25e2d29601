"""Deals over REST: a product with terms, and answers about its order: twice is once, late is late, unknown is kept (A60)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from tests.api.conftest import Bank, Caller
from yinqiao.customers.tests.factories import act_as
from yinqiao.platform import clock
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import services
from yinqiao.sales.models import Opportunity
from yinqiao.sales.tests.factories import make_opportunity

Callers = Callable[..., Caller]


def told(sequence: int, state: str, **values: str) -> dict[str, object]:
    at = clock.now().isoformat()
    return {"source": "CBS", "sequence": sequence, "told_at": at, "state": state, **values}


def won(bank: Bank) -> Opportunity:
    """Win a deal of the manager with one deposit."""
    row = make_opportunity(bank.own, state="PROCESSING")
    actor, now = bank.people["rm"], clock.now()
    product = make_product(product_class="TIME", risk_grade="", rate="0.0150")
    act_as(actor)
    with transaction.atomic():
        services.add_line(
            actor=actor,
            now=now,
            opportunity_id=row.pk,
            details=services.LineDetails(
                product.pk, Decimal(500_000), "MANAGER", clock.bank_date(now), clock.bank_date(now)
            ),
        )
        services.win(
            actor=actor, now=now, opportunity_id=row.pk, version=1, is_without_product=True
        )
    return row


def test_terms_are_sent_and_read(as_caller: Callers, bank: Bank) -> None:
    row = make_opportunity(bank.own, state="PROCESSING")
    product = make_product(product_class="TIME", risk_grade="", rate="0.0150")
    today = clock.bank_date(clock.now())
    body = {
        "product_id": product.pk,
        "amount": "500000.00",
        "rate": "0.0155",
        "offered_from": today.isoformat(),
        "offered_until": (today + timedelta(days=20)).isoformat(),
    }
    rm, address = as_caller("rm"), f"opportunities/{row.pk}/lines"
    sent = rm.post(address, body)
    assert (sent.status_code, sent.json()["standing"], sent.json()["own_limit"]) == (201, "OWN", 5)
    assert [one["rate"] for one in rm.get(address).json()["items"]] == ["0.015500"]
    assert as_caller("other_rm").post(address, body).status_code == 404


def test_an_order_follows_what_is_told_of_it(as_caller: Callers, bank: Bank) -> None:
    won(bank)
    rm, head = as_caller("rm"), as_caller("head")
    (order,) = rm.get("orders").json()["items"]
    answers, opened = f"orders/{order['number']}/answers", told(2, "OPENED", external_no="C-7")
    for key in ("order-key-2", "order-key-2", "order-key-2-again"):
        found = head.post(answers, opened, key=key)
        assert (found.status_code, found.json()["outcome"], found.json()["state"]) == (
            201,
            "APPLIED",
            "OPENED",
        )
    late = head.post(answers, told(1, "ACCEPTED")).json()
    assert (late["outcome"], late["state"]) == ("LATE", "OPENED")
    differs = head.post(answers, told(2, "REFUSED"))
    assert (differs.status_code, differs.json()["code"]) == (409, "ORDER_ANSWER_DIFFERS")
    read = rm.get(f"orders/{order['id']}").json()
    assert (read["state"], read["external_no"]) == ("OPENED", "C-7")
    unknown = head.post("orders/KL-NOBODY/answers", told(1, "OPENED"))
    assert (unknown.status_code, unknown.json()["outcome"]) == (201, "UNKNOWN")
    assert rm.post(answers, told(3, "OPENED")).status_code == 403
    assert head.post(answers, told(0, "OPENED")).status_code == 422
    assert as_caller("other_rm").get(f"orders/{order['id']}").status_code == 404
