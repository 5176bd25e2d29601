"""Where the data sets of the facts come from: the lake (movements) and, by the rooms' exports, the master data."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_noop as _
from ibis.backends.duckdb import Backend

from yinqiao.analytics.facts.definition import Tables
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
    "account": Source(_("Accounts"), export="holdings.account"),
    "loan": Source(_("Loans"), export="holdings.loan"),
    "card": Source(_("Cards"), export="holdings.card"),
    "position": Source(_("Wealth positions"), export="holdings.position"),
    "risk_grade": Source(_("Risk assessments"), export="compliance.risk_grade"),
    "due_diligence": Source(_("Due diligence"), export="compliance.review"),
    "contact": Source(_("Contact records"), export="interactions.contact", is_own=True),
    "standing": Source(_("Tier and stage before"), export="insights.standing"),
    "ftp_rate": Source(_("Transfer prices"), export="products.ftp_rate"),
    "risk_parameter": Source(_("Risk parameters"), export="products.risk_parameter"),
    "fee": Source(_("Fees"), lake="fee"),
    "balance": Source(_("Day-end balances"), lake="balance"),
    "transaction": Source(_("Transactions"), lake="transaction"),
    "payroll": Source(_("Payroll"), lake="payroll"),
    "login": Source(_("Sign-ins"), lake="login"),
}


def connected(backend: Backend, connection: BaseDatabaseWrapper, *, shelf: Path) -> Tables:
    """Return the data sets that hold any row, as tables of `backend`; the master data is laid down on `shelf`."""
    found: Tables = {}
    for name, source in SOURCES.items():
        if source.lake:
            if lake.has_parts(source.lake):
                found[name] = _parts(backend, name, source.lake)
            continue
        frame = registry.datasets.get(source.export)(connection)
        if isinstance(frame, pl.DataFrame) and (source.is_own or not frame.is_empty()):
            path = shelf / f"set_{name}.parquet"
            frame.write_parquet(path)
            found[name] = backend.read_parquet(path, table_name=f"set_{name}")
    return found


def _parts(backend: Backend, name: str, dataset: str) -> object:
    pattern = lake.pattern(dataset)
    if name == "balance":
        return balance_rows(backend, pattern)
    return backend.read_parquet(pattern, table_name=f"set_{name}")
