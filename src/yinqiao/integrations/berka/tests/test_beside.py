"""Berka in a database that holds a bank already: it hangs below the head office there is, and nothing of the bank changes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import Settings

from yinqiao.analytics import services as analytics
from yinqiao.integrations.berka.tests.test_berka import ACTOR, DAY, NOW
from yinqiao.interactions.tests.factories import load_rows, make_batch, make_customers
from yinqiao.organization.tests.factories import Org, make_org
from yinqiao.platform.imports import services
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.models import ImportBatch, QuarantineRow
from yinqiao.platform.imports.profile import find_profile

TODAY = date(2026, 11, 22)
TABLES = ("head_office", "region", "district", "product", "client", "account", "disposition")
CLIENTS = 250
MINE = "where source is distinct from 'BERKA' order by id"


def write(folder: Path, name: str, lines: list[str]) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def folder(committed_db, settings: Settings, tmp_path: Path) -> Path:
    """Write two districts, and so many clients with an account each; the lake is empty."""
    settings.HOME = tmp_path / "home"
    rest = ";".join(["1"] * 13)
    heads = [f"A{number}" for number in range(1, 17)]
    districts = [f'1;"Praha";"Prague";{rest}', f'2;"Benesov";"central Bohemia";{rest}']
    write(tmp_path, "district.asc", [";".join(heads), *districts])
    clients = [f'{number};"706213";{1 + number % 2}' for number in range(1, CLIENTS + 1)]
    write(tmp_path, "client.asc", ["client_id;birth_number;district_id", *clients])
    accounts = [f'{n};{1 + n % 2};"POPLATEK MESICNE";930101' for n in range(1, CLIENTS + 1)]
    write(tmp_path, "account.asc", ["account_id;district_id;frequency;date", *accounts])
    parties = [f'{n};{n};{n};"OWNER"' for n in range(1, CLIENTS + 1)]
    write(tmp_path, "disp.asc", ["disp_id;client_id;account_id;type", *parties])
    return tmp_path


@pytest.fixture
def bank(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Bring in a bank with two units, two customers, an account with balances, and its figures; return its rows."""
    head = make_org("银桥银行总行", code="001")
    make_org("河畔支行", parent=head, code="011")
    make_customers(["6100000001", "6100000002"], org_code="011")
    run = make_batch(day=TODAY)
    product = {"product_code": "D01", "name": "活期存款", "product_class": "DEMAND"}
    load_rows("products.product", [product], batch=run)
    account = {
        "account_no": "6217000000000001",
        "customer_no": "6100000001",
        "org_code": "011",
        "product_code": "D01",
        "account_type": "SETTLEMENT",
        "opened_on": date(2020, 1, 1),
        "balance": Decimal("80000.00"),
    }
    load_rows("holdings.account", [account], batch=run)
    balance = {name: account[name] for name in ("account_no", "balance")}
    load_rows("holdings.balance", [{**balance, "balance_on": TODAY}], batch=run, mode="append")
    ImportBatch.objects.create(
        source="CORE", profile="core_banking", profile_version=1, batch_on=TODAY, status=BatchStatus.DONE,
        manifest="0" * 64, folder="/nowhere", known_at=run.known_at, started_at=run.known_at, actor_no="SYSTEM", actor_name="x",
    )  # fmt: skip
    analytics.run_batch_steps(run)
    return held()


def held() -> Mapping[str, list[tuple[object, ...]]]:
    """Return what is not Berka's: units, customers, accounts, and what lists and figures show of them."""
    plain = ("organization_org", "customers_customer", "holdings_account", "products_product")
    queries = {table: f"select * from {table} {MINE}" for table in plain}
    of_mine = "where customer_id in (select id from customers_customer where source = 'CORE')"
    queries |= {
        table: f"select * from {table} {of_mine} order by customer_id"
        for table in ("customers_figures", "customers_overview")
    }
    found = {}
    for name, query in queries.items():
        with connections["loader"].cursor() as cursor:
            cursor.execute(query)
            found[name] = cursor.fetchall()
    return found


def run(folder: Path, *only: str) -> services.BatchReport:
    return services.run_batch(
        actor=ACTOR, now=NOW, profile=find_profile("berka"), folder=folder, on=DAY, only=only
    )


def test_it_hangs_below_the_head_office_and_changes_nothing_of_the_bank(folder, bank):
    assert bank["customers_figures"][0][2] == Decimal("80000.00")
    report = run(folder, *TABLES)
    assert {file.state for file in report.files} == {FileState.FINISHED}
    assert {(file.table_name, file.rejected) for file in report.files if file.rejected} == set()
    analytics.after_batch(
        batch_id=report.batch.pk, source="BERKA", profile="berka", on=report.batch.batch_on
    )
    assert held() == bank
    units = Org.objects.filter(source="BERKA").order_by("path")
    tree = [(unit.code, unit.kind, unit.parent.code) for unit in units]
    assert tree == [
        ("B0", "BRANCH", "001"),
        ("BR1", "BRANCH", "B0"),
        ("BD01", "SUB_BRANCH", "BR1"),
        ("BR2", "BRANCH", "B0"),
        ("BD02", "SUB_BRANCH", "BR2"),
    ]
    told = QuarantineRow.objects.values_list("level", "code", "message")
    assert list(told) == [
        ("warning", "SECOND_HEAD_OFFICE", "已有总行，本行作为分行挂在现有总行之下")
    ]
    with connections["loader"].cursor() as cursor:
        cursor.execute("select count(*) from customers_customer where source = 'BERKA'")
        assert cursor.fetchone() == (CLIENTS,)


def test_again_it_stays_where_it_hangs(folder, bank):
    run(folder, "head_office")
    before = list(Org.objects.order_by("id").values())
    report = run(folder, "head_office", "region")
    assert [file.updated for file in report.files] == [0, 0]
    assert list(Org.objects.filter(code__in=["001", "011", "B0"]).order_by("id").values()) == before


def test_a_table_that_came_before_those_it_refers_to_is_refused_whole(folder, bank):
    run(folder, "head_office", "region", "district", "client")
    report = run(folder, "disposition")
    (file,) = report.files
    assert (report.batch.status, file.state, file.code) == (
        BatchStatus.PARTIAL,
        FileState.REFUSED,
        "FILE_MOSTLY_UNKNOWN",
    )
    assert file.reason.startswith(
        f"前 {CLIENTS} 行中有 {CLIENTS} 行被拒（超过 50%），主要因为 account_no"
    )
    assert file.reason.endswith("请先装载「账户」、「贷款账户」")
    assert QuarantineRow.objects.filter(level="error").count() == 0
    assert held() == bank
