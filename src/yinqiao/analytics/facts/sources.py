"""Where the data sets of the facts come from: the lake (movements) and, by the rooms' exports, the master data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import ibis.expr.types as ir
import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_noop as _
from ibis.backends.duckdb import Backend

from yinqiao.analytics.facts.definition import KEY, Tables
from yinqiao.analytics.facts.lakes import balance_rows
from yinqiao.platform import registry
from yinqiao.platform.files import lake


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: its title, and the data set of the lake or the export of a room that it is read from.

    `is_own`: Yinqiao keeps it itself, so that no rows mean none, not that no source is connected.
    """

    title: str
    lake: str = ""
    export: str = ""
    is_own: bool = False


SOURCES: dict[str, Source] = {
    "customer": Source(_("Customers"), export="customers.customer"),
    "identification": Source(_("Certificates"), export="customers.identification"),
    "life_event": Source(_("Life events"), export="customers.life_event", is_own=True),
    "main_period": Source(_("Main managers"), export="customers.main_period"),
    "account": Source(_("Accounts"), export="holdings.account"),
    "loan": Source(_("Loans"), export="holdings.loan"),
    "card": Source(_("Cards"), export="holdings.card"),
    "position": Source(_("Wealth positions"), export="holdings.position"),
    "risk_grade": Source(_("Risk assessments"), export="compliance.risk_grade"),
    "due_diligence": Source(_("Due diligence"), export="compliance.review"),
    "registry_event": Source(_("Register and court events"), export="customers.registry_event"),
    "contact": Source(_("Contact records"), export="interactions.contact", is_own=True),
    "standing": Source(_("Tier and stage before"), export="insights.standing"),
    "ftp_rate": Source(_("Transfer prices"), export="products.ftp_rate"),
    "risk_parameter": Source(_("Risk parameters"), export="products.risk_parameter"),
    "fee": Source(_("Fees"), lake="fee"),
    "balance": Source(_("Day-end balances"), lake="balance"),
    "transaction": Source(_("Transactions"), lake="transaction"),
    "payroll": Source(_("Payroll"), lake="payroll"),
    "login": Source(_("Sign-ins"), lake="login"),
    "bill_discount": Source(_("Bill discounts"), lake="bill_discount"),
    "service_rating": Source(_("Service ratings"), lake="service_rating"),
}


def movements(backend: Backend, identity: ir.Table | None = None) -> Tables:
    """Return the data sets of the lake that hold any row, as tables of `backend`, under who answers by the map `identity`."""
    return {
        name: answered(_parts(backend, name, source.lake), identity)
        for name, source in SOURCES.items()
        if source.lake and lake.has_parts(source.lake)
    }


def identity_map(
    backend: Backend, connection: BaseDatabaseWrapper, *, shelf: Path
) -> ir.Table | None:
    """Return which record answers for which, as a table; None as long as nothing was merged."""
    frame = registry.datasets.get("customers.merged")(connection)
    if not isinstance(frame, pl.DataFrame) or frame.is_empty():
        return None
    path = shelf / "identity.parquet"
    frame.write_parquet(path)
    return backend.read_parquet(path, table_name="identity")


def answered(rows: ir.Table, identity: ir.Table | None) -> ir.Table:
    """Return movements under the customer that answers for theirs today: they keep their own id for good (contract 10)."""
    if identity is None or KEY not in rows.columns:
        return rows
    joined = rows.left_join(identity, KEY)
    told = joined.survivor_id.fill_null(rows[KEY])
    return joined.select(**{name: told if name == KEY else rows[name] for name in rows.columns})


def laid_down(connection: BaseDatabaseWrapper, *, shelf: Path) -> dict[str, Path]:
    """Lay the master data down on `shelf`; return the files of the data sets that hold any row, or are Yinqiao's own."""
    found: dict[str, Path] = {}
    for name, source in SOURCES.items():
        if source.lake:
            continue
        frame = registry.datasets.get(source.export)(connection)
        if isinstance(frame, pl.DataFrame) and (source.is_own or not frame.is_empty()):
            found[name] = shelf / f"set_{name}.parquet"
            frame.write_parquet(found[name])
    return found


def opened(backend: Backend, files: Mapping[str, Path]) -> Tables:
    """Return what was laid down as tables of `backend`."""
    return {
        name: backend.read_parquet(path, table_name=f"set_{name}") for name, path in files.items()
    }


def _parts(backend: Backend, name: str, dataset: str) -> ir.Table:
    pattern = lake.pattern(dataset)
    if name == "balance":
        return balance_rows(backend, pattern)
    return backend.read_parquet(pattern, table_name=f"set_{name}")
