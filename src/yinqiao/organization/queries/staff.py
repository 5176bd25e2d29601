"""Staff and their posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.lib.periods import end_or_none
from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.models import Org, Post, Staff, StaffQuerySet
from yinqiao.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the staff on a day: `is_working` is false for who left or is not active, `posts` are the kinds held."""

    id: int
    name: str
    staff_no: str
    org_id: int
    is_working: bool
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post as shown; `is_current` on the day asked for."""

    id: int
    kind: str
    kind_label: str
    title: str
    org_id: int
    org_name: str
    line_name: str
    valid_from: date
    valid_to: date | None
    is_main: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One person in a list; `post_label` is the main post."""

    id: int
    staff_no: str
    name: str
    org_id: int
    org_name: str
    post_label: str
    status: str
    status_label: str
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class StaffCard:
    """One person with all posts, the current ones first."""

    line: StaffLine
    supervisor: tuple[int, str] | None
    source: str
    version: int
    posts: tuple[PostLine, ...]


@dataclass(frozen=True, slots=True)
class PostInForce:
    """What `access` needs of a post: kind, unit and line."""

    id: int
    kind: str
    title: str
    org_id: int
    line_code: str
    is_main: bool


def staff_list(
    *, search: str = "", org_ids: Iterable[int] | None = None, status: str = ""
) -> StaffQuerySet:
    """Return the staff, by pinyin; `search` matches the start of name, pinyin or number; `org_ids` are home units."""
    rows = Staff.objects.select_related("org").order_by("pinyin", "id")
    if search:
        rows = rows.filter(
            Q(name__startswith=search)
            | Q(staff_no__startswith=search)
            | Q(pinyin__startswith=search.lower())
        )
    if org_ids is not None:
        rows = rows.filter(org_id__in=list(org_ids))
    return rows.filter(status=status) if status else rows


def staff_lines(rows: Iterable[Staff], *, on: date) -> list[StaffLine]:
    """Return list lines for one page of `staff_list`, with the main posts in one query."""
    people = list(rows)
    posts = _in_force(on).filter(staff_id__in=[person.pk for person in people], is_main=True)
    labels = {post.staff_id: post.title or str(PostKind(post.kind).label) for post in posts}
    return [_line(person, labels.get(person.pk, "")) for person in people]


def staff_of(*, org_ids: Iterable[int], on: date, kinds: Iterable[str] = ()) -> list[StaffLine]:
    """Return who works in these units on `on` (by post, not by home unit), with the given kinds of post if any are named."""
    people = _working_in(org_ids, on=on, kinds=kinds).select_related("org")
    return staff_lines(people, on=on)


def staff_names_in(
    *,
    org_ids: Iterable[int] | None,
    on: date,
    kinds: Iterable[str] = (),
    search: str = "",
    limit: int,
) -> list[tuple[int, str, str]]:
    """Return id, name and number of at most `limit` people who work in these units (None: anywhere) on `on`, by pinyin.

    `search` is a piece of the name, or how the number or the pinyin begins.
    """
    people = _working_in(org_ids, on=on, kinds=kinds)
    if search:
        people = people.filter(
            Q(name__contains=search)
            | Q(staff_no__istartswith=search)
            | Q(pinyin__startswith=search.lower())
        )
    return list(people.values_list("id", "name", "staff_no")[:limit])


def _working_in(
    org_ids: Iterable[int] | None, *, on: date, kinds: Iterable[str]
) -> QuerySet[Staff]:
    posts = _in_force(on)
    if org_ids is not None:
        posts = posts.filter(org_id__in=list(org_ids))
    wanted = list(kinds)
    if wanted:
        posts = posts.filter(kind__in=wanted)
    working = Staff.objects.working_on(on).filter(id__in=posts.values("staff_id"))
    return working.order_by("pinyin", "id")


def staff_by_no(staff_no: str) -> StaffLine | None:
    """Return the person with this number, or None."""
    person = Staff.objects.select_related("org").filter(staff_no=staff_no).first()
    return _line(person, "") if person else None


def staff_card(*, staff_id: int, on: date) -> StaffCard:
    """Return one person; raise NotFound if there is none."""
    person = Staff.objects.select_related("org", "supervisor").filter(pk=staff_id).first()
    if person is None:
        raise NotFound(_("There is no such staff member."))
    posts = [
        _post_line(post, on)
        for post in Post.objects.filter(staff_id=staff_id).select_related("org", "line")
    ]
    posts.sort(
        key=lambda post: (not post.is_current, not post.is_main, -post.valid_from.toordinal())
    )
    main = next((post for post in posts if post.is_current and post.is_main), None)
    return StaffCard(
        line=_line(person, (main.title or main.kind_label) if main else ""),
        supervisor=(person.supervisor.pk, person.supervisor.name) if person.supervisor else None,
        source=person.source,
        version=person.version,
        posts=tuple(posts),
    )


def posts_in_force(*, staff_id: int, on: date) -> list[PostInForce]:
    """Return the posts that a person holds on `on`, the main one first."""
    rows = _in_force(on).filter(staff_id=staff_id).select_related("line").order_by("-is_main", "id")
    return [_post_in_force(row) for row in rows]


def holders_of_posts(*, kinds: Iterable[str], on: date) -> dict[int, list[PostInForce]]:
    """Return the posts of these kinds that people hold on `on`, by person."""
    found: dict[int, list[PostInForce]] = {}
    rows = _in_force(on).filter(kind__in=list(kinds)).select_related("line")
    for row in rows.order_by("-is_main", "id"):
        found.setdefault(row.staff_id, []).append(_post_in_force(row))
    return found


def post_kinds_in_force(*, staff_ids: Iterable[int], on: date) -> dict[int, list[str]]:
    """Return the kinds of the posts that these people hold on `on`; people without a post are absent."""
    kinds: dict[int, list[str]] = {}
    rows = _in_force(on).filter(staff_id__in=list(staff_ids)).order_by("-is_main", "id")
    for staff_id, kind in rows.values_list("staff_id", "kind"):
        kinds.setdefault(staff_id, []).append(kind)
    return kinds


def people_of(*, staff_ids: Iterable[int], on: date) -> dict[int, Person]:
    """Return who these people are and whether they may work on `on`, in two queries; unknown ones are absent."""
    ids = set(staff_ids)
    posts = post_kinds_in_force(staff_ids=ids, on=on)
    working = set(
        Staff.objects.working_on(on).filter(id__in=ids).order_by().values_list("id", flat=True)
    )
    rows = (
        Staff.objects.filter(id__in=ids).order_by().values_list("id", "name", "staff_no", "org_id")
    )
    return {
        pk: Person(pk, name, staff_no, org_id, pk in working, tuple(posts.get(pk, ())))
        for pk, name, staff_no, org_id in rows
    }


def supervisor_of(*, staff_id: int, on: date) -> int | None:
    """Return who is chased when this person is late: the supervisor, else the nearest branch head above, else None."""
    return supervisors_of(staff_ids=[staff_id], on=on).get(staff_id)


def supervisors_of(*, staff_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return the same for many people at once; who has nobody above is absent."""
    people = list(Staff.objects.filter(id__in=set(staff_ids)).order_by())
    named = {person.supervisor_id for person in people if person.supervisor_id}
    working = set(Staff.objects.working_on(on).filter(id__in=named).values_list("id", flat=True))
    heads = heads_above(org_ids={person.org_id for person in people}, on=on)
    found = {}
    for person in people:
        above = [head for head in heads[person.org_id] if head != person.pk]
        chosen = (
            person.supervisor_id if person.supervisor_id in working else next(iter(above), None)
        )
        if chosen is not None:
            found[person.pk] = chosen
    return found


def heads_above(*, org_ids: Iterable[int], on: date) -> dict[int, list[int]]:
    """Return the branch heads of each of these units and of the units above it, the nearest first."""
    paths = dict(Org.objects.filter(id__in=set(org_ids)).order_by().values_list("id", "path"))
    units = {unit for path in paths.values() for unit in path}
    posts = _in_force(on).filter(kind=PostKind.BRANCH_HEAD, org_id__in=units)
    rows = list(posts.order_by("-org__level", "id").values_list("org_id", "staff_id"))
    return {pk: [head for unit, head in rows if unit in path] for pk, path in paths.items()}


def open_orgs(
    *,
    on: date,
    org_ids: Iterable[int] | None = None,
    search: str = "",
    limit: int | None = None,
) -> list[tuple[int, str]]:
    """Return (id, name with code) of the open units in tree order, for choice fields; of these units only, if any are named.

    `search` is a piece of the name, or how the code begins.
    """
    rows = Org.objects.open_on(on).order_by("path")
    if org_ids is not None:
        rows = rows.filter(id__in=list(org_ids))
    if search:
        rows = rows.filter(Q(name__contains=search) | Q(code__istartswith=search))
    found = rows.values_list("id", "code", "name")[:limit]
    return [(pk, f"{name} {code}") for pk, code, name in found]


def _post_in_force(row: Post) -> PostInForce:
    return PostInForce(
        row.pk, row.kind, row.title, row.org_id, row.line.code if row.line else "", row.is_main
    )


def _in_force(on: date) -> QuerySet[Post]:
    return Post.objects.filter(Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def _line(person: Staff, post_label: str) -> StaffLine:
    return StaffLine(
        id=person.pk,
        staff_no=person.staff_no,
        name=person.name,
        org_id=person.org_id,
        org_name=person.org.short_name or person.org.name,
        post_label=post_label,
        status=person.status,
        status_label=str(StaffStatus(person.status).label),
        joined_on=person.joined_on,
        left_on=end_or_none(person.left_on),
    )


def _post_line(post: Post, on: date) -> PostLine:
    return PostLine(
        id=post.pk,
        kind=post.kind,
        kind_label=str(PostKind(post.kind).label),
        title=post.title,
        org_id=post.org_id,
        org_name=post.org.name,
        line_name=post.line.name if post.line else "",
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        is_main=post.is_main,
        is_current=post.holds_on(on),
    )
