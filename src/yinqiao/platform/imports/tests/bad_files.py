"""A corpus of files as they really come: each with the format it is declared as, and exactly what must be said about it."""

import gzip
import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

DELIMITED = '{type: delimited, delimiter: "|+|"}'
PIPE = '{type: delimited, delimiter: "|"}'
HEADED = '{type: delimited, delimiter: "|", header: true}'
TRAILING = '{type: delimited, delimiter: "|+|", trailing: true}'
ESCAPE = '{type: delimited, delimiter: "\\e"}'
CSV = "{type: csv}"
FIXED = "{type: fixed}"
XLSX = "{type: xlsx}"
PARQUET = "{type: parquet}"
COLUMNS = """
      - {name: number, type: text, required: true, max: 20}
      - {name: name, type: text, required: true, max: 8}
      - {name: born_on, type: date, format: "%Y%m%d", null: ["00010101"]}
      - {name: amount, type: cents, sign: trailing}
"""
FIXED_COLUMNS = """
      - {name: number, type: text, required: true, bytes: 4}
      - {name: name, type: text, required: true, bytes: 8}
      - {name: born_on, type: date, format: "%Y%m%d", bytes: 8}
      - {name: amount, type: cents, sign: trailing, bytes: 6}
"""
GOOD = "1|+|王小明|+|19800101|+|100"


@dataclass(frozen=True)
class BadFile:
    """`found` maps lines to (column, code); `refused` is the code of a file that is refused whole; `good` rows must go in."""

    name: str
    make: Callable[[Path], None]
    good: int = 0
    found: dict[int, tuple[str, str]] = field(default_factory=dict)
    refused: str = ""
    format: str = DELIMITED
    encoding: str = "gb18030"
    columns: str = COLUMNS
    file: str = "F.dat"


def raw(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data)


def lines(*texts: str, encoding: str = "gb18030", end: str = "\n") -> Callable[[Path], None]:
    return raw("".join(text + end for text in texts).encode(encoding))


def sheet(*rows: list[object], sheet_name: str = "Sheet1") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": False})
        page = book.add_worksheet(sheet_name)
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for position, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(
                        number,
                        position,
                        datetime(value.year, value.month, value.day),  # noqa: DTZ001
                        dated,
                    )
                elif isinstance(value, tuple):
                    page.write_formula(number, position, value[0], None, value[1])
                elif value is not None:
                    page.write(number, position, value)
        book.close()

    return make


HEADER: list[object] = ["number", "name", "born_on", "amount"]


def zip_of(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def lying_zip() -> bytes:
    """Return a zip whose directory claims 10 bytes for an entry of two million."""
    return patched(zip_of(entry=b"a" * 2_000_000), size=10)


def patched(
    data: bytes, *, size: int, content: bytes | None = None, packed: int | None = None
) -> bytes:
    """Return a zip of one entry whose directory claims `size` bytes, of `packed` ones, with the sum of `content`."""
    zipped = bytearray(data)
    central = zipped.index(b"PK\x01\x02")
    if content is not None:
        struct.pack_into("<I", zipped, central + 16, zlib.crc32(content))
    if packed is not None:
        struct.pack_into("<I", zipped, central + 20, packed)
    struct.pack_into("<I", zipped, central + 24, size)
    return bytes(zipped)


def workbook_with(xml: bytes) -> Callable[[Path], None]:
    """Write a sound workbook whose shared texts are `xml`."""

    def make(path: Path) -> None:
        sheet(HEADER, ["1", "王", None, 1])(path)
        with zipfile.ZipFile(path) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        path.write_bytes(zip_of(**{**entries, "xl/sharedStrings.xml": xml}))

    return make


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in itertools.pairwise("abcdefghi")
    )
    + "]><sst><si><t>&i;</t></si></sst>"
)
FOREIGN = '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'


def many_entries() -> bytes:
    return zip_of(**{f"e{number}": b"" for number in range(1_500)})


def frame(**columns: list[object]) -> Callable[[Path], None]:
    return lambda path: pl.DataFrame(columns, strict=False).write_parquet(path)


def fixed(number: str, name: str, born: str = "19800101", amount: str = "000100") -> bytes:
    text = name.encode("gb18030")
    return (
        number.encode().ljust(4)
        + text
        + b" " * (8 - len(text))
        + born.encode()
        + amount.encode()
        + b"\n"
    )


FILES = [
    # encodings
    BadFile("plain GB18030", lines(GOOD), good=1),
    BadFile("rare names of GB18030", lines("1|+|𠮷镕㐀|+||+|", "2|+|䶮䶮|+||+|"), good=2),
    BadFile("rare name in a GBK file", raw("1|+|王|+||+|\n2|+|".encode("gbk") + "𠮷".encode("gb18030") + b"|+||+|\n"), 1, {2: ("", "ROW_BAD_BYTES")}, encoding="gbk"),
    BadFile("a cut character that eats a delimiter", raw(b"1|+|\xcd\xf5\xd0|+||+|\n" + GOOD.replace("1", "2", 1).encode("gb18030") + b"\n"), 1, {1: ("", "ROW_COLUMNS")}),
    BadFile("a cut character at the end of a row", raw(b"1|+|\xcd\xf5|+||+|\xd0\n" + GOOD.replace("1", "2", 1).encode("gb18030") + b"\n"), 1, {1: ("", "ROW_BAD_BYTES")}),
    BadFile("UTF-8 with BOM", raw(b"\xef\xbb\xbf" + GOOD.encode() + b"\n"), good=1, encoding="utf-8"),
    BadFile("UTF-8 without BOM", lines(GOOD, encoding="utf-8"), good=1, encoding="utf-8"),
    BadFile("UTF-8 BOM in a GB18030 file", raw(b"\xef\xbb\xbf" + GOOD.encode() + b"\n"), refused="FILE_WRONG_ENCODING"),
    BadFile("GB18030 BOM", raw(b"\x84\x31\x95\x33" + GOOD.encode("gb18030") + b"\n"), good=1),
    BadFile("BOM between two joined files", raw(GOOD.encode() + b"\n\xef\xbb\xbf" + GOOD.replace("1", "2", 1).encode() + b"\n"), 1, {2: ("", "ROW_STRAY_BOM")}, encoding="utf-8"),
    BadFile("UTF-8 declared as GB18030", lines(*[f"{n}|+|王小明李|+||+|" for n in range(9)], encoding="utf-8"), refused="FILE_WRONG_ENCODING"),
    BadFile("GB18030 declared as UTF-8", lines(*[f"{n}|+|王小明李|+||+|" for n in range(20)]), refused="FILE_WRONG_ENCODING", encoding="utf-8"),
    BadFile("one UTF-8 row among GB18030", raw(GOOD.encode("gb18030") + b"\n" + "2|+|中国|+||+|".encode() + b"\n"), 1, {2: ("", "ROW_OTHER_ENCODING")}),
    BadFile("UTF-16 with BOM", raw(GOOD.encode("utf-16")), refused="FILE_UTF16"),
    BadFile("UTF-16 big-endian without BOM", raw(GOOD.encode("utf-16-be")), refused="FILE_UTF16", encoding="utf-8"),
    BadFile("garbled upstream, replacement characters", raw("1|+|王\ufffd明|+||+|\n".encode()), 0, {1: ("", "ROW_GARBLED")}, encoding="utf-8"),
    BadFile("garbled upstream, 锟斤拷", lines("1|+|锟斤拷|+||+|"), 0, {1: ("", "ROW_GARBLED")}),
    BadFile("C1 control characters of a Latin mix-up", raw("1|+|ç\u008e\u008b|+||+|\n".encode()), 0, {1: ("", "ROW_GARBLED")}, encoding="utf-8"),
    BadFile("self-made character", raw(b"1|+|\xaa\xa1|+||+|\n" + GOOD.replace("1", "2", 1).encode("gb18030") + b"\n"), 1, {1: ("", "ROW_PRIVATE_USE")}),
    BadFile("self-made character in UTF-8", raw("1|+|\uf000|+||+|\n".encode()), 0, {1: ("", "ROW_PRIVATE_USE")}, encoding="utf-8"),
    BadFile("a character that moved in the 2022 edition", raw(b"1|+|\xfe\x59|+||+|\n"), good=1),
    # lines
    BadFile("CRLF", lines(GOOD, GOOD.replace("1", "2", 1), end="\r\n"), good=2),
    BadFile("CR only", raw(f"{GOOD}\r{GOOD}\r".encode("gb18030")), refused="FILE_BARE_CR"),
    BadFile("bare CR inside a row", raw(f"1|+|王\r明|+||+|\n{GOOD.replace('1', '2', 1)}\n".encode("gb18030")), 1, {1: ("", "ROW_BARE_CR")}),
    BadFile("NUL inside a row", raw(f"1|+|王\0明|+||+|\n{GOOD.replace('1', '2', 1)}\n".encode("gb18030")), 1, {1: ("", "ROW_NUL")}),
    BadFile("control character", lines("1|+|王\x07|+||+|"), 0, {1: ("", "ROW_CONTROL_CHARACTER")}),
    BadFile("blank lines", lines("", GOOD, "", "", GOOD.replace("1", "2", 1), ""), good=2),
    BadFile("no line end at the end", raw(GOOD.encode("gb18030")), good=1),
    BadFile("end-of-file mark of DOS", raw(GOOD.encode("gb18030") + b"\n\x1a"), good=1),
    BadFile("a line of 10 MB", raw(GOOD.encode("gb18030") + b"\n" + b"x" * 10_000_000 + b"\n" + GOOD.replace("1", "3", 1).encode("gb18030") + b"\n"), 2, {2: ("", "ROW_TOO_LONG")}),
    BadFile("a line of 10 MB without end", raw(GOOD.encode("gb18030") + b"\n" + b"x" * 10_000_000), 1, {2: ("", "ROW_TOO_LONG")}),
    BadFile("a line just over the limit among others", raw(b"x" * 1_000_001 + b"\n" + GOOD.encode("gb18030") + b"\n"), 1, {1: ("", "ROW_TOO_LONG")}),
    BadFile("empty file", raw(b""), good=0),
    BadFile("empty file that should have a header", raw(b""), refused="FILE_EMPTY", format=HEADED),
    # columns
    BadFile("too few columns", lines("1|+|王", GOOD.replace("1", "2", 1)), 1, {1: ("", "ROW_COLUMNS")}),
    BadFile("too many columns", lines(GOOD + "|+|", GOOD.replace("1", "2", 1)), 1, {1: ("", "ROW_COLUMNS")}),
    BadFile("short and long rows that even out", lines("1|+|王|+|", GOOD.replace("1", "2", 1) + "|+|x"), 0, {1: ("", "ROW_COLUMNS"), 2: ("", "ROW_COLUMNS")}),
    BadFile("delimiter at the end of each row", lines(GOOD + "|+|", GOOD.replace("1", "2", 1) + "|+|"), good=2, format=TRAILING),
    BadFile("delimiter at the end missing once", lines(GOOD + "|+|", GOOD.replace("1", "2", 1)), 1, {2: ("", "ROW_COLUMNS")}, format=TRAILING),
    BadFile("a character whose second byte is the delimiter", raw("1|䶵|".encode("gb18030") + "|".join(["", ""]).encode() + b"\n" + "2|\u8d3d||\n".encode("gb18030")), good=2, format=PIPE),
    BadFile("quotes mean nothing without csv", lines('1|+|"王|+||+|', '2|+|王"|+||+|'), good=2),
    BadFile("delimiter 0x1B", lines("1\x1b王\x1b\x1b"), good=1, format=ESCAPE),
    BadFile("header as declared", lines("number|name|born_on|amount", "1|王||"), good=1, format=HEADED),
    BadFile("header in another order", lines("amount|born_on|name|number", "100||王|1"), good=1, format=HEADED),
    BadFile("header without a column", lines("number|name|born_on", "1|王|"), refused="FILE_WRONG_HEADER", format=HEADED),
    BadFile("header with a foreign column", lines("number|name|born_on|amount|x", "1|王|||"), refused="FILE_WRONG_HEADER", format=HEADED),
    BadFile("header with a column twice", lines("number|name|name|amount", "1|王||"), refused="FILE_WRONG_HEADER", format=HEADED),
    BadFile("data where the header should be", lines("1|王|19800101|100"), refused="FILE_WRONG_HEADER", format=HEADED),
    # csv
    BadFile("quoted values with delimiter, quote and line break", lines("number,name,born_on,amount", '1,"王,""明""\n2",,', "2,李,,"), good=2, format=CSV),
    BadFile("stray quote does not swallow the file", lines("number,name,born_on,amount", '1,"王,,', "2,李,,", "3,赵,,"), 2, {2: ("", "ROW_QUOTES")}, format=CSV),
    BadFile("text after a closing quote", lines("number,name,born_on,amount", '1,"王"明,,', "2,李,,"), 1, {2: ("", "ROW_QUOTES")}, format=CSV),
    BadFile("csv rows of other lengths", lines("number,name,born_on,amount", '"1",王,', '"2",李,,,', '"3",赵,,'), 1, {2: ("", "ROW_COLUMNS"), 3: ("", "ROW_COLUMNS")}, format=CSV),
    BadFile("csv with BOM", raw(b"\xef\xbb\xbfnumber,name,born_on,amount\n1,a,,\n"), good=1, format=CSV, encoding="utf-8"),
    # values
    BadFile("the same key twice", lines(GOOD, GOOD), 1, {2: ("number", "DUPLICATE_KEY")}),
    BadFile("required value blank", lines("|+|王|+||+|", "2|+|　|+||+|"), 0, {1: ("number", "REQUIRED"), 2: ("name", "REQUIRED")}),
    BadFile("too many characters", lines("1|+|王王王王王王王王王|+||+|"), 0, {1: ("name", "TOO_MANY_CHARACTERS")}),
    BadFile("full-width digits", lines("1|+|王|+|１９８００１０１|+|１００－"), good=1),
    BadFile("dates that do not exist", lines("1|+|王|+|20230229|+|", "2|+|王|+|20231301|+|", "3|+|王|+|2023121|+|"), 0, {1: ("born_on", "NOT_DATE"), 2: ("born_on", "NOT_DATE"), 3: ("born_on", "NOT_DATE")}),
    BadFile("a date before all banks", lines("1|+|王|+|00020101|+|"), 0, {1: ("born_on", "DATE_RANGE")}),
    BadFile("null and ever tokens", lines("1|+|王|+|00010101|+|", "2|+|王|+|99991231|+|"), good=2),
    BadFile("amounts in every wrong form", lines("1|+|王|+||+|1.00", "2|+|王|+||+|-100", "3|+|王|+||+|1,000", "4|+|王|+||+|--1", "5|+|王|+||+|壹佰"), 0, dict.fromkeys(range(1, 6), ("amount", "NOT_CENTS"))),
    BadFile("amounts with the sign behind", lines("1|+|王|+||+|100-", "2|+|王|+||+|100+", "3|+|王|+||+|0"), good=3),
    BadFile("a number that a spreadsheet has spoilt", lines("1.10105E+17|+|王|+||+|"), 0, {1: ("number", "SCIENTIFIC")}),
    # fixed length
    BadFile("fixed length in bytes", raw(fixed("1", "王小明") + fixed("2", "𠮷田")), good=2, format=FIXED, columns=FIXED_COLUMNS),
    BadFile("fixed length, rows too short and too long", raw(fixed("1", "王") + fixed("2", "李")[:-2] + b"\n" + fixed("3", "赵")[:-1] + b"x\n"), 1, {2: ("", "ROW_LENGTH"), 3: ("", "ROW_LENGTH")}, format=FIXED, columns=FIXED_COLUMNS),
    BadFile("fixed length, a border cuts a character", raw(b"1   " + "王小明".encode("gb18030") + "李".encode("gb18030")[:1] + b" " + "李".encode("gb18030") + b"980101000100\n" + fixed("2", "赵")), 1, {1: ("", "ROW_BAD_BYTES")}, format=FIXED, columns=FIXED_COLUMNS),
    BadFile("fixed length, a character over the border", raw(b"1   " + b"abcdefg" + "李".encode("gb18030") + b"9800101000100\n"[:7] + b"000100\n" + fixed("2", "赵")), 1, {1: ("name", "ROW_SPLIT_CHARACTER")}, format=FIXED, columns=FIXED_COLUMNS),
    # archives
    BadFile("gzip", lambda path: path.write_bytes(gzip.compress(GOOD.encode("gb18030") + b"\n")), good=1, file="F.dat.gz"),
    BadFile("gzip cut short", lambda path: path.write_bytes(gzip.compress(GOOD.encode("gb18030") * 100)[:-20]), refused="FILE_ARCHIVE_BROKEN", file="F.dat.gz"),
    BadFile("no gzip at all", lines(GOOD), refused="FILE_ARCHIVE_BROKEN", file="F.dat.gz"),
    BadFile("gzip bomb", lambda path: path.write_bytes(gzip.compress((GOOD.encode("gb18030") + b"\n") * 1_000_000)), refused="FILE_ARCHIVE_BOMB", file="F.dat.gz"),
    # xlsx
    BadFile("xlsx", sheet(HEADER, ["1", "王小明", "19800101", "100-"], ["2", "李", None, 5]), good=2, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a real date", sheet(HEADER, ["1", "王", date(1980, 1, 1), 100]), good=1, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a date serial", sheet(HEADER, ["1", "王", 45000, 100]), 0, {2: ("born_on", "EXCEL_SERIAL")}, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a long number as a figure", sheet(HEADER, [110105194912310021, "王", None, 100], ["2", "李", None, 1]), 1, {2: ("number", "CELL_NUMBER")}, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a text turned into a date", sheet(HEADER, [date(2024, 1, 2), "王", None, 1]), 0, {2: ("number", "CELL_DATE")}, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with an error value", sheet(HEADER, ["1", ("=NA()", "#N/A"), None, 1], ["2", "李", None, 1]), 1, {2: ("", "CELL_KIND")}, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a logical value", sheet(HEADER, ["1", True, None, 1]), 0, {2: ("name", "CELL_KIND")}, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a half number", sheet(HEADER, [1.5, "王", None, 1]), 0, {2: ("number", "CELL_KIND")}, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with blank rows", sheet([], HEADER, [], ["1", "王", None, 1]), good=1, format=XLSX, file="F.xlsx"),
    BadFile("xlsx with another sheet", sheet(HEADER, sheet_name="其他"), refused="FILE_SHEET_MISSING", format="{type: xlsx, sheet: 客户}", file="F.xlsx"),
    BadFile("xlsx with another header", sheet(["号", "名"]), refused="FILE_WRONG_HEADER", format=XLSX, file="F.xlsx"),
    BadFile("no xlsx at all", lines(GOOD), refused="FILE_WORKBOOK_BROKEN", format=XLSX, file="F.xlsx"),
    BadFile("a zip that is no workbook", raw(zip_of(a=b"b")), refused="FILE_WORKBOOK_BROKEN", format=XLSX, file="F.xlsx"),
    BadFile("zip bomb by ratio", raw(zip_of(a=b"0" * 50_000_000)), refused="FILE_ARCHIVE_BOMB", format=XLSX, file="F.xlsx"),
    BadFile("zip bomb by entries", raw(many_entries()), refused="FILE_ARCHIVE_BOMB", format=XLSX, file="F.xlsx"),
    BadFile("zip bomb by size", raw(patched(zip_of(a=b"0" * 1_000), size=250_000_000, packed=10_000_000)), refused="FILE_ARCHIVE_BOMB", format=XLSX, file="F.xlsx"),
    BadFile("zip of which the directory claims less, with the sum of what it claims", raw(patched(zip_of(a=b"0" * 2_000_000), size=10, content=b"0" * 10)), refused="FILE_WORKBOOK_BROKEN", format=XLSX, file="F.xlsx"),
    BadFile("zip of which the directory claims less, with the sum of one byte more", raw(patched(zip_of(a=b"0" * 2_000_000), size=10, content=b"0" * 11)), refused="FILE_ARCHIVE_BOMB", format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a billion laughs", workbook_with(LAUGHS.encode()), refused="FILE_WORKBOOK_DECLARES", format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a foreign entity", workbook_with(FOREIGN.encode()), refused="FILE_WORKBOOK_DECLARES", format=XLSX, file="F.xlsx"),
    BadFile("xlsx with a foreign entity in UTF-16", workbook_with(FOREIGN.encode("utf-16")), refused="FILE_WORKBOOK_DECLARES", format=XLSX, file="F.xlsx"),
    BadFile("zip with a lying directory", raw(lying_zip()), refused="FILE_WORKBOOK_BROKEN", format=XLSX, file="F.xlsx"),
    # parquet
    BadFile("parquet", frame(number=["1", "2"], name=["王", "李"], born_on=["19800101", None], amount=[100, None]), good=2, format=PARQUET, file="F.parquet"),
    BadFile("parquet with dates and NUL", frame(number=["1", "2"], name=["王", "a\0b"], born_on=[date(1980, 1, 1), None], amount=["1", "2"]), 1, {2: ("", "ROW_NUL")}, format=PARQUET, file="F.parquet"),
    BadFile("parquet with another schema", frame(number=["1"]), refused="FILE_WRONG_HEADER", format=PARQUET, file="F.parquet"),
    BadFile("no parquet at all", lines(GOOD), refused="FILE_PARQUET_BROKEN", format=PARQUET, file="F.parquet"),
]  # fmt: skip
