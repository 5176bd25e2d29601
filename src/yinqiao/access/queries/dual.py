"""Acts under dual control as administrators see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import ActKind, ActState
from yinqiao.access.models import DualAct
from yinqiao.platform import second_person
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound

_OPEN, _EXPIRED = "OPEN", "EXPIRED"


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act with its state; `until` is when a grant runs out. `can_do` for the maker while it holds."""

    id: int
    kind_label: str
    summary: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    maker_name: str
    made_at: datetime
    approval_id: int | None
    granted_by_name: str
    granted_at: datetime | None
    until: datetime | None
    used_at: datetime | None
    state: ActState
    can_do: bool


def dual_acts() -> QuerySet[DualAct]:
    """Return all acts."""
    return DualAct.objects.all()


def dual_act_lines(
    rows: Iterable[DualAct], *, actor: Actor, now: datetime, lasts: timedelta
) -> list[ActLine]:
    """Return the read models of one page."""
    found = list(rows)
    ids = [row.approval_id for row in found if row.approval_id and row.granted_at is None]
    outcomes = second_person.desk().outcomes(ids)
    return [_line(row, actor=actor, now=now, lasts=lasts, outcomes=outcomes) for row in found]


def dual_act(*, actor: Actor, act_id: int, now: datetime, lasts: timedelta) -> ActLine:
    """Return one act; raise NotFound for none, or for somebody else's without the permission to see accounts."""
    row = _visible_to(actor).filter(pk=act_id).first()
    if row is None:
        raise NotFound(_("There is no such request."))
    return dual_act_lines([row], actor=actor, now=now, lasts=lasts)[0]


def may_see_act(*, actor: Actor, act_id: int) -> bool:
    """Tell whether the actor asked for the act or may see all of them."""
    return _visible_to(actor).filter(pk=act_id).exists()


def act_summary(act_id: int) -> str:
    """Return what an act is called, or nothing."""
    return DualAct.objects.filter(pk=act_id).values_list("summary", flat=True).first() or ""


def acts_to_do(*, actor: Actor, now: datetime, lasts: timedelta) -> int:
    """Return how many of the actor's acts were agreed to and wait to be done."""
    rows = DualAct.objects.filter(maker_id=actor.user_id or 0, used_at__isnull=True)
    return rows.filter(granted_at__gt=now - lasts).count()


def _visible_to(actor: Actor) -> QuerySet[DualAct]:
    """Who enters posts need not see accounts, but must find what she asked for."""
    rows = DualAct.objects.all()
    return rows if actor.can(policies.VIEW_ACCOUNT) else rows.filter(maker_id=actor.user_id or 0)


def _line(
    row: DualAct,
    *,
    actor: Actor,
    now: datetime,
    lasts: timedelta,
    outcomes: Mapping[int, str],
) -> ActLine:
    until = row.granted_at + lasts if row.granted_at else None
    state = _state(row, until=until, now=now, outcome=outcomes.get(row.approval_id or 0, ""))
    return ActLine(
        id=row.pk,
        kind_label=str(ActKind(row.kind).label),
        summary=row.summary,
        reason=row.reason,
        facts=tuple((str(label), str(value)) for label, value in row.facts),
        maker_name=row.maker_name,
        made_at=row.made_at,
        approval_id=row.approval_id,
        granted_by_name=row.granted_by_name,
        granted_at=row.granted_at,
        until=until,
        used_at=row.used_at,
        state=state,
        can_do=state is ActState.GRANTED and row.maker_id == actor.user_id,
    )


def _state(row: DualAct, *, until: datetime | None, now: datetime, outcome: str) -> ActState:
    if row.used_at is not None:
        return ActState.USED
    if until is not None:
        return ActState.GRANTED if now < until else ActState.OVER
    if outcome == _OPEN:
        return ActState.WAITING
    return ActState.OVER if outcome == _EXPIRED else ActState.REFUSED
