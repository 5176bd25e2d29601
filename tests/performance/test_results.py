"""Results over a real bank: why money changed, the month counted into the store, its lock, restatement by two, two writers at once."""

import html
import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb
import polars as pl
import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yinqiao.access.tests.factories import actor_of, forget, make_account, sign_in
from yinqiao.analytics.results.engine import worked_out
from yinqiao.customers.models import Customer
from yinqiao.customers.queries import Managed
from yinqiao.customers.tests.factories import Bank, act_as, make_assignment, make_customer
from yinqiao.holdings import queries as holdings
from yinqiao.holdings.tests.factories import hold, post
from yinqiao.holdings.tests.factories import make_account as make_money
from yinqiao.platform import clock, registry
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.products.tests.factories import make_product
from yinqiao.sales.performance import ports, queries, services
from yinqiao.sales.performance.catalogue import CATALOGUE
from yinqiao.sales.performance.choices import Figure
from yinqiao.sales.performance.models import ClosedMonth, Restatement, Result
from yinqiao.sales.performance.queries import Asked, changes
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval

NOW = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 10, 31), date(2026, 11, 30)
MONTH = date(2026, 11, 1)


@pytest.fixture
def bank(committed_db, settings, tmp_path):  # noqa: PLR0915 - a month of five customers
    """The river branch: one customer grows, one leaves the bank, one comes, one is handed over to the hill, one is taken over."""
    forget()
    settings.STATIC_ROOT = tmp_path
    settings.HOME = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.head, bank.other_head, bank.compliance, bank.president)
        bank.planner = actor_of(make_account("marketer", org=bank.orgs["head"], name="计划员"))
        river, hill = bank.orgs["river"], bank.orgs["hill"]
        bank.lost = make_customer("失小姐", org=river, rm=bank.rm.staff_id)
        bank.new = make_customer("新先生", org=river, rm=bank.rm.staff_id)
        Customer.objects.filter(pk=bank.new.pk).update(opened_on=date(2026, 11, 5))
        bank.gone = make_customer("去女士", org=hill, rm=None)
        bank.come = make_customer("来先生", org=river, rm=None)
        moved = date(2026, 11, 16)
        for customer, before, after in (
            (bank.gone, bank.rm, bank.other_rm),
            (bank.come, bank.other_rm, bank.rm),
        ):
            make_assignment(customer, before.staff_id, valid_to=moved)
            make_assignment(customer, after.staff_id, valid_from=moved)
        demand = {
            c.pk: make_money(c) for c in (bank.own, bank.lost, bank.new, bank.gone, bank.come)
        }
        bought = make_money(bank.new, account_type="WEALTH", product=make_product())
        fund = make_money(bank.own, account_type="WEALTH", product=make_product())
    for customer, amount in (
        (bank.own, "1000000"),
        (bank.lost, "300000"),
        (bank.gone, "200000"),
        (bank.come, "50000"),
    ):
        hold(demand[customer.pk], amount, date(2026, 10, 1))
    hold(fund, "400000.00", date(2026, 10, 1))
    hold(demand[bank.own.pk], "900000.33", date(2026, 11, 10))
    post(demand[bank.own.pk], "-120000", posted_on=date(2026, 11, 10), category="TRANSFER_OUT")
    post(demand[bank.own.pk], "20000.33", posted_on=date(2026, 11, 10), category="INTEREST")
    hold(fund, "385000.00", date(2026, 11, 20))
    hold(demand[bank.lost.pk], "0", date(2026, 11, 12))
    post(demand[bank.lost.pk], "-300000", posted_on=date(2026, 11, 12), category="TRANSFER_OUT")
    hold(demand[bank.new.pk], "80000", date(2026, 11, 6))
    post(demand[bank.new.pk], "80000", posted_on=date(2026, 11, 6), category="TRANSFER_IN")
    # She buys a fund: posted on the paying account alone, and worth 9,990 by now.
    hold(demand[bank.new.pk], "70000", date(2026, 11, 9))
    post(demand[bank.new.pk], "-10000", posted_on=date(2026, 11, 9), category="INVESTMENT")
    hold(bought, "10000", date(2026, 11, 10))
    hold(bought, "9990", date(2026, 11, 20))
    hold(demand[bank.come.pk], "56000", date(2026, 11, 25))
    return bank


def explain(bank, actor, **whose):
    with scope_session(actor):
        return queries.explain(actor=actor, asked=Asked(FIRST, LAST, **whose))


def yuan(sums):
    return {key: Decimal(cents) / 100 for key, cents in sums.items()}


def test_a_branch_head_finds_why_money_fell(bank):
    found = explain(bank, bank.head, org_id=bank.orgs["river"].pk)
    assert yuan(found.by_cause()) == {
        "NEW": 79_990,
        "LOST": -300_000,
        "TRANSFER_IN": 50_000,
        "TRANSFER_OUT": -200_000,
        "OUTFLOW": -120_000,
        "INTEREST": Decimal("20000.33"),
        "MARKET": -15_000,
        "OTHER": 6_000,
    }
    assert found.change == sum(found.by_cause().values()) == sum(found.by_class().values())
    assert found.change == sum(found.by_manager().values()) == sum(found.by_customer().values())
    assert (found.begin, found.end) == (190_000_000, 142_099_033)
    with scope_session(bank.head):
        lines, total, elsewhere = queries.people_behind(
            found, actor=bank.head, now=NOW, cause="LOST"
        )
        assert [(line.name, line.cents) for line in lines] == [("失小姐", -30_000_000)]
        # Whom the hill looks after now is counted, and named to nobody here.
        assert queries.people_behind(found, actor=bank.head, now=NOW, cause="TRANSFER_OUT") == (
            [],
            1,
            1,
        )
        assert (total, elsewhere) == (1, 0)


def test_the_page_draws_it_and_opens_the_customers_behind(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    asked = {"first": FIRST.isoformat(), "last": LAST.isoformat(), "org": bank.orgs["river"].pk}

    def get(actor, name, **more):
        client = Client()
        sign_in(client, get_user_model().objects.get(pk=actor.user_id))
        answer = client.get(reverse(f"performance:{name}"), asked | more)
        return answer.status_code, html.unescape(answer.content.decode())

    status, body = get(bank.head, "change")
    assert (status, "data-chart" in body, "−30.0 万" in body) == (200, True, True)
    status, body = get(bank.head, "people", cause="LOST")
    assert (status, "失小姐" in body, "林婉清" in body) == (200, True, False)
    assert AuditEntry.objects.filter(verb="performance.change-opened").exists()
    # The other head cannot choose the unit: the form says so, and nothing is told.
    for name in ("change", "people"):
        status, body = get(bank.other_head, name)
        assert (status, "失小姐" in body, "data-chart" in body) == (422, False, False)


def test_deposits_alone_leave_the_fund_out(bank):
    with scope_session(bank.rm):
        found = queries.explain(
            actor=bank.rm, asked=Asked(FIRST, LAST, staff_id=bank.rm.staff_id, is_deposits=True)
        )
    assert set(found.by_class()) == {"DEMAND"}
    assert found.end - found.begin == sum(found.by_cause().values())


def test_who_puts_her_deposit_into_a_fund_is_not_lost_to_the_bank(db):
    step = holdings.MoneyStep
    member = Managed(customer_id=1, org_id=9, at_first=7, at_last=7, opened_on=date(2020, 1, 1))
    steps = [
        step(1, "DEMAND", holdings.BEGIN, 30_000_000),
        step(1, "DEMAND", "OUTFLOW", -30_000_000),
        step(1, "FUND", "INFLOW", 30_000_000),
    ]
    pieces, begin, end = changes._pieces(
        [member], steps, staff={7}, orgs={9}, asked=Asked(FIRST, LAST, is_deposits=True)
    )
    assert [(one.cause, one.cents) for one in pieces] == [("OUTFLOW", -30_000_000)]
    assert (begin, end) == (30_000_000, 0)


def test_nobody_explains_the_units_of_others(bank):
    for actor, whose in (
        (bank.other_head, {"org_id": bank.orgs["river"].pk}),
        (bank.rm, {"org_id": bank.orgs["river"].pk}),
        (bank.rm, {"staff_id": bank.other_rm.staff_id}),
    ):
        with pytest.raises(NotFound):
            explain(bank, actor, **whose)
    with scope_session(bank.rm), pytest.raises(InvalidInput):
        queries.explain(actor=bank.rm, asked=Asked(LAST, FIRST, staff_id=bank.rm.staff_id))


def _frames(connection):
    """Return the movements of the store as frames, so that the engine needs no lake."""
    keys = {"account": "holdings.account_ever", "assignment": "customers.assignment", "unit": "customers.unit", "certificate": "customers.identification", "contact": "interactions.logged"}  # fmt: skip
    frames = {name: registry.datasets.get(key)(connection) for name, key in keys.items()}
    with connection.cursor() as cursor:
        cursor.execute("select account_id, balance_on, balance, batch_on from holdings_balance")
        frames["balance"] = pl.DataFrame(cursor.fetchall(), schema={"account_id": pl.Int64, "balance_on": pl.Date, "balance": pl.Decimal(20, 2), "batch_on": pl.Date}, orient="row")  # fmt: skip
        cursor.execute("select account_id, posted_on, amount, category from holdings_transaction")
        frames["posting"] = pl.DataFrame(cursor.fetchall(), schema={"account_id": pl.Int64, "posted_on": pl.Date, "amount": pl.Decimal(20, 2), "category": pl.String}, orient="row")  # fmt: skip
    return frames


class _Store:
    """The engine over what the store holds."""

    def valuation(self, *, first, last):
        return ports.engines.get("lake").valuation(first=first, last=last)

    def results(self, connection, *, asked):
        return worked_out(
            _frames(connection), asked=asked, valuation=self.valuation(first=FIRST, last=asked.last)
        )


@pytest.fixture
def counted(bank, monkeypatch):
    monkeypatch.setattr(ports, "engine", _Store)
    services.count_month(connections["loader"], last=LAST, now=NOW)
    return bank


def shown(actor, **whose):
    with scope_session(actor):
        return queries.own_sheet(actor=actor, month=MONTH, today=NOW.date(), **whose)


def test_results_add_up_to_the_unit_and_leave_transfers_and_prices_out(counted):
    # Her own: 100,000.33 less on the deposit she manages (the fund's price is nobody's), the lost and the new one; the come one's
    # difference of the 25th is hers by then.
    growth = -Decimal(120_000) + Decimal("20000.33") - 300_000 + 80_000 + 6_000
    assert shown(counted.rm)["AUM_NET_GROWTH"].shown == growth
    with scope_session(counted.head):
        unit = queries.unit_sheet(
            actor=counted.head, org_id=counted.orgs["river"].pk, month=MONTH, today=NOW.date()
        )
        people = queries.team(
            actor=counted.head, org_id=counted.orgs["river"].pk, month=MONTH, today=NOW.date()
        )
    assert unit["AUM_NET_GROWTH"].shown == growth
    assert unit["AUM_END"].shown == sum(
        (one.sheet["AUM_END"].shown for one in people if one.sheet["AUM_END"].shown), Decimal(0)
    )
    assert unit["AUM_END"].shown == Decimal("1420990.33")
    with pytest.raises(NotFound):
        shown(counted.rm, staff_id=counted.other_rm.staff_id)


def test_both_engines_tell_the_same_change(bank):
    """The steps of the columnar engine by customer and kind are those of PostgreSQL."""
    ids = [bank.own.pk, bank.lost.pk, bank.new.pk, bank.gone.pk, bank.come.pk]
    valuation = ports.engine().valuation(first=FIRST, last=LAST)
    with scope_session(bank.president):
        steps = holdings.money_steps(customer_ids=ids, first=FIRST, last=LAST, valuation=valuation)
    frames = _frames(connections["loader"])
    with duckdb.connect() as session:
        for name in ("account", "balance", "posting"):
            session.register(name, frames[name].to_arrow())
        invested = ", ".join(f"'{kind}'" for kind in holdings.invested_types())
        text = (
            f"with valued as (select account_id, customer_id, product_class, account_type in ({invested}) as is_invested,"
            f" 1.0 as before, 1.0 as after, ended_on from account){holdings.steps_sql(first=FIRST, last=LAST)}"
            " select v.customer_id, v.product_class, s.kind, cast(sum(s.cents) as bigint) from step s join valued v using (account_id) group by all"
        )
        rows = session.execute(text).fetchall()
    assert {(*row[:3],): row[3] for row in rows} == {
        (step.customer_id, step.product_class, step.kind): step.cents for step in steps
    }


def close(bank):
    services.close_month(actor=bank.planner, now=NOW, month=MONTH)


def result(staff_id, figure="AUM_NET_GROWTH"):
    return Result.objects.get(staff_id=staff_id, figure=figure, product_class="", is_recount=False)


def test_a_locked_month_never_changes_and_late_data_stand_beside(counted):
    with CaptureQueriesContext(connections["default"]) as asked:
        close(counted)
    # A count that is being written is waited for before the figures are looked at.
    waits, looks = (
        next(n for n, one in enumerate(asked.captured_queries) if part in one["sql"])
        for part in ("performance.month", "performance_result")
    )
    assert waits < looks
    own = result(counted.rm.staff_id)
    account = make_late(counted)
    services.count_month(connections["loader"], last=LAST, now=NOW)
    assert result(counted.rm.staff_id).value == own.value
    found = {(one.result_id, one.figure): one.by for one in queries.differences(month=MONTH)}
    assert found[own.pk, CATALOGUE[Figure.AUM_NET_GROWTH].title] == Decimal(700)
    for alias in ("loader", "owner"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(using=alias),
            connections[alias].cursor() as cursor,
        ):
            cursor.execute("update performance_result set value = 1 where id = %s", [own.pk])
    with pytest.raises(services.MonthLocked):
        close(counted)
    assert account.pk


def make_late(bank):
    with transaction.atomic():
        act_as(bank.president)
        account = make_money(bank.own)
    hold(account, "700", date(2026, 11, 29))
    post(account, "700", posted_on=date(2026, 11, 29), category="TRANSFER_IN")
    return account


def test_a_figure_is_restated_by_two_people_and_both_stay(counted):
    own = result(counted.rm.staff_id)
    asked = {
        "actor": counted.planner,
        "now": NOW,
        "result_id": own.pk,
        "value": own.value + 700,
        "reason": "迟到流水补录",
    }
    with pytest.raises(InvalidInput):
        services.request_restatement(**asked)
    close(counted)
    with pytest.raises(PermissionRefused):
        services.request_restatement(**(asked | {"actor": counted.rm}))
    first, second = (
        services.request_restatement(**asked),
        services.request_restatement(**(asked | {"value": own.value + 1})),
    )
    workflow.approve(
        actor=counted.president, now=NOW, approval_id=first, version=approval(first).version
    )
    line = shown(counted.rm)["AUM_NET_GROWTH"]
    assert (line.shown, line.told.first_value, line.told.why) == (
        own.value + 700,
        own.value,
        "迟到流水补录",
    )
    # The other one was asked from the figure before: it is refused, and nothing is written.
    with pytest.raises(InvalidInput):
        workflow.approve(
            actor=counted.president, now=NOW, approval_id=second, version=approval(second).version
        )
    assert Restatement.objects.count() == 1


def test_two_who_lock_at_once_lock_once(counted):
    outcomes = []

    def run():
        try:
            with transaction.atomic():
                close(counted)
            outcomes.append("locked")
        except services.MonthLocked:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["locked", "told"]
    assert ClosedMonth.objects.count() == 1
