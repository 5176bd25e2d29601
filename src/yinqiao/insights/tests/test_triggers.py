"""Triggers over everybody: who is fired for and why, by when, once; what lacks a source is passed over (DOMAIN §6, §14 #1)."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.db.models import F
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.access.tests.factories import make_account as make_user
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.insights import queries, services
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import CustomerFacts, Fact, Trigger, TriggerFiring, TriggerRun
from yinqiao.insights.services import triggers
from yinqiao.insights.services.announcing import announce_runs
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.products.tests.factories import make_product

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
UNITS = {"aum": "YUAN", "inflow_day": "YUAN", "tier_now": "CODE", "birthday_days": "DAYS", "aum_month_average": "YUAN", "is_inactive": "FLAG", "days_since_transaction": "DAYS", "review_due_on": "DATE", "review_days": "DAYS", "largest_inflow_day": "YUAN", "aum_change_day": "YUAN", "aum_rise_day": "SHARE", "is_company": "FLAG", "outflow_day": "YUAN", "outflow_share_day": "SHARE", "outflow_7": "YUAN", "outflow_share_7": "SHARE", "aum_drop": "SHARE", "aum_three_month_average": "YUAN", "last_login_on": "DATE", "days_since_login": "DAYS", "days_without_contact": "DAYS", "days_since_contact": "DAYS", "registration_change": "CODE", "registration_changed_on": "DATE", "days_since_registration_change": "DAYS", "court_event": "CODE", "court_event_on": "DATE", "days_since_court_event": "DAYS", "tax_rated_on": "DATE", "days_since_tax_rating": "DAYS"}  # fmt: skip


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm,)
    return bank


def know(customer, *, on=DAY, **values):
    """Give a customer facts as of `on`, and the catalogue the figures of `UNITS`. What comes in comes at once unless told otherwise."""
    if "inflow_day" in values:
        values.setdefault("largest_inflow_day", values["inflow_day"])
    with transaction.atomic(using="loader"):
        CustomerFacts.objects.using("loader").update_or_create(
            customer_id=customer.pk, defaults={"data_on": on, **values}
        )
        CustomerFacts.objects.using("loader").update(data_on=on)
        told = {"topic": "t", "title": "t", "formula": "f", "inputs": [], "owner": "o", "is_core": False, "is_connected": True, "known": 1, "customers": 1, "data_on": on, "refreshed_at": NOW}  # fmt: skip
        for position, (key, unit) in enumerate(UNITS.items()):
            Fact.objects.using("loader").update_or_create(
                key=key, defaults={"position": position, "unit": FactUnit(unit), **told}
            )


def evaluate():
    services.evaluate(connection=connections["loader"], now=NOW)


def fired(code=None):
    rows = TriggerFiring.objects.using("loader").order_by("code", "customer_id", "object_key")
    return [row for row in rows if code is None or row.code == code]


def hold_wealth(bank, matures_on, amount="80000.00"):
    with transaction.atomic():
        product = make_product()
        wealth = make_account(bank.own, account_type="WEALTH", product=product)
        return make_position(wealth, product, market_value=amount, matures_on=matures_on)


def test_a_product_that_falls_due_on_the_seventh_fires_once_from_fifteen_days_before(bank):
    position = hold_wealth(bank, date(2026, 12, 7))
    know(bank.own, on=DAY - timedelta(days=1))
    evaluate()
    assert fired("MATURITY") == []
    for day in (DAY, date(2026, 11, 25)):
        know(bank.own, on=day)
        evaluate()
        (row,) = [row for row in fired("MATURITY") if row.run.data_on == day]
        assert (row.customer_id, row.object_key) == (bank.own.pk, f"position:{position.pk}")
        assert (row.happens_on, row.due_on) == (date(2026, 12, 7), date(2026, 12, 4))
        assert row.amount == Decimal(80_000)
    assert "将于 2026-12-07 到期，距到期 12 天" in row.reason
    assert "自动转存" not in row.reason
    assert "8.0 万到期日是2026-12-07。" in row.script


@pytest.mark.parametrize(("amount", "days", "fires"), [("49999.99", 15, False), ("50000.00", 15, True), ("999999.00", 16, False), ("1000000.00", 30, True), ("1000000.00", 31, False), ("50000.00", 0, True)])  # fmt: skip
def test_bounds_of_maturities(bank, amount, days, fires):
    hold_wealth(bank, DAY + timedelta(days=days), amount)
    know(bank.own)
    evaluate()
    assert bool(fired("MATURITY")) is fires


def deposit(bank, matures_on, **values):
    with transaction.atomic():
        return make_account(bank.own, balance="90000.00", matures_on=matures_on, **values)


def test_a_deposit_that_is_renewed_by_itself_says_so(bank):
    deposit(bank, date(2026, 12, 1), account_type="TIME", auto_renew=True)
    know(bank.own)
    evaluate()
    (row,) = fired("MATURITY")
    assert row.reason == "定期存款 9.0 万 将于 2026-12-01 到期，距到期 9 天，到期自动转存"


@pytest.mark.parametrize(("term", "fires"), [(7, False), (None, False), (90, True)])
def test_a_notice_deposit_falls_due_only_with_a_term(bank, term, fires):
    deposit(bank, DAY + timedelta(days=7), account_type="NOTICE", term_days=term)
    know(bank.own)
    evaluate()
    assert bool(fired("MATURITY")) is fires


@pytest.mark.parametrize(
    ("due_on", "told", "by"),
    [
        (date(2026, 12, 22), "下次尽职调查日期 2026-12-22", date(2026, 12, 7)),
        (DAY, "下次尽职调查日期 2026-11-22", date(2026, 12, 7)),
        # Late: three workdays after a Sunday.
        (date(2026, 10, 13), "下次尽职调查日期 2026-10-13，已逾期 40 天", date(2026, 11, 25)),
    ],
)
def test_what_is_late_says_so_and_is_due_at_once(bank, due_on, told, by):
    know(bank.own, review_due_on=due_on, review_days=(due_on - DAY).days)
    evaluate()
    (row,) = fired("KYC_DUE")
    assert (row.reason, row.due_on) == (told, by)


def test_the_same_day_again_takes_its_place_and_is_told_again(bank):
    know(bank.own, inflow_day=Decimal(120_000), tier_now="MASS", aum=Decimal(300_000))
    know(bank.foreign, inflow_day=Decimal(120_000), tier_now="WEALTH", aum=Decimal(900_000))
    evaluate()
    evaluate()
    (row,) = fired("BAL_JUMP")
    assert (row.customer_id, row.object_key, row.due_on) == (bank.own.pk, "2026-11-22", date(2026, 11, 23))  # fmt: skip
    assert (
        row.reason == "数据日期当日流入 12.0 万，最大单笔 12.0 万，日终资产 30.0 万，较前一日变动 —"
    )
    assert TriggerRun.objects.count() == 1
    assert OutboxEvent.objects.filter(kind="insights.TriggersEvaluated").count() == 2


D = Decimal
MASS = {"tier_now": "MASS", "aum": D(400_000)}
WEALTH = {"tier_now": "WEALTH", "aum": D(900_000)}
COMPANY = {"tier_now": None, "is_company": True, "aum": D(9_000_000)}
AVERAGE = {"aum_three_month_average": D(100_000), "aum_month_average": D(70_000)}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        # A single credit counts, not what many small ones come to.
        ({**WEALTH, "inflow_day": D(500_000)}, {"BAL_JUMP"}),
        ({**WEALTH, "inflow_day": D(900_000), "largest_inflow_day": D(499_999)}, set()),
        # Or assets that rose by three tenths in a day, by an amount that is one for the tier.
        ({**MASS, "aum_rise_day": D("0.3"), "aum_change_day": D(100_000)}, {"BAL_JUMP"}),
        ({**MASS, "aum_rise_day": D("0.29"), "aum_change_day": D(100_000)}, set()),
        ({**MASS, "aum_rise_day": D("0.9"), "aum_change_day": D("99999.99")}, set()),
        ({**WEALTH, "aum_rise_day": D("0.3"), "aum_change_day": D(199_999)}, set()),
        # Companies have a bound of their own.
        ({**COMPANY, "inflow_day": D(4_999_999)}, set()),
        ({**COMPANY, "inflow_day": D(5_000_000)}, {"CORP_RECEIPT"}),
        ({**MASS, "outflow_day": D(500_000)}, {"BIG_OUTFLOW"}),
        ({**MASS, "outflow_day": D(50_000), "outflow_share_day": D("0.3")}, {"BIG_OUTFLOW"}),
        ({**MASS, "outflow_day": D(50_000), "outflow_share_day": D("0.29")}, set()),
        ({**MASS, "outflow_7": D(100_000), "outflow_share_7": D("0.5")}, {"BIG_OUTFLOW"}),
        ({**AVERAGE, "aum_drop": D("0.19")}, set()),
        ({**AVERAGE, "aum_drop": D("0.2")}, {"AUM_DROP"}),
        ({**AVERAGE, "aum_drop": D("0.3")}, {"AUM_DROP_RED"}),
        ({**MASS, "days_since_login": 59}, set()),
        ({**MASS, "days_since_login": 60}, {"NO_LOGIN"}),
        ({**MASS, "days_since_login": 151}, set()),
        # By tier; the lower ones have no rhythm, and who has no main manager has no such days.
        ({**WEALTH, "days_without_contact": 89}, set()),
        ({**WEALTH, "days_without_contact": 90}, {"CONTACT_DUE"}),
        ({"tier_now": "PREMIER", "days_without_contact": 60}, {"CONTACT_DUE"}),
        ({"tier_now": "PRIVATE", "days_without_contact": 29}, set()),
        ({"tier_now": "PRIVATE", "days_without_contact": 30}, {"CONTACT_DUE"}),
        ({**MASS, "days_without_contact": 900}, set()),
        ({**COMPANY, "days_without_contact": 900}, set()),
        ({**WEALTH, "days_without_contact": None}, set()),
    ],
)  # fmt: skip
def test_bounds_of_the_movements(bank, facts, codes):
    know(bank.own, **facts)
    evaluate()
    assert {row.code for row in fired()} == codes


def test_a_contact_that_is_due_says_since_when_or_that_there_was_none(bank):
    know(bank.own, tier_now="PRIVATE", days_without_contact=31, days_since_contact=31)
    know(bank.foreign, tier_now="WEALTH", days_without_contact=95, aum_month_average=D(800_000))
    evaluate()
    assert {row.customer_id: (row.reason, row.purpose) for row in fired("CONTACT_DUE")} == {
        bank.own.pk: ("已 31 天未联系客户，距上次联系 31 天，月日均资产 —", "SERVICE"),
        bank.foreign.pk: ("已 95 天未联系客户，尚无联系记录，月日均资产 80.0 万", "SERVICE"),
    }


def test_a_rule_that_the_product_changed_has_a_new_version_from_today(bank):
    know(bank.own)
    evaluate()
    rules = Trigger.objects.using("loader")
    rules.filter(code__in=("BAL_JUMP", "AUM_DROP", "BIRTHDAY")).update(due_days=9)
    rules.filter(code="AUM_DROP").update(changed_by="吴行")
    rules.filter(code="BIRTHDAY").update(source="本行制度")
    assert services.plant_triggers(now=NOW) == 1
    assert services.plant_triggers(now=NOW) == 0
    versions = rules.filter(code="BAL_JUMP").order_by("effective_from")
    assert [(row.effective_from.year, row.due_days) for row in versions] == [(2000, 9), (2026, 1)]
    assert rules.filter(code__in=("AUM_DROP", "BIRTHDAY")).count() == 2


def test_customers_are_looked_at_a_few_at_a_time(bank, monkeypatch):
    monkeypatch.setattr(triggers, "AT_A_TIME", 1)
    for customer in (bank.own, bank.foreign):
        know(customer, inflow_day=Decimal(600_000), tier_now="MASS", aum=Decimal(1))
    evaluate()
    assert [row.customer_id for row in fired("BAL_JUMP")] == sorted([bank.own.pk, bank.foreign.pk])
    assert TriggerRun.objects.get().counts["BAL_JUMP"] == TriggerRun.objects.get().fired == 2


def test_a_run_is_told_once_though_the_process_ended_before(bank):
    know(bank.own)
    evaluate()
    assert announce_runs(now=NOW) == 0
    TriggerRun.objects.update(announced_at=None)
    assert announce_runs(now=NOW) == 1
    entries = AuditEntry.objects.using("auditor").filter(verb="insights.triggers-evaluated")
    assert entries.count() == 2


def test_a_birthday_of_the_turn_of_the_year_belongs_to_its_year(bank):
    know(bank.own, on=date(2026, 12, 30), birthday_days=3, aum_month_average=Decimal(60_000))
    evaluate()
    (row,) = fired("BIRTHDAY")
    assert row.object_key == "2027"


def test_what_lacks_a_source_is_passed_over(bank):
    know(bank.own, is_inactive=True, days_since_transaction=99, aum=Decimal(50_000))
    evaluate()
    assert [row.reason for row in fired("NO_ACTIVITY")] == ["近三个月无主动交易，距上次交易 99 天，日终资产 5.0 万"]  # fmt: skip
    Fact.objects.using("loader").filter(key="is_inactive").update(is_connected=False)
    evaluate()
    assert fired("NO_ACTIVITY") == []


def test_what_the_registers_tell_of_a_company_is_told_in_words(bank):
    since = date(2026, 11, 13)
    know(
        bank.own, **COMPANY, registration_change="LEGAL_REPRESENTATIVE", registration_changed_on=since, days_since_registration_change=9,
        court_event="EXECUTED_PERSON", court_event_on=since, days_since_court_event=30, tax_rated_on=since, days_since_tax_rating=31,
    )  # fmt: skip
    evaluate()
    assert {(row.code, row.reason, row.object_key, row.priority) for row in fired()} == {
        ("CORP_REGISTRATION", "法定代表人变更（2026-11-13）", "2026-11-13", 3),
        ("CORP_COURT", "被执行人（2026-11-13），日终资产 900.0 万", "2026-11-13", 1),
    }
    know(bank.own, days_since_registration_change=31, days_since_court_event=31, days_since_tax_rating=30)  # fmt: skip
    evaluate()
    assert [(row.code, row.purpose) for row in fired()] == [("CORP_TAX", "MARKETING")]


UNFED = (
    ("service_score", "SCORE", "Service ratings"), ("service_rated_on", "DATE", "Service ratings"), ("days_since_service_rating", "DAYS", "fact:service_rated_on"),
    ("bill_discounted_on", "DATE", "Bill discounts"), ("days_since_bill_discount", "DAYS", "fact:bill_discounted_on"),
)  # fmt: skip


def test_rules_that_no_table_feeds_stand_ready_and_fire_for_nobody(bank, client):
    facts = {"service_rated_on": DAY, "service_score": D(2), "days_since_service_rating": 0}
    bills = {"bill_discounted_on": DAY, "bill_discounted_30": D(900_000), "days_since_bill_discount": 0}  # fmt: skip
    # Left from a time when a table fed them.
    know(bank.own, **COMPANY, **facts, **bills)
    told = {"topic": "t", "title": "t", "formula": "f", "owner": "o", "is_core": False, "is_connected": False, "known": 0, "customers": 1, "data_on": DAY, "refreshed_at": NOW}  # fmt: skip
    with transaction.atomic(using="loader"):
        Fact.objects.using("loader").bulk_create(
            Fact(key=key, position=90 + place, unit=unit, inputs=[of], **told)
            for place, (key, unit, of) in enumerate(UNFED)
        )
    evaluate()
    assert fired() == []
    assert not {"LOW_SCORE", "CORP_BILL"} & set(TriggerRun.objects.using("loader").get().counts)
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.head.user_id))
    page = client.get(reverse("insights:triggers")).text
    for title, table in (("服务评分偏低", "服务评价"), ("票据贴现", "票据贴现明细")):
        (line,) = [part for part in page.split("<tr>") if f">{title}</a>" in part]
        assert "未接入" in line
        assert f"待接入：{table}" in line
    assert "待接入：服务评价" in client.get(reverse("insights:trigger", args=["LOW_SCORE"])).text
    rows = Fact.objects.using("loader").filter(key__contains="service")
    with transaction.atomic(using="loader"):
        rows.update(is_connected=True)
    evaluate()
    assert [row.reason for row in fired()] == ["2026-11-22 服务评分 2 分"]


def test_the_version_in_force_on_the_data_date_counts(bank):
    know(bank.own, inflow_day=Decimal(120_000), tier_now="MASS", aum=Decimal(1))
    evaluate()
    first = Trigger.objects.using("loader").get(code="BAL_JUMP")
    for day, active in ((date(2026, 11, 23), True), (DAY, False)):
        row = Trigger.objects.using("loader").get(pk=first.pk)
        row.pk, row.effective_from, row.is_active = None, day, active
        row.save(using="loader", force_insert=True)
    evaluate()
    assert fired("BAL_JUMP") == []


def test_the_rooms_above_read_firings_and_people_only_those_of_their_customers(bank):
    know(bank.own, inflow_day=Decimal(600_000), tier_now="MASS", aum=Decimal(1))
    know(bank.foreign, inflow_day=Decimal(600_000), tier_now="MASS", aum=Decimal(1))
    evaluate()
    run = TriggerRun.objects.get()
    assert {"BAL_JUMP", "BIRTHDAY"} <= queries.rules_evaluated(run_id=run.pk)
    assert "RISK_EXPIRE" not in queries.rules_evaluated(run_id=run.pk)
    with transaction.atomic():
        act_as(bank.rm)
        found = queries.firings(run_id=run.pk)
    assert [(item.rule, item.customer_id) for item in found] == [("BAL_JUMP", bank.own.pk)]
    # Advice on where to put the money is an offer.
    assert asdict(found[0])["purpose"] == "MARKETING"
    assert TriggerRun.objects.filter(fired=F("fired")).count() == 1


def test_the_page_tells_each_rule_in_words_with_what_it_found(bank, client):
    know(bank.own, inflow_day=Decimal(600_000), tier_now="MASS", aum=Decimal(1))
    know(bank.foreign, inflow_day=Decimal(600_000), tier_now="MASS", aum=Decimal(1))
    evaluate()
    with transaction.atomic():
        head = bank.head
        sign_in(client, get_user_model().objects.get(pk=head.user_id))
    page = client.get(reverse("insights:triggers")).text
    assert "资金大额流入" in page
    assert "未接入" in page
    card = client.get(reverse("insights:trigger", args=["BAL_JUMP"])).text
    assert "数据日期当日流入 60.0 万" in card
    assert card.count(reverse("customers:detail", args=[bank.own.pk])) == 1
    assert reverse("customers:detail", args=[bank.foreign.pk]) not in card
    assert client.get(reverse("insights:trigger", args=["NONE"])).status_code == 404


def test_who_opens_no_customer_sees_the_rule_and_nobody_it_fired_for(bank, client):
    know(bank.own, inflow_day=Decimal(600_000), tier_now="MASS", aum=Decimal(1))
    evaluate()
    with transaction.atomic():
        # The steward's desk reaches the whole bank, without the right to open a customer.
        steward = make_user("data_steward")
        sign_in(client, steward)
    card = client.get(reverse("insights:trigger", args=["BAL_JUMP"])).text
    assert "资金大额流入" in card
    assert "60.0 万" not in card
    assert bank.own.customer_no not in card


def test_before_the_first_batch_the_page_says_so(bank, client):
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.head.user_id))
    assert "暂无规则" in client.get(reverse("insights:triggers")).text
