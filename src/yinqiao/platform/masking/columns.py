"""The masks of `rules` as Polars expressions for whole columns; nulls stay null, texts agree with the scalar masks."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import polars as pl

from yinqiao.lib.surnames import COMPOUND, COMPOUND_READINGS
from yinqiao.lib.text import EDGES, FULL_WIDTH, HALF_WIDTH
from yinqiao.platform.masking import patterns
from yinqiao.platform.masking.amounts import TIER_BOUNDS, bands
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.patterns import GAP, HIDDEN, TAIL_MARK
from yinqiao.platform.masking.rules import FieldClass


def mask_column(expr: pl.Expr, field_class: FieldClass, *, is_ascii: bool = False) -> pl.Expr:
    """Return the masked text of `expr` (text, date or number; cast to text first). Empty texts become ``***``.

    `is_ascii` says that no value holds wide characters: looking for them takes longer than masking.
    """
    text = expr.cast(pl.String)
    tidy = text.str.strip_chars(EDGES) if is_ascii else tidy_column(text)
    masked = _MASKS[field_class](text if field_class in _AS_GIVEN else tidy)
    blank = tidy.str.len_chars() == 0
    # The first branch is null already; it gives the result the column's own name.
    return pl.when(text.is_null()).then(text).when(blank).then(pl.lit(HIDDEN)).otherwise(masked)


def tidy_column(text: pl.Expr) -> pl.Expr:
    """Return `text` half-width and trimmed, as `lib.text.tidy` does."""
    return text.str.replace_many(list(FULL_WIDTH), list(HALF_WIDTH)).str.strip_chars(EDGES)


# All of these get the text tidied.
def _compact(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all("[ -]", "")


def _part(text: pl.Expr, pattern: str, *, group: int = 1) -> pl.Expr:
    """Return a group of `pattern`, null where the text does not fit it."""
    return text.str.extract(pattern, group)


def _joined(*parts: pl.Expr | str) -> pl.Expr:
    """Return the parts in a row; null when one of them is."""
    return pl.concat_str([pl.lit(part) if isinstance(part, str) else part for part in parts])


def _first(*choices: pl.Expr) -> pl.Expr:
    return pl.coalesce([*choices, pl.lit(HIDDEN)])


def _name(name: pl.Expr) -> pl.Expr:
    length = name.str.len_chars()
    is_long = (length > patterns.LONG_NAME) | name.str.contains(patterns.NAME_SEPARATORS)
    is_compound = (length > COMPOUND) & name.str.head(COMPOUND).is_in(list(COMPOUND_READINGS))
    one_star = pl.when(is_compound).then(length == COMPOUND + 1).otherwise(length == COMPOUND)
    surname = pl.when(is_compound).then(name.str.head(COMPOUND)).otherwise(name.str.head(1))
    return (
        pl.when(length <= 1)
        .then(pl.lit(HIDDEN))
        .when(is_long)
        .then(_joined(name.str.head(1), "**"))
        .when(one_star)
        .then(_joined(surname, "*"))
        .otherwise(_joined(surname, "**"))
    )


def _hidden(_text: pl.Expr) -> pl.Expr:
    return pl.lit(HIDDEN)


def _id_number(text: pl.Expr) -> pl.Expr:
    number = _compact(text).str.to_uppercase()
    full = _joined(_part(number, patterns.ID_18), "*" * 11, _part(number, patterns.ID_18, group=2))
    return _first(full, _other_id(text))


def _other_id(text: pl.Expr) -> pl.Expr:
    number = _compact(text).str.to_uppercase()
    ends = _part(number, patterns.OTHER_ID), _part(number, patterns.OTHER_ID, group=2)
    return _first(_joined(ends[0], GAP, ends[1]))


def _phone(text: pl.Expr) -> pl.Expr:
    written = text.str.replace_all(" ", "", literal=True)
    digits = written.str.replace_all("-", "", literal=True)
    mobile = _part(digits, patterns.MOBILE), _part(digits, patterns.MOBILE, group=2)
    landline = _part(written, patterns.LANDLINE), _part(written, patterns.LANDLINE, group=2)
    return _first(
        _joined(mobile[0], GAP, mobile[1]),
        _joined(landline[0], f"-{GAP}", landline[1]),
        _joined(GAP, _part(written, patterns.OTHER_PHONE)),
    )


def _card(text: pl.Expr) -> pl.Expr:
    number = _compact(text)
    ends = _part(number, patterns.CARD), _part(number, patterns.CARD, group=2)
    return _first(_joined(ends[0], f" {GAP} {GAP} ", ends[1]), _account(text))


def _account(text: pl.Expr) -> pl.Expr:
    return _first(_joined(TAIL_MARK, _part(_compact(text), patterns.ACCOUNT)))


def _email(address: pl.Expr) -> pl.Expr:
    ends = _part(address, patterns.EMAIL), _part(address, patterns.EMAIL, group=2)
    return _first(
        _joined(ends[0], "***@", ends[1]), _joined("*@", _part(address, patterns.SHORT_EMAIL))
    )


def _address(text: pl.Expr) -> pl.Expr:
    kept = _part(text, patterns.ADDRESS)
    return pl.when(kept.str.len_chars() > 0).then(_joined(kept, GAP)).otherwise(pl.lit(HIDDEN))


def _birth_date(text: pl.Expr) -> pl.Expr:
    return _first(_joined(_part(text, patterns.BIRTH_DATE), "-**-**"))


def _amount(written: pl.Expr) -> pl.Expr:
    # Six decimals and the tier borders are exact enough in a double.
    amount = (
        pl.when(written.str.contains(patterns.AMOUNT)).then(written).cast(pl.Float64, strict=False)
    )
    names = bands()
    band = pl.lit(names[0])
    for bound, name in zip(TIER_BOUNDS, names[1:], strict=True):
        band = pl.when(amount >= float(bound)).then(pl.lit(name)).otherwise(band)
    return (
        pl.when(written.is_in(names))
        .then(written)
        .when(amount.is_not_null())
        .then(band)
        .otherwise(pl.lit(HIDDEN))
    )


def _free_text(text: pl.Expr) -> pl.Expr:
    # Look-around is what the scan needs and Rust's expressions lack; notes are few beside other columns.
    return text.map_elements(scan_free_text, return_dtype=pl.String)


def _in_full(text: pl.Expr) -> pl.Expr:
    return text


_AS_GIVEN = frozenset({FieldClass.COMPANY_NAME, FieldClass.FREE_TEXT})
_MASKS: Mapping[FieldClass, Callable[[pl.Expr], pl.Expr]] = MappingProxyType(
    {
        FieldClass.NAME: _name,
        FieldClass.COMPANY_NAME: _in_full,
        FieldClass.ID_NUMBER: _id_number,
        FieldClass.OTHER_ID: _other_id,
        FieldClass.PHONE: _phone,
        FieldClass.EMAIL: _email,
        FieldClass.ADDRESS: _address,
        FieldClass.CARD: _card,
        FieldClass.ACCOUNT: _account,
        FieldClass.BIRTH_DATE: _birth_date,
        FieldClass.AMOUNT: _amount,
        FieldClass.FREE_TEXT: _free_text,
        FieldClass.GRADE: _hidden,
    }
)
