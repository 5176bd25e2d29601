"""风险画像 (A18): marks by the bank's measures, told to the risk desk once, judged with a verdict; the manager reads neutral words only."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.compliance.risk import queries, rules, services
from yinqiao.compliance.risk.models import RiskAlert
from yinqiao.customers.models import RegistryEvent
from yinqiao.customers.tests.factories import KNOWN_FROM, NOW, Bank, act_as, make_customer
from yinqiao.holdings.models import OverdueSpell
from yinqiao.platform import registry
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion

DAY = date(2026, 11, 22)
LIMITS = rules.Limits(times=3, days=90, events=1)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (180, 4), (181, 5)],
)
def test_a_bucket_holds_its_days(days, bucket):
    assert rules.bucket_of(days) == bucket
    if bucket:
        first, last = rules.bucket_bounds(bucket)
        assert first <= days
        assert last is None or days <= last


def test_marks_are_set_from_the_measures_on():
    overdue = pl.DataFrame(
        [(1, 3, 20), (2, 2, 89), (3, 1, 90), (4, 4, 200)],
        schema={"customer_id": pl.Int64, "times": pl.Int64, "longest_days": pl.Int64},
        orient="row",
    )
    judicial = pl.DataFrame({"customer_id": [5], "times": [1]})
    assert rules.marks(overdue, judicial, LIMITS).rows() == [
        (1, "FREQUENT_OVERDUE", 3, 1),
        (3, "LONG_OVERDUE", 1, 3),
        (4, "FREQUENT_OVERDUE", 4, 5),
        (4, "LONG_OVERDUE", 4, 5),
        (5, "JUDICIAL", 1, 0),
    ]
    nobody = rules.marks(overdue.clear(), judicial.clear(), LIMITS)
    assert nobody.height == 0


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance, bank.head)
        bank.firm = make_customer(
            "恒瑞新材料", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY"
        )
    with transaction.atomic(using="loader"):
        RegistryEvent.objects.using("loader").create(
            customer_id=bank.firm.pk,
            event_no="E1",
            kind="EXECUTED_PERSON",
            happened_on=DAY - timedelta(days=9),
            old_value="",
            new_value="",
            origin="",
            source="CORE",
            known_at=KNOWN_FROM,
            batch_id=1,
            batch_on=DAY,
        )
    for number, days in enumerate((5, 12, 40), 1):
        spell(bank.own, number, days, ended=number < 3)
    spell(bank.foreign, 9, 8)
    return bank


def test_the_figures_read_the_same_events(bank):
    events = registry.datasets.get("customers.registry_event")(connections["loader"])
    assert events.rows() == [(bank.firm.pk, "EXECUTED_PERSON", DAY - timedelta(days=9))]


def spell(customer, number, days, *, ended=False):
    with transaction.atomic(using="loader"):
        OverdueSpell.objects.using("loader").create(loan_id=number, customer_id=customer.pk, started_on=DAY - timedelta(days=days), seen_on=DAY, ended_on=DAY if ended else None, longest_days=days)  # fmt: skip


def tell(now=NOW):
    return services.raise_alerts(connection=connections["loader"], day=DAY, now=now)


def alerts():
    rows = RiskAlert.objects.using("loader").order_by("customer_id", "kind", "pk")
    return [(row.customer_id, row.kind, row.times, row.bucket, row.state) for row in rows]


def judge(bank, row, who="compliance", **details):
    said = {"version": row.version, "state": "DISMISSED", "verdict": "临时周转，电话13800001234"}
    with transaction.atomic():
        services.judge_alert(
            actor=act_as(getattr(bank, who)), now=NOW, alert_id=row.pk, **{**said, **details}
        )


def test_a_mark_is_told_once_and_again_only_when_it_has_grown(bank):
    assert (tell(), tell()) == (2, 0)
    first = [
        (bank.own.pk, "FREQUENT_OVERDUE", 3, 2, "OPEN"),
        (bank.firm.pk, "JUDICIAL", 1, 0, "OPEN"),
    ]
    assert alerts() == first
    raised = AuditEntry.objects.using("auditor").filter(verb="compliance.risk-alerts-raised")
    assert [entry.detail["raised"] for entry in raised.order_by("pk")] == [2, 0]
    row = RiskAlert.objects.using("loader").get(customer_id=bank.own.pk)
    judge(bank, row)
    row.refresh_from_db(using="loader")
    assert (row.state, row.verdict, row.decided_by_name) == ("DISMISSED", "临时周转，电话138****1234", "林合规")  # fmt: skip
    entry = AuditEntry.objects.using("auditor").get(verb="compliance.risk-alert-judged")
    assert (entry.customer_id, entry.object_id) == (bank.own.pk, row.pk)
    assert tell() == 0
    spell(bank.own, 4, 2)
    assert tell() == 1
    assert (bank.own.pk, "FREQUENT_OVERDUE", 4, 2, "OPEN") in alerts()


def test_who_may_not_judge_and_what_is_no_verdict_changes_nothing(bank):
    tell()
    row = RiskAlert.objects.using("loader").get(customer_id=bank.own.pk)
    before = alerts()
    for who in ("rm", "head"):
        with pytest.raises(PermissionRefused):
            judge(bank, row, who)
    for details, error in (
        ({"state": "OPEN"}, InvalidInput),
        ({"verdict": " "}, InvalidInput),
        ({"version": 9}, StaleVersion),
    ):
        with pytest.raises(error):
            judge(bank, row, **details)
    assert alerts() == before
    judge(bank, row)
    with pytest.raises(services.AlertJudged):
        judge(bank, row, version=2)


def test_the_manager_reads_neutral_words_and_the_desk_its_alerts(bank):
    tell()

    def profile(who, customer):
        with transaction.atomic():
            found = queries.risk_profile(
                actor=act_as(getattr(bank, who)), customer_id=customer.pk, now=NOW
            )
        return [line.text for line in found.lines], found.alerts

    lines, told = profile("rm", bank.own)
    assert (lines, told) == (["逾期 3 次，最长 31–60 天，目前逾期", "未接入", "未接入"], None)
    assert profile("rm", bank.firm)[0][:2] == ["本行无贷款", "1 条"]
    assert [row.kind_label for row in profile("compliance", bank.own)[1]] == ["频繁逾期"]
    with pytest.raises(NotFound):
        profile("rm", bank.foreign)
    client = Client()
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    panel = client.get(reverse("compliance:risk-profile", args=[bank.own.pk])).text
    assert ("逾期 3 次" in panel, "频繁逾期" in panel, "待认定" in panel) == (True, False, False)
    assert client.get(reverse("compliance:risk-alerts")).status_code == 403
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    page = client.get(reverse("compliance:risk-alerts")).text
    assert ("频繁逾期" in page, "司法或行政处罚" in page) == (True, True)
    row = RiskAlert.objects.using("loader").get(customer_id=bank.own.pk)
    verdicts = reverse("compliance:risk-verdicts", args=[row.pk])
    assert client.post(verdicts, {"state": "CONFIRMED", "verdict": "已核实", "version": "1"}).status_code == 303  # fmt: skip
    assert client.get(reverse("compliance:risk-alerts")).text.count("频繁逾期") == 0
    assert "已核实" in client.get(reverse("compliance:risk-alerts"), {"state": "CONFIRMED"}).text
