"""到期资金承接率 by money (a vector in words).

November, data of the 22nd. Of one book: 500,000 matured and the assets stayed 800,000: all kept. 300,000 matured and the assets fell from
600,000 to 400,000: 100,000 kept. 200,000 matured and the assets fell from 250,000 to 20,000: more than that, nothing kept. 600,000 of
1,000,000: 60 %. Not counted: what matures after the 22nd, what was taken out before its day, who has no month's end, another's book.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from yinqiao.customers.tests.factories import Bank, act_as, make_customer
from yinqiao.insights.tests.factories import hold_aum
from yinqiao.organization import queries as organization
from yinqiao.platform import kept
from yinqiao.sales import queries, rules, strip
from yinqiao.sales.choices import Kpi, State
from yinqiao.sales.tests.factories import NOW, TakenRun, make_opportunity

DATA_ON = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def fresh():
    organization.forget_calendar()
    yield
    kept.forget_all()


@pytest.mark.parametrize(
    ("before", "now", "kept_money"),
    [(800, 800, 500), (800, 900, 500), (600, 400, 300), (800, 100, 0), (0, 0, 500)],
)
def test_what_the_assets_fell_by_is_gone_up_to_all_of_it(before, now, kept_money):
    found = rules.kept_of(Decimal(500), before=Decimal(before), now=Decimal(now))
    assert found == kept_money


def matured(customer, amount, on=date(2026, 11, 20), **values):
    make_opportunity(customer, happens_on=on, amount=Decimal(amount), **values)


def hold(customer, before, now):
    hold_aum(customer.pk, now=Decimal(now), month_end=Decimal(before), on=DATA_ON)


def told_by_the_rule():
    TakenRun.objects.create(run_id=1, data_on=DATA_ON, taken_at=NOW, kinds=[rules.MATURITY])


@pytest.fixture
def bank(committed_db):
    with transaction.atomic():
        bank = Bank()
        told_by_the_rule()
        _person = bank.rm
    return bank


def november(bank):
    with transaction.atomic():
        river, rm = bank.orgs["river"], bank.rm.staff_id
        half, lost, new, early = (make_customer(name, org=river, rm=rm) for name in ("许一", "许二", "许三", "许四"))  # fmt: skip
        matured(bank.own, 300_000)
        # Closed because its reason was gone, when it had matured; told by two opportunities it is one deposit.
        matured(bank.own, 200_000, object_key="P-x", state=State.CLOSED, closed_at=NOW, gone_on=date(2026, 11, 21))  # fmt: skip
        matured(bank.own, 200_000, object_key="P-x")
        matured(bank.own, 900_000, on=date(2026, 11, 23))
        matured(bank.own, 900_000, on=date(2026, 10, 31))
        matured(half, 300_000)
        matured(lost, 200_000)
        matured(new, 700_000)
        matured(early, 400_000, state=State.CLOSED, closed_at=NOW, gone_on=date(2026, 11, 12))
        matured(bank.foreign, 5_000_000)
    hold(bank.own, 800_000, 800_000)
    hold(half, 600_000, 400_000)
    hold(lost, 250_000, 20_000)
    hold(early, 500_000, 0)
    hold(bank.foreign, 9_000_000, 0)


def test_the_vector(bank):
    november(bank)
    rm = bank.rm.staff_id
    with transaction.atomic():
        actor = act_as(bank.rm)
        found = queries.kpi_figures(actor=actor, staff_ids=[rm], now=NOW)[rm]
        rows = queries.kpi_lines(actor=actor, staff_id=rm, kpi=Kpi.RETENTION, now=NOW)
    lines = rows.lines
    assert (found[Kpi.RETENTION].value, found[Kpi.RETENTION].of) == (Decimal("0.6"), 1_000_000)
    # What left stands first; both lost 200,000, the order of the customers decides.
    assert [(line.customer_name, line.counts) for line in lines] == [("许一", True), ("许二", False), ("林婉清", True)]  # fmt: skip
    assert (lines[0].amount_text, lines[2].amount_text) == ("10.0 万", "50.0 万")
    # All of them add up to the figure's numerator.
    assert (rows.amount, rows.has_more) == (Decimal(600_000), False)
    assert lines[0].detail == "到期 30.0 万，资产从上月末 60.0 万变为 40.0 万"


def test_before_the_rule_was_evaluated_nobody_can_tell(bank):
    november(bank)
    rm = bank.rm.staff_id
    with transaction.atomic():
        TakenRun.objects.update(kinds=["AUM_DROP"])
        found = queries.kpi_figures(actor=act_as(bank.rm), staff_ids=[rm], now=NOW)[rm]
    assert (found[Kpi.RETENTION].value, found[Kpi.RETENTION].of) == (None, None)


def test_a_month_in_which_nothing_matured_is_no_share(bank):
    rm = bank.rm.staff_id
    hold(bank.own, 800_000, 800_000)
    with transaction.atomic():
        found = queries.kpi_figures(actor=act_as(bank.rm), staff_ids=[rm], now=NOW)[rm]
    card = next(c for c in strip.cards(found, language="zh-hans") if c.kpi == Kpi.RETENTION)
    assert (card.value, card.right) == ("—", "本月无到期")
