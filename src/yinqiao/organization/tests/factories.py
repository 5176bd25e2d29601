"""Synthetic units and people for tests of this room and of rooms above."""

from datetime import date
from itertools import count

from yinqiao.lib import pinyin
from yinqiao.organization.choices import OrgKind, PostKind, StaffStatus
from yinqiao.organization.models import BusinessLine, CalendarDay, Org, OrgVersion, Post, Staff
from yinqiao.platform.clock import now

# Tests of rooms above may look at the rows too: the tables pass through here, as they are private elsewhere.
__all__ = [
    "LONG_AGO",
    "BusinessLine",
    "CalendarDay",
    "Org",
    "Post",
    "Staff",
    "make_bank",
    "make_head_office",
    "make_org",
    "make_post",
    "make_staff",
]
LONG_AGO = date(2001, 1, 1)
_numbers = count(1)


def make_org(
    name: str = "城东支行",
    *,
    parent: Org | None = None,
    kind: str = "",
    code: str = "",
    opened_on: date = LONG_AGO,
    using: str = "default",
) -> Org:
    """Make a unit; without a parent, the head office. A child is a branch, a sub-branch or an outlet by its depth."""
    kinds = (OrgKind.HEAD_OFFICE, OrgKind.BRANCH, OrgKind.SUB_BRANCH, OrgKind.OUTLET)
    level = parent.level + 1 if parent else 1
    row = Org(
        code=code or f"T{next(_numbers):06}",
        name=name,
        pinyin=pinyin.romanise_text(name).full,
        kind=kind or kinds[min(level, len(kinds)) - 1],
        parent=parent,
        level=level,
        opened_on=opened_on,
    )
    row.save(using=using)
    row.path = [*(parent.path if parent else []), row.pk]
    row.save(using=using, update_fields=["path"])
    OrgVersion.objects.using(using).create(
        org=row, name=row.name, kind=row.kind, parent=parent, valid_from=opened_on, known_at=now()
    )
    return row


def make_head_office(name: str = "银桥银行总行") -> Org:
    """Return the head office, made if there is none."""
    return Org.objects.filter(kind=OrgKind.HEAD_OFFICE).first() or make_org(name)


def make_bank() -> dict[str, Org]:
    """Make a small bank: head office, two branches, a sub-branch under each, an outlet under the first."""
    head = make_head_office()
    east, west = make_org("东江分行", parent=head), make_org("西山分行", parent=head)
    river, hill = make_org("河畔支行", parent=east), make_org("山前支行", parent=west)
    return {
        "head": head,
        "east": east,
        "west": west,
        "river": river,
        "hill": hill,
        "quay": make_org("码头网点", parent=river),
    }


def make_staff(
    name: str = "陈思远",
    *,
    org: Org | None = None,
    staff_no: str = "",
    status: str = StaffStatus.ACTIVE,
    joined_on: date = LONG_AGO,
    left_on: date | None = None,
    post: str = "",
    line: str = "",
) -> Staff:
    """Make a person; with `post` (a PostKind) also the main post in the home unit."""
    home = org or make_head_office()
    row = Staff.objects.create(
        staff_no=staff_no or f"E{next(_numbers):06}",
        name=name,
        pinyin=pinyin.romanise(name).full,
        org=home,
        status=status,
        joined_on=joined_on,
        left_on=left_on,
    )
    if post:
        make_post(row, kind=post, org=home, line=line)
    return row


def make_post(
    staff: Staff,
    *,
    kind: str = PostKind.RELATIONSHIP_MANAGER,
    org: Org | None = None,
    line: str = "",
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
    is_main: bool = True,
) -> Post:
    """Give a post."""
    return Post.objects.create(
        staff=staff,
        org=org or staff.org,
        kind=kind,
        line=BusinessLine.objects.get(code=line) if line else None,
        valid_from=valid_from,
        valid_to=valid_to,
        is_main=is_main,
    )
