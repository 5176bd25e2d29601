"""Bring a list into force: read whole, compare with the version before, keep what differs; or nothing at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.screening import parameters, policies, telling
from yinqiao.compliance.screening.lists import Limits, ListFile, ListRefused, read_list
from yinqiao.compliance.screening.models import ListEntry, ListVersion, WatchList
from yinqiao.compliance.screening.rules import Difference, Entry, difference
from yinqiao.compliance.screening.wall import open_wall
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.jobs import queue
from yinqiao.platform.parameters import queries as values

LIST_JOB: Final = "screening.screen_after_list"
JOB_LOCK: Final = "screening"
_TYPE: Final = "screening.list"
_BATCH: Final = 2_000
_LONGEST: Final = {"code": 20, "title": 80, "file_name": 120, "name": 300}
_TURN: Final = "screening.list"


class SameVersion(DomainError):
    """The file is the version in force."""

    code = "LIST_UNCHANGED"
    status = 409


@dataclass(frozen=True, slots=True)
class ListOrder:
    """A list to bring into force: its code and title here, the file, and the name that the file had."""

    code: str
    title: str
    path: Path
    file_name: str


@use_case("screening.list-loaded", permission=policies.LOAD_LIST)
def load_list(unit: Unit, *, actor: Actor, now: datetime, order: ListOrder) -> int:
    """Bring the next version of a list into force; return its id. The customers are screened by a job right after.

    Raises ListRefused (nothing is loaded, the version before stays in force), SameVersion, InvalidInput without code and title.
    """
    open_wall(actor)
    code = order.code.strip().upper()
    if not code.isascii() or not code or len(code) > _LONGEST["code"] or not order.title.strip():
        raise InvalidInput(_("A list needs a code of at most 20 letters and a title."))
    file = read_list(order.path, _limits())
    take_turn(_TURN, 0)
    watch_list, _made = WatchList.objects.get_or_create(
        code=code, defaults={"title": order.title.strip()[: _LONGEST["title"]]}
    )
    newest = watch_list.versions.order_by("-number").first()
    if newest is not None and newest.digest == file.digest:
        raise SameVersion(_("This file is the version in force."))
    version = _bring(watch_list, file, actor=actor, now=now, order=order)
    unit.audit(
        ObjectRef(_TYPE, watch_list.pk),
        new={"version": version.number, "entries": version.entries},
        detail={"code": code, "digest": version.digest, "added": version.added, "removed": version.removed, "changed": version.changed},
    )  # fmt: skip
    queue.defer(LIST_JOB, lock=JOB_LOCK, version_id=version.pk)
    return version.pk


def _limits() -> Limits:
    return Limits(size=values.integer(parameters.FILE_MEGABYTES) << 20)


def _bring(
    watch_list: WatchList, file: ListFile, *, actor: Actor, now: datetime, order: ListOrder
) -> ListVersion:
    number = watch_list.version + 1
    known = dict(
        ListEntry.objects.filter(watch_list=watch_list, until__isnull=True).values_list(
            "key", "digest"
        )
    )
    found, total = _compare(file, known)
    gone = [*found.removed, *found.changed]
    for start in range(0, len(gone), _BATCH):
        ListEntry.objects.filter(
            watch_list=watch_list, until__isnull=True, key__in=gone[start : start + _BATCH]
        ).update(until=number)
    _write(watch_list, number, file.entries(), wanted={*found.added, *found.changed})
    watch_list.version = number
    watch_list.title = order.title.strip()[: _LONGEST["title"]]
    watch_list.save(update_fields=["version", "title"])
    return ListVersion.objects.create(
        watch_list=watch_list,
        number=number,
        form=file.form,
        file_name=order.file_name[: _LONGEST["file_name"]],
        digest=file.digest,
        published_on=file.published_on,
        loaded_at=now,
        loaded_by_id=actor.staff_id,
        loaded_by_name=actor.name,
        entries=total,
        added=len(found.added),
        removed=len(found.removed),
        changed=len(found.changed),
    )


def _compare(file: ListFile, known: dict[str, str]) -> tuple[Difference, int]:
    """Read the whole file once for what it says; only then is anything written."""
    told = [(entry.key, entry.digest()) for entry in file.entries()]
    if len(known) > _FEW and len(told) * 2 < len(known):
        raise ListRefused(
            _("The file names %(told)s parties, the version in force %(known)s: it was cut short, or is another list.")
            % {"told": f"{len(told):,}", "known": f"{len(known):,}"}
        )  # fmt: skip
    return difference(known.items(), told), len(told)


_FEW: Final = 100


def _write(
    watch_list: WatchList, number: int, entries: Iterator[Entry], *, wanted: set[str]
) -> None:
    rows = (
        ListEntry(
            watch_list=watch_list,
            key=entry.key,
            digest=entry.digest(),
            kind=entry.kind,
            title=entry.title[: _LONGEST["name"]],
            programme=entry.programme[: _LONGEST["file_name"]],
            told=telling.to_plain(entry),
            since=number,
        )
        for entry in entries
        if entry.key in wanted
    )
    while batch := list(islice(rows, _BATCH)):
        ListEntry.objects.bulk_create(_checked(batch))


def _checked(rows: Sequence[ListEntry]) -> list[ListEntry]:
    """PostgreSQL has no zero character; a list that holds one is refused rather than stored half."""
    if any("\x00" in str(row.told) for row in rows):
        raise ListRefused(_("The list holds characters that no name has."))
    return list(rows)
