"""A trigger changes by a new version from a day on: checked, audited, never backwards."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, forget, make_account, sign_in
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights import services
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import Fact, Trigger
from yinqiao.insights.services.triggers import in_force
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
CONDITION = {"fact": "aum", "op": ">=", "value": 80_000}
CHANGE = services.TriggerChange(
    date(2026, 11, 24), CONDITION, "日终资产 {aum}", "", due_days=2, before_days=None, priority=2, is_active=True
)  # fmt: skip


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        bank.admin = make_account("system_admin")
        _people = (bank.rm,)
    with transaction.atomic(using="loader"):
        services.plant_triggers(now=NOW)
        Fact.objects.using("loader").create(
            key="aum", position=0, topic="t", title="AUM", formula="f", unit=FactUnit.YUAN, inputs=[], owner="o", is_core=True,
            is_connected=True, known=1, customers=1, data_on=date(2026, 11, 22), refreshed_at=NOW,
        )  # fmt: skip
    return bank


def change(bank, **fields):
    with transaction.atomic():
        return services.change_trigger(
            actor=actor_of(bank.admin), now=NOW, code="BAL_JUMP", change=replace(CHANGE, **fields), why="口径调整"
        )  # fmt: skip


def test_the_new_version_is_in_force_from_its_day_and_in_the_trail(bank):
    change(bank)
    held = {day: next(row for row in in_force(date(2026, 11, day), using="default") if row.code == "BAL_JUMP") for day in (23, 24)}  # fmt: skip
    assert held[23].condition != CONDITION
    assert held[24].condition == CONDITION
    assert held[24].title == held[23].title
    # Which rules of contact bind is the bank's to say; where it says nothing, it stays as it was.
    assert held[24].purpose == held[23].purpose == "MARKETING"
    (entry,) = AuditEntry.objects.using("auditor").filter(verb="insights.trigger-changed")
    assert entry.reason == "口径调整"
    assert "condition" in entry.new


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"effective_from": date(2026, 11, 22)}, "effective_from"),
        ({"condition": {"fact": "money", "op": "=", "value": 1}}, "condition"),
        ({"condition": []}, "condition"),
        ({"reason": "资产 {money}"}, "reason"),
        ({"reason": "资产 {aum"}, "reason"),
        ({"script": "资产 {money}"}, "script"),
        ({"script": "本产品保本保息"}, "script"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(bank, fields, field):
    with pytest.raises(InvalidInput) as caught:
        change(bank, **fields)
    assert list(caught.value.fields) == [field]
    assert Trigger.objects.filter(code="BAL_JUMP").count() == 1


def test_a_script_is_kept_and_what_it_may_not_say_is_named(bank):
    change(bank, script="您好，您的资产为{aum}，方便聊聊用款安排吗？")
    assert Trigger.objects.filter(script__startswith="您好，您的资产").count() == 1
    with pytest.raises(InvalidInput) as caught:
        change(bank, effective_from=date(2026, 11, 25), script="放心，零 风险，保 证收益")
    assert caught.value.fields["script"] == "营销话术禁用语：零风险、保证收益。"


def test_the_products_own_words_follow_the_product_and_the_banks_stay(bank):
    change(bank, reason="日终资产 {aum}", script="您好")
    with transaction.atomic(using="loader"):
        rows = Trigger.objects.using("loader")
        rows.filter(code__in=("BAL_JUMP", "AUM_DROP"), changed_by="").update(script="", reason="旧")
        services.plant_triggers(now=NOW)
    own = Trigger.objects.get(code="AUM_DROP")
    assert own.script.startswith("您好，有段时间")
    assert own.reason != "旧"
    assert Trigger.objects.exclude(changed_by="").get(code="BAL_JUMP").script == "您好"


def test_one_version_a_day(bank):
    change(bank)
    with pytest.raises(InvalidInput):
        change(bank)


def test_others_may_not_and_an_unknown_rule_is_not_there(bank):
    with pytest.raises(PermissionRefused), transaction.atomic():
        services.change_trigger(
            actor=act_as(bank.rm), now=NOW, code="BAL_JUMP", change=CHANGE, why="x"
        )
    with pytest.raises(NotFound), transaction.atomic():
        services.change_trigger(
            actor=actor_of(bank.admin), now=NOW, code="NONE", change=CHANGE, why="x"
        )


def test_the_bank_says_what_a_rule_is_for(bank):
    assert change(bank, purpose="SERVICE").purpose == "SERVICE"
    (entry,) = AuditEntry.objects.using("auditor").filter(verb="insights.trigger-changed")
    assert (entry.old["purpose"], entry.new["purpose"]) == ("MARKETING", "SERVICE")


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(bank, client):
    with transaction.atomic():
        sign_in(client, bank.admin)
    address = reverse("insights:trigger-edit", args=["BAL_JUMP"])
    shown = client.get(address)
    assert "inflow_day" in shown.text
    # A msgid with a percent sign would be looked up with two, and stay as it is.
    assert "同组各行须同时满足，任一组满足即触发。未选指标的行不计。占比可写作 30%。" in shown.text
    assert "All rows of a group" not in shown.text
    typed = {
        "effective_from": "2099-01-01", "is_active": "on", "condition": json.dumps({"fact": "money", "op": "=", "value": 1}),
        "reason": "资产 {aum}", "due_days": "3", "priority": "2", "why": "试行",
    }  # fmt: skip
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "没有指标 money" in refused.text
    done = client.post(address, {**typed, "condition": json.dumps(CONDITION)})
    assert done.status_code == 303
    assert Trigger.objects.filter(code="BAL_JUMP", effective_from=date(2099, 1, 1)).exists()
    assert get_user_model().objects.filter(pk=bank.admin.pk).exists()
