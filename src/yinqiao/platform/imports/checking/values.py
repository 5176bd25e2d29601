"""Texts to typed values, column-wise: for each type the expression of the value and the sentence when it cannot be had."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.imports.reasons import Reason
from yinqiao.platform.imports.words import stored_title

FOREVER = date(9999, 12, 31)
FIRST_DAY = date(1900, 1, 1)
ZONE = "Asia/Shanghai"
TRUE = ("1", "Y", "y", "T", "t", "TRUE", "true", "是")
FALSE = ("0", "N", "n", "F", "f", "FALSE", "false", "否")
_WIDE = "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＋－．，／：＠＿（）\u3000"
_NARROW = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-.,/:@_() "
_SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?")
_DIRECTIVES = {
    "Y": r"\d{4}", "y": r"\d{2}", "m": r"\d{2}", "d": r"\d{2}", "H": r"\d{2}", "M": r"\d{2}", "S": r"\d{2}", "f": r"\d{1,6}", "j": r"\d{3}",
    "b": r"[A-Za-z]{3}", "B": r"[A-Za-z]{3,9}", "%": "%",
}  # fmt: skip
_TIME_DIRECTIVES = ("%H", "%M", "%S")

# Says what is wrong with a text that has no value of the type: (code, Chinese sentence).
Describe = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Conversion:
    """`value` is an expression over the trimmed text; null where the text has no value of the type."""

    value: pl.Expr
    describe: Describe


def trimmed(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """Return the texts of `columns` without outer space (full-width too), null for nothing and for the null tokens."""
    texts = frame.select(pl.col(column.name).str.strip_chars() for column in columns)
    blank = texts.select((pl.all().str.len_bytes() == 0).any()).row(0, named=True)
    voids = {
        column.name: [*([""] if blank[column.name] else []), *column.null] for column in columns
    }
    return texts.with_columns(
        pl.when(~pl.col(name).is_in(tokens)).then(pl.col(name)).alias(name)
        for name, tokens in voids.items()
        if tokens
    )


def narrowed(texts: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """Return `texts` with the full-width digits, letters and signs of `columns` made half-width."""
    wide = _beyond_ascii(texts, [column.name for column in columns])
    return texts.with_columns(
        pl.col(name).str.replace_many(list(_WIDE), list(_NARROW)) for name in wide
    )


def _beyond_ascii(texts: pl.DataFrame, names: Sequence[str]) -> list[str]:
    """Return those columns that hold anything but ASCII: replacing in all of them would take longer than reading."""
    if not names or texts.is_empty():
        return []
    widths = texts.select(
        (pl.col(name).str.len_bytes() - pl.col(name).str.len_chars()).sum() for name in names
    )
    return [name for name, extra in widths.row(0, named=True).items() if extra]


def takes_narrow(column: Column) -> bool:
    """Tell whether full-width characters of `column` are made half-width (not in plain texts such as names)."""
    return column.type != "text" or column.check is not None


def conversion(column: Column, codes: Mapping[str, str]) -> Conversion:
    """Return how the text of `column` becomes a value; `codes` is its code map as of the batch date."""
    text = pl.col(column.name)
    match column.type:
        case "text":
            return Conversion(text, _fixed(reasons.REQUIRED))
        case "code" | "boolean":
            return _word(column, text, codes)
        case "date" | "datetime":
            return _moment(column, text)
        case _:
            return _amount(column, text)


def _word(column: Column, text: pl.Expr, codes: Mapping[str, str]) -> Conversion:
    if column.type == "code":
        known: dict[str, str] = dict(codes)
        value = text.replace_strict(
            list(known), list(known.values()), default=None, return_dtype=pl.String
        )
        return Conversion(value, _fixed(reasons.UNMAPPED_CODE, map=stored_title(column.map or "")))
    truths = dict.fromkeys(TRUE, True) | dict.fromkeys(FALSE, False)
    value = text.replace_strict(
        list(truths), list(truths.values()), default=None, return_dtype=pl.Boolean
    )
    return Conversion(value, _fixed(reasons.NOT_BOOLEAN))


def _fixed(reason: Reason, **fields: object) -> Describe:
    found = (reason.code, reason.text(**fields))
    return lambda _text: found


def _amount(column: Column, text: pl.Expr) -> Conversion:
    if column.type == "integer":
        whole = (
            pl.when(text.str.contains(r"^[+-]?\d{1,18}$")).then(text).cast(pl.Int64, strict=False)
        )
        return Conversion(whole, _fixed(reasons.NOT_INTEGER))
    if column.type == "cents":
        return _cents(column, text)
    if column.type == "rate":
        return _rate(column, text)
    plain = text
    if column.thousands:
        has_groups = text.str.contains(r"^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$")
        plain = (
            pl.when(has_groups).then(text.str.replace_all(",", "", literal=True)).otherwise(text)
        )
    pattern = rf"^[+-]?\d{{1,{18 - column.scale}}}(\.\d{{0,{column.scale}}}0*)?$"
    value = (
        pl.when(plain.str.contains(pattern))
        .then(plain)
        .cast(pl.Decimal(20, column.scale), strict=False)
    )
    return Conversion(value, _fixed(reasons.NOT_DECIMAL, scale=column.scale))


def _cents(column: Column, text: pl.Expr) -> Conversion:
    if column.sign == "trailing":
        digits = text.str.strip_chars_end("+-")
        signed = (
            pl.when(text.str.ends_with("-"))
            .then(pl.concat_str(pl.lit("-"), digits))
            .otherwise(digits)
        )
        pattern, place = r"^\d{1,17}[+-]?$", "末尾"
    else:
        signed, pattern, place = text, r"^[+-]?\d{1,17}$", "开头"
    whole = pl.when(text.str.contains(pattern)).then(signed).cast(pl.Int64, strict=False)
    yuan = (whole.cast(pl.Decimal(38, 2)) / 100).cast(pl.Decimal(20, 2))
    return Conversion(yuan, _fixed(reasons.NOT_CENTS, place=place))


def _rate(column: Column, text: pl.Expr) -> Conversion:
    if column.unit == "percent":
        value = (
            pl.when(text.str.contains(r"^[+-]?\d{1,3}(\.\d{0,6}0*)?$"))
            .then(text)
            .cast(pl.Decimal(9, 6), strict=False)
        )
    else:
        fraction = (
            pl.when(text.str.contains(r"^[+-]?\d(\.\d{0,8}0*)?$"))
            .then(text)
            .cast(pl.Decimal(20, 8), strict=False)
        )
        value = (fraction * 100).cast(pl.Decimal(9, 6), strict=False)
    return Conversion(value, _fixed(reasons.NOT_RATE))


def default_format(column: Column) -> str:
    """Return the format in which dates and times of `column` are written."""
    return column.format or ("%Y%m%d" if column.type == "date" else "%Y%m%d%H%M%S")


def format_pattern(format_: str) -> str:
    """Return the pattern of texts of a date format. Between separators, months and days may have one digit."""
    pieces = re.split(r"(%.)", format_)
    is_parted = any(piece and not piece.startswith("%") for piece in pieces)
    pattern = "".join(
        _DIRECTIVES[piece[1]] if piece.startswith("%") else re.escape(piece)
        for piece in pieces
        if piece
    )
    return (
        "^"
        + (pattern.replace(r"\d{2}", r"\d{1,2}") if is_parted and "%y" not in format_ else pattern)
        + "$"
    )


def _moment(column: Column, text: pl.Expr) -> Conversion:
    format_ = default_format(column)
    formed = pl.when(text.str.contains(format_pattern(format_))).then(text)
    has_time = any(directive in format_ for directive in _TIME_DIRECTIVES)
    if column.type == "datetime" and has_time:
        local = formed.str.to_datetime(format_, strict=False, time_unit="us")
    else:
        local = formed.str.to_date(format_, strict=False).cast(
            pl.Datetime("us") if column.type == "datetime" else pl.Date
        )
    if column.type == "datetime":
        value = local.dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")
        is_early = local < pl.lit(FIRST_DAY).cast(pl.Datetime("us"))
    else:
        value = (
            pl.when(text == column.forever).then(pl.lit(FOREVER)).otherwise(local)
            if column.forever
            else local
        )
        is_early = value < pl.lit(FIRST_DAY)
    value = pl.when(is_early).then(None).otherwise(value)
    return Conversion(value, _describe_moment(format_))


def _describe_moment(format_: str) -> Describe:
    pattern = re.compile(format_pattern(format_))
    shown = readable_format(format_)

    def describe(text: str) -> tuple[str, str]:
        if _SERIAL.fullmatch(text):
            return reasons.EXCEL_SERIAL.code, reasons.EXCEL_SERIAL.text()
        if pattern.fullmatch(text) and "%Y" in format_ and _year(text, format_) < FIRST_DAY.year:
            return reasons.DATE_RANGE.code, reasons.DATE_RANGE.text(first=FIRST_DAY.isoformat())
        return reasons.NOT_DATE.code, reasons.NOT_DATE.text(format=shown)

    return describe


def _year(text: str, format_: str) -> int:
    pieces = re.split(r"(%.)", format_)
    groups = "".join(
        f"({_DIRECTIVES['Y']})"
        if piece == "%Y"
        else "(?:" + _DIRECTIVES[piece[1]].replace("{2}", "{1,2}") + ")"
        if piece.startswith("%")
        else re.escape(piece)
        for piece in pieces
    )
    found = re.match(groups, text)
    return int(found[1]) if found else FIRST_DAY.year


def readable_format(format_: str) -> str:
    """Return a date format as a person writes it: YYYYMMDD."""
    names = {"%Y": "YYYY", "%y": "YY", "%m": "MM", "%d": "DD", "%H": "hh", "%M": "mm", "%S": "ss"}
    for directive, name in names.items():
        format_ = format_.replace(directive, name)
    return format_
