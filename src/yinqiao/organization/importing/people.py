"""One chunk of the staff file on its way into people and posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.lib import pinyin
from yinqiao.organization import events
from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.importing import traces
from yinqiao.organization.importing.posts import Line, PostBook, Wanted
from yinqiao.organization.models import Org, Staff
from yinqiao.platform.imports import operations
from yinqiao.platform.imports.ports import Batch, LoadResult, Rejection

if TYPE_CHECKING:
    from yinqiao.platform.events import bus

STAFF = "organization_staff"


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the file says of the person, whatever the post."""

    name: str
    org: Org
    status: str
    joined_on: date | None
    left_on: date | None


class PeopleChunk:
    """Collects what changes; `supervisors` are (staff id → number) for the end of the file."""

    def __init__(self, batch: Batch, connection: BaseDatabaseWrapper) -> None:
        self.batch = batch
        self.connection = connection
        alias = connection.alias
        # A file may go on naming a unit that went into another: its people are the successor's.
        units = list(Org.objects.using(alias).select_related("merged_into"))
        self.orgs = {unit.code: unit.merged_into or unit for unit in units}
        self.since = {unit.code: unit.closed_on for unit in units if unit.merged_into}
        self.people = {person.staff_no: person for person in Staff.objects.using(alias).all()}
        self.book = PostBook(batch, connection)
        self.supervisors: dict[int, str] = {}
        self.seen: set[int] = set()
        self.rejected: list[Rejection] = []
        self.noticed: list[Rejection] = []
        self.published: list[bus.Event] = []
        self.counts = {"inserted": 0, "updated": 0, "unchanged": 0, "deleted": 0}

    def take(self, people: Iterable[Sequence[Line]]) -> None:
        """Bring these people, each with all posts of the chunk, in line with the file."""
        sound = [[line for line in lines if self._is_sound(line)] for lines in people]
        sound = [lines for lines in sound if lines]
        new = self._hire([lines for lines in sound if not _is_gone(lines)])
        for lines in sound:
            if _is_gone(lines):
                self._delete(lines)
            else:
                self._one(lines, new)

    def close(self) -> LoadResult:
        """Write what was collected and return the counts."""
        self.book.close()
        traces.mark_seen(self.connection, self.batch, STAFF, ids=sorted(self.seen))
        traces.publish_after_commit(self.connection, self.batch, self.published)
        return LoadResult(
            rejected=(*self.rejected, *self.book.rejected),
            noticed=tuple(self.noticed),
            **self.counts,
        )

    def _is_sound(self, line: Line) -> bool:
        number = int(str(line["_line"]))
        first, end = line.get("post_from"), line.get("post_to")
        problem: Rejection | None = None
        if str(line["org_code"]) not in self.orgs:
            problem = Rejection(number, "org_code", "UNKNOWN_REFERENCE", "机构号不存在")
        elif str(line["post"]) not in PostKind.values:
            problem = Rejection(number, "post", "UNKNOWN_CODE", "岗位代码没有对应的标准岗位")
        elif isinstance(first, date) and isinstance(end, date) and end <= first:
            problem = Rejection(number, "post_to", "DATE_RANGE", "任职止期早于起期")
        if problem is not None:
            self.rejected.append(problem)
        return problem is None

    def _hire(self, people: Iterable[Sequence[Line]]) -> set[int]:
        """Write the people nobody knew yet, in one go; return their ids."""
        newcomers = [lines for lines in people if _number(lines) not in self.people]
        unknown = [_head(lines) for lines in newcomers]
        for line in (line for lines in newcomers for line in lines):
            self._notice(line, is_known=False)
        rows = [self._newcomer(str(head["staff_no"]), self._standing(head)) for head in unknown]
        made = Staff.objects.using(self.connection.alias).bulk_create(rows)
        self.people |= {person.staff_no: person for person in made}
        self.published += [
            events.StaffJoined(staff_id=person.pk)
            for person in made
            if person.status != StaffStatus.LEFT
        ]
        return {person.pk for person in made}

    def _notice(self, line: Line, *, is_known: bool) -> None:
        number, operation = int(str(line["_line"])), str(line.get("_op") or "U")
        self.noticed += operations.misfit(self.batch, number, operation, is_known=is_known)

    def _newcomer(self, number: str, standing: _Standing) -> Staff:
        return Staff(
            staff_no=number,
            name=standing.name,
            pinyin=pinyin.romanise(standing.name).full,
            org=standing.org,
            status=standing.status,
            joined_on=standing.joined_on,
            left_on=standing.left_on,
            source=self.batch.source,
            batch_id=self.batch.id,
        )

    def _wanted(self, line: Line, person: Staff) -> Wanted:
        """Return the post of a line; in the successor of a merged unit it begins with the merger: before, it was in that unit."""
        code = str(line["org_code"])
        return self.book.wanted(line, person, self.orgs[code], since=self.since.get(code))

    def _one(self, lines: Sequence[Line], new: set[int]) -> None:
        head = _head(lines)
        person = self.people[_number(lines)]
        is_new = person.pk in new
        is_changed = not is_new and self._update(person, self._standing(head))
        self.seen.add(person.pk)
        supervisor = str(head.get("supervisor_staff_no") or "")
        if supervisor:
            self.supervisors[person.pk] = supervisor
        posts = [self._wanted(line, person) for line in lines if line.get("_op") != "D"]
        differs = [self.book.put(person, post) for post in self.book.with_one_main(person, posts)]
        self._count(differs, is_new=is_new, is_changed=is_changed)
        if any(differs) and not is_new:
            if not is_changed:
                self._step(person)
                person.save(using=self.connection.alias, update_fields=["version"])
            self.published.append(self._moved(person, person.org_id))

    def _update(self, person: Staff, standing: _Standing) -> bool:
        """Bring the person in line; tell whether anything differed. A day of leaving that is known already stays."""
        left_on = standing.left_on
        if person.status == StaffStatus.LEFT == standing.status and person.left_on is not None:
            left_on = min(person.left_on, left_on or person.left_on)
        new = (standing.name, standing.org.pk, standing.status, standing.joined_on, left_on)
        if (person.name, person.org_id, person.status, person.joined_on, person.left_on) == new:
            return False
        self._step(person)
        self._announce(person, org_id=standing.org.pk, status=standing.status, left_on=left_on)
        person.name, person.pinyin = standing.name, pinyin.romanise(standing.name).full
        person.org, person.status = standing.org, standing.status
        person.joined_on, person.left_on = standing.joined_on, left_on
        person.save(using=self.connection.alias)
        return True

    def _standing(self, line: Line) -> _Standing:
        given = line.get("status")
        status = str(given) if given in StaffStatus.values else str(StaffStatus.ACTIVE)
        joined, left = line.get("joined_on"), line.get("left_on")
        joined_on = joined if isinstance(joined, date) else None
        left_on = left if isinstance(left, date) else None
        if status == StaffStatus.LEFT and left_on is None:
            left_on = self.batch.on
        if left_on is not None and joined_on is not None:
            left_on = max(left_on, joined_on)
        return _Standing(
            str(line["name"]), self.orgs[str(line["org_code"])], status, joined_on, left_on
        )

    def _announce(self, person: Staff, *, org_id: int, status: str, left_on: date | None) -> None:
        if status == StaffStatus.LEFT != person.status:
            day = left_on or self.batch.on
            self.published.append(
                events.StaffLeft(staff_id=person.pk, org_id=person.org_id, on=day)
            )
        elif person.status == StaffStatus.LEFT != status:
            self.published.append(events.StaffJoined(staff_id=person.pk))
        elif org_id != person.org_id:
            self.published.append(self._moved(person, org_id))

    def _moved(self, person: Staff, new_org_id: int) -> events.PostChanged:
        return events.PostChanged(
            staff_id=person.pk,
            old_org_id=person.org_id,
            new_org_id=new_org_id,
            on=self.batch.on,
        )

    def _step(self, person: Staff) -> None:
        traces.remember(self.connection, self.batch, STAFF, ids=[person.pk])
        person.version += 1

    def _count(self, differs: Sequence[bool], *, is_new: bool, is_changed: bool) -> None:
        for post_differs in differs:
            kind = "updated" if post_differs or is_changed else "unchanged"
            self.counts["inserted" if is_new else kind] += 1

    def _delete(self, lines: Sequence[Line]) -> None:
        person = self.people.get(_number(lines))
        if person is None or person.status == StaffStatus.LEFT:
            for line in lines:
                self._notice(line, is_known=False)
            return
        self._step(person)
        self._announce(person, org_id=person.org_id, status=StaffStatus.LEFT, left_on=self.batch.on)
        person.status, person.left_on = StaffStatus.LEFT, self.batch.on
        person.save(using=self.connection.alias)
        self.counts["deleted"] += len(lines)


def _head(lines: Sequence[Line]) -> Mapping[str, object]:
    """Return the line of the main post: it speaks for the person."""
    return next((line for line in lines if line.get("is_main_post") is True), lines[0])


def _number(lines: Sequence[Line]) -> str:
    return str(lines[0]["staff_no"])


def _is_gone(lines: Sequence[Line]) -> bool:
    return all(line.get("_op") == "D" for line in lines)
