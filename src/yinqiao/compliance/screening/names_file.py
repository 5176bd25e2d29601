"""Names to screen out of a file: one a line, or a table with columns by title (csv, xlsx, parquet)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl
from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook

from yinqiao.compliance.screening.lists import ListRefused, guard, values
from yinqiao.compliance.screening.lists.countries import country_code
from yinqiao.compliance.screening.lists.tables import KINDS, SEXES
from yinqiao.compliance.screening.rules import Subject, document_key

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "key": ("key", "customer_no", "no", "编号", "客户号"),
    "name": ("name", "full_name", "caption", "query", "姓名", "名称", "客户名称"),
    "aliases": ("alias", "aliases", "former_name", "english_name", "曾用名", "英文名"),
    "kind": ("kind", "schema", "type", "类型", "客户类型"),
    "birth": ("birth", "birth_date", "birth_on", "birth_year", "dob", "date_of_birth", "出生日期", "出生年份"),
    "country": ("country", "nationality", "国籍", "国家"),
    "document": ("id", "id_number", "document", "id_no", "passport", "证件号码", "证件号", "身份证号"),
    "sex": ("sex", "gender", "性别"),
}  # fmt: skip
"""What a column is, by its title; only the name is needed. A name without a column of its own for a key is told of by its line."""


def read_names(path: Path) -> Iterator[Subject]:
    """Return the names of a file in its order; `key` is the column of that kind, else the number of the row from 1.

    A text file (.txt) has one name a line. Raises ListRefused for a file that cannot be read or has no column of names.
    """
    guard.check_size(path, guard.Limits())
    if path.suffix.lower() == ".txt":
        lines = guard.lines(path, guard.encoding_of(path, ["gb18030"]))
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield Subject(str(number), (values.text(line),))
        return
    frame = _frame(path)
    where = _places(frame.columns, path)
    for number, row in enumerate(frame.iter_rows(named=True), start=1):
        subject = _subject({field: row[title] for field, title in where.items()}, number)
        if subject is not None:
            yield subject


def _frame(path: Path) -> pl.DataFrame:
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            return pl.read_parquet(path)
        if kind in {".xlsx", ".xls"}:
            return _table(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
        encoding = guard.encoding_of(path, ["gb18030"])
        return _table(list(guard.rows(path, encoding, _delimiter(path, encoding))))
    except ListRefused:
        raise
    except Exception as error:
        raise ListRefused(
            _("The file %(name)s cannot be read as a table.") % {"name": path.name}
        ) from error


def _table(rows: Sequence[Sequence[object]]) -> pl.DataFrame:
    """Return rows of whatever cells as a table of text, the first row its titles; short rows are filled up."""
    header = [str(cell) for cell in rows[0]] if rows else []
    wide = [[*map(str, row), *[""] * len(header)][: len(header)] for row in rows[1:]]
    return pl.DataFrame(wide, schema=[(cell, pl.String) for cell in header], orient="row")


def _delimiter(path: Path, encoding: str) -> str:
    first = next(guard.lines(path, encoding), "")
    return max(",\t;|", key=first.count)


def _places(columns: list[str], path: Path) -> dict[str, str]:
    titles = {values.text(column).lower(): column for column in columns}
    found = {
        field: titles[name]
        for field, names in COLUMNS.items()
        for name in [next((name for name in names if name in titles), "")]
        if name
    }
    if "name" not in found and len(columns) == 1:
        found["name"] = columns[0]
    if "name" not in found:
        raise ListRefused(
            _("%(name)s has no column of names. Known titles: %(titles)s.")
            % {"name": path.name, "titles": ", ".join(COLUMNS["name"])}
        )
    return found


def _subject(cells: Mapping[str, object], number: int) -> Subject | None:
    said = {field: values.text(str(cell)) for field, cell in cells.items() if cell is not None}
    if not said.get("name"):
        return None
    birth = values.birth(said.get("birth", "").split(".0")[0])
    document = document_key(said.get("document", ""))
    return Subject(
        key=said.get("key") or str(number),
        names=(said["name"], *values.several(said.get("aliases"))),
        kind=KINDS.get(said.get("kind", "").lower()),
        birth_on=birth.on if birth else None,
        birth_year=birth.first_year if birth else None,
        country=country_code(said.get("country", "")),
        documents=(document,) if document else (),
        sex=SEXES.get(said.get("sex", "").lower(), ""),
    )
