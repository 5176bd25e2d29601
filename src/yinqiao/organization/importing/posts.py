"""The posts of one chunk of the staff file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.organization.importing import traces
from yinqiao.organization.models import BusinessLine, Org, Post, Staff
from yinqiao.organization.rules import Period, main_posts_clash
from yinqiao.platform.imports.ports import Batch, Rejection

POST = "organization_post"
Line = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post as the file has it, from `first` up to, not including, `end`."""

    line: int
    org: Org
    kind: str
    line_id: int | None
    title: str
    first: date
    end: date | None
    is_main: bool


class PostBook:
    """The posts there are, and what becomes of them; new ones are written together at the end."""

    def __init__(self, batch: Batch, connection: BaseDatabaseWrapper) -> None:
        self.batch = batch
        self.connection = connection
        self.lines = dict(
            BusinessLine.objects.using(connection.alias).order_by().values_list("code", "id")
        )
        self.posts: dict[int, list[Post]] = {}
        for post in Post.objects.using(connection.alias).order_by("valid_from"):
            self.posts.setdefault(post.staff_id, []).append(post)
        self.new: list[Post] = []
        self.seen: set[int] = set()
        self.rejected: list[Rejection] = []

    def wanted(self, line: Line, person: Staff, org: Org, *, since: date | None = None) -> Wanted:
        """Return the post of one line, `since` a day at the earliest; it ends when the person leaves."""
        first, end = line.get("post_from"), line.get("post_to")
        begun = first if isinstance(first, date) else (person.joined_on or self.batch.on)
        code = str(line.get("business_line") or "")
        return Wanted(
            line=int(str(line["_line"])),
            org=org,
            kind=str(line["post"]),
            line_id=self._line_id(code) if code else None,
            title=str(line.get("post_title") or ""),
            first=max(begun, since) if since else begun,
            end=min([day for day in (end, person.left_on) if isinstance(day, date)], default=None),
            is_main=line.get("is_main_post") is not False,
        )

    def with_one_main(self, person: Staff, wanted: Iterable[Wanted]) -> list[Wanted]:
        """Drop posts that begin after the person left; reject lines that would give two main posts on one day."""
        kept: list[Wanted] = []
        for post in wanted:
            if post.end is not None and post.end <= post.first:
                continue
            mains = [Period(other.first, other.end) for other in [*kept, post] if other.is_main]
            if post.is_main and main_posts_clash(mains):
                message = "同一员工同一天有两个主岗"
                self.rejected.append(
                    Rejection(post.line, "is_main_post", "TWO_MAIN_POSTS", message)
                )
            else:
                kept.append(post)
        self._end_other_mains(person, kept)
        return kept

    def put(self, person: Staff, wanted: Wanted) -> bool:
        """Bring one post in line with the file; tell whether anything differed."""
        found = self._find(person, wanted)
        values = (wanted.line_id, wanted.title, wanted.first, wanted.end, wanted.is_main)
        if found is None:
            found = Post(staff=person, org=wanted.org, kind=wanted.kind)
            found.source, found.batch_id = self.batch.source, self.batch.id
            self.posts.setdefault(person.pk, []).append(found)
            self.new.append(found)
        elif found.pk is not None:
            self.seen.add(found.pk)
            if _values(found) == values:
                return False
            self._step(found)
        found.line_id, found.title, found.valid_from, found.valid_to, found.is_main = values
        if found.pk is not None:
            found.save(using=self.connection.alias)
        return True

    def close(self) -> None:
        """Write the new posts and note which ones the file has."""
        made = Post.objects.using(self.connection.alias).bulk_create(self.new)
        self.seen |= {post.pk for post in made}
        traces.mark_seen(self.connection, self.batch, POST, ids=sorted(self.seen))

    def _find(self, person: Staff, wanted: Wanted) -> Post | None:
        same = [
            post
            for post in self.posts.get(person.pk, [])
            if (post.org_id, post.kind) == (wanted.org.pk, wanted.kind)
        ]
        exact = next((post for post in same if post.valid_from == wanted.first), None)
        running = (post for post in same if post.valid_to is None or post.valid_to > wanted.first)
        return exact or next(running, None)

    def _end_other_mains(self, person: Staff, wanted: list[Wanted]) -> None:
        """A new main post ends the main post that the file no longer has."""
        new = next((post for post in wanted if post.is_main), None)
        keys = {(post.org.pk, post.kind) for post in wanted}
        if new is None:
            return
        for post in self.posts.get(person.pk, []):
            is_open = post.valid_to is None or post.valid_to > new.first
            if not post.is_main or not is_open or (post.org_id, post.kind) in keys:
                continue
            self._step(post)
            if post.valid_from >= new.first:
                post.is_main = False
            else:
                post.valid_to = new.first
            post.save(using=self.connection.alias)

    def _step(self, post: Post) -> None:
        traces.remember(self.connection, self.batch, POST, ids=[post.pk])
        post.version += 1

    def _line_id(self, code: str) -> int:
        if code not in self.lines:
            lines = BusinessLine.objects.using(self.connection.alias)
            row, _made = lines.get_or_create(code=code, defaults={"name": code})
            self.lines[code] = row.pk
        return self.lines[code]


def _values(post: Post) -> tuple[object, ...]:
    return (post.line_id, post.title, post.valid_from, post.valid_to, post.is_main)
