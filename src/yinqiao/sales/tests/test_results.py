"""What the opportunities of each rule came to (A42): counted set-wise, told in one's units or for the bank, never a share of too few."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.insights import services as insights
from yinqiao.platform import clock
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import queries, rules, services
from yinqiao.sales.choices import Act, State
from yinqiao.sales.models import RuleResult
from yinqiao.sales.tests.factories import NOW, Step, make_opportunity

TODAY = date(2026, 11, 24)
ENDED = {State.WON, State.LOST, State.EXPIRED, State.CLOSED}
D = Decimal


def opened(customer, state, *, days_ago=20, reached_after=None, **values):
    """Open one `days_ago`; she was first reached so many days after."""
    at = NOW - timedelta(days=days_ago)
    ended = {"closed_at": NOW} if state in ENDED else {}
    row = make_opportunity(customer, now=at, state=state, **ended, **values)
    if reached_after is not None:
        with whole_bank():
            for days in (reached_after + 1, reached_after):
                Step.objects.create(
                    opportunity=row,
                    customer_id=customer.pk,
                    at=at + timedelta(days=days),
                    act=Act.CONTACTED,
                    state=State.CONTACTED,
                )
    return row


@pytest.fixture
def counted(bank: Bank, monkeypatch):
    """One of each fate at the manager's customer, two at the customer of the other branch, one of before the period."""
    own, foreign = bank.own, bank.foreign
    gap = {"kind": "GAP_WEALTH", "title": "有房贷无理财"}
    opened(own, State.WON, reached_after=0, amount=D(100), **gap)
    opened(own, State.WON, reached_after=3, amount=D("50.50"), **gap)
    opened(own, State.LOST, reached_after=6, loss_reason="TERMS", **gap)
    opened(own, State.LOST, loss_reason="UNREACHABLE", **gap)
    opened(own, State.EXPIRED, **gap)
    opened(own, State.CLOSED, **gap)
    opened(own, State.ASSIGNED, **gap)
    opened(own, State.WON, days_ago=91, reached_after=1, amount=D(1000), **gap)
    opened(foreign, State.WON, reached_after=10, amount=D(7), **gap)
    opened(foreign, State.CONTACTED, reached_after=2, kind="AUM_DROP", title="资产下降黄色预警")
    services.count_results(now=NOW)
    least = parameters.integer
    monkeypatch.setattr(
        parameters,
        "integer",
        lambda key, *, on=None: 3 if key == "sales.result_least" else least(key, on=on),
    )
    return bank


def results(actor, **wanted):
    act_as(actor)
    return queries.rule_results(actor=actor, today=TODAY, **wanted)


def told(row):
    return (row.made, row.contacted, row.won, row.lost, row.expired, row.gone, row.open, row.won_amount)  # fmt: skip


def test_a_head_reads_what_became_of_those_of_her_units(counted: Bank):
    found = results(counted.head)
    (row,) = found.rows
    assert (found.days, found.counted_at, found.is_bank) == (90, NOW, False)
    assert told(row) == (7, 3, 2, 2, 1, 1, 1, D("150.50"))
    assert row.conversion == D(2) / 3
    assert row.median_days == 3
    assert [number for _why, number in row.reasons] == [1, 1]
    longer = results(counted.head, days=180).rows[0]
    assert told(longer) == (8, 4, 3, 2, 1, 1, 1, D("1150.50"))
    # Between the second and the third of 0, 1, 3, 6.
    assert longer.median_days == 2
    # A length that is not counted is the shortest.
    assert results(counted.head, days=33).days == 90


def test_marketing_reads_the_whole_bank_and_no_customer(counted: Bank):
    marketer = actor_of(make_account("marketer", org=counted.orgs["head"]))
    found = results(marketer)
    assert [row.kind for row in found.rows] == ["GAP_WEALTH", "AUM_DROP"]
    assert told(found.rows[0]) == (8, 4, 3, 2, 1, 1, 1, D("157.50"))
    assert found.rows[0].median_days == D("4.5")
    # One contacted and none won is no share of nothing.
    assert (found.rows[1].contacted, found.rows[1].conversion, found.rows[1].median_days) == (1, None, None)  # fmt: skip
    assert queries.open_of_kind(actor=marketer, kind="AUM_DROP", now=NOW) == ([], 0)


def test_beside_the_rule_a_head_sees_who_has_it_open_now(counted: Bank):
    act_as(counted.head)
    rows, total = queries.open_of_kind(actor=counted.head, kind="GAP_WEALTH", now=NOW)
    assert ([row.customer_id for row in rows], total) == ([counted.own.pk], 1)
    assert queries.open_of_kind(actor=counted.head, kind="AUM_DROP", now=NOW) == ([], 0)


def test_a_manager_is_refused(counted: Bank):
    with pytest.raises(PermissionRefused):
        results(counted.rm)


def test_counting_again_adds_nothing_and_what_left_the_period_is_gone(counted: Bank):
    before = list(RuleResult.objects.order_by("pk").values("pk", "kind", "days", "made", "won"))
    services.count_results(now=NOW)
    assert list(RuleResult.objects.order_by("pk").values("pk", "kind", "days", "made", "won")) == before  # fmt: skip
    services.count_results(now=NOW + timedelta(days=80))
    assert set(RuleResult.objects.values_list("days", flat=True)) == {180}


def test_the_page_sorts_and_says_where_too_few_were_contacted(counted: Bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    insights.plant_triggers(now=NOW, using="default")
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=counted.president.user_id))
    body = client.get(reverse("sales:results"), {"sort": "-conversion"}).text
    assert body.index("有房贷无理财") < body.index("资产下降黄色预警")
    assert ("75.0%" in body, "样本不足" in body, "全行" in body) == (True, True, True)
    body = client.get(reverse("sales:results"), {"sort": "conversion", "days": "180"}).text
    assert body.index("资产下降黄色预警") < body.index("有房贷无理财")
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=counted.head.user_id))
    panel = client.get(reverse("sales:result-panel", args=["GAP_WEALTH"]), headers={"HX-Request": "true"}).text  # fmt: skip
    assert ("66.7%" in panel, "林婉清" in panel, "顾" in panel) == (True, True, False)
    nothing = client.get(reverse("sales:result-panel", args=["GAP_CARD"])).text
    assert "没有新开商机" in nothing
    assert client.get(reverse("sales:result-panel", args=["NONE"])).status_code == 404


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.integers(0, 400), st.integers(1, 30), max_size=12))
def test_the_median_of_counted_values_is_that_of_the_values(counts):
    values = [value for value, number in counts.items() for _ in range(number)]
    found = rules.median_of(counts)
    assert found == (Decimal(str(median(values))) if values else None)
