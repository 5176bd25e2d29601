"""The consolidated list of the UN Security Council (XML, schema sc-sanctions.xsd)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from yinqiao.compliance.screening.lists import values
from yinqiao.compliance.screening.lists.countries import country_codes
from yinqiao.compliance.screening.lists.guard import Limits, ListRefused
from yinqiao.compliance.screening.rules import (
    Birth,
    Document,
    Entry,
    EntryName,
    PartyKind,
    Quality,
)

ROOT: Final = "CONSOLIDATED_LIST"
_PARTS: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_KINDS: Final = {"INDIVIDUAL": PartyKind.PERSON, "ENTITY": PartyKind.COMPANY}
_SEXES: Final = {"male": "M", "female": "F"}


def read(path: Path, limits: Limits, found: dict[str, str]) -> Iterator[Entry]:
    """Return the parties one by one; `found` receives the list's own date. No document type, no entity, no depth is followed."""
    try:
        yield from _entries(path, limits, found)
    except DefusedXmlException as error:
        raise ListRefused(
            _("%(name)s declares a document type or entities, which no list has: it may be forged.")
            % {"name": path.name}
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise ListRefused(_("%(name)s is not a whole XML file.") % {"name": path.name}) from error


def _entries(path: Path, limits: Limits, found: dict[str, str]) -> Iterator[Entry]:
    depth = 0
    parents: list[Element] = []
    for event, element in iterparse(str(path), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            _check_start(element, depth, path=path, limits=limits)
            parents.append(element)
            if depth == 1:
                found["published"] = element.get("dateGenerated", "")[:10]
            continue
        depth -= 1
        parents.pop()
        if element.text and len(element.text) > limits.text:
            raise ListRefused(_("A field of %(name)s is too long.") % {"name": path.name})
        if element.tag in _KINDS:
            yield _entry(element, _KINDS[element.tag])
            # What was read is let go, or the whole list would stand in memory.
            parents[-1].clear()


def _check_start(element: Element, depth: int, *, path: Path, limits: Limits) -> None:
    if depth == 1 and element.tag != ROOT:
        raise ListRefused(
            _("%(name)s is no list of the UN: it begins with <%(tag)s>.")
            % {"name": path.name, "tag": str(element.tag)[:40]}
        )
    if depth > limits.depth:
        raise ListRefused(_("%(name)s is nested deeper than any list.") % {"name": path.name})


def _entry(element: Element, kind: PartyKind) -> Entry:
    tag = element.tag
    said = values.text
    return Entry(
        key=said(element.findtext("REFERENCE_NUMBER")) or said(element.findtext("DATAID")),
        kind=kind,
        names=tuple(_names(element)),
        births=tuple(_births(element)),
        countries=country_codes(
            [said(item.text) for item in element.findall("NATIONALITY/VALUE")]
            or [said(item.text) for item in element.findall("ENTITY_ADDRESS/COUNTRY")]
        ),
        documents=tuple(_documents(element)),
        sex=_SEXES.get(said(element.findtext("GENDER")).lower(), ""),
        programme=said(element.findtext("UN_LIST_TYPE")),
        listed_on=values.day(element.findtext("LISTED_ON")),
        remark=values.remark(element.findtext("COMMENTS1")) if tag else "",
    )


def _names(element: Element) -> Iterator[EntryName]:
    main = values.text(" ".join(element.findtext(part) or "" for part in _PARTS))
    original = values.text(element.findtext("NAME_ORIGINAL_SCRIPT"))
    seen = set()
    if main:
        seen.add(main)
        yield EntryName(main)
    if original and original not in seen:
        seen.add(original)
        yield EntryName(original, Quality.STRONG)
    for alias in element.findall(f"{element.tag}_ALIAS"):
        quality = (
            Quality.WEAK
            if values.text(alias.findtext("QUALITY")).lower() == "low"
            else Quality.STRONG
        )
        for written in values.several(alias.findtext("ALIAS_NAME"), ";"):
            for name in values.names_inside(written):
                if name not in seen:
                    seen.add(name)
                    yield EntryName(name, quality)


def _births(element: Element) -> Iterator[Birth]:
    for item in element.findall("INDIVIDUAL_DATE_OF_BIRTH"):
        is_exact = values.text(item.findtext("TYPE_OF_DATE")).upper() == "EXACT"
        on = values.day(item.findtext("DATE"))
        years = [
            int(year)
            for tag in ("FROM_YEAR", "TO_YEAR", "YEAR")
            if (year := values.text(item.findtext(tag))).isdigit()
        ]
        if on is not None:
            yield Birth(on.year, on.year, on=on, is_exact=is_exact)
        elif years:
            yield Birth(min(years), max(years), is_exact=is_exact)


def _documents(element: Element) -> Iterator[Document]:
    for item in element.findall("INDIVIDUAL_DOCUMENT"):
        number = values.text(item.findtext("NUMBER"))
        if number:
            country = item.findtext("ISSUING_COUNTRY") or item.findtext("COUNTRY_OF_ISSUE")
            kind = values.text(item.findtext("TYPE_OF_DOCUMENT"))
            yield Document(kind, number, "".join(country_codes([values.text(country)])))
