"""One chunk of the staff file on its way into people and posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.lib import pinyin
from yinqiao.organization import events
from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.importing import traces
from yinqiao.organization.models import BusinessLine, Org, Post, Staff
from yinqiao.organization.rules import Period, main_posts_clash
from yinqiao.platform.imports.ports import Batch, LoadResult, Rejection

if TYPE_CHECKING:
    from yinqiao.platform.events import bus

STAFF = "organization_staff"
POST = "organization_post"
Line = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A post as the file has it."""

    line: int
    org: Org
    kind: str
    line_id: int | None
    title: str
    first: date
    end: date | None
    is_main: bool


class PeopleChunk:
    """Collects what changes; `supervisors` are (staff id → number) for the end of the file."""

    def __init__(self, batch: Batch, connection: BaseDatabaseWrapper) -> None:
        self.batch = batch
        self.connection = connection
        alias = connection.alias
        self.orgs = {unit.code: unit for unit in Org.objects.using(alias).all()}
        self.lines = dict(BusinessLine.objects.using(alias).order_by().values_list("code", "id"))
        self.people = {person.staff_no: person for person in Staff.objects.using(alias).all()}
        self.posts: dict[int, list[Post]] = {}
        for post in Post.objects.using(alias).order_by("valid_from"):
            self.posts.setdefault(post.staff_id, []).append(post)
        self.supervisors: dict[int, str] = {}
        self.seen: dict[str, set[int]] = {STAFF: set(), POST: set()}
        self.rejected: list[Rejection] = []
        self.published: list[bus.Event] = []
        self.counts = {"inserted": 0, "updated": 0, "unchanged": 0, "deleted": 0}

    def take(self, lines: Sequence[Line]) -> None:
        """Bring one person, with all posts of the chunk, in line with the file."""
        good = [line for line in lines if self._is_good(line)]
        if not good:
            return
        head = next((line for line in good if line.get("is_main_post") is True), good[0])
        if all(line.get("_op") == "D" for line in good):
            self._delete(str(head["staff_no"]), len(good))
            return
        person, is_new, is_changed = self._person(head)
        self.seen[STAFF].add(person.pk)
        supervisor = str(head.get("supervisor_staff_no") or "")
        if supervisor:
            self.supervisors[person.pk] = supervisor
        wanted = self._one_main(
            person, [self._wanted(line, person) for line in good if line.get("_op") != "D"]
        )
        changed_posts = [self._post(person, post) for post in wanted]
        self._count(wanted, changed_posts, is_new=is_new, is_changed=is_changed)
        if any(changed_posts) and not is_new:
            self._touch(person, is_counted=is_changed)
            self.published.append(self._moved(person, person.org_id))

    def close(self) -> LoadResult:
        """Note what was seen and return the counts."""
        for table, ids in self.seen.items():
            traces.mark_seen(self.connection, self.batch, table, ids=sorted(ids))
        traces.publish_after_commit(self.connection, self.batch, self.published)
        return LoadResult(rejected=tuple(self.rejected), **self.counts)

    def _is_good(self, line: Line) -> bool:
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

    def _person(self, line: Line) -> tuple[Staff, bool, bool]:
        number, name = str(line["staff_no"]), str(line["name"])
        org = self.orgs[str(line["org_code"])]
        status, joined_on, left_on = self._standing(line)
        person = self.people.get(number)
        if person is None:
            person = Staff(
                staff_no=number,
                name=name,
                pinyin=pinyin.romanise(name).full,
                org=org,
                status=status,
                joined_on=joined_on,
                left_on=left_on,
                source=self.batch.source,
                batch_id=self.batch.id,
            )
            person.save(using=self.connection.alias, force_insert=True)
            self.people[number] = person
            if status != StaffStatus.LEFT:
                self.published.append(events.StaffJoined(staff_id=person.pk))
            return person, True, True
        if (
            left_on is not None
            and person.left_on is not None
            and person.status == StaffStatus.LEFT == status
        ):
            left_on = left_on if line.get("left_on") else person.left_on
        new = (name, org.pk, status, joined_on, left_on)
        if (person.name, person.org_id, person.status, person.joined_on, person.left_on) == new:
            return person, False, False
        traces.remember(self.connection, self.batch, STAFF, ids=[person.pk])
        self._announce(person, org_id=org.pk, status=status, left_on=left_on)
        person.name, person.pinyin, person.org = name, pinyin.romanise(name).full, org
        person.status, person.joined_on, person.left_on = status, joined_on, left_on
        person.version += 1
        person.save(using=self.connection.alias)
        return person, False, True

    def _standing(self, line: Line) -> tuple[str, date | None, date | None]:
        """Return status, first day and first day gone."""
        given = line.get("status")
        status = str(given) if given in StaffStatus.values else str(StaffStatus.ACTIVE)
        joined, left = line.get("joined_on"), line.get("left_on")
        joined_on = joined if isinstance(joined, date) else None
        left_on = left if isinstance(left, date) else None
        if status == StaffStatus.LEFT and left_on is None:
            left_on = self.batch.on
        if left_on is not None and joined_on is not None:
            left_on = max(left_on, joined_on)
        return status, joined_on, left_on

    def _announce(self, person: Staff, *, org_id: int, status: str, left_on: date | None) -> None:
        if status == StaffStatus.LEFT != person.status:
            self.published.append(
                events.StaffLeft(
                    staff_id=person.pk, org_id=person.org_id, on=left_on or self.batch.on
                )
            )
        elif person.status == StaffStatus.LEFT != status:
            self.published.append(events.StaffJoined(staff_id=person.pk))
        elif org_id != person.org_id:
            self.published.append(self._moved(person, org_id))

    def _moved(self, person: Staff, new_org_id: int) -> events.PostChanged:
        return events.PostChanged(
            staff_id=person.pk, old_org_id=person.org_id, new_org_id=new_org_id, on=self.batch.on
        )

    def _wanted(self, line: Line, person: Staff) -> _Wanted:
        first, end = line.get("post_from"), line.get("post_to")
        code = str(line.get("business_line") or "")
        return _Wanted(
            line=int(str(line["_line"])),
            org=self.orgs[str(line["org_code"])],
            kind=str(line["post"]),
            line_id=self._line_id(code) if code else None,
            title=str(line.get("post_title") or ""),
            first=first if isinstance(first, date) else (person.joined_on or self.batch.on),
            end=min([day for day in (end, person.left_on) if isinstance(day, date)], default=None),
            is_main=line.get("is_main_post") is not False,
        )

    def _one_main(self, person: Staff, wanted: list[_Wanted]) -> list[_Wanted]:
        """Drop posts that begin after the person left; reject lines that would give two main posts on one day."""
        kept: list[_Wanted] = []
        for post in wanted:
            if post.end is not None and post.end <= post.first:
                continue
            mains = [Period(other.first, other.end) for other in [*kept, post] if other.is_main]
            if post.is_main and main_posts_clash(mains):
                self.rejected.append(
                    Rejection(
                        post.line, "is_main_post", "TWO_MAIN_POSTS", "同一员工同一天有两个主岗"
                    )
                )
            else:
                kept.append(post)
        self._end_other_mains(person, kept)
        return kept

    def _end_other_mains(self, person: Staff, wanted: list[_Wanted]) -> None:
        """A new main post ends the main post that the file no longer has."""
        new = next((post for post in wanted if post.is_main), None)
        keys = {(post.org.pk, post.kind) for post in wanted}
        if new is None:
            return
        for post in list(self.posts.get(person.pk, [])):
            is_open = post.valid_to is None or post.valid_to > new.first
            if not post.is_main or not is_open or (post.org_id, post.kind) in keys:
                continue
            traces.remember(self.connection, self.batch, POST, ids=[post.pk])
            if post.valid_from >= new.first:
                post.is_main = False
            else:
                post.valid_to = new.first
            post.version += 1
            post.save(using=self.connection.alias)

    def _post(self, person: Staff, wanted: _Wanted) -> bool:
        """Insert or change one post; tell whether anything differed."""
        same = [
            post
            for post in self.posts.get(person.pk, [])
            if (post.org_id, post.kind) == (wanted.org.pk, wanted.kind)
        ]
        found = next((post for post in same if post.valid_from == wanted.first), None)
        found = found or next(
            (post for post in same if post.valid_to is None or post.valid_to > wanted.first), None
        )
        values = (wanted.line_id, wanted.title, wanted.first, wanted.end, wanted.is_main)
        if found is None:
            found = Post(
                staff=person,
                org=wanted.org,
                kind=wanted.kind,
                source=self.batch.source,
                batch_id=self.batch.id,
            )
            self.posts.setdefault(person.pk, []).append(found)
        elif (
            found.line_id,
            found.title,
            found.valid_from,
            found.valid_to,
            found.is_main,
        ) == values:
            self.seen[POST].add(found.pk)
            return False
        else:
            traces.remember(self.connection, self.batch, POST, ids=[found.pk])
            found.version += 1
        found.line_id, found.title, found.valid_from, found.valid_to, found.is_main = values
        found.save(using=self.connection.alias)
        self.seen[POST].add(found.pk)
        return True

    def _touch(self, person: Staff, *, is_counted: bool) -> None:
        """Raise the person's version for a change of posts alone: `access` looks again."""
        if not is_counted:
            traces.remember(self.connection, self.batch, STAFF, ids=[person.pk])
            person.version += 1
            person.save(using=self.connection.alias, update_fields=["version"])

    def _count(
        self, wanted: Sequence[_Wanted], changed: Sequence[bool], *, is_new: bool, is_changed: bool
    ) -> None:
        for index, _post in enumerate(wanted):
            if is_new:
                self.counts["inserted"] += 1
            elif changed[index] or is_changed:
                self.counts["updated"] += 1
            else:
                self.counts["unchanged"] += 1

    def _delete(self, number: str, lines: int) -> None:
        person = self.people.get(number)
        if person is None or person.status == StaffStatus.LEFT:
            return
        traces.remember(self.connection, self.batch, STAFF, ids=[person.pk])
        self._announce(person, org_id=person.org_id, status=StaffStatus.LEFT, left_on=self.batch.on)
        person.status, person.left_on = StaffStatus.LEFT, self.batch.on
        person.version += 1
        person.save(using=self.connection.alias)
        self.counts["deleted"] += lines

    def _line_id(self, code: str) -> int:
        if code not in self.lines:
            row, _made = BusinessLine.objects.using(self.connection.alias).get_or_create(
                code=code, defaults={"name": code}
            )
            self.lines[code] = row.pk
        return self.lines[code]
