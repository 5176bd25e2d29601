"""How the columns of a frame become columns of a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from django.db.models import TextChoices

from yinqiao.platform.imports.ports import Kind, TargetColumn
from yinqiao.platform.masking.rules import FieldClass

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Column:
    """A value taken over: `name` in the frame, `into` in the table (default the same).

    `default` fills nulls (a text column of the table is never null: empty text is its nothing). `choices` are the codes that
    it holds, where the table's field does not name them itself.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    into: str = ""
    default: object = None
    sensitive: FieldClass | None = None
    choices: type[TextChoices] | None = None

    @property
    def target(self) -> str:
        """Return the table's column."""
        return self.into or self.name


@dataclass(frozen=True, slots=True)
class Lookup:
    """A business number that becomes an id: found in `table`.`code`, written to `into`; unknown numbers reject the row.

    An absent number is fine unless `required`. `sensitive` masks it in error lists. `also` copies further id columns of the found row: (column there, column
    here). `known` gives the frame of numbers itself (columns ``_code``, `into`, `also`) where they are sealed in the table.
    """

    name: str
    table: str
    code: str
    into: str
    required: bool = True
    also: tuple[tuple[str, str], ...] = ()
    sensitive: FieldClass | None = None
    known: "Callable[[BaseDatabaseWrapper], pl.DataFrame] | None" = None
    message: str = "查无此编号"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value that is encrypted with the row's id: writes token, blind index (if named) and mask.

    `field` is the logical field of AAD and index; `class_of` tells the masking class per row when it depends on another
    column (contact value by kind); `normalise` gives the text that is indexed; `index_field` is
    the logical field of the index where several kinds of rows share one.
    """

    name: str
    field: str
    token: str
    masked: str
    field_class: FieldClass = FieldClass.OTHER_ID
    index: str = ""
    class_of: Callable[[pl.DataFrame], pl.Series] | None = None
    normalise: Callable[[pl.Expr], pl.Expr] | None = None
    required: bool = False
    index_field: str = ""


def fed_columns(
    values: Sequence[Column], lookups: Sequence[Lookup], sealed: Sequence[Sealed]
) -> Mapping[str, TargetColumn]:
    """Return the columns that a profile may feed into a table of these parts."""
    taken = {
        column.name: TargetColumn(
            column.kind,
            required=column.required,
            sensitive=column.sensitive,
            choices=column.choices,
        )
        for column in values
    }
    found = {
        lookup.name: TargetColumn("text", required=lookup.required, sensitive=lookup.sensitive)
        for lookup in lookups
    }
    hidden = {
        item.name: TargetColumn("text", required=item.required, sensitive=item.field_class)
        for item in sealed
    }
    return taken | found | hidden


def id_columns(lookups: Sequence[Lookup]) -> list[str]:
    """Return the table's id columns that these look-ups fill, each once; names with an underscore in front serve the load only."""
    names = [
        name for lookup in lookups for name in (lookup.into, *(here for _, here in lookup.also))
    ]
    return [name for name in dict.fromkeys(names) if not name.startswith("_")]


def sealed_columns(sealed: Sequence[Sealed]) -> list[str]:
    """Return the table's columns that these sealed values fill."""
    return [name for item in sealed for name in (item.token, item.masked, item.index) if name]
