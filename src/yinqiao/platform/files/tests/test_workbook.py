"""A workbook of texts: a reader sees what was written, row by row, whatever the texts are."""

import io
import zipfile
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from yinqiao.platform.files.workbook import BOLD, Layout, TextWorkbook, _letters

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIRST = "xl/worksheets/sheet1.xml"
LAYOUT = Layout(columns=2, frozen=(1, 1), page_head="&R 银桥 <内部>")


class OneWay(io.BytesIO):
    """A sink that cannot go back, as a sealed file cannot."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation

    def seek(self, *_args: int) -> int:
        raise io.UnsupportedOperation


def book(*rows: list[str]) -> bytes:
    sink = OneWay()
    made = TextWorkbook(
        sink, names=("客户 <清单> & 'A'", "说明"), title="清单 & <x>", comments="张三"
    )
    with made.sheet(LAYOUT) as sheet:
        sheet.write([["客户号", "姓名"]], style=BOLD)
        for row in rows:
            sheet.write([row])
    with made.sheet(Layout()) as sheet:
        sheet.write([["说明"]])
    made.close()
    return sink.getvalue()


def part(body: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return fromstring(archive.read(name))


def test_a_reader_sees_the_sheets_the_texts_and_who_made_it() -> None:
    body = book(["001", "=1+1"], ["1e5", " 两端有空格 "], ["", "第一行\n第二行\t"])
    expected = [
        ["客户号", "姓名"],
        ["001", "=1+1"],
        ["1e5", " 两端有空格 "],
        ["", "第一行\n第二行\t"],
    ]

    found = CalamineWorkbook.from_filelike(io.BytesIO(body))
    assert found.sheet_names == ["客户 <清单> & 'A'", "说明"]
    assert found.get_sheet_by_index(0).to_python() == expected
    assert found.get_sheet_by_index(1).to_python() == [["说明"]]

    sheet = part(body, FIRST)
    cells = list(sheet.iter(f"{MAIN}c"))
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert [cell.get("s") for cell in cells[:3]] == ["1", "1", "0"]
    assert [pane.get("topLeftCell") for pane in sheet.iter(f"{MAIN}pane")] == ["B2"]
    assert sheet.findtext(f"{MAIN}headerFooter/{MAIN}oddHeader") == "&R 银桥 <内部>"
    named = [node.text for node in part(body, "docProps/core.xml")]
    assert named == ["清单 & <x>", "张三"]


def test_every_part_is_well_formed() -> None:
    with zipfile.ZipFile(io.BytesIO(book(["<&>\"'", "]]>"]))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            fromstring(archive.read(name))


@settings(deadline=None)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=40))
def test_no_text_breaks_the_file(text: str) -> None:
    """Control characters and lone surrogates stand in the escape of OOXML; everything else comes back as it was."""
    texts = [node.text for node in part(book([text, "next"]), FIRST).iter(f"{MAIN}t")]
    assert texts[-1] == "next"
    assert len(texts) == 4


@pytest.mark.parametrize(
    ("text", "written"),
    [("a\x00b", "a_x0000_b"), ("a\rb", "a_x000D_b"), ("_x0041_", "_x005F_x0041_"), ("_x_", "_x_")],
)
def test_what_xml_cannot_hold_is_escaped_as_excel_does(text: str, written: str) -> None:
    with zipfile.ZipFile(io.BytesIO(book([text]))) as archive:
        assert f">{written}</t>".encode() in archive.read(FIRST)


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [_letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
