"""Spoilt rows: extra rows beside a clean bank, each with one fault, so that the truth about them is exact.

A spoilt row is a copy of a good one with a new key and one value broken. Nothing refers to it, so refusing it drags no other row along,
and the clean bank is the same whatever the rate.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Rng

Row = dict[str, str | None]
SAMPLE_FROM = (
    2  # copies are of rows in the first half of a part: a duplicate key comes after its original
)


@dataclass(frozen=True)
class Fault:
    """One kind of fault; `code` is the import's own reason code."""

    code: str
    column: str
    spoil: Callable[[Row, date], None]


@dataclass(frozen=True)
class Truth:
    """Where a fault stands: the answer that the import's quarantine is compared with."""

    file: str
    line: int
    column: str
    code: str


def _set(column: str, value: str | None) -> Callable[[Row, date], None]:
    def spoil(row: Row, _as_of: date) -> None:
        row[column] = value

    return spoil


def _other_last_digit(column: str) -> Callable[[Row, date], None]:
    def spoil(row: Row, _as_of: date) -> None:
        text = row[column] or "0"
        row[column] = text[:-1] + ("0" if text[-1] in "X9" else str(int(text[-1]) + 1))

    return spoil


def _shorter(column: str) -> Callable[[Row, date], None]:
    def spoil(row: Row, _as_of: date) -> None:
        row[column] = (row[column] or "")[:-1]

    return spoil


def _no_other_letter(column: str) -> Callable[[Row, date], None]:
    """Put a letter that unified codes never have (I, O, Z, S, V) in the last place."""

    def spoil(row: Row, _as_of: date) -> None:
        row[column] = (row[column] or "")[:-1] + "Z"

    return spoil


def _retired_child(row: Row, as_of: date) -> None:
    row["birth_on"] = f"{as_of.year - 12}0601"
    row["opened_on"] = f"{as_of:%Y%m%d}"
    row["occupation"] = "91"


def _stay(_row: Row, _as_of: date) -> None:
    """Leave the copy as it is: its key repeats an earlier row."""


def _mailing_without_street(row: Row, _as_of: date) -> None:
    row["address_type"] = "4"
    row["detail"] = None


FAULTS: dict[str, list[Fault]] = {
    "customer_person": [
        Fault("NOT_DATE", "birth_on", _set("birth_on", "19850231")),
        Fault("REQUIRED", "name", _set("name", None)),
        Fault("REFERENCE_MISSING", "org_code", _set("org_code", "199999")),
        Fault("UNMAPPED_CODE", "sex", _set("sex", "7")),
        Fault("AGE_RETIRED", "occupation", _retired_child),
        Fault("DUPLICATE_KEY", "customer_no", _stay),
    ],
    "customer_company": [
        Fault("USCC_CHARACTERS", "uscc", _no_other_letter("uscc")),
        Fault("REFERENCE_MISSING", "org_code", _set("org_code", "199999")),
        Fault("UNMAPPED_CODE", "company_size", _set("company_size", "8")),
    ],
    "identification": [
        Fault("ID_CHECK_DIGIT", "id_number", _other_last_digit("id_number")),
        Fault("NOT_DATE", "valid_to", _set("valid_to", "20301301")),
        Fault("UNMAPPED_CODE", "id_type", _set("id_type", "77")),
    ],
    "contact": [
        Fault("PHONE_LENGTH", "value", _shorter("value")),
        Fault("UNMAPPED_CODE", "contact_type", _set("contact_type", "9")),
    ],
    "address": [Fault("REQUIRED", "detail", _mailing_without_street)],
    "finance": [Fault("UNMAPPED_CODE", "item", _set("item", "88"))],
    "account": [
        Fault("UNMAPPED_CODE", "currency", _set("currency", "999")),
        Fault("REFERENCE_MISSING", "product_code", _set("product_code", "Z9999")),
        Fault("NOT_DATE", "opened_on", _set("opened_on", "20251341")),
        Fault("REQUIRED", "customer_no", _set("customer_no", None)),
    ],
    "card": [Fault("CARD_LUHN", "card_no", _other_last_digit("card_no"))],
    "balance": [
        Fault("NOT_DATE", "balance_on", _set("balance_on", "20260231")),
        Fault("DUPLICATE_KEY", "account_no", _stay),
    ],
    "transaction": [
        Fault("UNMAPPED_CODE", "channel", _set("channel", "77")),
        Fault("NOT_DATE", "posted_on", _set("posted_on", "20260230")),
        Fault("REFERENCE_MISSING", "account_no", _set("account_no", "9999999999999")),
        Fault("DUPLICATE_KEY", "transaction_no", _stay),
    ],
    "consent": [Fault("UNMAPPED_CODE", "purpose", _set("purpose", "66"))],
}
# Single-column keys that a copy must not share (unless sharing is the fault).
KEYS = {
    "customer_person": "customer_no",
    "customer_company": "customer_no",
    "account": "account_no",
    "transaction": "transaction_no",
    "consent": "consent_no",
}
# What must hold for the fault to be the one meant: only these rows are copied.
ONLY: dict[str, pl.Expr] = {
    "identification": pl.col("id_type") == "01",
    "contact": pl.col("contact_type") == "1",
}


def spoilt_rows(
    table: str, rows: pl.DataFrame, *, rng: Rng, rate: float, as_of: date
) -> tuple[pl.DataFrame, list[Fault]]:
    """Return spoilt copies of some of `rows` (all texts) and the fault of each."""
    faults = FAULTS.get(table, [])
    half = rows.head(rows.height // SAMPLE_FROM)
    if table in ONLY:
        half = half.filter(ONLY[table])
    count = min(math.ceil(rate * rows.height), half.height) if faults else 0
    if not count:
        return rows.clear().cast(pl.String), []
    sample = half[sorted(rng.choice(half.height, count, replace=False).tolist())].cast(pl.String)
    first = int(rng.integers(len(faults)))
    chosen = [faults[(first + number) % len(faults)] for number in range(count)]
    spoilt = list(_spoil_all(sample.to_dicts(), chosen, table=table, as_of=as_of))
    return pl.DataFrame(spoilt, schema=sample.schema), chosen


def _spoil_all(rows: list[Row], faults: list[Fault], *, table: str, as_of: date) -> Iterator[Row]:
    key = KEYS.get(table)
    for row, fault in zip(rows, faults, strict=True):
        if key and fault.code != "DUPLICATE_KEY":
            row[key] = f"{row[key]}9"
        if table == "account":
            row["card_no"] = None
        fault.spoil(row, as_of)
        yield row


def truth_rows(truth: list[Truth]) -> pl.DataFrame:
    """Return the rows of truth.csv, ordered by file and line."""
    frame = pl.DataFrame(
        [(t.file, t.line, t.column, t.code) for t in truth],
        schema=["file", "line", "column", "reason"],
        orient="row",
    )
    return frame.sort("file", "line")
