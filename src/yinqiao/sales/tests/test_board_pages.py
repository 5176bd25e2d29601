"""Board, forecast and pipelines as pages: who sees what, what a stage asks for, one click and the way back, what they cost."""

import json

from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.tests.factories import Bank
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.testing.query_counts import counted
from yinqiao.sales import ways
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import Opportunity, make_opportunity
from yinqiao.sales.tests.test_pages import FRAGMENT, as_, page


def test_the_board_shows_each_stage_with_its_cards_and_what_it_asks_for(bank: Bank):
    make_opportunity(bank.own, state=State.PROPOSED)
    make_opportunity(bank.foreign)
    status, body = page(bank.rm, "sales:board")
    assert status == 200
    assert ("林婉清" in body, "顾**" in body) == (True, False)
    for text in ("需求确认", "方案提供", "65%", "风险测评有效，适当性匹配", "80.0 万"):
        assert text in body
    assert "<!doctype" not in page(bank.rm, "sales:board", **FRAGMENT)[1]
    assert AuditEntry.objects.filter(verb="sales.opportunities-listed").count() == 2
    assert page(bank.teller, "sales:board")[0] == 403


def test_the_board_of_a_head_is_limited_by_its_address(bank: Bank):
    make_opportunity(bank.own)
    for query, is_there in (
        ({}, True),
        ({"owner": str(bank.rm.staff_id)}, True),
        ({"owner": "pool"}, False),
        ({"way": "CORPORATE"}, False),
        ({"period": "LATE"}, False),
        ({"owner": "nobody", "way": "x"}, True),
    ):
        body = page(bank.head, "sales:board", data=query)[1]
        assert ("林婉清" in body) is is_there, query


def test_the_forecast_tells_what_is_to_come(bank: Bank):
    make_opportunity(bank.own, state=State.PROPOSED)
    status, body = page(bank.head, "sales:forecast")
    assert status == 200
    # 80 万 at 65 percent.
    for text in ("52.0 万", "陈思远", "data-chart"):
        assert text in body


def test_what_brings_no_money_in_is_worked_on_the_board_and_never_forecast(bank: Bank):
    make_opportunity(bank.own, kind="BIRTHDAY")
    board, forecast = (page(bank.rm, f"sales:{name}")[1] for name in ("board", "forecast"))
    assert (
        "客户维护流程" in board,
        "本季度" in board.split("data-board")[0].split("data-list")[1],
    ) == (True, False)
    assert "客户维护流程" not in forecast


def test_a_dropped_card_moves_and_can_be_taken_back(bank: Bank):
    row = make_opportunity(bank.own, state=State.CONTACTED)
    client = as_(bank.rm)
    gates = client.get(reverse("sales:gates", args=[row.pk])).json()
    way = ways.way_of(row.stage_id)
    needs, proposed = way.at(State.NEEDS), way.at(State.PROPOSED)
    assert gates["stages"][str(needs.id)] == []
    assert gates["stages"][str(proposed.id)] == ["风险测评有效，适当性匹配"]
    asked = client.get(
        f"{reverse('sales:stages', args=[row.pk])}?to={proposed.id}&from=board",
        headers={**FRAGMENT, "HX-Target": "dialog"},
    ).content.decode()
    assert 'id="dialog-title"' in asked
    assert 'name="product"' in asked
    moved = client.post(
        reverse("sales:moves", args=[row.pk]), {"stage": needs.id, "version": 1}, headers=FRAGMENT
    )
    assert moved.status_code == 204
    row.refresh_from_db()
    assert row.stage_id == needs.id
    undo = json.loads(moved.headers["HX-Trigger"])["toasts"]["items"][0]["undo"]
    assert client.post(undo).status_code == 204
    row.refresh_from_db()
    assert row.state == State.CONTACTED
    assert client.post(undo.replace("was=", "was=x")).status_code == 422


def test_a_product_chosen_on_the_way_may_ask_for_its_recording(bank: Bank):
    row = make_opportunity(bank.own, state=State.CONTACTED)
    processing = ways.way_of(row.stage_id).at(State.PROCESSING)
    url = f"{reverse('sales:stages', args=[row.pk])}?to={processing.id}"
    client = as_(bank.rm)
    body = client.get(url).content.decode()
    assert "进入条件" in body
    for name in ("product", "booked_for", "confirmation"):
        assert f'name="{name}"' in body
    given = {"version": 1, "product": "none", "confirmation": "客户当面确认"}
    assert client.post(url, given).status_code == 303


def test_before_a_contact_the_page_says_so_and_asks_nothing(bank: Bank):
    row = make_opportunity(bank.own)
    status, body = page(bank.rm, "sales:stages", row.pk)
    assert (status, "请先登记与客户的联系。" in body, 'name="note"' in body) == (200, True, False)


def test_one_is_opened_from_the_customer(bank: Bank):
    url = reverse("sales:new", args=[bank.own.pk])
    client = as_(bank.rm)
    form = client.get(url).content.decode()
    assert ("零售财富流程" in form, "对公综合流程" in form) == (True, False)
    given = {
        "way": "RETAIL_LOAN",
        "title": "经营贷",
        "reason": "店面装修",
        "amount": "300000",
        "key": "k",
    }
    sent = client.post(url, {**given, "expected_on": "2027-01-08"})
    assert sent.status_code == 303
    row = Opportunity.objects.get()
    assert sent.headers["Location"] == reverse("sales:detail", args=[row.pk])
    assert (row.title, row.purpose, row.state) == ("经营贷", "SERVICE", "ASSIGNED")


def test_the_administrator_sets_the_stages(bank: Bank):
    admin = actor_of(make_account("system_admin"))
    stage = ways.ways()[0].stages[2]
    assert page(bank.rm, "sales:pipelines")[0] == 403
    assert "需求确认" in page(admin, "sales:pipelines")[1]
    url = reverse("sales:stage-setting", args=[stage.id])
    client = as_(admin)
    given = {
        "title": "需求分析",
        "probability": "50",
        "slow_days": "6",
        "conditions": ["NEED"],
        "version": "1",
    }
    low = client.post(url, {**given, "probability": "5"})
    assert (low.status_code, "不低于前一阶段" in low.content.decode()) == (422, True)
    assert client.post(url, given).status_code == 303
    changed = ways.ways()[0].stages[2]
    assert (changed.title, changed.probability, changed.slow_days, changed.conditions) == (
        "需求分析",
        50,
        6,
        ("NEED",),
    )
    assert client.post(url, given).status_code == 409
    entry = AuditEntry.objects.get(verb="sales.stage-changed")
    assert (entry.old["probability"], entry.new["probability"]) == (45, 50)


def test_what_board_and_forecast_cost(bank: Bank):
    for state in (State.ASSIGNED, State.CONTACTED, State.PROPOSED):
        make_opportunity(bank.own, state=state)
    client = as_(bank.head)
    for name in ("sales:board", "sales:forecast"):
        client.get(reverse(name))
        with counted(name):
            client.get(reverse(name))
