"""Recertifications: how far they have come, what waits for a head, what was withdrawn and not carried out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import RoleAnswer, RoleOrigin
from yinqiao.access.models import Recertification, RecertificationItem
from yinqiao.access.queries.held import reach_words, role_name
from yinqiao.organization.choices import PostKind
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One recertification with its figures. `open_withdrawals` were said and not carried out yet."""

    id: int
    title: str
    opened_at: datetime
    opened_by: str
    due_on: date
    closed_at: datetime | None
    is_cutting: bool
    items: int
    kept: int
    withdrawn: int
    unanswered: int
    open_withdrawals: int
    is_late: bool

    @property
    def answered_percent(self) -> int:
        """Return how much of it was answered."""
        return 100 * (self.items - self.unanswered) // self.items if self.items else 100


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One role before a head. `can_carry_out`: it was given by hand, and the word against it was not carried out."""

    id: int
    username: str
    name: str
    org_name: str
    role_name: str
    reach: str
    origin: str
    head_name: str
    answer: str
    answer_label: str
    note: str
    answered_by: str
    answered_at: datetime | None
    done_at: datetime | None
    due_on: date
    can_carry_out: bool


def rounds(*, actor: Actor) -> QuerySet[Recertification]:
    """Return all recertifications; order by (opened_at, id)."""
    require(actor, policies.REVIEW_ACCESS, verb="access.recertifications-listed")
    return Recertification.objects.all()


def round_lines(rows: Iterable[Recertification], *, today: date) -> list[RoundLine]:
    """Return the read models of one page, the figures in one query."""
    found = list(rows)
    counts = {
        row["recertification"]: {str(name): int(str(number)) for name, number in row.items()}
        for row in RecertificationItem.objects.filter(recertification__in=found)
        .order_by()
        .values("recertification")
        .annotate(
            items=Count("id"),
            kept=Count("id", filter=Q(answer=RoleAnswer.KEPT)),
            withdrawn=Count("id", filter=Q(answer__in=(RoleAnswer.WITHDRAWN, RoleAnswer.CUT))),
            unanswered=Count("id", filter=Q(answer__in=(RoleAnswer.WAITING, RoleAnswer.MISSED))),
            open_withdrawals=Count(
                "id", filter=Q(answer=RoleAnswer.WITHDRAWN, done_at__isnull=True)
            ),
        )
    }
    return [_round(row, counts.get(row.pk, {}), today) for row in found]


def round_line(*, actor: Actor, round_id: int, today: date) -> RoundLine:
    """Return one recertification; raise NotFound."""
    row = rounds(actor=actor).filter(pk=round_id).first()
    if row is None:
        raise NotFound(_("There is no such recertification."))
    return round_lines([row], today=today)[0]


def round_items(*, actor: Actor, round_id: int, answer: str = "") -> QuerySet[RecertificationItem]:
    """Return the roles of one recertification; order by (staff_name, id)."""
    require(actor, policies.REVIEW_ACCESS, verb="access.recertifications-listed")
    rows = RecertificationItem.objects.filter(recertification=round_id)
    return rows.filter(answer=answer) if answer else rows


def items_before(*, actor: Actor) -> QuerySet[RecertificationItem]:
    """Return what waits for the actor's word: her own people's, and for security administrators what has no head; never her own."""
    before = Q(pk__in=[])
    if actor.can(policies.RECERTIFY) and actor.staff_id is not None:
        before |= Q(head_id=actor.staff_id)
    if actor.can(policies.OPEN_RECERTIFICATION):
        before |= Q(head_id__isnull=True)
    rows = RecertificationItem.objects.filter(
        before, answer=RoleAnswer.WAITING, recertification__closed_at__isnull=True
    )
    return rows.exclude(user=actor.user_id or 0)


def next_due(*, actor: Actor) -> tuple[int, date | None]:
    """Return how many roles wait for the actor, and by when the first."""
    rows = items_before(actor=actor).order_by("recertification__due_on")
    return rows.count(), rows.values_list("recertification__due_on", flat=True).first()


def item_lines(rows: Iterable[RecertificationItem], *, actor: Actor) -> list[ItemLine]:
    """Return the read models of one page; rows come with `user`, `role` and `recertification`."""
    may = actor.can(policies.MANAGE_ROLES)
    return [
        ItemLine(
            id=row.pk,
            username=row.user.username,
            name=row.staff_name,
            org_name=row.org_name,
            role_name=role_name(row.role),
            reach=reach_words(row.scope, row.place, row.place),
            origin=_("post: %(post)s") % {"post": PostKind(row.post_kind).label}
            if row.origin == RoleOrigin.POST
            else _("by hand"),
            head_name=row.head_name,
            answer=row.answer,
            answer_label=str(row.get_answer_display()),
            note=row.note,
            answered_by=row.answered_by_name,
            answered_at=row.answered_at,
            done_at=row.done_at,
            due_on=row.recertification.due_on,
            can_carry_out=may
            and row.answer == RoleAnswer.WITHDRAWN
            and row.done_at is None
            and row.user_id != actor.user_id,
        )
        for row in rows
    ]


def _round(row: Recertification, counts: dict[str, int], today: date) -> RoundLine:
    return RoundLine(
        id=row.pk,
        title=row.title,
        opened_at=row.opened_at,
        opened_by=row.opened_by_name,
        due_on=row.due_on,
        closed_at=row.closed_at,
        is_cutting=row.is_cutting,
        items=counts.get("items", 0),
        kept=counts.get("kept", 0),
        withdrawn=counts.get("withdrawn", 0),
        unanswered=counts.get("unanswered", 0),
        open_withdrawals=counts.get("open_withdrawals", 0),
        is_late=row.closed_at is None and today > row.due_on,
    )
