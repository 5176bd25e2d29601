"""Mergers of units: what would go along, and how far those that were agreed to have come."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.organization import merging
from yinqiao.organization.choices import MergerState
from yinqiao.organization.models import Org, OrgMerger, Post
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import counting_all


@dataclass(frozen=True, slots=True)
class PartCount:
    """How much of one part hangs on the unit; what does not move by itself follows its people."""

    key: str
    title: str
    number: int
    follows_people: bool = False


@dataclass(frozen=True, slots=True)
class MergerLine:
    """A merger that was agreed to, as the pages of both units tell it."""

    id: int
    org_id: int
    org_name: str
    into_id: int
    into_name: str
    on: date
    state: str
    state_label: str
    maker_name: str
    checker_name: str
    done_at: datetime | None
    problem: str
    moved: tuple[PartCount, ...]


def counted(*, actor: Actor, org_id: int, on: date) -> list[PartCount]:
    """Return what would go along with a unit on a day: figures over the whole bank, whoever asks; no name among them."""
    posts = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), org_id=org_id)
    found = [
        PartCount(
            "children",
            _("Units below"),
            Org.objects.open_on(on).filter(parent_id=org_id).count(),
        ),
        PartCount("posts", _("Posts of people"), posts.count()),
    ]
    with counting_all(actor):
        found += [
            PartCount(
                part.key, _(part.title), part.count(org_id, on), follows_people=part.move is None
            )
            for part in merging.in_order()
        ]
    return found


def mergers_of(*, org_id: int) -> list[MergerLine]:
    """Return the mergers that were agreed to of a unit and into it, the newest day first."""
    rows = OrgMerger.objects.filter(Q(org_id=org_id) | Q(into_id=org_id))
    titles = {part.key: part for part in merging.in_order()}
    return [
        MergerLine(
            id=row.pk,
            org_id=row.org_id,
            org_name=row.org.name,
            into_id=row.into_id,
            into_name=row.into.name,
            on=row.on,
            state=row.state,
            state_label=str(MergerState(row.state).label),
            maker_name=row.maker_name,
            checker_name=row.checker_name,
            done_at=row.done_at,
            problem=row.problem,
            moved=tuple(
                PartCount(key, _(titles[key].title), number)
                for key, number in row.moved.items()
                if key in titles
            ),
        )
        for row in rows.select_related("org", "into").order_by("-on", "-pk")
    ]
