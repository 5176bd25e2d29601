"""The facts of real customers against their own postings: Berka, through the pipeline, then held against Polars over the raw file."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from django.db import connections

from yinqiao.analytics import batch
from yinqiao.integrations.berka import balances
from yinqiao.integrations.berka.tests.test_berka import ACTOR, DAY, FILES, NOW
from yinqiao.platform.imports import services
from yinqiao.platform.imports.profile import find_profile

# The day before the last: the public extract ends in the middle of that one.
ON = date(1994, 3, 30)
SHOWN = ("aum", "aum_month_average", "inflow_90", "outflow_90", "inflow_month", "outflow_month", "transactions_180", "last_transaction_on", "tier_now", "rfm_recency", "rfm_frequency", "rfm_money", "aum_year_average", "days_since_transaction")  # fmt: skip
PASSIVE = ("UROK", "SANKC. UROK", "SLUZBY")

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not FILES.is_dir(), reason="NOT RUN: the public Berka files are not here"),
]


@pytest.fixture
def facts(committed_db, settings, tmp_path) -> pl.DataFrame:
    """The facts of every client as of `ON`, by number of the client."""
    settings.HOME = tmp_path
    services.run_batch(actor=ACTOR, now=NOW, profile=find_profile("berka"), folder=FILES, on=DAY)
    loader = connections["loader"]
    with loader.cursor() as cursor:
        cursor.execute("select id, customer_no from customers_customer")
        numbers = pl.DataFrame(cursor.fetchall(), schema=["customer_id", "number"], orient="row")
    with batch.computed(loader, ON) as found:
        assert found is not None
        return pl.concat(found.pieces(SHOWN)).join(numbers, "customer_id")


def postings() -> pl.DataFrame:
    """The postings up to `ON` with their owner's number and sign, straight from the file."""
    owners = (
        pl.read_csv(FILES / "disp.asc", separator=";")
        .filter(pl.col("type") == "OWNER")
        .select(account_id=pl.col("account_id").cast(pl.String), number=pl.format("B{}", pl.col("client_id").cast(pl.String).str.zfill(6)))
    )  # fmt: skip
    rows = pl.read_parquet(FILES / "trans_1993_to_199403.parquet").with_row_index("_line", offset=1)
    amount = pl.col("amount").cast(pl.Decimal(20, 2))
    return (
        rows.with_columns(
            day=pl.col("date").str.to_date("%y%m%d"),
            signed=pl.when(pl.col("type") == "PRIJEM").then(amount).otherwise(-amount),
        )
        .filter(pl.col("day") <= ON)
        .join(owners, "account_id")
    )


def day_end_balances(rows: pl.DataFrame) -> Mapping[str, list[tuple[date, Decimal]]]:
    """The balance at the end of every day with postings, by number of the owner."""
    owner = dict(rows.select("account_id", "number").unique().iter_rows())
    ends: dict[str, list[tuple[date, Decimal]]] = {}
    for end in balances.day_ends(rows):
        day = date(1900 + int(end.day[:2]), int(end.day[2:4]), int(end.day[4:]))
        ends.setdefault(owner[end.account], []).append((day, end.posting.after))
    return ends


def average(ends: list[tuple[date, Decimal]], first: date) -> Decimal:
    """The mean of the day-end balances from `first` to `ON`, each carried forward to the next."""
    held = Decimal(0)
    for back in range((ON - first).days + 1):
        day = first + timedelta(days=back)
        held += next((balance for on, balance in reversed(ends) if on <= day), Decimal(0))
    return (held / ((ON - first).days + 1)).quantize(Decimal("0.01"))


def sums(rows: pl.DataFrame, days: int, name: str) -> pl.DataFrame:
    """Money in and out of the last `days`, by number."""
    late = rows.filter(pl.col("day") > ON - timedelta(days=days))
    return late.group_by("number").agg(
        pl.col("signed").filter(pl.col("signed") > 0).sum().alias(f"in_{name}"),
        (-pl.col("signed").filter(pl.col("signed") < 0).sum()).alias(f"out_{name}"),
    )


def test_the_facts_of_real_customers_follow_from_their_postings(facts):
    # One import for all that is looked at: it costs a quarter of a minute.
    assets_flows_and_activity(facts)
    fifths(facts)


def assets_flows_and_activity(facts: pl.DataFrame) -> None:
    """Hold every figure of money against the postings."""
    rows = postings()
    ends = day_end_balances(rows)
    assert len(ends) > 1200
    told = {row["number"]: row for row in facts.iter_rows(named=True)}
    # What is held is the running balance; and that is what came in less what went out, to a tenth of a crown an interest posting.
    by_owner = rows.group_by("number").agg(pl.col("signed").sum(), pl.len())
    for number, total, count in by_owner.iter_rows():
        assert told[number]["aum"] == ends[number][-1][1]
        assert abs(told[number]["aum"] - total) <= balances.ROUNDING * count
    for number in list(ends)[::25]:
        assert abs(told[number]["aum_month_average"] - average(ends[number], ON.replace(day=1))) <= Decimal("0.01")  # fmt: skip
        assert abs(told[number]["aum_year_average"] - average(ends[number], date(1994, 1, 1))) <= Decimal("0.01")  # fmt: skip
    active = rows.filter(~pl.col("k_symbol").is_in(PASSIVE))
    expected = (
        facts.select("number")
        .join(sums(rows, 90, "90"), "number", how="left")
        .join(sums(rows, ON.day, "month"), "number", how="left")
        .join(active.filter(pl.col("day") > ON - timedelta(days=180)).group_by("number").agg(made=pl.len()), "number", how="left")
        .join(active.group_by("number").agg(last=pl.col("day").max()), "number", how="left")
        .with_columns(pl.col("in_90", "out_90", "in_month", "out_month", "made").fill_null(0))
    )  # fmt: skip
    for row in expected.iter_rows(named=True):
        fact = told[row["number"]]
        assert (fact["inflow_90"], fact["outflow_90"]) == (row["in_90"], row["out_90"])
        assert (fact["inflow_month"], fact["outflow_month"]) == (row["in_month"], row["out_month"])
        assert (fact["transactions_180"], fact["last_transaction_on"]) == (row["made"], row["last"])
    # Clients who only dispose of somebody's account, and those whose account the extract leaves out, hold and move nothing.
    others = [row for number, row in told.items() if number not in ends]
    assert len(others) == facts.height - len(ends)
    assert {(row["aum"], row["inflow_90"], row["transactions_180"]) for row in others} == {
        (0, 0, 0)
    }


def fifths(facts: pl.DataFrame) -> None:
    """Hold the scores against the figures that they part."""
    for name, value, is_less_better in (("rfm_recency", "days_since_transaction", True), ("rfm_frequency", "transactions_180", False), ("rfm_money", "aum_year_average", False)):  # fmt: skip
        place = pl.col(value).rank("average", descending=is_less_better).over("tier_now")
        known = facts.filter(pl.col(value).is_not_null()).with_columns(
            expected=(place * 5 / pl.len().over("tier_now")).ceil().clip(1)
        )
        assert known.height > 1000
        assert known.filter(pl.col(name).cast(pl.Float64) != pl.col("expected")).is_empty()
        assert known.get_column(name).n_unique() >= 4
        assert facts.filter(pl.col(value).is_null() & pl.col(name).is_not_null()).is_empty()
