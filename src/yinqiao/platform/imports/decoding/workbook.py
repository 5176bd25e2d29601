"""xlsx sheets as texts. Cells that Excel has spoilt (long numbers as figures, texts as dates) are told, never guessed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import python_calamine as calamine

from yinqiao.platform.imports.decoding import archives
from yinqiao.platform.imports.decoding.chunks import LINE, BadLine, RawChunk, ReadPlan, bad_line
from yinqiao.platform.imports.decoding.headers import column_order
from yinqiao.platform.imports.profile.shapes import Column, Workbook
from yinqiao.platform.imports.reasons import (
    CELL_DATE,
    CELL_KIND,
    CELL_NUMBER,
    RAGGED,
    SHEET_MISSING,
    WORKBOOK_BROKEN,
    FileRefused,
    Reason,
)

CHUNK_ROWS = 20_000
# Excel keeps 15 digits; a longer number has lost its tail.
_SAFE_WHOLE = 10**15
_DATES = {"date", "datetime"}
_NUMBERS = {"integer", "decimal", "cents", "rate"}

Cell = str | float | int | bool | date | datetime | time | timedelta
# Why a cell cannot be used, and what it is.
Spoilt = tuple[Reason, str]


def read_workbook(path: Path, plan: ReadPlan, format_: Workbook) -> Iterator[RawChunk]:
    """Yield the rows of one sheet; the row number of the sheet is the line."""
    errors = archives.check_archive(path)
    sheet, position = _open_sheet(path, format_.sheet)
    error_rows = errors.get(f"xl/worksheets/sheet{position + 1}.xml", set())
    order = list(range(len(plan.columns)))
    rows: list[tuple[int, Sequence[Cell]]] = []
    awaits_header = format_.header
    for number, cells in _numbered(sheet):
        is_blank = all(cell == "" for cell in cells) and number not in error_rows
        if is_blank:
            continue
        if awaits_header:
            order, awaits_header = column_order([str(cell).strip() for cell in cells], plan), False
        else:
            rows.append((number, cells))
        if len(rows) == CHUNK_ROWS:
            yield _chunk(rows, plan, order=order, error_rows=error_rows)
            rows = []
    if rows:
        yield _chunk(rows, plan, order=order, error_rows=error_rows)


def _open_sheet(path: Path, name: str | None) -> tuple[calamine.CalamineSheet, int]:
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        position = names.index(name) if name in names else 0 if name is None else -1
        sheet = book.get_sheet_by_index(position) if position >= 0 else None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        # The reader's Rust panics are no Exception.
        raise FileRefused(WORKBOOK_BROKEN, detail=type(error).__name__) from None
    if sheet is None:
        raise FileRefused(SHEET_MISSING, sheet=name, found="、".join(names))
    return sheet, position


def _numbered(sheet: calamine.CalamineSheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield (row number from 1, cells from the first used column)."""
    if sheet.start is None:
        return
    yield from enumerate(sheet.iter_rows(), start=1)


def _chunk(
    rows: Sequence[tuple[int, Sequence[Cell]]],
    plan: ReadPlan,
    *,
    order: Sequence[int],
    error_rows: set[int],
) -> RawChunk:
    numbers: list[int] = []
    good: list[list[str | None]] = []
    bad: list[BadLine] = []
    for number, cells in rows:
        problem, texts = _texts(
            number, cells, columns=plan.columns, order=order, error_rows=error_rows
        )
        if problem is None:
            numbers.append(number)
            good.append(texts)
        else:
            bad.append(problem)
    frame = pl.DataFrame(good, schema=dict.fromkeys(plan.names, pl.String), orient="row")
    return RawChunk(frame.select(pl.Series(LINE, numbers, dtype=pl.UInt32), *plan.names), bad)


def _texts(
    number: int,
    cells: Sequence[Cell],
    *,
    columns: Sequence[Column],
    order: Sequence[int],
    error_rows: set[int],
) -> tuple[BadLine | None, list[str | None]]:
    shown = " | ".join(str(cell) for cell in cells)
    if number in error_rows:
        return bad_line(number, CELL_KIND, shown, kind="错误值（如 #N/A）"), []
    if any(cell != "" for cell in cells[len(columns) :]):
        return bad_line(number, RAGGED, shown, found=len(cells), expected=len(columns)), []
    texts: list[str | None] = []
    for column, position in zip(columns, order, strict=True):
        cell = cells[position] if position < len(cells) else ""
        text, spoilt = cell_text(cell, column)
        if spoilt is not None:
            reason, kind = spoilt
            return bad_line(number, reason, shown, column=column.name, kind=kind), []
        texts.append(text)
    return None, texts


def cell_text(cell: Cell, column: Column) -> tuple[str | None, Spoilt | None]:
    """Return the cell as the text that the column's type reads, or why it cannot be."""
    if isinstance(cell, str):
        return cell or None, None
    if isinstance(cell, bool):
        return _boolean(cell, column)
    if isinstance(cell, float | int):
        return _number(cell, column)
    if isinstance(cell, datetime | date):
        return _moment(cell, column)
    return None, (CELL_KIND, "时间")


def _boolean(cell: bool, column: Column) -> tuple[str | None, Spoilt | None]:  # noqa: FBT001 - a cell's value
    return (
        ("1" if cell else "0", None) if column.type == "boolean" else (None, (CELL_KIND, "逻辑值"))
    )


def _number(cell: float, column: Column) -> tuple[str | None, Spoilt | None]:
    is_whole = float(cell).is_integer()
    if is_whole and abs(cell) >= _SAFE_WHOLE:
        return None, (CELL_NUMBER, "数值")
    if is_whole:
        return str(int(cell)), None
    if column.type in _NUMBERS:
        return format(Decimal(repr(cell)), "f"), None
    return None, (CELL_KIND, "小数")


def _moment(cell: datetime | date, column: Column) -> tuple[str | None, Spoilt | None]:
    if column.type not in _DATES:
        return None, (CELL_DATE, "日期")
    default = "%Y%m%d" if column.type == "date" else "%Y%m%d%H%M%S"
    return cell.strftime(column.format or default), None
