"""An xlsx workbook of texts, written row by row to anything that takes bytes: no scratch file, no row kept in memory.

xlsxwriter keeps rows in clear files or in memory until the book is closed; a sealed export may have neither. Every cell is an
inline string, so none is ever a formula, a link or a number (P32).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PLAIN, BOLD, GREY = 0, 1, 2
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# XML knows no control characters; OOXML writes them, and what already looks so written, as _xHHHH_.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FF5E6878"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf xfId=\"0\"/>"
    '<xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" fontId="2" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet looks: columns of one width, rows and columns that stay in view, the line printed on top of each page."""

    columns: int = 0
    width: int = 18
    frozen: tuple[int, int] = (0, 0)
    page_head: str = ""


class Sheet:
    """Takes the rows of one sheet, from the top."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rows = 0

    def write(self, rows: Iterable[Sequence[str]], *, style: int = PLAIN) -> None:
        """Append rows of texts."""
        self._file.write("".join(self._row(row, style) for row in rows).encode())

    def _row(self, row: Sequence[str], style: int) -> str:
        self._rows += 1
        cells = "".join(
            f'<c r="{_letters(place)}{self._rows}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
            for place, cell in enumerate(row)
        )
        return f'<row r="{self._rows}">{cells}</row>'


class TextWorkbook:
    """A book with the sheets `names`, which are written in this order."""

    def __init__(self, sink: BinaryIO, *, names: Sequence[str], title: str, comments: str) -> None:
        self._archive = ZipFile(sink, "w", ZIP_DEFLATED)
        self._count = 0
        for path, text in _parts([name[:31] for name in names], title, comments).items():
            with self._part(path) as file:
                file.write(f"{_DECLARATION}{text}".encode())

    @contextmanager
    def sheet(self, layout: Layout) -> Iterator[Sheet]:
        """Begin the next sheet."""
        self._count += 1
        with self._part(f"xl/worksheets/sheet{self._count}.xml") as file:
            file.write(f"{_DECLARATION}{_opening(layout)}".encode())
            yield Sheet(file)
            head = f"<headerFooter><oddHeader>{_text(layout.page_head)}</oddHeader></headerFooter>"
            file.write(f"</sheetData>{head if layout.page_head else ''}</worksheet>".encode())

    def close(self) -> None:
        """Write the directory of the book; the sink stays open."""
        self._archive.close()

    @contextmanager
    def _part(self, path: str) -> Iterator[BinaryIO]:
        entry = ZipInfo(path)
        entry.compress_type = ZIP_DEFLATED
        with self._archive.open(entry, "w", force_zip64=False) as file:
            yield file  # type: ignore[misc]  # typeshed: IO[bytes]


def _parts(names: Sequence[str], title: str, comments: str) -> dict[str, str]:
    """Return the parts that hold no rows."""
    numbers = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    sheets = "".join(
        f'<sheet name={quoteattr(_clean(name))} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{types}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title><dc:description>{_text(comments)}</dc:description></cp:coreProperties>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }


def _opening(layout: Layout) -> str:
    rows, columns = layout.frozen
    pane = (
        f'<pane xSplit="{columns}" ySplit="{rows}" topLeftCell="{_letters(columns)}{rows + 1}"'
        ' activePane="bottomRight" state="frozen"/>'
        if rows and columns
        else ""
    )
    widths = (
        f'<cols><col min="1" max="{layout.columns}" width="{layout.width}" customWidth="1"/></cols>'
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{widths if layout.columns else ''}<sheetData>"
    )


def _letters(column: int) -> str:
    """Return the name of the column: A is 0, AA is 26."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _text(text: str) -> str:
    return escape(_clean(text))
