"""Checks what somebody types into a quarantined row, before the row waits to be run again."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from yinqiao.platform.imports.checking.checker import Checker
from yinqiao.platform.imports.checking.plan import check_plan
from yinqiao.platform.imports.decoding import LINE, RawChunk
from yinqiao.platform.imports.engine.checkers import target_of
from yinqiao.platform.imports.engine.codes import maps_on
from yinqiao.platform.imports.engine.limits import age_limits
from yinqiao.platform.imports.profile.shapes import Profile, Table
from yinqiao.platform.imports.profile.validation import OPERATION


def column_problems(
    profile: Profile, table: Table, *, texts: Mapping[str, str | None], on: date, today: date
) -> dict[str, list[str]]:
    """Return what is wrong with each column of a row that reads `texts`, as far as the column tells by itself.

    References, look-ups in other files and rules over several columns are for the run: other columns may still be wrong.
    """
    columns = [column.name for column in table.columns]
    with_operation = OPERATION in texts and OPERATION not in columns
    alone = table.model_copy(update={"references": [], "checks": []})
    plan = check_plan(
        profile,
        alone,
        target=target_of(table),
        codes=maps_on(profile, on, using="default"),
        references={},
        lookups={},
        on=on,
        ages=age_limits(today),
        with_operation=with_operation,
    )
    names = [*columns, OPERATION] if with_operation else columns
    row = {LINE: 1, **{name: texts.get(name) for name in names}}
    frame = pl.DataFrame([row], schema={LINE: pl.UInt32, **dict.fromkeys(names, pl.String)})
    problems: dict[str, list[str]] = {}
    for found in Checker(plan).check(RawChunk(frame)).rejected:
        for finding in found.findings:
            problems.setdefault(finding.column, []).append(finding.message)
    return problems
