"""Entries as they are kept: `rules.Entry` to JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import cast

from yinqiao.compliance.screening.rules import (
    Birth,
    Document,
    Entry,
    EntryName,
    PartyKind,
    Quality,
    Said,
)


def to_plain(entry: Entry) -> dict[str, object]:
    """Return an entry as JSON."""
    plain = asdict(entry)
    for birth in plain["births"]:
        birth["on"] = birth["on"].isoformat() if birth["on"] else None
    plain["listed_on"] = entry.listed_on.isoformat() if entry.listed_on else None
    return plain


def from_plain(plain: Mapping[str, object]) -> Entry:
    """Return the entry that `to_plain` wrote."""
    names = cast("list[dict[str, str]]", plain["names"])
    births = cast("list[dict[str, object]]", plain["births"])
    documents = cast("list[dict[str, str]]", plain["documents"])
    return Entry(
        key=str(plain["key"]),
        kind=PartyKind(str(plain["kind"])),
        names=tuple(EntryName(name["text"], Quality(name["quality"])) for name in names),
        births=tuple(_birth(birth) for birth in births),
        countries=tuple(cast("list[str]", plain["countries"])),
        documents=tuple(Document(**document) for document in documents),
        sex=str(plain["sex"]),
        programme=str(plain["programme"]),
        listed_on=_day(plain["listed_on"]),
        remark=str(plain["remark"]),
    )


def reasons_of(plain: list[Mapping[str, object]]) -> tuple[Said, ...]:
    """Return the reasons of a hit out of what a case keeps."""
    return tuple(
        Said(str(said["code"]), str(said["ours"]), str(said["theirs"]), float(str(said["points"])))
        for said in plain
    )


def _birth(plain: Mapping[str, object]) -> Birth:
    return Birth(
        int(str(plain["first_year"])),
        int(str(plain["last_year"])),
        on=_day(plain["on"]),
        is_exact=bool(plain["is_exact"]),
    )


def _day(plain: object) -> date | None:
    return date.fromisoformat(str(plain)) if plain else None
