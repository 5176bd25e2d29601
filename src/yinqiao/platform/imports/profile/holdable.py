"""Which of our codes a code map may lead to: those that every column it feeds can hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import CharField, Field
from django.utils.translation import gettext as _

from yinqiao.platform.imports.ports import ImportTarget
from yinqiao.platform.imports.profile.shapes import Profile


@dataclass(frozen=True, slots=True)
class Holdable:
    """`choices` are the codes with their names; None where they are not known, so that any goes. `longest` is the most characters.

    Empty choices are known too: the columns that the map feeds have no code in common.
    """

    choices: Mapping[str, str] | None
    longest: int | None

    @property
    def is_closed(self) -> bool:
        """Tell whether no other code can be held."""
        return self.choices is not None

    def problem(self, code: str) -> str:
        """Return why `code` cannot be held; empty if it can."""
        if self.choices is not None and not self.choices:
            return _("The columns that this map feeds have no code in common.")
        if self.choices is not None and code not in self.choices:
            return _("The column cannot hold {code}; it holds: {codes}.").format(
                code=code, codes=", ".join(self.choices)
            )
        if self.longest is not None and len(code) > self.longest:
            return _("The column holds at most {longest} characters.").format(longest=self.longest)
        return ""


def holdable(
    profiles: Sequence[Profile],
    targets: Mapping[str, ImportTarget],
    *,
    source: str,
    map_name: str,
) -> Holdable:
    """Return what the columns that `map_name` of `source` feeds can hold, all of them at once."""
    choices: dict[str, str] | None = None
    lengths: list[int] = []
    of_source = [profile for profile in profiles if profile.source == source]
    for target, column in _fed_columns(of_source, targets, map_name):
        held = _choices_of(target, column)
        if held and choices is not None:
            choices = {code: name for code, name in choices.items() if code in held}
        elif held:
            choices = held
        lengths += _length_of(target, column)
    return Holdable(choices, min(lengths, default=None))


def _fed_columns(
    profiles: Sequence[Profile], targets: Mapping[str, ImportTarget], map_name: str
) -> Iterator[tuple[ImportTarget, str]]:
    for table in (table for profile in profiles for table in profile.tables):
        for column in (*table.columns, *table.derive):
            if column.map == map_name and column.target is not None and table.target in targets:
                yield targets[table.target], column.target


def _choices_of(target: ImportTarget, column: str) -> dict[str, str]:
    declared = target.columns[column].choices if column in target.columns else None
    if declared is not None:
        return {str(code): str(name) for code, name in declared.choices}
    field = _field_of(target, column)
    return {str(code): str(name) for code, name in (field.flatchoices if field else ()) if code}


def _length_of(target: ImportTarget, column: str) -> list[int]:
    field = _field_of(target, column)
    return [field.max_length] if isinstance(field, CharField) and field.max_length else []


def _field_of(target: ImportTarget, column: str) -> "Field[object, object] | None":
    """Return the field of the table that `column` fills as it stands, if the target is a declared table."""
    table = getattr(target, "table", None)
    into = {one.name: one.target for one in getattr(target, "values", ())}.get(column)
    shapes = [model._meta for model in apps.get_models()]  # noqa: SLF001 - Django's own name for it
    fields = [
        field for shape in shapes if shape.db_table == table for field in shape.concrete_fields
    ]
    return next((field for field in fields if field.column == into), None)
