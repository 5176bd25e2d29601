"""Lists that come as tables: OFAC's three files, the US denied persons, OpenSanctions targets and a bank's own list."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.screening.lists import guard, values
from yinqiao.compliance.screening.lists.countries import country_codes
from yinqiao.compliance.screening.lists.guard import ListRefused
from yinqiao.compliance.screening.rules import (
    Birth,
    Document,
    Entry,
    EntryName,
    PartyKind,
    Quality,
)

_OFAC_COLUMNS: Final = 12
_OFAC_EMPTY: Final = "-0-"
_OFAC_KINDS: Final = {"individual": PartyKind.PERSON, "": PartyKind.COMPANY}
_OFAC_DOCUMENTS: Final = (
    "passport", "national id", "identification number", "ssn", "cedula", "nit ", "tax id", "id card", "chinese commercial code",
    "unified social credit code", "registration number", "registration id",
)  # fmt: skip


def ofac(path: Path) -> Iterator[Entry]:
    """Return the parties of `sdn.csv`; the files `alt.csv` and `add.csv` beside it bring other names and addresses."""
    aliases = _ofac_beside(path.with_name("alt.csv"))
    addresses = _ofac_beside(path.with_name("add.csv"))
    for row in guard.rows(path, guard.encoding_of(path, ["cp1252"]), ","):
        cells = [_ofac_cell(cell) for cell in row]
        if len(cells) < _OFAC_COLUMNS or not cells[0].isdigit() or not cells[1]:
            # The file ends with a byte of its own (0x1A).
            if any(cell.strip("\x1a ") for cell in cells):
                raise ListRefused(
                    _("%(name)s has a row that is none of OFAC's.") % {"name": path.name}
                )
            continue
        yield _ofac_entry(cells, aliases.get(cells[0], []), addresses.get(cells[0], []))


def _ofac_cell(cell: str) -> str:
    said = values.text(cell)
    return "" if said == _OFAC_EMPTY else said


def _ofac_beside(path: Path) -> Mapping[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    if path.exists():
        for row in guard.rows(path, guard.encoding_of(path, ["cp1252"]), ","):
            if row and row[0].strip().isdigit():
                found[row[0].strip()].append([_ofac_cell(cell) for cell in row])
    return found


def _ofac_entry(cells: list[str], aliases: list[list[str]], addresses: list[list[str]]) -> Entry:
    remarks = [values.text(part).rstrip(".") for part in cells[11].split(";")]
    kind = _OFAC_KINDS.get(cells[2].lower(), PartyKind.OTHER)
    names = [EntryName(cells[1])]
    names += [
        EntryName(row[3], Quality.WEAK if "weak" in " ".join(row[4:]).lower() else Quality.STRONG)
        for row in aliases
        if len(row) > _ALIAS_PLACE and row[3]
    ]
    countries = [
        part.split(" ", 1)[1]
        for part in remarks
        if part.lower().startswith(("nationality ", "citizen "))
    ]
    if kind != PartyKind.PERSON:
        countries += [row[4] for row in addresses if len(row) > _COUNTRY_PLACE]
    return Entry(
        key=f"OFAC-{cells[0]}",
        kind=kind,
        names=tuple(dict.fromkeys(names)),
        births=tuple(_ofac_births(remarks)),
        countries=country_codes(countries),
        documents=tuple(_ofac_documents(remarks)),
        sex=_ofac_sex(remarks),
        programme=cells[3],
        remark=values.remark(cells[11]),
    )


_ALIAS_PLACE: Final = 3
_COUNTRY_PLACE: Final = 4


def _ofac_births(remarks: list[str]) -> Iterator[Birth]:
    for part in remarks:
        for prefix in ("DOB ", "alt. DOB "):
            if part.startswith(prefix):
                found = values.birth(part.removeprefix(prefix))
                if found:
                    yield found


def _ofac_documents(remarks: list[str]) -> Iterator[Document]:
    for part in remarks:
        low = part.lower().removeprefix("alt. ")
        kind = next((kind for kind in _OFAC_DOCUMENTS if low.startswith(kind)), "")
        if kind:
            number = part[part.lower().index(kind) + len(kind) :].split("(")[0]
            number = number.replace("No.", " ").replace("#", " ")
            yield Document(kind.strip(), values.text(number))


def _ofac_sex(remarks: list[str]) -> str:
    for part in remarks:
        if part.lower().startswith("gender "):
            return {"male": "M", "female": "F"}.get(part[7:].strip().lower(), "")
    return ""


DPL_HEADER: Final = ("Name", "Street_Address", "City", "State", "Country")


def dpl(path: Path) -> Iterator[Entry]:
    """Return the parties of the denied persons list (tab between columns). It says nothing of kind or birth, and has no numbers."""
    rows = guard.rows(path, guard.encoding_of(path, ["cp1252"]), "\t")
    next(rows, None)
    seen: dict[str, int] = defaultdict(int)
    for row in rows:
        if not row or not values.text(row[0]):
            continue
        if len(row) < len(DPL_HEADER):
            raise ListRefused(_("%(name)s has a row with too few columns.") % {"name": path.name})
        name = values.text(row[0])
        seen[name] += 1
        number = f"#{seen[name]}" if seen[name] > 1 else ""
        yield Entry(
            key=f"DPL-{name}{number}"[:_LONGEST_KEY],
            kind=PartyKind.OTHER,
            names=(EntryName(name),),
            countries=country_codes([row[4]]),
            programme="DPL",
            listed_on=values.day(row[6]) if len(row) > _EFFECTIVE_PLACE else None,
            remark=values.remark(", ".join(cell for cell in row[1:5] if cell.strip())),
        )


_LONGEST_KEY: Final = 120
_EFFECTIVE_PLACE: Final = 6

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "key": ("id", "编号", "entity_id", "list_no"),
    "kind": ("schema", "kind", "type", "类型"),
    "name": ("name", "caption", "姓名", "名称", "姓名/名称", "full_name"),
    "aliases": ("aliases", "alias", "别名", "曾用名", "aka"),
    "birth": ("birth_date", "birth", "dob", "birthdate", "date_of_birth", "出生日期", "birth_year", "出生年份"),
    "countries": ("countries", "country", "nationality", "国籍", "国家", "国家/地区"),
    "documents": ("identifiers", "id_number", "document", "documents", "证件号码", "证件号", "passport"),
    "programme": ("program_ids", "programs", "sanctions", "dataset", "programme", "名单类别"),
    "sex": ("gender", "sex", "性别"),
    "listed": ("first_seen", "listed_on", "列入日期"),
    "remark": ("remark", "notes", "备注"),
}  # fmt: skip
"""Columns of a table of parties, by what it may be called; several values in one cell stand with ; between."""
KINDS: Final = {
    "person": PartyKind.PERSON, "individual": PartyKind.PERSON, "个人": PartyKind.PERSON, "自然人": PartyKind.PERSON,
    "company": PartyKind.COMPANY, "organization": PartyKind.COMPANY, "legalentity": PartyKind.COMPANY, "entity": PartyKind.COMPANY,
    "单位": PartyKind.COMPANY, "机构": PartyKind.COMPANY, "企业": PartyKind.COMPANY, "公司": PartyKind.COMPANY, "publicbody": PartyKind.COMPANY,
}  # fmt: skip
SEXES: Final = {"male": "M", "m": "M", "男": "M", "female": "F", "f": "F", "女": "F"}


def places(header: list[str]) -> dict[str, int]:
    """Return which column holds what, by its title."""
    titles = [values.text(cell).lower().lstrip("\ufeff") for cell in header]
    return {
        field: titles.index(known)
        for field, names in COLUMNS.items()
        for known in [next((name for name in names if name in titles), None)]
        if known is not None
    }


def targets(path: Path, delimiter: str) -> Iterator[Entry]:
    """Return the parties of a table: OpenSanctions' `targets.simple.csv`, or a bank's own with the columns of `COLUMNS`."""
    rows = guard.rows(path, guard.encoding_of(path, ["gb18030"]), delimiter)
    where = places(next(rows, []))
    width = max(where.values(), default=0)
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= width:
            raise ListRefused(
                _("Line %(line)s of %(name)s has too few columns.")
                % {"line": number, "name": path.name}
            )
        yield _target({field: row[place] for field, place in where.items()}, number, path)


def _target(cells: Mapping[str, str], number: int, path: Path) -> Entry:
    name = values.text(cells.get("name"))
    if not name:
        raise ListRefused(
            _("Line %(line)s of %(name)s has no name.") % {"line": number, "name": path.name}
        )
    aliases = [alias for alias in values.several(cells.get("aliases")) if alias != name]
    births = [found for part in values.several(cells.get("birth")) if (found := values.birth(part))]
    return Entry(
        key=(values.text(cells.get("key")) or name)[:_LONGEST_KEY],
        kind=KINDS.get(values.text(cells.get("kind")).lower(), PartyKind.OTHER),
        names=(EntryName(name), *(EntryName(alias, Quality.STRONG) for alias in dict.fromkeys(aliases))),
        births=tuple(births),
        countries=country_codes(values.several(cells.get("countries"))),
        documents=tuple(Document("", part) for part in values.several(cells.get("documents"))),
        sex=SEXES.get(values.text(cells.get("sex")).lower(), ""),
        programme=values.text(cells.get("programme"))[:_LONGEST_PROGRAMME],
        listed_on=values.day(cells.get("listed")),
        remark=values.remark(cells.get("remark")),
    )  # fmt: skip


_LONGEST_PROGRAMME: Final = 120
