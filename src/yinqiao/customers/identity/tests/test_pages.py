"""The stewards' pages and operations over duplicates and merges."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.services.tokens import create_token
from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.customers import services
from yinqiao.customers.identity.tests.people import agree
from yinqiao.customers.models import Customer, Merge, Suggestion
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, whole_bank
from yinqiao.platform import clock


@pytest.fixture
def desk(bank):
    """A steward with a pair before her, and a second one."""
    user = make_account("data_steward", org=bank.department, name="罗小数")
    second = actor_of(make_account("data_steward", org=bank.department, name="邓复核"))
    twin = make_customer("林婉青", org=bank.orgs["hill"], mobile="13800001234", sex="F")
    actor = act_as(actor_of(user))
    pk = services.suggest_by_hand(
        actor=actor, now=NOW, first_no=bank.own.customer_no, second_no=twin.customer_no
    )
    client = Client()
    sign_in(client, user)
    return client, actor, second, twin, pk


def text_of(answer):
    return answer.content.decode()


def test_the_queue_and_a_pair_show_masks_only(bank, desk):
    client, _actor, _second, twin, pk = desk
    page = text_of(client.get(reverse("customers:duplicates")))
    assert twin.customer_no in page
    assert "林**" in page
    pair = client.get(reverse("customers:duplicate", args=[pk]))
    assert pair.status_code == 200
    shown = text_of(pair)
    for clear in ("林婉清", "林婉青", "13800001234", "11010519491231002X", "1980-03-14"):
        assert clear not in page + shown
    assert "138****1234" in shown
    assert "1 项相同" in shown


def test_the_records_turn_round(bank, desk):
    client, _actor, _second, twin, pk = desk
    url = reverse("customers:duplicate", args=[pk])
    assert f'name="kept" value="{bank.own.pk}"' in text_of(client.get(url))
    assert f'name="kept" value="{twin.pk}"' in text_of(client.get(url, {"kept": twin.pk}))


def test_asking_needs_a_reason_and_then_waits_for_another_person(bank, desk):
    client, _actor, _second, twin, pk = desk
    url = reverse("customers:duplicate-requests", args=[pk])
    refused = client.post(url, {"kept": bank.own.pk, "reason": ""})
    assert refused.status_code == 422
    assert not Merge.objects.exists()
    data = {"kept": bank.own.pk, "reason": "同一证件", "side_name": "MEMBER"}
    answer = client.post(url, data)
    assert answer.status_code == 303
    [row] = Merge.objects.all()
    assert (row.survivor_id, row.member_id, row.state) == (bank.own.pk, twin.pk, "WAITING")
    assert row.sides["name"] == "MEMBER"
    page = text_of(client.get(reverse("customers:merge", args=[row.pk])))
    assert "待复核" in page
    assert "取自并入档案" in page


def test_not_the_same_customer(desk):
    client, _actor, _second, _twin, pk = desk
    answer = client.post(reverse("customers:duplicate-rejections", args=[pk]), {"version": 1})
    assert (answer.status_code, answer["Location"]) == (303, reverse("customers:duplicates"))
    assert Suggestion.objects.get().state == "REJECTED"
    again = client.post(reverse("customers:duplicate-rejections", args=[pk]), {"version": 2})
    assert again.status_code == 409


def test_several_at_once_with_an_answer_for_each(bank, desk):
    client, actor, _second, twin, pk = desk
    third = make_customer("林婉清", org=bank.orgs["east"])
    act_as(actor)
    other = services.suggest_by_hand(
        actor=actor, now=NOW, first_no=twin.customer_no, second_no=third.customer_no
    )
    url = reverse("customers:merge-together")
    asked = client.post(url, {"id": [pk, other]})
    assert asked.status_code == 200
    assert not Merge.objects.exists()
    done = text_of(client.post(url, {"id": [pk, other], "reason": "系统迁移遗留"}))
    assert Merge.objects.count() == 1
    assert "其中一份档案已有合并申请待复核" in done


def test_undone_from_the_page(bank, desk):
    client, actor, second, twin, _pk = desk
    merge = merged(actor, second, bank.own, twin)
    page = text_of(client.get(reverse("customers:merges")))
    assert "已合并" in page
    url = reverse("customers:merge-undoings", args=[merge.pk])
    assert client.post(url, {"version": merge.version, "reason": ""}).status_code == 422
    answer = client.post(url, {"version": merge.version, "reason": "两人"})
    assert answer.status_code == 303
    assert Merge.objects.get().state == "UNDONE"


def merged(actor, second, survivor, member):
    act_as(actor)
    now = clock.now()
    merge_id = services.request_merge(
        actor=actor,
        now=now,
        survivor_id=survivor.pk,
        member_id=member.pk,
        sides={},
        reason="同一人",
    )
    agree(second, merge_id, now=now + timedelta(seconds=1))
    act_as(actor)
    return Merge.objects.get(pk=merge_id)


def test_the_address_of_a_merged_record_leads_on_and_says_so(bank, desk):
    _client, actor, second, twin, _pk = desk
    merged(actor, second, bank.own, twin)
    client = Client()
    user = get_user_model().objects.get(pk=bank.rm.user_id)
    sign_in(client, user)
    answer = client.get(reverse("customers:detail", args=[twin.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("customers:detail", args=[bank.own.pk]), 302)]
    assert json.dumps("该客户号已合并，现显示保留档案。")[1:-1] in text_of(answer)
    assert f"原客户号 {twin.customer_no}" in text_of(answer)
    listed = client.get(reverse("customers:list"), {"q": twin.customer_no})
    assert bank.own.customer_no in text_of(listed)


def test_a_prospect_that_is_alike_is_shown_before_it_is_saved(bank):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("customers:new")
    data = {"kind": "PERSON", "name": "林婉青", "mobile": "13800001234"}
    first = client.post(url, data)
    assert first.status_code == 422
    assert "手机号相同 · 姓名拼音相同" in text_of(first)
    assert 'name="has_seen"' in text_of(first)
    second = client.post(url, {**data, "has_seen": "on"})
    assert second.status_code == 303
    with whole_bank():
        assert Customer.objects.get(status="PROSPECT").name == "林婉青"


def test_operations(bank, desk):
    _client, actor, _second, twin, pk = desk
    made = create_token(
        actor=actor,
        now=clock.now(),
        user_id=actor.user_id,
        name="批量",
        scopes=["customers.merge_customers", "customers.approve_merge"],
        days=1,
    )
    client = Client(headers={"authorization": f"Bearer {made.secret}"})
    [item] = client.get("/api/v1/duplicates").json()["items"]
    assert (item["id"], item["state"]) == (pk, "SUGGESTED")
    answer = client.post(
        f"/api/v1/duplicates/{pk}/merges",
        json.dumps({"survivor_id": twin.pk, "sides": {"name": "SURVIVOR"}, "reason": "同一人"}),
        content_type="application/json",
        headers={"idempotency-key": str(uuid4())},
    )
    assert answer.status_code == 201
    assert answer.json()["state"] == "WAITING"
    assert answer.json()["survivor_id"] == twin.pk
    again = client.post(
        "/api/v1/duplicates/merges",
        json.dumps({"duplicate_ids": [pk], "reason": "同一人"}),
        content_type="application/json",
        headers={"idempotency-key": str(uuid4())},
    )
    assert again.json() == [{"suggestion_id": pk, "merge_id": None, "problem": "这组已处理。"}]
