"""Control files: what the sender says about a data file, held against what arrived, before a single row is loaded."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import polars as pl

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.checking.values import conversion, narrowed, trimmed
from yinqiao.platform.imports.decoding import ReadPlan, skim_chunks
from yinqiao.platform.imports.decoding.streams import open_stream
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.imports.reasons import FileRefused

DIGESTS = ("sha256", "sm3")
_MAX_CONTROL_BYTES = 100_000
_READ = 4_000_000
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ControlFile:
    """What the sender says. `sum` is in the data file's own unit (分 for cents columns); None where nothing is said."""

    rows: int
    sum: Decimal | None = None
    on: date | None = None
    digests: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file is: its size and digests. `inner` are the digests of what a .gz file holds."""

    bytes: int
    sha256: str
    outer: dict[str, str]
    inner: dict[str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of a file and the sum of the control column over those where it can be read (`unread` = where it cannot)."""

    rows: int
    sum: Decimal
    unread: int


def read_control(path: Path) -> ControlFile:
    """Parse a control file of ``name=value`` lines; raise FileRefused naming the line or the value that is wrong."""
    if not path.is_file():
        raise FileRefused(reasons.CONTROL_MISSING, name=path.name)
    with path.open("rb") as stream:
        text = (
            stream.read(_MAX_CONTROL_BYTES)
            .decode("gb18030", errors="replace")
            .removeprefix("\ufeff")
            .removeprefix("锘")
        )
    return parse_control(text)


def parse_control(text: str) -> ControlFile:
    """Return the content of a control file; names in any case, unknown names are skipped."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        name, equals, value = line.partition("=")
        if not line.strip():
            continue
        if not equals or not name.strip():
            raise FileRefused(reasons.CONTROL_UNREADABLE, line=number)
        found[name.strip().lower()] = value.strip()
    if "rows" not in found:
        raise FileRefused(reasons.CONTROL_INCOMPLETE, name="rows")
    if not re.fullmatch(r"\d{1,12}", found["rows"]):
        raise FileRefused(reasons.CONTROL_VALUE, name="rows", kind="行数")
    digests = {name: found[name].lower() for name in DIGESTS if found.get(name)}
    for name, digest in digests.items():
        if not _HEX.fullmatch(digest):
            raise FileRefused(reasons.CONTROL_VALUE, name=name, kind="有效的 64 位十六进制摘要")
    return ControlFile(
        int(found["rows"]), _sum(found.get("sum", "")), _date(found.get("date", "")), digests
    )


def _sum(text: str) -> Decimal | None:
    if not text:
        return None
    signed = f"-{text[:-1]}" if text.endswith("-") else text.removesuffix("+")
    try:
        value = Decimal(signed)
    except InvalidOperation:
        raise FileRefused(reasons.CONTROL_VALUE, name="sum", kind="数字") from None
    if not value.is_finite():
        raise FileRefused(reasons.CONTROL_VALUE, name="sum", kind="数字")
    return value


def _date(text: str) -> date | None:
    if not text:
        return None
    for form in ("%Y%m%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    raise FileRefused(reasons.CONTROL_VALUE, name="date", kind="日期 YYYYMMDD")


def file_facts(path: Path, *, with_sm3: bool = False) -> FileFacts:
    """Read the file once and return its size and digests; SM3 only where asked (it is four times slower)."""
    outer, size = _digests(path, with_sm3=with_sm3, is_inner=False)
    inner = _digests(path, with_sm3=with_sm3, is_inner=True)[0] if path.suffix == ".gz" else outer
    return FileFacts(size, outer["sha256"], outer, inner)


def _digests(path: Path, *, with_sm3: bool, is_inner: bool) -> tuple[dict[str, str], int]:
    hashes = {name: hashlib.new(name) for name in DIGESTS if name != "sm3" or with_sm3}
    size = 0
    try:
        with open_stream(path) if is_inner else path.open("rb") as stream:
            while block := stream.read(_READ):
                size += len(block)
                for digest in hashes.values():
                    digest.update(block)
    except OSError as error:
        raise FileRefused(
            reasons.NOT_READABLE, detail=error.strerror or type(error).__name__
        ) from None
    return {name: digest.hexdigest() for name, digest in hashes.items()}, size


def count(path: Path, plan: ReadPlan, summed: Column | None) -> Counted:
    """Count the rows of a file and add up its control column, in the file's own unit."""
    rows, total, unread = 0, Decimal(0), 0
    for chunk in skim_chunks(path, plan, summed.name if summed else plan.names[0]):
        rows += chunk.rows
        unread += len(chunk.bad)
        if summed is not None and chunk.frame.height:
            part, missing = _part_sum(chunk.frame, summed)
            total += part
            unread += missing
    return Counted(rows, in_own_unit(total, summed), unread if summed is not None else 0)


def _part_sum(frame: pl.DataFrame, column: Column) -> tuple[Decimal, int]:
    texts = narrowed(trimmed(frame, [column]), [column])
    values = texts.select(
        given=pl.col(column.name).is_not_null(), value=conversion(column, {}).value
    )
    missing = values.filter(pl.col("given") & pl.col("value").is_null()).height
    return Decimal(values.get_column("value").sum() or 0), missing


def in_own_unit(total: Decimal, column: Column | None) -> Decimal:
    """Return a sum of typed values in the unit of the file: 分 for cents columns."""
    return (
        (total * 100).to_integral_value()
        if column is not None and column.type == "cents"
        else total
    )


def verify(
    control: ControlFile, facts: FileFacts, counted: Counted, *, on: date, summed: Column | None
) -> None:
    """Raise FileRefused unless the data file is what the control file says.

    The sum decides only where every amount could be read; rows with unreadable amounts go to quarantine one by one, and the
    reconciliation shows the difference.
    """
    if control.on is not None and control.on != on:
        raise FileRefused(reasons.CONTROL_DATE, found=control.on, expected=on)
    for name, digest in control.digests.items():
        if digest not in {facts.outer.get(name), facts.inner.get(name)}:
            raise FileRefused(reasons.CONTROL_DIGEST, name=name)
    if control.rows != counted.rows:
        raise FileRefused(
            reasons.CONTROL_ROWS, expected=f"{control.rows:,}", found=f"{counted.rows:,}"
        )
    if (
        summed is not None
        and control.sum is not None
        and not counted.unread
        and control.sum != counted.sum
    ):
        raise FileRefused(
            reasons.CONTROL_SUM, expected=f"{control.sum:,f}", found=f"{counted.sum:,f}"
        )
