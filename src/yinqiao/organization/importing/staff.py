"""The staff file: people and posts, one line per person, unit and post. Joiners, movers and leavers follow from the differences.

A leaver is cut with the very transaction that loads the line: `access` reads the status with each request.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F

from yinqiao.organization import events
from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.importing import traces
from yinqiao.organization.importing.people import PeopleChunk
from yinqiao.organization.models import Post, Staff
from yinqiao.platform.imports.ports import (
    Batch,
    Finished,
    LoadResult,
    Mode,
    TargetColumn,
    UndoResult,
)
from yinqiao.platform.masking.rules import FieldClass

if TYPE_CHECKING:
    from yinqiao.platform.events import bus

STAFF = "organization_staff"
POST = "organization_post"
_RUNNING = "(t.valid_to is null or t.valid_to > current_date)"
_EMPLOYED = f"t.status <> '{StaffStatus.LEFT}'"


class StaffTarget:
    """`organization.staff`: column names as in the core-banking profile; `post` holds a PostKind, `status` a StaffStatus.

    Mobile and e-mail of staff are taken and dropped: nothing here needs them.
    """

    name = "organization.staff"
    title = "员工与岗位"
    columns: Mapping[str, TargetColumn] = {
        "staff_no": TargetColumn("text", required=True),
        "name": TargetColumn("text", required=True),
        "org_code": TargetColumn("text", required=True),
        "post": TargetColumn("code", required=True, choices=PostKind),
        "business_line": TargetColumn("code"),
        "post_title": TargetColumn("text"),
        "is_main_post": TargetColumn("boolean"),
        "post_from": TargetColumn("date"),
        "post_to": TargetColumn("date"),
        "supervisor_staff_no": TargetColumn("text"),
        "mobile": TargetColumn("text", sensitive=FieldClass.PHONE),
        "email": TargetColumn("text", sensitive=FieldClass.EMAIL),
        "joined_on": TargetColumn("date"),
        "left_on": TargetColumn("date"),
        "status": TargetColumn("code", choices=StaffStatus),
    }
    feeds: Mapping[str, str] = {"organization.staff": "staff_no"}
    key: Sequence[str] = ("staff_no",)

    def __init__(self) -> None:
        self._supervisors: dict[int, dict[int, str]] = {}

    def begin(
        self, *, batch: Batch, table: str, mode: Mode, connection: BaseDatabaseWrapper
    ) -> None:
        """Start collecting who supervises whom."""
        self._supervisors[batch.id] = {}

    def load(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> LoadResult:
        """Write one chunk of people with their posts."""
        chunk = PeopleChunk(batch, connection)
        chunk.take(_by_person(frame))
        self._supervisors.setdefault(batch.id, {}).update(chunk.supervisors)
        return chunk.close()

    def hold(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> None:
        """Count people whose lines were kept out as seen, with all their posts: which one a bad line means is not sure."""
        numbers = frame.get_column("staff_no").unique().to_list()
        held = Staff.objects.using(connection.alias).filter(staff_no__in=numbers)
        ids = list(held.values_list("id", flat=True))
        posts = Post.objects.using(connection.alias).filter(staff_id__in=ids)
        traces.mark_seen(connection, batch, STAFF, ids=ids)
        traces.mark_seen(connection, batch, POST, ids=posts.values_list("id", flat=True))

    def finish(
        self, *, batch: Batch, table: str, mode: Mode, connection: BaseDatabaseWrapper
    ) -> Finished:
        """Set supervisors; in full mode end the posts and let go the people that the file no longer has."""
        _set_supervisors(self._supervisors.pop(batch.id, {}), connection)
        finished = self._end(batch, connection) if mode == "full" else Finished()
        traces.forget_seen(connection, batch, [STAFF, POST])
        return finished

    @staticmethod
    def _end(batch: Batch, connection: BaseDatabaseWrapper) -> Finished:
        """End posts and let people go; neither where either lacks so many that a part of the file is lost."""
        posts, posts_withheld = traces.ends(connection, batch, POST, condition=_RUNNING)
        people, people_withheld = traces.ends(connection, batch, STAFF, condition=_EMPLOYED)
        if posts_withheld or people_withheld:
            return Finished(withheld=max(posts_withheld, people_withheld))
        published = _end_posts(posts, batch, connection) + _let_go(people, batch, connection)
        traces.publish_after_commit(connection, batch, published)
        return Finished(ended=len(posts) + len(people))

    def undo(self, *, batch: Batch, table: str, connection: BaseDatabaseWrapper) -> UndoResult:
        """Take posts back first, then people."""
        posts = traces.take_back(connection, batch, POST, label="id")
        people = traces.take_back(connection, batch, STAFF, label="staff_no")
        Staff.objects.using(connection.alias).filter(source=batch.source).update(
            version=F("version") + 1
        )
        return UndoResult(
            removed=people.removed + posts.removed,
            restored=people.restored + posts.restored,
            kept=people.kept + posts.kept,
            kept_labels=people.kept_labels,
        )


def _by_person(frame: pl.DataFrame) -> list[list[dict[str, object]]]:
    people: dict[str, list[dict[str, object]]] = {}
    for values in frame.to_dicts():
        people.setdefault(str(values["staff_no"]), []).append(values)
    return list(people.values())


def _set_supervisors(wanted: Mapping[int, str], connection: BaseDatabaseWrapper) -> None:
    numbers = set(wanted.values())
    rows = Staff.objects.using(connection.alias)
    ids = dict(rows.filter(staff_no__in=numbers).order_by().values_list("staff_no", "id"))
    changed = []
    for person in rows.filter(id__in=list(wanted)):
        supervisor_id = ids.get(wanted[person.pk])
        if supervisor_id not in {person.supervisor_id, person.pk}:
            person.supervisor_id = supervisor_id
            changed.append(person)
    rows.bulk_update(changed, ["supervisor"])


def _end_posts(
    gone: Sequence[int], batch: Batch, connection: BaseDatabaseWrapper
) -> list["bus.Event"]:
    """End running posts that the file no longer has; posts that had not begun go away."""
    traces.remember(connection, batch, POST, ids=gone)
    posts = Post.objects.using(connection.alias).filter(id__in=gone).select_related("staff")
    published: list[bus.Event] = [
        events.PostChanged(
            staff_id=post.staff_id,
            old_org_id=post.staff.org_id,
            new_org_id=post.staff.org_id,
            on=batch.on,
        )
        for post in posts
    ]
    people = {post.staff_id for post in posts}
    traces.remember(connection, batch, STAFF, ids=people)
    Staff.objects.using(connection.alias).filter(id__in=people).update(version=F("version") + 1)
    posts.filter(valid_from__gte=batch.on).delete()
    posts.filter(valid_from__lt=batch.on).update(valid_to=batch.on, version=F("version") + 1)
    return published


def _let_go(
    gone: Sequence[int], batch: Batch, connection: BaseDatabaseWrapper
) -> list["bus.Event"]:
    """People who are no longer in a full file have left."""
    traces.remember(connection, batch, STAFF, ids=gone)
    people = list(Staff.objects.using(connection.alias).filter(id__in=gone))
    for person in people:
        leave(person, batch.on)
    Staff.objects.using(connection.alias).bulk_update(people, ["status", "left_on", "version"])
    return [
        events.StaffLeft(staff_id=person.pk, org_id=person.org_id, on=person.left_on or batch.on)
        for person in people
    ]


def leave(person: Staff, on: date) -> None:
    """Mark a person as gone."""
    person.status = StaffStatus.LEFT
    person.left_on = max(on, person.joined_on) if person.joined_on else on
    person.version += 1
