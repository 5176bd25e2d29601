"""The error list as a file and back: masked values out, new values in. No cell of it can start a formula (P32)."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports.decoding import ReadPlan, read_chunks
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.profile.shapes import Column, Quoted, Workbook
from yinqiao.platform.imports.queries.figures import profile_or_none
from yinqiao.platform.imports.queries.quarantine import table_of
from yinqiao.platform.imports.reasons import FileRefused
from yinqiao.platform.imports.words import column_title

# The headings are part of the file's format: the same in every language, so that a file sent back is understood.
HEADINGS = (
    "编号",
    "批次日期",
    "表",
    "文件",
    "行号",
    "字段",
    "字段名",
    "错误码",
    "问题",
    "原值（已遮蔽）",
    "新值",
)
ID, COLUMN, NEW = "编号", "字段名", "新值"
EMPTY = "<空>"
WIDTHS = (10, 12, 16, 30, 8, 16, 18, 22, 44, 24, 24)
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠\u2212")
_NOTE = "#"


@dataclass(frozen=True, slots=True)
class Mends:
    """What a mended list asks for: new texts by row and column."""

    values: Mapping[int, Mapping[str, str]]

    @property
    def row_ids(self) -> list[int]:
        """The rows it is about."""
        return list(self.values)


def lines_of(rows: Iterable[QuarantineRow]) -> Iterator[tuple[str, ...]]:
    """Yield one line for each finding; a row that was never split has one for each of its columns."""
    for row in rows:
        for finding in row.findings:
            for column in [finding["column"]] if finding["column"] else _columns(row):
                yield (
                    str(row.pk),
                    row.batch.batch_on.isoformat(),
                    row.file.title,
                    row.file.name,
                    str(row.line),
                    column_title(column),
                    column,
                    finding["code"],
                    finding["message"],
                    row.excerpt.get(column, ""),
                    "",
                )


def _columns(row: QuarantineRow) -> list[str]:
    table = table_of(profile_or_none(row.batch.profile), row.table_name)
    return [column.name for column in table.columns] if table is not None else []


def as_csv(lines: Iterable[Sequence[str]], *, stamp: str) -> bytes:
    """Return the list as CSV in UTF-8 with a byte order mark, for Excel; the last line says who took it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([safe_cell(cell) for cell in line] for line in lines)
    writer.writerow(_stamp_line(stamp))
    return text.getvalue().encode("utf-8-sig")


def as_workbook(lines: Iterable[Sequence[str]], *, stamp: str) -> bytes:
    """Return the list as an xlsx sheet in which every cell is a text."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    # Eight megabytes that every process would hold for it.
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("错误清单")
        bold = book.add_format({"bold": True})
        # The format "text" keeps Excel from turning a typed ID number into a figure.
        plain = book.add_format({"num_format": "@"})
        for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width, plain)
            sheet.write_string(0, place, heading, bold)
        number = 0
        for number, line in enumerate(lines, start=1):
            for place, cell in enumerate(line):
                sheet.write_string(number, place, safe_cell(cell), plain)
        for place, cell in enumerate(_stamp_line(stamp)):
            sheet.write_string(number + 1, place, cell, plain)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _stamp_line(stamp: str) -> list[str]:
    return [f"{_NOTE} {stamp}", *[""] * (len(HEADINGS) - 1)]


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: an apostrophe in front of = + - @ and their like."""
    head = text.lstrip(" \u3000")[:1]
    return f"'{text}" if head in _FORMULA_STARTS or text[:1] in _FORMULA_STARTS else text


def typed_text(cell: str) -> str:
    """Undo `safe_cell`, and read ``<空>`` as nothing."""
    if cell == EMPTY:
        return ""
    is_guarded = cell[:1] == "'" and safe_cell(cell[1:]) == cell
    return cell[1:] if is_guarded else cell


def read_mends(path: Path, *, is_workbook: bool) -> Mends:
    """Return what the list at `path` asks for; raise InvalidInput naming the line that is wrong."""
    columns = tuple(
        Column(name=f"c{place}", header=heading) for place, heading in enumerate(HEADINGS)
    )
    names = dict(zip(HEADINGS, (column.name for column in columns), strict=True))
    plan = ReadPlan(
        Workbook(type="xlsx") if is_workbook else Quoted(type="csv"),
        _encoding(path, is_workbook=is_workbook),
        columns,
    )
    found: dict[int, dict[str, str]] = {}
    try:
        for chunk in read_chunks(path, plan):
            for bad in chunk.bad:
                raise _wrong(_("Line {line}: {problem}").format(line=bad.line, problem=bad.message))
            for row in chunk.frame.iter_rows(named=True):
                _take(
                    found,
                    str(row[names[ID]] or ""),
                    str(row[names[COLUMN]] or ""),
                    new=row[names[NEW]],
                )
    except FileRefused as refusal:
        raise _wrong(refusal.message) from None
    if not found:
        raise _wrong(_("No line has a new value."))
    return Mends(found)


def _take(found: dict[int, dict[str, str]], row_id: str, column: str, *, new: str | None) -> None:
    if row_id.startswith(_NOTE) or not (new or "").strip():
        return
    number = whole_number(row_id)
    if number is None or not column:
        raise _wrong(_("A line with a new value has lost its number or column."))
    found.setdefault(number, {})[column] = typed_text((new or "").strip())


def _encoding(path: Path, *, is_workbook: bool) -> str:
    """Excel saves CSV in UTF-8 or in the machine's own GBK."""
    if is_workbook:
        return "utf-8"
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _wrong(text: str) -> InvalidInput:
    return InvalidInput(text, fields={"file": text})
