"""The entries in force as a matcher, kept in this process as long as the lists do not change."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from yinqiao.compliance.screening import parameters, telling
from yinqiao.compliance.screening.models import ListEntry, ListVersion, WatchList
from yinqiao.compliance.screening.rules import Entry, Matcher, document_key
from yinqiao.customers import queries as customers
from yinqiao.platform.kept import KeptByKey
from yinqiao.platform.parameters import queries as values

# Made again when a list or a setting changes, which the key tells; the hours bound what a restored database could leave behind.
_kept: "KeptByKey[Listed]" = KeptByKey(seconds=4 * 3600, most=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries with the matcher over them; `rows` gives each matcher's place its row."""

    matcher: Matcher
    rows: Sequence[ListEntry]

    def row(self, key: str) -> ListEntry:
        """Return the row that a hit's `entry` names."""
        return self.rows[int(key)]


def everything_listed() -> Listed | None:
    """Return all active lists as they are in force; None when there is none. The wall must be open."""
    lists = list(WatchList.objects.filter(is_active=True, version__gt=0).order_by("pk"))
    if not lists:
        return None
    in_force = ListVersion.objects.filter(watch_list__in=lists, number=F("watch_list__version"))
    versions = in_force.order_by("pk").values_list("pk", "digest", "loaded_at")
    return _kept.get((*versions, *_settings()), lambda: _in_force(lists))


def _in_force(lists: Sequence[WatchList]) -> Listed:
    rows = ListEntry.objects.filter(watch_list__in=lists, until__isnull=True).order_by("pk")
    return _listed(list(rows))


def listed_since(version: ListVersion) -> Listed | None:
    """Return what a version added or changed; None when that is nothing."""
    rows = ListEntry.objects.filter(
        watch_list=version.watch_list_id, since=version.number, until__isnull=True
    ).order_by("pk")
    found = list(rows)
    return _listed(found) if found else None


def _settings() -> tuple[object, ...]:
    return (values.decimal(parameters.THRESHOLD), str(values.value(parameters.POINTS)))


def _listed(rows: list[ListEntry]) -> Listed:
    entries = [telling.from_plain(row.told) for row in rows]
    # Hits name an entry by its place: two lists may give two parties one number.
    placed = [_placed(entry, place) for place, entry in enumerate(entries)]
    matcher = Matcher(
        placed,
        threshold=float(values.decimal(parameters.THRESHOLD)),
        points=parameters.read_points(values.value(parameters.POINTS)),
        documents=_blind(entries),
    )
    return Listed(matcher, rows)


def _placed(entry: Entry, place: int) -> Entry:
    return Entry(
        key=str(place),
        kind=entry.kind,
        names=entry.names,
        births=entry.births,
        countries=entry.countries,
        sex=entry.sex,
    )


def _blind(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Return the listed numbers as the blind indexes under which customers' certificates are found."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for document in entry.documents:
            if document_key(document.number):
                places[document.number].append(place)
    indexes = customers.certificate_indexes(list(places))
    found: dict[str, list[int]] = defaultdict(list)
    for number, spellings in indexes.items():
        for index in spellings:
            found[index] += places[number]
    return found
