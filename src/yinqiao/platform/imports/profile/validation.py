"""Mistakes that the shape alone does not show: names that do not exist, types that do not fit, order that goes in circles."""

import itertools
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from yinqiao.platform.imports.profile.column_rules import column_problems
from yinqiao.platform.imports.profile.holdable import Holdable, holdable
from yinqiao.platform.imports.profile.known import Known
from yinqiao.platform.imports.profile.problems import Place, ProfileProblem
from yinqiao.platform.imports.profile.shapes import DatedCode, Profile, Table

OPERATION = "operation"


def profile_problems(profile: Profile, known: Known) -> list[ProfileProblem]:
    """Return every mistake of `profile`, in no particular order."""
    found = list(_twice((table.name for table in profile.tables), ("tables",), "name"))
    found += _code_map_problems(profile)
    found += _meaning_problems(profile, known)
    found += _lookup_problems(profile)
    found += _circles(profile)
    for position, table in enumerate(profile.tables):
        found += _table_problems(profile, table, place=("tables", position), known=known)
    return found


def _table_problems(
    profile: Profile, table: Table, *, place: Place, known: Known
) -> Iterator[ProfileProblem]:
    yield from _source_problems(profile, table, place)
    yield from _after_problems(profile, table, place)
    if table.shape is not None and table.shape not in known.shapes:
        yield _unknown((*place, "shape"), table.shape, known.shapes)
    yield from _twice(
        (column.name for column in [*table.columns, *table.derive]), (*place, "columns"), "name"
    )
    yield from column_problems(profile, table, place=place, known=known)
    yield from _target_problems(table, place, known)
    yield from _check_problems(table, place, known)
    yield from _reference_problems(table, place, known)
    yield from _control_sum_problems(table, place)


def _source_problems(profile: Profile, table: Table, place: Place) -> Iterator[ProfileProblem]:
    if (table.file is None) == (table.rows is None):
        yield ProfileProblem(
            place, _("a table has either a file or rows"), _("give `file` or `rows`")
        )
    if table.file is not None and ("/" in table.file or "\\" in table.file or ".." in table.file):
        yield ProfileProblem((*place, "file"), _("a file name has no folder"), _("only the name"))
    if table.file is not None and not table.columns:
        yield ProfileProblem(
            (*place, "columns"), _("a file needs columns"), _("list them in file order")
        )
    format_ = profile.format_of(table)
    for position, column in enumerate(table.columns):
        column_place = (*place, "columns", position)
        if format_.type == "fixed" and column.bytes is None and table.rows is None:
            yield ProfileProblem(
                (*column_place, "bytes"), _("a fixed-length column needs its length"), "bytes: 20"
            )
        if format_.type != "fixed" and column.bytes is not None:
            yield ProfileProblem(
                (*column_place, "bytes"),
                _("only fixed-length files have lengths"),
                _("leave it out"),
            )


def _after_problems(profile: Profile, table: Table, place: Place) -> Iterator[ProfileProblem]:
    names = [other.name for other in profile.tables]
    for position, name in enumerate(table.after):
        if name not in names:
            yield _unknown((*place, "after", position), name, names)


def _circles(profile: Profile) -> Iterator[ProfileProblem]:
    after = {table.name: set(table.after) for table in profile.tables}
    done: set[str] = set()
    while ready := [
        name
        for name, needs in after.items()
        if name not in done and not (needs & after.keys()) - done
    ]:
        done.update(ready)
    for position, table in enumerate(profile.tables):
        if table.name not in done:
            yield ProfileProblem(
                ("tables", position, "after"),
                _("the order goes in a circle"),
                _("an order without circles"),
            )


def _target_problems(table: Table, place: Place, known: Known) -> Iterator[ProfileProblem]:
    target = known.targets.get(table.target)
    if target is None:
        yield _unknown((*place, "target"), table.target, known.targets)
        return
    fed = list(_fed(table))
    for name, column_place in fed:
        if name not in target.columns:
            yield _unknown((*place, *column_place), name, target.columns)
    yield from _twice((name for name, _place in fed), place, "to")
    names = {name for name, _place in fed}
    for name, column in target.columns.items():
        if column.required and name not in names:
            wrong = _("the target {target} needs the column {name}").format(
                target=table.target, name=name
            )
            yield ProfileProblem(
                (*place, "columns"), wrong, _("add it to columns, derive or constants")
            )
    for position, name in enumerate(table.key):
        if name not in names:
            yield _unknown((*place, "key", position), name, names)


def _fed(table: Table) -> Iterator[tuple[str, Place]]:
    """Yield each target column that the table fills, with its place inside the table."""
    for position, column in enumerate(table.columns):
        if column.target is not None and not (column.name == OPERATION and table.mode == "delta"):
            yield column.target, ("columns", position, "to" if column.to else "name")
    for position, derived in enumerate(table.derive):
        if derived.target is not None:
            yield derived.target, ("derive", position, "to" if derived.to else "name")
    for name in table.constants:
        yield name, ("constants", name)
    for name in dict.fromkeys(name for row in table.rows or [] for name in row):
        yield name, ("rows",)


def _check_problems(table: Table, place: Place, known: Known) -> Iterator[ProfileProblem]:
    names = {name for name, _place in _fed(table)}
    for position, check in enumerate(table.checks):
        check_place = (*place, "checks", position)
        if check.rule not in known.checks:
            yield _unknown((*check_place, "rule"), check.rule, known.checks)
        elif len(check.columns) != known.checks[check.rule]:
            wrong = _("{rule} takes {count} columns").format(
                rule=check.rule, count=known.checks[check.rule]
            )
            yield ProfileProblem((*check_place, "columns"), wrong, _("list so many"))
        for number, column in enumerate(check.columns):
            if column not in names:
                yield _unknown((*check_place, "columns", number), column, names)
        for column in check.when:
            if column not in names:
                yield _unknown((*check_place, "when"), column, names)


def _reference_problems(table: Table, place: Place, known: Known) -> Iterator[ProfileProblem]:
    names = {name for name, _place in _fed(table)}
    for position, reference in enumerate(table.references):
        if reference.column not in names:
            yield _unknown((*place, "references", position, "column"), reference.column, names)
        if reference.to not in known.references:
            yield _unknown((*place, "references", position, "to"), reference.to, known.references)


def _control_sum_problems(table: Table, place: Place) -> Iterator[ProfileProblem]:
    if table.control_sum is None:
        return
    summed = {
        column.name for column in table.columns if column.type in {"cents", "decimal", "integer"}
    }
    if table.control_sum not in summed:
        yield _unknown((*place, "control_sum"), table.control_sum, summed)


def _code_map_problems(profile: Profile) -> Iterator[ProfileProblem]:
    for map_name, codes in profile.code_maps.items():
        for source, meaning in codes.items():
            if isinstance(meaning, list):
                yield from _dated_code_problems(meaning, ("code_maps", map_name, source))


def _meaning_problems(profile: Profile, known: Known) -> Iterator[ProfileProblem]:
    """Meanings that the columns which the map feeds cannot hold."""
    for map_name, codes in profile.code_maps.items():
        held = holdable([profile], known.targets, source=profile.source, map_name=map_name)
        for source, meaning in codes.items():
            place: Place = ("code_maps", map_name, source)
            if isinstance(meaning, str):
                yield from _held_problems(held, meaning, place)
                continue
            for position, code in enumerate(meaning):
                yield from _held_problems(held, code.to, (*place, position, "to"))


def _held_problems(held: Holdable, code: str, place: Place) -> Iterator[ProfileProblem]:
    problem = held.problem(code)
    if problem:
        right = _("one of {names}").format(names=", ".join(held.choices)) if held.choices else ""
        wrong = _("no column of this map holds {code}").format(code=code) if right else problem
        yield ProfileProblem(place, wrong, right)


def _dated_code_problems(codes: list[DatedCode], place: Place) -> Iterator[ProfileProblem]:
    for position, (earlier, later) in enumerate(itertools.pairwise(codes), start=1):
        if earlier.until is None or later.since is None or later.since < earlier.until:
            yield ProfileProblem(
                (*place, position),
                _("periods of one code overlap"),
                _("`until` of one at or before `since` of the next"),
            )
    for position, code in enumerate(codes):
        if code.since and code.until and code.until <= code.since:
            yield ProfileProblem(
                (*place, position), _("a period ends before it begins"), _("`since` before `until`")
            )


def _lookup_problems(profile: Profile) -> Iterator[ProfileProblem]:
    tables = {table.name: table for table in profile.tables}
    for name, lookup in profile.lookups.items():
        place: Place = ("lookups", name)
        table = tables.get(lookup.table)
        if table is None or table.file is None:
            yield _unknown(
                (*place, "table"),
                lookup.table,
                [n for n, t in tables.items() if t.file is not None],
            )
            continue
        columns = [column.name for column in table.columns]
        wanted = [
            ("key", lookup.key),
            ("value", lookup.value),
            *(("where", column) for column in lookup.where),
        ]
        for step, column in wanted:
            if column not in columns:
                yield _unknown((*place, step), column, columns)


def _twice(names: Iterable[str], place: Place, field: str) -> Iterator[ProfileProblem]:
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            where = (
                (*place, position, field) if place and place[-1] in {"tables", "columns"} else place
            )
            yield ProfileProblem(where, _("{name} stands twice").format(name=name), _("each once"))
        seen.add(name)


def _unknown(place: Place, name: str, names: Iterable[str]) -> ProfileProblem:
    offered = ", ".join(sorted(names)) or _("nothing is registered")
    return ProfileProblem(
        place,
        _("{name} does not exist").format(name=name),
        _("one of {names}").format(names=offered),
    )
