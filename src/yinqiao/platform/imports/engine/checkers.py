"""Gathers what the checks of a table need from the database and the sibling files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import polars as pl
from django.db import connections

from yinqiao.platform import registry
from yinqiao.platform.imports.checking.plan import CheckPlan, KnownKeys, check_plan
from yinqiao.platform.imports.checks import AgeLimits
from yinqiao.platform.imports.engine.codes import Maps
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.numberindex import NumberIndex
from yinqiao.platform.imports.ports import ImportTarget, Mode, ReferenceSource
from yinqiao.platform.imports.profile.shapes import Profile, Table
from yinqiao.platform.imports.tablefiles import lookup_frames

_TITLES: Mapping[str, str] = {
    "customers.customer": "客户",
    "organization.org": "机构",
    "organization.staff": "员工",
    "products.product": "产品",
    "holdings.account": "账户",
}


def target_of(table: Table) -> ImportTarget:
    """Return the registered target of `table`."""
    return target_named(table.target)


def target_named(name: str) -> ImportTarget:
    """Return the target registered under `name`."""
    return cast("ImportTarget", registry.import_targets.get(name))


def begins_with_operation(table: Table, mode: Mode) -> bool:
    """Tell whether the files of this run have an operation column that the profile does not list (mode overridden)."""
    return mode == "delta" and table.mode != "delta"


@dataclass(slots=True)
class References:
    """Known keys by reference, read once and again after a table that feeds them; a dry run adds what it would have loaded."""

    is_dry_run: bool
    _keys: dict[str, pl.Series] = field(default_factory=dict)
    _added: dict[str, list[pl.Series]] = field(default_factory=dict)

    def of(self, name: str) -> KnownKeys:
        """Return the keys of reference `name`."""
        if name not in self._keys:
            source = cast("ReferenceSource", registry.import_references.get(name))
            self._keys[name] = source(connections[LOADER])
        keys = pl.concat([self._keys[name], *self._added.get(name, [])])
        return KnownKeys(_TITLES.get(name, "对象"), NumberIndex(keys))

    def loaded(self, target: ImportTarget) -> None:
        """Forget the keys that a finished table has changed."""
        if not self.is_dry_run:
            for name in target.feeds:
                self._keys.pop(name, None)

    def would_load(self, target: ImportTarget, good: pl.DataFrame) -> None:
        """Remember the keys that a real run would have made known."""
        for name, column in target.feeds.items():
            if column in good.columns:
                self._added.setdefault(name, []).append(good.get_column(column).cast(pl.String))


def table_plan(
    profile: Profile,
    table: Table,
    *,
    mode: Mode,
    codes: Maps,
    references: References,
    folder: Path,
    on: date,
    ages: AgeLimits,
) -> CheckPlan:
    """Return what the checks of `table` need; look-ups are read from `folder`, and find nothing where it is gone."""
    return check_plan(
        profile,
        table,
        target=target_of(table),
        codes=codes,
        references={reference.to: references.of(reference.to) for reference in table.references},
        lookups=lookup_frames(profile, table, folder=folder, on=on),
        on=on,
        ages=ages,
        with_operation=begins_with_operation(table, mode),
    )
