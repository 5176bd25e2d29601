"""Mistakes of single columns: types against the target's kinds, maps, formats, checks, ways of deriving."""

import string
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from yinqiao.platform.imports.profile.known import Known
from yinqiao.platform.imports.profile.problems import Place, ProfileProblem
from yinqiao.platform.imports.profile.shapes import Column, Derived, Profile, Table

# Which file types may fill which kind of target column.
FITS = {
    "text": {"text", "code"},
    "code": {"code", "text"},
    "integer": {"integer"},
    "decimal": {"decimal", "cents"},
    "rate": {"rate"},
    "date": {"date"},
    "datetime": {"datetime"},
    "boolean": {"boolean"},
}
_DIRECTIVES = set("YymdHMSfjbB%")


def column_problems(
    profile: Profile, table: Table, *, place: Place, known: Known
) -> Iterator[ProfileProblem]:
    """Yield the mistakes of every column and derived column of `table`."""
    target = known.targets.get(table.target)
    available = [column.name for column in table.columns]
    for position, column in enumerate([*table.columns, *table.derive]):
        is_derived = isinstance(column, Derived)
        own = (
            (*place, "derive", position - len(table.columns))
            if is_derived
            else (*place, "columns", position)
        )
        yield from _map_problems(profile, column, own)
        yield from _format_problems(column, own)
        yield from _extension_problems(profile, column, place=own, known=known)
        yield from _check_problems(column, own, known)
        if isinstance(column, Derived):
            yield from _source_problems(column, own, available)
            available.append(column.name)
        expected = (
            target.columns.get(column.target) if target is not None and column.target else None
        )
        if expected is not None and column.type not in FITS[expected.kind]:
            wrong = _("{given} does not fit the target's {kind}").format(
                given=column.type, kind=expected.kind
            )
            yield ProfileProblem((*own, "type"), wrong, " / ".join(sorted(FITS[expected.kind])))


def _map_problems(profile: Profile, column: Column, place: Place) -> Iterator[ProfileProblem]:
    if column.type == "code" and column.map is None:
        yield ProfileProblem(
            (*place, "map"), _("a code needs its map"), ", ".join(profile.code_maps) or "code_maps"
        )
    if column.map is None:
        return
    if column.type != "code":
        yield ProfileProblem((*place, "map"), _("only codes have a map"), "type: code")
    if column.map not in profile.code_maps:
        wrong = _("{name} does not exist").format(name=column.map)
        yield ProfileProblem(
            (*place, "map"),
            wrong,
            _("one of {names}").format(names=", ".join(sorted(profile.code_maps))),
        )


def _format_problems(column: Column, place: Place) -> Iterator[ProfileProblem]:
    if column.format is not None and column.type not in {"date", "datetime"}:
        yield ProfileProblem(
            (*place, "format"), _("only dates and times have a format"), _("leave it out")
        )
        return
    if column.forever is not None and column.type != "date":
        yield ProfileProblem((*place, "forever"), _("only dates can be for ever"), "type: date")
    if column.format is None:
        return
    used = [
        after
        for before, after in zip(column.format, column.format[1:], strict=False)
        if before == "%"
    ]
    if not used or set(used) - _DIRECTIVES or not _is_whole_date(column.format):
        yield ProfileProblem(
            (*place, "format"),
            _("{given} is no date format").format(given=column.format),
            "%Y%m%d, %Y-%m-%d, %Y%m%d%H%M%S",
        )


def _is_whole_date(text: str) -> bool:
    sample = datetime(2001, 12, 31, tzinfo=UTC)
    try:
        parsed = datetime.strptime(sample.strftime(text), text)  # noqa: DTZ007 - only the day is compared
    except ValueError:
        return False
    return parsed.date() == sample.date()


def _extension_problems(
    profile: Profile, column: Column, *, place: Place, known: Known
) -> Iterator[ProfileProblem]:
    for step, name, names in (
        ("transform", column.transform, known.transforms),
        ("lookup", column.lookup, profile.lookups),
    ):
        if name is not None and name not in names:
            wrong = _("{name} does not exist").format(name=name)
            yield ProfileProblem(
                (*place, step),
                wrong,
                _("one of {names}").format(names=", ".join(sorted(names)) or "-"),
            )
    if column.template is not None and not template_is_fine(column.template):
        wrong = _("{given} is no template").format(given=column.template)
        yield ProfileProblem((*place, "template"), wrong, "B{value:06d}")


def template_is_fine(template: str) -> bool:
    """Tell whether `template` has only ``{value}`` and ``{value:06d}`` fields, and one at least."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        return False
    fields = [(name, spec or "") for _text, name, spec, _conversion in parts if name is not None]
    return bool(fields) and all(
        name == "value" and (spec == "" or _is_padding(spec)) for name, spec in fields
    )


def _is_padding(spec: str) -> bool:
    return spec.startswith("0") and spec.endswith("d") and spec[1:-1].isdigit()


def _check_problems(column: Column, place: Place, known: Known) -> Iterator[ProfileProblem]:
    if column.check is not None and column.check not in known.checks:
        wrong = _("{name} does not exist").format(name=column.check)
        yield ProfileProblem(
            (*place, "check"),
            wrong,
            _("one of {names}").format(names=", ".join(sorted(known.checks))),
        )
    if column.when and column.check is None:
        yield ProfileProblem(
            (*place, "when"),
            _("`when` limits a check, and there is none"),
            _("add `check` or leave it out"),
        )


def _source_problems(
    column: Derived, place: Place, available: Sequence[str]
) -> Iterator[ProfileProblem]:
    for name in column.sources:
        if name not in available:
            wrong = _("{name} does not exist").format(name=name)
            yield ProfileProblem(
                (*place, "from"), wrong, _("one of {names}").format(names=", ".join(available))
            )
    if len(column.sources) > 1 and column.transform is None:
        yield ProfileProblem(
            (*place, "from"), _("several columns need a transform"), "transform: …"
        )
