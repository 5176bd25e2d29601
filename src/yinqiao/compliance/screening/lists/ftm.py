"""OpenSanctions' entities as JSON lines (FollowTheMoney): ``{"id": …, "schema": …, "properties": {"name": […], …}}``."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.screening.lists import guard, values
from yinqiao.compliance.screening.lists.countries import country_codes
from yinqiao.compliance.screening.lists.guard import ListRefused
from yinqiao.compliance.screening.lists.tables import KINDS, SEXES
from yinqiao.compliance.screening.rules import (
    Document,
    Entry,
    EntryName,
    PartyKind,
    Quality,
)

_OTHER: Final = frozenset({"Vessel", "Airplane", "Vehicle"})
_DOCUMENTS: Final = (
    "passportNumber", "idNumber", "registrationNumber", "taxNumber", "innCode", "uscCode", "leiCode", "ogrnCode", "imoNumber",
)  # fmt: skip
_LONGEST_KEY: Final = 120


def read(path: Path) -> Iterator[Entry]:
    """Return the parties; statements about other things (addresses, sanctions, ties) are passed over."""
    for number, line in enumerate(guard.lines(path, guard.encoding_of(path, [])), start=1):
        if not line.strip():
            continue
        entity = _object(line, number, path)
        schema = str(entity.get("schema", ""))
        kind = PartyKind.OTHER if schema in _OTHER else KINDS.get(schema.lower())
        if kind is not None:
            yield _entry(entity, kind, number=number, path=path)


def _object(line: str, number: int, path: Path) -> Mapping[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ListRefused(
            _("Line %(line)s of %(name)s is no JSON.") % {"line": number, "name": path.name}
        ) from error
    if not isinstance(found, dict) or not isinstance(found.get("properties"), dict):
        raise ListRefused(
            _("Line %(line)s of %(name)s describes no party.") % {"line": number, "name": path.name}
        )
    return found


def _entry(entity: Mapping[str, object], kind: PartyKind, *, number: int, path: Path) -> Entry:
    properties = entity["properties"]
    assert isinstance(properties, dict)  # noqa: S101 - checked where the line was read

    def of(*names: str) -> list[str]:
        found = [value for name in names for value in _listed(properties.get(name))]
        return [value for value in dict.fromkeys(map(values.text, found)) if value]

    caption = values.text(str(entity.get("caption", "")))
    names = list(dict.fromkeys([name for name in (caption, *of("name")) if name]))
    if not names or not entity.get("id"):
        raise ListRefused(
            _("Line %(line)s of %(name)s has no name.") % {"line": number, "name": path.name}
        )
    births = [found for part in of("birthDate") if (found := values.birth(part))]
    return Entry(
        key=str(entity["id"])[:_LONGEST_KEY],
        kind=kind,
        names=(
            EntryName(names[0]),
            *(EntryName(name, Quality.STRONG) for name in (*names[1:], *of("alias", "previousName"))),
            *(EntryName(name, Quality.WEAK) for name in of("weakAlias")),
        ),
        births=tuple(births),
        countries=country_codes(of("nationality", "citizenship", "country", "jurisdiction")),
        documents=tuple(Document(name, value) for name in _DOCUMENTS for value in of(name)),
        sex=SEXES.get("".join(of("gender")[:1]).lower(), ""),
        programme=" ".join(of("program", "topics"))[:_LONGEST_KEY],
        listed_on=values.day(str(entity.get("first_seen") or "")),
        remark=values.remark(" ".join(of("notes"))),
    )  # fmt: skip


def _listed(found: object) -> list[str]:
    if found is None:
        return []
    return [str(item) for item in found] if isinstance(found, list) else [str(found)]
