"""Columns that the file does not have, or has in another form: transforms, look-ups in sibling files, templates, defaults."""

import string
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from yinqiao.platform.imports.extensions import transforms
from yinqiao.platform.imports.profile.shapes import Column, Derived, Lookup

# Two String columns, `key` and `value`; keys are unique.
LookupFrame = pl.DataFrame
_KEY = "_lookup_key"
_VALUE = "_lookup_value"


@dataclass(frozen=True, slots=True)
class Derivation:
    """How the text of one column is made of the texts of others (of itself, for a column of the file)."""

    column: Column
    lookup: LookupFrame | None

    @property
    def sources(self) -> list[str]:
        """Return the columns it is made of."""
        return self.column.sources if isinstance(self.column, Derived) else [self.column.name]

    def apply(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with the column set; null where nothing can be worked out and there is no default."""
        name = self.column.name
        texts = [pl.col(source) for source in self.sources]
        value = transforms.get(self.column.transform)(*texts) if self.column.transform else texts[0]
        frame = frame.with_columns(value.alias(name))
        if self.lookup is not None:
            found = self.lookup.select(pl.col("key").alias(_KEY), pl.col("value").alias(_VALUE))
            frame = frame.join(
                found, left_on=name, right_on=_KEY, how="left", maintain_order="left"
            )
            frame = frame.with_columns(pl.col(_VALUE).alias(name)).drop(_VALUE)
        if self.column.template is not None:
            frame = frame.with_columns(filled(self.column.template, pl.col(name)).alias(name))
        if isinstance(self.column, Derived) and self.column.default:
            frame = frame.with_columns(pl.col(name).fill_null(self.column.default))
        return frame


def derivations(columns: list[Column], lookups: Mapping[str, LookupFrame]) -> list[Derivation]:
    """Return what is to be worked out, in order: derived columns first, so that they see the file's texts as they are."""
    found = []
    for column in sorted(columns, key=lambda column: not isinstance(column, Derived)):
        is_worked = (
            isinstance(column, Derived) or column.transform or column.lookup or column.template
        )
        if is_worked:
            found.append(Derivation(column, lookups.get(column.lookup) if column.lookup else None))
    return found


def filled(template: str, value: pl.Expr) -> pl.Expr:
    """Return `template` with ``{value}`` or ``{value:06d}`` filled in; null for null, and for letters where digits are asked."""
    parts: list[pl.Expr] = []
    is_digits: pl.Expr = pl.lit(value=True)
    for text, name, spec, _conversion in string.Formatter().parse(template):
        if text:
            parts.append(pl.lit(text))
        if name is None:
            continue
        if spec:
            is_digits = value.str.contains(r"^\d+$")
            parts.append(value.str.strip_chars_start("0").str.zfill(int(spec[1:-1])))
        else:
            parts.append(value)
    return pl.when(is_digits).then(pl.concat_str(parts))


def lookup_frame(rows: pl.DataFrame, lookup: Lookup) -> LookupFrame:
    """Return the keys and values of `rows` (texts as in the file) that `lookup` asks for."""
    for column, wanted in lookup.where.items():
        rows = rows.filter(
            pl.col(column).str.strip_chars().is_in([wanted] if isinstance(wanted, str) else wanted)
        )
    pairs = rows.select(
        key=pl.col(lookup.key).str.strip_chars(), value=pl.col(lookup.value).str.strip_chars()
    ).drop_nulls()
    if lookup.pick == "only":
        return pairs.unique("key", keep="none", maintain_order=True)
    return pairs.unique("key", keep=lookup.pick, maintain_order=True)
