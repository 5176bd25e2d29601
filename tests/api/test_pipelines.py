"""Pipelines over REST: the board with counts and sums, a deal opened, planned and moved, and what a stage still asks for."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.api.conftest import Bank, Caller
from yinqiao.platform import clock
from yinqiao.sales.models import Opportunity
from yinqiao.sales.tests.factories import make_opportunity

Callers = Callable[..., Caller]


@pytest.fixture
def row(bank: Bank) -> Opportunity:
    return make_opportunity(bank.own, amount="800000.00", state="CONTACTED")


def soon() -> str:
    return (clock.bank_date(clock.now()) + timedelta(days=20)).isoformat()


def stages(caller: Caller) -> dict[str, int]:
    (way,) = [
        one for one in caller.get("pipelines").json()["items"] if one["code"] == "RETAIL_WEALTH"
    ]
    return {stage["code"]: stage["id"] for stage in way["stages"]}


def test_the_board_counts_and_sums_what_is_in_scope(
    as_caller: Callers, bank: Bank, row: Opportunity
) -> None:
    make_opportunity(bank.foreign)
    found = as_caller("rm").get("pipelines/RETAIL_WEALTH/board").json()
    told = {one["stage"]["code"]: (one["count"], one["amount"]) for one in found["columns"]}
    assert (told["CONTACTED"], told["LEAD"]) == ((1, "800000.00"), (0, "0"))
    assert (found["count"], found["weighted"]) == (1, "200000.00")
    (card,) = found["columns"][1]["cards"]
    assert (card["row"]["id"], card["row"]["customer_name"]) == (row.pk, "林婉清")
    assert as_caller("rm").get("pipelines/NONE/board").status_code == 404


def test_one_is_opened_planned_and_moved(as_caller: Callers, bank: Bank) -> None:
    caller = as_caller("rm")
    body = {
        "customer_id": bank.own.pk,
        "title": "经营贷",
        "reason": "店面装修",
        "expected_on": soon(),
    }
    sent = caller.post("opportunities", body | {"way": "RETAIL_LOAN"})
    assert (sent.status_code, sent.json()["way"], sent.json()["probability"]) == (
        201,
        "RETAIL_LOAN",
        10,
    )
    address = f"opportunities/{sent.json()['id']}"
    planned = caller.post(
        f"{address}/plans",
        {"amount": "300000.00", "expected_on": soon(), "probability": 40},
        match=sent.headers["ETag"],
    )
    assert (planned.status_code, planned.json()["amount"], planned.json()["probability"]) == (
        201,
        "300000.00",
        40,
    )
    foreign = body | {"customer_id": bank.foreign.pk}
    assert caller.post("opportunities", foreign).status_code == 404


def test_a_move_says_what_is_missing_and_goes_on_with_it(
    as_caller: Callers, row: Opportunity
) -> None:
    caller = as_caller("rm")
    ids, address = stages(caller), f"opportunities/{row.pk}/moves"
    to = {"stage_id": ids["PROCESSING"], "is_without_product": True}
    refused = caller.post(address, to, match='"1"')
    assert (refused.status_code, refused.json()["code"]) == (422, "STAGE_CONDITIONS")
    assert "confirmation" in str(refused.json())
    moved = caller.post(address, to | {"confirmation": "客户当面确认"}, match='"1"')
    assert (moved.status_code, moved.json()["stage"]) == (201, "PROCESSING")
    stale = caller.post(address, to, match='"1"')
    assert (stale.status_code, stale.json()["code"]) == (412, "STALE_VERSION")
