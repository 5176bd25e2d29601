"""A file whose beginning is nearly all bad is the wrong file, or came before the table it refers to: refused before anything is loaded."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import connections

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.checking.findings import Checked
from yinqiao.platform.imports.engine.checkers import target_of
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.engine.run import Run
from yinqiao.platform.imports.ports import ReferringTarget, Rejection
from yinqiao.platform.imports.profile.shapes import Profile, Table
from yinqiao.platform.imports.reasons import FileRefused


def refuse_mostly_bad(run: Run, table: Table, checked: Checked) -> None:
    """Raise FileRefused where so many rows at the beginning of a file are rejected that these are no rows with errors."""
    limits = run.limits
    rows = checked.good.height + len(checked.rejected) + len(checked.folded)
    if rows < limits.mostly_bad_rows:
        return
    unknown = _unknown_references(run, table, checked)
    lines = {row.line for row in checked.rejected} | {row.line for row in unknown}
    if len(lines) <= limits.mostly_bad_share * rows:
        return
    said = {"rows": rows, "rejected": len(lines), "limit": f"{limits.mostly_bad_share:.0%}"}
    if 2 * len({row.line for row in unknown}) > len(lines):
        column = Counter(row.column for row in unknown).most_common(1)[0][0]
        first = "、".join(_tables_before(run.profile, table, column)) or f"{column} 所指的表"
        message = next(row.message for row in unknown if row.column == column)
        raise FileRefused(
            reasons.MOSTLY_UNKNOWN, **said, column=column, message=message, first=first
        )
    worst = checked.rejected[0].findings[0]
    raise FileRefused(reasons.MOSTLY_BAD, **said, first=f"{worst.column} {worst.message}".strip())


def _unknown_references(run: Run, table: Table, checked: Checked) -> list[Rejection]:
    """Return what the rows refer to and nobody knows: found by the checks, or by the look-ups of the target."""
    code = reasons.REFERENCE_MISSING.code
    found = [
        Rejection(row.line, _target_column(table, finding.column), code, finding.message)
        for row in checked.rejected
        for finding in row.findings
        if finding.code == code
    ]
    target = target_of(table)
    # A dry run loads nothing, so the look-ups of its later tables would find nothing.
    if run.is_dry_run or not isinstance(target, ReferringTarget):
        return found
    batch, connection = run.target_batch(), connections[LOADER]
    return found + target.unknown(batch=batch, frame=checked.good, connection=connection)


def _target_column(table: Table, name: str) -> str:
    """Return the target's column for a column of the file."""
    for column in (*table.columns, *table.derive):
        if column.name == name:
            return column.target or name
    return name


def _tables_before(profile: Profile, table: Table, column: str) -> Sequence[str]:
    """Return the titles of the tables of the profile that bring what `column` refers to."""
    named = {reference.to for reference in table.references if reference.column == column}
    target = target_of(table)
    stored = {target.refers_to.get(column, "")} if isinstance(target, ReferringTarget) else set()
    return list(dict.fromkeys(_titles(profile, table, named=named, stored=stored)))


def _titles(profile: Profile, table: Table, *, named: set[str], stored: set[str]) -> Iterator[str]:
    for other in profile.tables:
        target = target_of(other)
        brings = named & set(target.feeds) or getattr(target, "table", "") in stored
        if brings and other.name != table.name:
            yield f"「{other.title}」"
