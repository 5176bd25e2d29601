"""A rule is previewed before it is saved: how many it would have fired for yesterday, and some of them for who may see them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, connection, connections, transaction
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, forget, make_account, sign_in
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights import queries, services
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import CustomerFacts, Fact, Trigger, TriggerDraft, TriggerDraftRow
from yinqiao.insights.services.previewing import SHOWN, work_out
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.jobs.inline import run_waiting

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
RICH = {"fact": "inflow_day", "op": ">=", "value": 80_000}
REASON = "当日流入 {inflow_day}"


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        bank.admin = make_account("system_admin")
        _people = (bank.rm, bank.head)
    services.plant_triggers(now=NOW)
    told = {"topic": "t", "title": "t", "formula": "f", "inputs": [], "owner": "o", "is_core": False, "known": 2, "customers": 40, "data_on": DAY, "refreshed_at": NOW}  # fmt: skip
    for position, (key, is_connected) in enumerate((("inflow_day", True), ("aum", True), ("deposit_margin", True), ("logins_30", False))):  # fmt: skip
        unit = FactUnit.COUNT if key == "logins_30" else FactUnit.YUAN
        Fact.objects.using("loader").create(
            key=key, unit=unit, position=position, is_connected=is_connected, **told
        )
    for customer, amount in ((bank.own, 90_000), (bank.foreign, 700_000)):
        CustomerFacts.objects.using("loader").create(
            customer_id=customer.pk, data_on=DAY, inflow_day=Decimal(amount), aum=Decimal(1)
        )
    return bank


def preview(bank, condition=None, reason=REASON):
    with transaction.atomic():
        return services.preview_trigger(
            actor=actor_of(bank.admin), now=NOW, code="BAL_JUMP", condition=condition or RICH, reason=reason
        )  # fmt: skip


def drafts():
    return TriggerDraft.objects.using("loader")


def test_a_draft_counts_over_the_whole_bank_and_changes_nothing(bank):
    before = list(Trigger.objects.using("loader").values())
    draft = preview(bank)
    with transaction.atomic():
        waiting = queries.trigger_draft(actor=actor_of(bank.admin), draft_id=draft)
    assert waiting.fired is None
    work_out(draft_id=draft, now=NOW)
    with transaction.atomic():
        found = queries.trigger_draft(actor=actor_of(bank.admin), draft_id=draft)
    assert (found.fired, found.people, found.customers, found.share, found.data_on) == (2, 2, 40, "5.0%", DAY)  # fmt: skip
    # An administrator opens no customers: she sees how many, not who.
    assert found.fired_for == ()
    assert list(Trigger.objects.using("loader").values()) == before
    rows = TriggerDraftRow.objects.using("loader").order_by("-amount")
    assert [row.customer_id for row in rows] == [bank.foreign.pk, bank.own.pk]
    assert rows[1].reason == "当日流入 9.0 万"
    assert (
        AuditEntry.objects.using("auditor").filter(verb="insights.trigger-previewed").count() == 1
    )


def test_those_it_would_fire_for_are_named_to_who_may_see_them_and_in_scope_only(bank):
    draft = preview(bank)
    work_out(draft_id=draft, now=NOW)
    # As if the bank had given her head's role the right to edit rules.
    with transaction.atomic():
        head = act_as(bank.head)
        drafts().update(asked_by_id=head.user_id)
        reader = replace(head, permissions=head.permissions | {"insights.edit_trigger"})
        found = queries.trigger_draft(actor=reader, draft_id=draft)
    assert [row.customer_id for row in found.fired_for] == [bank.own.pk]
    assert found.fired == 2


@pytest.mark.parametrize(
    ("condition", "reason", "field"),
    [
        ({"fact": "money", "op": "=", "value": 1}, REASON, "condition"),
        ({"fact": "logins_30", "op": ">=", "value": 1}, REASON, "condition"),
        ({"fact": "aum", "op": ">=", "value": float("nan")}, REASON, "condition"),
        ({"fact": "aum", "op": ">=", "value": 1, "by_tier": {"\x00": 1}}, REASON, "condition"),
        (RICH, "{money}", "reason"),
        (RICH, "利差 {deposit_margin}", "reason"),
        (RICH, "利差 {deposit_margin", "reason"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_worked_out(bank, condition, reason, field):
    with pytest.raises(InvalidInput) as caught:
        preview(bank, condition, reason)
    assert list(caught.value.fields) == [field]
    assert not drafts().exists()


def test_others_may_not_and_see_no_draft_of_hers(bank):
    draft = preview(bank)
    with pytest.raises(PermissionRefused), transaction.atomic():
        services.preview_trigger(
            actor=act_as(bank.head), now=NOW, code="BAL_JUMP", condition=RICH, reason=REASON
        )
    with transaction.atomic():
        other = actor_of(make_account("system_admin", name="另一位"))
    with pytest.raises(NotFound), transaction.atomic():
        queries.trigger_draft(actor=other, draft_id=draft)


def test_no_more_than_ten_are_kept_the_largest_first_and_drafts_are_forgotten(bank):
    with connections["loader"].cursor() as cursor:
        cursor.execute(
            "insert into insights_customer_facts (customer_id, data_on, inflow_day) select 100000 + n, %s, 100000 + n from generate_series(1, 20) n",
            [DAY],
        )
    draft = preview(bank)
    work_out(draft_id=draft, now=NOW)
    rows = list(TriggerDraftRow.objects.using("loader").order_by("-amount"))
    assert len(rows) == SHOWN
    assert [row.amount for row in rows[:2]] == [Decimal(700_000), Decimal(100_020)]
    work_out(draft_id=0, now=NOW + timedelta(days=2))
    assert not drafts().exists()


def test_the_application_cannot_write_whom_a_draft_fired_for(bank):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from insights_trigger_draft_row")


def test_the_page_previews_what_is_typed_and_asks_again_until_it_is_there(bank, client):
    with transaction.atomic():
        sign_in(client, bank.admin)
    edit = client.get(reverse("insights:trigger-edit", args=["BAL_JUMP"])).text
    address = reverse("insights:trigger-previews", args=["BAL_JUMP"])
    assert address in edit
    typed = {"condition": json.dumps(RICH), "reason": REASON}
    asked = client.post(address, typed, headers={"HX-Request": "true"})
    assert "正在对全部客户试算" in asked.text
    run_waiting(names=frozenset({"insights.work_out_draft"}))
    (draft,) = drafts()
    shown = client.get(reverse("insights:trigger-preview", args=[draft.pk])).text
    assert "将触发 2 次，涉及 2 位客户，占全部 40 位的 5.0%" in shown
    assert bank.own.customer_no not in shown
    wrong = client.post(address, {**typed, "reason": "{money}"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "没有指标 money" in wrong.text
    for text in ("999999999999999999999999999999", "NaN", "[" * 19_000, "1" * 20_001, ""):
        answer = client.post(address, {**typed, "condition": text}, headers={"HX-Request": "true"})
        assert answer.status_code == 422
    assert get_user_model().objects.filter(pk=bank.admin.pk).exists()
