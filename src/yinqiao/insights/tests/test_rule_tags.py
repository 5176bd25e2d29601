"""Rule tags: borne by whom the condition fits, set-wise after each batch, with since-when; switched off, retired, counted before saving (A15)."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, forget, make_account, sign_in
from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.services import RefusalTold
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights import queries, services
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import CustomerFacts, CustomerTag, Fact, Tag, TagDraft
from yinqiao.insights.services import TagRule, tagging
from yinqiao.platform import processing
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.platform.processing import NotAssessed

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
RICH = {"fact": "aum", "op": ">=", "value": 1_000_000}
RULE = TagRule("百万客户", "零售金融部", RICH, "时点 AUM 达 100 万")


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        bank.keeper = actor_of(make_account("data_steward", org=bank.department))
        _people = (bank.rm, bank.head)
    Tag.objects.using("loader").filter(condition__isnull=False).delete()
    told = {"topic": "t", "title": "AUM", "formula": "f", "inputs": [], "owner": "o", "is_core": False, "known": 2, "customers": 2, "data_on": DAY, "refreshed_at": NOW}  # fmt: skip
    for position, (key, is_connected) in enumerate((("aum", True), ("deposit_margin", True), ("logins_30", False))):  # fmt: skip
        unit = FactUnit.COUNT if key == "logins_30" else FactUnit.YUAN
        Fact.objects.using("loader").create(
            key=key, unit=unit, position=position, is_connected=is_connected, **told
        )
    know(bank.own, 12_000_000)
    know(bank.foreign, 300_000)
    return bank


def know(customer, aum, on=DAY):
    CustomerFacts.objects.using("loader").update_or_create(
        customer_id=customer.pk, defaults={"data_on": on, "aum": aum}
    )
    Fact.objects.using("loader").update(data_on=on)


def define(bank, rule=RULE, code="MILLION", who="keeper"):
    with transaction.atomic():
        return services.define_rule_tag(
            actor=act_as(getattr(bank, who)), now=NOW, code=code, rule=rule
        )


def run(now=NOW):
    return services.tag_by_rules(connection=connections["loader"], now=now)


def borne(bank, now=NOW, as_of=None):
    with transaction.atomic():
        found = queries.tags_of(
            actor=act_as(bank.rm), customer_id=bank.own.pk, now=now, as_of=as_of
        )
    return [(chip.name, chip.kind, chip.since, chip.can_end) for chip in found]


def listed(bank, code, who="rm"):
    with transaction.atomic():
        rows = customers.customer_list(
            actor=act_as(getattr(bank, who)), wanted=CustomerFilter(tag=code)
        )
        return sorted(rows.values_list("customer_id", flat=True))


def test_whom_the_condition_fits_bears_the_tag_since_the_data_date_and_again_changes_nothing(bank):
    define(bank)
    assert run() == {"MILLION": 1}
    assert borne(bank) == [("百万客户", "RULE", DAY, False)]
    before = list(CustomerTag.objects.using("loader").values())
    assert run(NOW + timedelta(hours=1)) == {"MILLION": 1}
    assert list(CustomerTag.objects.using("loader").values()) == before


def test_who_fits_no_more_loses_it_and_the_past_keeps_it(bank):
    define(bank)
    run()
    know(bank.own, 900_000, on=DAY + timedelta(days=1))
    know(bank.foreign, 2_000_000, on=DAY + timedelta(days=1))
    later = NOW + timedelta(days=1)
    assert run(later) == {"MILLION": 1}
    assert borne(bank, now=later) == []
    assert borne(bank, now=later, as_of=NOW) == [("百万客户", "RULE", DAY, False)]
    know(bank.own, 1_000_000, on=DAY + timedelta(days=2))
    run(NOW + timedelta(days=2))
    assert borne(bank, now=NOW + timedelta(days=2)) == [
        ("百万客户", "RULE", DAY + timedelta(days=2), False)
    ]


def test_a_day_worked_out_again_gives_the_same_row_back(bank):
    define(bank)
    run()
    know(bank.own, 1)
    run(NOW + timedelta(hours=1))
    know(bank.own, 12_000_000)
    run(NOW + timedelta(hours=2))
    assert borne(bank) == [("百万客户", "RULE", DAY, False)]
    assert CustomerTag.objects.using("loader").count() == 1


def test_a_piece_at_a_time_comes_to_the_same(bank, monkeypatch):
    define(bank)
    monkeypatch.setattr("yinqiao.insights.services.triggers.AT_A_TIME", 1)
    know(bank.foreign, 2_000_000)
    assert run() == {"MILLION": 2}
    assert CustomerTag.objects.using("loader").count() == 2


def test_switched_off_nobody_bears_it_and_on_again_it_begins_anew(bank):
    define(bank)
    run()
    with transaction.atomic():
        services.switch_rule_tag(
            actor=act_as(bank.keeper), now=NOW, code="MILLION", version=1, is_on=False
        )
    assert run(NOW + timedelta(hours=1)) == {}
    assert borne(bank) == []
    entry = AuditEntry.objects.using("auditor").filter(verb="insights.rule-tag-switched").get()
    assert (entry.old, entry.new) == ({"is_on": True}, {"is_on": False})
    with pytest.raises(StaleVersion), transaction.atomic():
        services.switch_rule_tag(
            actor=act_as(bank.keeper), now=NOW, code="MILLION", version=1, is_on=True
        )


def test_the_list_of_customers_is_narrowed_by_a_tag_within_the_scope(bank):
    define(bank)
    know(bank.foreign, 2_000_000)
    run()
    assert listed(bank, "MILLION") == [bank.own.pk]
    assert listed(bank, "NO_SUCH") == []
    client = Client()
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    page = client.get(reverse("customers:list"), {"tag": "MILLION"}).content.decode()
    assert ("百万客户" in page, "林婉清" in page) == (True, True)


@pytest.mark.parametrize(
    "condition",
    [
        {"fact": "no_such", "op": ">=", "value": 1},
        {"fact": "aum", "op": "~", "value": 1},
        {"fact": "logins_30", "op": ">=", "value": 1},
        {"fact": "deposit_margin", "op": ">", "value": 1},
        {},
        [],
        "aum",
    ],
)
def test_a_condition_that_cannot_be_worked_out_or_tells_margins_is_refused(bank, condition):
    with pytest.raises(InvalidInput) as refused:
        define(bank, TagRule("x", "y", condition))
    assert set(refused.value.fields) == {"condition"}
    assert not Tag.objects.using("loader").filter(code="MILLION").exists()


def test_only_who_keeps_the_dictionary_defines_one_and_a_code_is_given_once(bank):
    with pytest.raises(PermissionRefused):
        define(bank, who="rm")
    define(bank)
    with pytest.raises(InvalidInput):
        define(bank)


def test_it_is_counted_before_it_is_saved(bank):
    with transaction.atomic():
        draft = services.preview_rule_tag(actor=act_as(bank.keeper), now=NOW, condition=RICH)
    tagging.work_out_tag(draft_id=draft, now=NOW)
    with transaction.atomic():
        card = queries.tag_draft(actor=act_as(bank.keeper), draft_id=draft)
    assert (card.fitting, card.customers, card.data_on) == (1, 2, DAY)
    assert not Tag.objects.using("loader").filter(condition__isnull=False).exists()
    with pytest.raises(PermissionRefused), transaction.atomic():
        queries.tag_draft(actor=act_as(bank.rm), draft_id=draft)
    TagDraft.objects.using("loader").update(asked_by_id=0)
    with pytest.raises(NotFound), transaction.atomic():
        queries.tag_draft(actor=act_as(bank.keeper), draft_id=draft)


def test_the_pages_define_preview_change_and_switch(bank):
    client = Client(headers={"HX-Request": "true"})
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.keeper.user_id))
    words = {
        "code": "MILLION",
        "name": "百万客户",
        "owner": "零售金融部",
        "description": "",
        "is_on": "on",
    }
    asked = client.post(reverse("insights:tag-previews"), {"condition": json.dumps(RICH)})
    assert (asked.status_code, "正在" in asked.content.decode()) == (200, True)
    run_waiting()
    draft = TagDraft.objects.using("loader").get()
    told = client.get(reverse("insights:tag-preview", args=[draft.pk])).content.decode()
    assert "符合条件" in told
    new = reverse("insights:rule-tag-new")
    assert client.post(new, {**words, "condition": "{"}).status_code == 422
    assert client.post(new, {**words, "condition": json.dumps(RICH)}).status_code in {204, 303}
    page = client.get(reverse("insights:tag-list")).content.decode()
    assert ("百万客户" in page, "AUM ≥ 1,000,000" in page) == (True, True)
    edit = reverse("insights:rule-tag-edit", args=["MILLION"])
    changed = {**words, "name": "百万级客户", "condition": json.dumps(RICH), "version": "1"}
    assert client.post(edit, changed).status_code in {204, 303}
    switch = reverse("insights:tag-switches", args=["MILLION"])
    assert client.post(switch, {"version": "2", "to": "off"}).status_code in {204, 303}
    row = Tag.objects.using("loader").get(code="MILLION")
    assert (row.name, row.is_on, row.version) == ("百万级客户", False, 3)


def test_a_rule_on_scores_needs_an_assessment_and_leaves_out_who_refused(bank, monkeypatch):
    told = {"topic": "t", "title": "Value score", "formula": "f", "inputs": [], "owner": "o", "is_core": True, "known": 2, "customers": 2, "data_on": DAY, "refreshed_at": NOW}  # fmt: skip
    Fact.objects.using("loader").create(
        key="value_score", unit=FactUnit.SCORE, position=9, is_connected=True, **told
    )
    CustomerFacts.objects.using("loader").update(value_score=90)
    rule = TagRule("高价值", "零售金融部", {"fact": "value_score", "op": ">=", "value": 80})
    with pytest.raises(NotAssessed):
        define(bank, rule, code="WORTHY")
    monkeypatch.setattr(processing.judges, "_items", {})
    define(bank, rule, code="WORTHY")
    assert run()["WORTHY"] == 2
    with transaction.atomic():
        customer_services.refuse_automation(
            actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, told=RefusalTold("APP")
        )
    assert run(NOW + timedelta(hours=1))["WORTHY"] == 1
    with transaction.atomic():
        lines = {
            line.key: line.value
            for section in queries.facts_of(actor=act_as(bank.rm), customer_id=bank.own.pk)
            for line in section.lines
        }
    assert (lines["value_score"], lines["aum"] is None) == ("客户已拒绝自动化决策", False)
