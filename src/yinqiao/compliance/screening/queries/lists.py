"""The lists in force, their versions with what changed, and the runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.screening.choices import ListForm, RunKind
from yinqiao.compliance.screening.models import ListEntry, ListVersion, Run, WatchList
from yinqiao.compliance.screening.wall import open_wall
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with the counts of what it changed."""

    id: int
    number: int
    form_label: str
    file_name: str
    digest: str
    published_on: date | None
    loaded_at: datetime
    loaded_by_name: str
    entries: int
    added: int
    removed: int
    changed: int
    screened_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list with its versions, the newest first."""

    id: int
    code: str
    title: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A party in the differences of a version."""

    key: str
    title: str
    programme: str


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version with who came, went and changed; at most 200 of each, the counts are whole."""

    list_title: str
    line: VersionLine
    added: tuple[EntryLine, ...]
    removed: tuple[EntryLine, ...]
    changed: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One pass over customers."""

    id: int
    kind_label: str
    of_list: str
    started_at: datetime
    seconds: float
    customers: int
    entries: int
    hits: int
    opened: int


def list_cards(*, actor: Actor) -> tuple[ListCard, ...]:
    """Return every list with its versions."""
    open_wall(actor)
    rows = WatchList.objects.prefetch_related("versions").order_by("code")
    return tuple(
        ListCard(
            row.pk,
            row.code,
            row.title,
            tuple(
                _version(v)
                for v in sorted(row.versions.all(), key=lambda v: v.number, reverse=True)
            ),
        )
        for row in rows
    )


def list_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return (code, title) of every list."""
    open_wall(actor)
    return list(WatchList.objects.order_by("code").values_list("code", "title"))


def version_card(*, actor: Actor, version_id: int) -> VersionCard:
    """Return a version with its differences; raise NotFound."""
    open_wall(actor)
    row = ListVersion.objects.select_related("watch_list").filter(pk=version_id).first()
    if row is None:
        raise NotFound(_("There is no such version."))
    entries = ListEntry.objects.filter(watch_list=row.watch_list_id)
    came, went = entries.filter(since=row.number), entries.filter(until=row.number)
    stayed = came.filter(key__in=went.values("key"))
    return VersionCard(
        list_title=row.watch_list.title,
        line=_version(row),
        added=_entries(came.exclude(key__in=went.values("key"))),
        removed=_entries(went.exclude(key__in=came.values("key"))),
        changed=_entries(stayed),
    )


def runs(*, actor: Actor) -> QuerySet[Run]:
    """Return all passes over customers."""
    open_wall(actor)
    return Run.objects.select_related("list_version__watch_list")


def run_lines(rows: Sequence[Run]) -> list[RunLine]:
    """Return one page of them."""
    return [
        RunLine(
            id=row.pk,
            kind_label=label(RunKind, row.kind),
            of_list=f"{row.list_version.watch_list.title} {row.list_version.number}" if row.list_version else "",
            started_at=row.started_at,
            seconds=round((row.finished_at - row.started_at).total_seconds(), 1),
            customers=row.customers,
            entries=row.entries,
            hits=row.hits,
            opened=row.opened,
        )
        for row in rows
    ]  # fmt: skip


def _entries(rows: QuerySet[ListEntry]) -> tuple[EntryLine, ...]:
    found = rows.order_by("key").values_list("key", "title", "programme")[:MOST_SHOWN]
    return tuple(EntryLine(*row) for row in found)


def _version(row: ListVersion) -> VersionLine:
    return VersionLine(
        id=row.pk,
        number=row.number,
        form_label=label(ListForm, row.form),
        file_name=row.file_name,
        digest=row.digest,
        published_on=row.published_on,
        loaded_at=row.loaded_at,
        loaded_by_name=row.loaded_by_name,
        entries=row.entries,
        added=row.added,
        removed=row.removed,
        changed=row.changed,
        screened_at=row.screened_at,
    )
