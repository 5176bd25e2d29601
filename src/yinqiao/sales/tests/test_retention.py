"""到期资金承接率 by money (a vector in words).

November, data of the 22nd; no rule of maturities was ever evaluated. Of one book: a deposit of 300,000 and a product that cost 200,000
ran out and were paid back, and the assets stayed 800,000: all kept. 300,000 were renewed and the assets fell from 600,000 to 400,000:
100,000 kept. 170,000 and 30,000 ran out and the assets fell from 250,000 to 20,000: more than that, nothing kept. 600,000 of 1,000,000:
60 %. Not counted: what matures after the 22nd or did in October, what was taken out before its day, notice deposits, dollars, a deposit
that only began after it was raised, who has no month's end, another's book.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from yinqiao.customers.tests.factories import Bank, act_as, make_customer
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.insights.tests.factories import hold_aum
from yinqiao.organization import queries as organization
from yinqiao.platform import kept
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import queries, rules, strip
from yinqiao.sales.choices import Kpi
from yinqiao.sales.tests.factories import NOW

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


def ran_out(customer, amount, on=date(2026, 11, 20), **values):
    """A deposit that was paid out on its day, unless `values` say something else."""
    values = {
        "account_type": "TIME",
        "status": "CLOSED",
        "closed_on": on,
        "balance": "0.00",
    } | values
    make_account(customer, principal=str(amount), matures_on=on, **values)


def renewed(customer, amount, on, **values):
    values = {"account_type": "CD", "balance": str(amount)} | values
    make_account(customer, principal=str(amount), value_on=on, matures_on=on + timedelta(days=365), **values)  # fmt: skip


def product_ran_out(customer, cost, on=None, *, closed_on=None, **values):
    """A product that ran out, with its own day or that of the product."""
    shelf = make_account(customer, account_type="WEALTH", closed_on=closed_on)
    values = {"status": "REDEEMED", "known_from": NOW} | values
    make_position(shelf, make_product(), market_value="0.00", cost=str(cost), matures_on=on, **values)  # fmt: skip


def hold(customer, before, now):
    hold_aum(customer.pk, now=Decimal(now), month_end=Decimal(before), on=DATA_ON)


@pytest.fixture
def bank(committed_db):
    with transaction.atomic():
        bank = Bank()
        _people = bank.rm, bank.head
    return bank


def november(bank):
    with transaction.atomic():
        river, rm = bank.orgs["river"], bank.rm.staff_id
        half, lost, new, early = (make_customer(name, org=river, rm=rm) for name in ("许一", "许二", "许三", "许四"))  # fmt: skip
        # Still in the source's file, and dropped from it on its day.
        ran_out(bank.own, 100_000)
        ran_out(bank.own, 200_000, on=date(2026, 11, 1), status="ACTIVE", closed_on=None, ended_on=date(2026, 11, 1))  # fmt: skip
        product_ran_out(bank.own, 200_000, on=date(2026, 11, 5))
        ran_out(bank.own, 900_000, on=date(2026, 11, 23), status="ACTIVE", closed_on=None)
        ran_out(bank.own, 900_000, on=date(2026, 10, 31))
        ran_out(bank.own, 900_000, account_type="NOTICE", term_days=7)
        ran_out(bank.own, 900_000, currency="USD")
        renewed(half, 300_000, date(2026, 11, 10))
        renewed(half, 900_000, date(2026, 11, 10), account_type="STRUCTURED", opened_on=date(2026, 11, 1))  # fmt: skip
        ran_out(lost, 170_000)
        ran_out(lost, 30_000, account_type="TBOND")
        ran_out(new, 700_000)
        ran_out(early, 400_000, closed_on=date(2026, 11, 12))
        product_ran_out(early, 400_000, on=date(2026, 11, 20), closed_on=date(2026, 11, 12))
        product_ran_out(early, 400_000, on=date(2026, 11, 20), known_from=NOW - timedelta(days=9))
        ran_out(bank.foreign, 5_000_000)
    hold(bank.own, 800_000, 800_000)
    hold(half, 600_000, 400_000)
    hold(lost, 250_000, 20_000)
    hold(early, 500_000, 0)
    hold(bank.foreign, 9_000_000, 0)


def share(actor, staff_id):
    with transaction.atomic():
        return queries.kpi_figures(actor=act_as(actor), staff_ids=[staff_id], now=NOW)[staff_id]


def card(figures):
    return next(c for c in strip.cards(figures, language="zh-hans") if c.kpi == Kpi.RETENTION)


def test_the_vector(bank):
    november(bank)
    rm = bank.rm.staff_id
    found = share(bank.rm, rm)
    with transaction.atomic():
        rows = queries.kpi_lines(actor=act_as(bank.rm), staff_id=rm, kpi=Kpi.RETENTION, now=NOW)
    lines = rows.lines
    assert (found[Kpi.RETENTION].value, found[Kpi.RETENTION].of) == (Decimal("0.6"), 1_000_000)
    # What left stands first; both lost 200,000, the order of the customers decides.
    assert [(line.customer_name, line.counts) for line in lines] == [("许一", True), ("许二", False), ("林婉清", True)]  # fmt: skip
    assert (lines[0].amount_text, lines[2].amount_text) == ("10.0 万", "50.0 万")
    # All of them add up to the figure's numerator.
    assert (rows.amount, rows.has_more) == (Decimal(600_000), False)
    assert lines[0].detail == "到期 1 笔，共 30.0 万；资产从上月末 60.0 万变为 40.0 万"
    assert lines[1].detail.startswith("到期 2 笔，共 20.0 万；")


@pytest.mark.parametrize(
    ("since", "matured"), [(date(2026, 11, 22), 900_000), (date(2026, 11, 23), 0)]
)
def test_from_which_term_on_it_is_a_renewal_is_set_from_a_day_on(bank, since, matured):
    with transaction.atomic():
        renewed(bank.own, 900_000, date(2026, 11, 10), opened_on=date(2026, 11, 1))
        ParameterValue.objects.create(
            key="holdings.shortest_renewable_days", value=9, effective_from=since, reason="试", set_by_id=1, set_by_name="试", set_at=NOW
        )  # fmt: skip
    parameters.forget()
    hold(bank.own, 900_000, 900_000)
    assert share(bank.rm, bank.rm.staff_id)[Kpi.RETENTION].of == matured


def test_a_head_counts_the_books_in_her_scope_alone(bank):
    november(bank)
    with transaction.atomic():
        found = queries.team_month(actor=act_as(bank.head), now=NOW)[Kpi.RETENTION]
        other = queries.kpi_figures(actor=bank.head, staff_ids=[bank.other_rm.staff_id], now=NOW)[
            bank.other_rm.staff_id
        ][Kpi.RETENTION]
    assert (found.value, found.of) == (Decimal("0.6"), 1_000_000)
    assert other.value is None


def test_what_it_costs_does_not_grow_with_the_book(bank):
    ids = {"actor": bank.rm, "staff_ids": [bank.rm.staff_id], "now": NOW}
    hold(bank.own, 800_000, 800_000)
    counts = []
    # The first one fills what is kept for a while.
    for number in range(3):
        with transaction.atomic():
            for place in range(number * 9):
                customer = make_customer(f"客{place}", org=bank.orgs["river"], rm=bank.rm.staff_id)
                ran_out(customer, 100_000)
            act_as(bank.rm)
            with CaptureQueriesContext(connection) as seen:
                queries.kpi_figures(**ids)
        counts.append(len(seen))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("is_held", [True, False])
def test_what_nobody_can_count_is_no_share(bank, is_held):
    """It matured, but its amount, or what she had at the month's end, is not known."""
    with transaction.atomic():
        ran_out(bank.own, 0 if is_held else 100_000)
    if is_held:
        hold(bank.own, 800_000, 800_000)
    else:
        with transaction.atomic():
            other = make_customer("许五", org=bank.orgs["river"], rm=bank.rm.staff_id)
        hold(other, 100_000, 100_000)
    found = share(bank.rm, bank.rm.staff_id)
    assert (found[Kpi.RETENTION].value, found[Kpi.RETENTION].of) == (None, None)
    assert (card(found).value, card(found).right) == ("—", "未接入")


def test_a_month_in_which_nothing_matured_is_no_share(bank):
    hold(bank.own, 800_000, 800_000)
    found = share(bank.rm, bank.rm.staff_id)
    assert (card(found).value, card(found).right) == ("—", "本月无到期")
