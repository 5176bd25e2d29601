"""A rule is tried out: how many it would have fired for yesterday, and the first ten of the scope of who asked, with the reason."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, forget, make_account, sign_in
from yinqiao.customers.tests.factories import Bank, act_as, make_customer
from yinqiao.insights import queries, rules, services
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


def preview(bank, condition=None, reason=REASON, actor=None):
    with transaction.atomic():
        return services.preview_trigger(
            actor=actor or actor_of(bank.admin), now=NOW, code="BAL_JUMP", condition=condition or RICH, reason=reason
        )  # fmt: skip


def tried(bank, actor, condition=None):
    """What a person reads of a trial of her own."""
    draft = preview(bank, condition, actor=actor)
    work_out(draft_id=draft, now=NOW)
    with transaction.atomic():
        return queries.trigger_draft(actor=act_as(actor), draft_id=draft)


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
    # Nor is it written down for her.
    assert not TriggerDraftRow.objects.using("loader").exists()
    assert (
        AuditEntry.objects.using("auditor").filter(verb="insights.trigger-previewed").count() == 1
    )


def test_a_head_reads_those_of_her_scope_with_the_reason_and_counts_them_alone(bank):
    found = tried(bank, bank.head)
    assert (found.fired, found.people, found.can_read) == (1, 1, True)
    assert (found.customers, found.share, found.fired_now) == (1, "100.0%", None)
    assert [(row.customer_id, row.reason) for row in found.fired_for] == [
        (bank.own.pk, "当日流入 9.0 万")
    ]
    rows = TriggerDraftRow.objects.using("loader")
    assert [row.customer_id for row in rows] == [bank.own.pk]
    # Of the customer of another branch one try after another tells nothing.
    far = tried(bank, bank.head, {"fact": "inflow_day", "op": ">=", "value": 100_000})
    assert (far.fired, far.people, far.share, far.fired_for) == (0, 0, "0.0%", ())


def test_the_deputy_president_reads_them_all_masked_as_everywhere(bank):
    with transaction.atomic():
        president = bank.president
    found = tried(bank, president)
    assert [row.customer_id for row in found.fired_for] == [bank.foreign.pk, bank.own.pk]
    assert found.fired_for[1].customer.startswith("林**")


def test_marketing_has_a_say_and_no_customers(bank):
    with transaction.atomic():
        marketer = actor_of(make_account("marketer"))
    found = tried(bank, marketer)
    assert (found.fired, found.people, found.share) == (0, 0, "0.0%")
    assert (found.is_few, found.can_read, found.fired_for) == (True, False, ())
    drafts().update(fired=1_299, people=1_234, customers=10_000)
    with transaction.atomic():
        found = queries.trigger_draft(actor=act_as(marketer), draft_id=found.id)
    assert (found.fired, found.people, found.share, found.is_few) == (1_200, 1_200, "12.0%", False)
    # One try after another would find a margin out.
    with pytest.raises(InvalidInput) as caught:
        preview(bank, {"fact": "deposit_margin", "op": ">=", "value": 100}, actor=marketer)
    assert list(caught.value.fields) == ["condition"]


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
            actor=act_as(bank.rm), now=NOW, code="BAL_JUMP", condition=RICH, reason=REASON
        )
    with transaction.atomic():
        other = actor_of(make_account("system_admin", name="另一位"))
    with pytest.raises(NotFound), transaction.atomic():
        queries.trigger_draft(actor=other, draft_id=draft)


def test_no_more_than_ten_are_kept_the_largest_first_and_drafts_are_forgotten(bank):
    with transaction.atomic():
        more = [make_customer(f"许{place}", org=bank.orgs["river"]) for place in range(SHOWN)]
    for place, customer in enumerate(more):
        CustomerFacts.objects.using("loader").create(
            customer_id=customer.pk, data_on=DAY, inflow_day=Decimal(100_000 + place)
        )
    found = tried(bank, bank.head)
    assert found.fired == SHOWN + 1
    assert [row.customer_id for row in found.fired_for] == [row.pk for row in reversed(more)]
    work_out(draft_id=0, now=NOW + timedelta(days=2))
    assert not drafts().exists()


@pytest.mark.parametrize(
    ("number", "told"), [(0, 0), (9, 0), (10, 10), (19, 10), (123, 120), (98_765, 98_000)]
)
def test_numbers_for_who_opens_no_customers_are_cut(number, told):
    assert rules.rough(number) == told


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


def test_a_head_tries_a_rule_out_and_changes_none(bank, client):
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.head.user_id))
    rule = client.get(reverse("insights:trigger", args=["BAL_JUMP"])).text
    trial = reverse("insights:trigger-trial", args=["BAL_JUMP"])
    assert trial in rule
    assert reverse("insights:trigger-edit", args=["BAL_JUMP"]) not in rule
    page = client.get(trial).text
    address = reverse("insights:trigger-previews", args=["BAL_JUMP"])
    assert address in page
    assert client.get(reverse("insights:trigger-trial", args=["NONE"])).status_code == 404
    typed = {"condition": json.dumps(RICH), "reason": REASON}
    assert client.post(address, typed, headers={"HX-Request": "true"}).status_code == 200
    run_waiting(names=frozenset({"insights.work_out_draft"}))
    (draft,) = drafts()
    shown = client.get(reverse("insights:trigger-preview", args=[draft.pk])).text
    for words in ("将触发 1 次", "您范围内", bank.own.customer_no, "当日流入 9.0 万"):
        assert words in shown
    assert bank.foreign.customer_no not in shown
    edit = client.post(reverse("insights:trigger-edit", args=["BAL_JUMP"]), typed)
    assert edit.status_code == 403


def test_whoever_works_with_the_rules_alone_tries_none(bank, client):
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    assert client.get(reverse("insights:trigger-trial", args=["BAL_JUMP"])).status_code == 403
