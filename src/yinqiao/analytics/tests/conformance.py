"""The facts say the same on DuckDB and on a Spark cluster, value by value (`make test-spark`; not part of `make test`).

SPARK_MASTER names the cluster (default: two threads of this machine; ``local-cluster[2,1,700]`` starts two workers of their own).
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import ibis
import polars as pl
import pytest
from ibis.backends.pyspark import Backend
from pyspark.sql import SparkSession

from yinqiao.analytics.facts import building
from yinqiao.analytics.facts.definition import Context
from yinqiao.analytics.tests.bank import SCHEMAS, SETTINGS, account, facts_of, posting

D = Decimal
DAY = date(2026, 11, 22)
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


# Five customers: one with everything, one who lost most, a company, one with an account and nothing else, one with nothing.
BANK: dict[str, list[tuple[object, ...]]] = {
    "customer": [(1, "PERSON", date(1980, 2, 29), "H1"), (2, "PERSON", date(1999, 11, 24), "H1"), (3, "COMPANY", None, ""), (4, "PERSON", None, ""), (5, "PERSON", date(2010, 1, 1), "")],
    "identification": [(1, date(2027, 1, 15)), (2, date(2026, 11, 1))],
    "life_event": [(1, "MARRIAGE", ago(10)), (2, "HOME", ago(400))],
    "account": [
        (*account(1, balance=260_000), D("0.0005")), (*account(2, product_class="TIME", balance=300_000, opened_on=ago(400), matures_on=DAY + timedelta(days=14)), D("0.013"), 365, ago(351)),
        account(3, product_class="WM", balance=400_000), account(4, 2, currency="USD", balance=70), account(5, 3, product_class="CD", balance=900_000),
        account(6, 4, balance=0, opened_on=ago(30)), account(7, product_class="MORTGAGE"),
        account(8, 3, product_class="NOTICE", balance=40_000, matures_on=DAY + timedelta(days=3), falls_due=False),
        account(9, 3, product_class="NOTICE", balance=20_000, matures_on=DAY + timedelta(days=9), falls_due=True),
    ],
    "balance": [
        (1, date(2025, 12, 1), D("100000.01")), (1, ago(10), D(260_000)), (2, date(2026, 1, 1), D(300_000)), (3, date(2026, 3, 3), D("400000.55")),
        (4, date(2026, 1, 1), D(9_000)), (4, ago(20), D(70)), (5, date(2026, 6, 1), D(900_000)), (7, date(2026, 1, 1), D(800_000)),
    ],
    "transaction": [
        posting(DAY, "52000.10"), posting(ago(1), "-300.25", category="DINING"), posting(ago(6), "-120000", channel="MOBILE_BANK"), posting(ago(40), "12.34", category="INTEREST"),
        posting(ago(100), "-70", customer=2, account_id=4), posting(ago(20), "900000", customer=3, account_id=5),
    ],
    "position": [(1, "WM", "CNY", D("400000.55"), DAY + timedelta(days=20))],
    "loan": [(1, "MORTGAGE", "CNY", D(790_000), 12, D("3300.10"), DAY + timedelta(days=9), None, None, 7, D("0.034"), ago(300), DAY + timedelta(days=6000), "NORMAL")],
    "card": [(1, "CREDIT", "ACTIVE", ago(900), ago(200), D(50_000), D("1234.56")), (2, "CREDIT", "NOT_ACTIVATED", ago(40), None, D(10_000), D(0))],
    "payroll": [(1, f"2026-{month:02d}", date(2026, month, 10), D("12345.67")) for month in range(5, 12)],
    "login": [(1, datetime(2026, 11, 21, 16, 30, tzinfo=UTC)), (2, datetime(2026, 9, 1, 1, tzinfo=UTC))],
    "contact": [(1, ago(3)), (1, ago(50))],
    "main_period": [(1, ago(400), ago(30)), (1, ago(30), None), (2, ago(70), None), (3, ago(90), DAY)],
    "risk_grade": [(1, "C3", DAY + timedelta(days=25))],
    "registry_event": [(3, "SHAREHOLDER", ago(3)), (3, "CAPITAL", ago(3)), (3, "NAME", ago(30)), (3, "COURT_CASE", ago(12)), (3, "TAX_RATING", ago(80)), (3, "STATUS", ago(-1))],
    "bill_discount": [(3, ago(2), D("120000.55")), (3, ago(45), D(9))],
    "service_rating": [(1, ago(5), D("3.5")), (1, ago(5), D("4")), (1, ago(60), D("1"))],
    "due_diligence": [(1, DAY + timedelta(days=40)), (3, ago(3))],
    "fee": [(1, ago(30), "ANNUAL", D("10.50"), "")],
    "ftp_rate": [("DEPOSIT", "CNY", 0.0, 183.0, FIRST, LAST, 0.0118), ("DEPOSIT", "CNY", 183.0, 1e9, FIRST, LAST, 0.0165), ("LOAN", "CNY", 0.0, 1e9, FIRST, LAST, 0.017)],
    "risk_parameter": [("MORTGAGE", "NORMAL", FIRST, LAST, 0.006, 0.25, 0.5, 0.08, 0.1, 180.0)],
    "standing": [
        (1, date(2026, 3, 1), "PREMIER", "PREMIER", date(2026, 3, 1), date(2026, 8, 1), "REACHED", "GROWTH", date(2026, 3, 1), "GROWING", None, *[None] * 9, None, None, None),
        (2, DAY, "MASS", "MASS", DAY, None, "GRACE_OVER", "LOST", DAY, "AUM_GONE", DAY, "WEALTH", "WEALTH", date(2025, 1, 1), date(2026, 10, 1), "REACHED", "MATURE", date(2025, 1, 1), "BROAD", date(2026, 8, 1), "WEALTH", date(2026, 10, 1), DAY),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Backend]:
    session = (
        SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[2]"))
        .appName("yinqiao-conformance")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.executor.memory", "700m")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield ibis.pyspark.connect(session)
    session.stop()


def on_spark(backend: Backend, folder: Path) -> dict[int, dict[str, object]]:
    """Work the facts out on Spark, each step laid down as Parquet, as the batch does on DuckDB."""
    tables = {}
    for name, rows in BANK.items():
        whole = [
            (*row, *[None] * (len(SCHEMAS[name]) - len(row))) for row in with_batch(name, rows)
        ]
        frame = pl.DataFrame(whole, schema=SCHEMAS[name], orient="row")
        path = folder / f"{name}.parquet"
        frame.write_parquet(path)
        tables[name] = backend.read_parquet(str(path), table_name=name)

    def keep(name: str, table: ibis.Table, _order: str) -> ibis.Table:
        path = str(folder / f"kept_{name}")
        backend._session.sql(backend.compile(table)).write.parquet(path)
        return backend.read_parquet(path, table_name=f"kept_{name}")

    table = building.wide(building.customer_facts(tables, Context(DAY, SETTINGS, keep)))
    found = pl.DataFrame(pl.from_arrow(backend.to_pyarrow(table)))
    return {row["customer_id"]: row for row in found.to_dicts()}


def with_batch(name: str, rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(*row, date(2026, 1, 1)) for row in rows] if name == "balance" else rows


def test_every_fact_of_everybody_is_the_same(spark: Backend, tmp_path: Path) -> None:
    expected = facts_of(DAY, **{name: list(rows) for name, rows in BANK.items()})
    found = on_spark(spark, tmp_path)
    assert set(found) == set(expected) == {1, 2, 3, 4, 5}
    differing = {
        f"{number} {fact.key}": (expected[number][fact.key], found[number][fact.key])
        for number in expected
        for fact in building.all_facts()
        if expected[number][fact.key] != found[number][fact.key]
    }
    assert differing == {}
    # The bank has something to say of nearly every fact, or agreeing would mean little.
    silent = {fact.key for fact in building.all_facts() if all(row[fact.key] in {None, 0} for row in expected.values())}  # fmt: skip
    assert len(silent) < 30
