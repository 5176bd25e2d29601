"""Set targets: those of people at once by their head, those of units when a second person agreed. What held before stays on record (A64, A69)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput, StaleVersion
from yinqiao.products.choices import ProductClass
from yinqiao.sales.choices import Kpi
from yinqiao.sales.models import Target as MonthTarget
from yinqiao.sales.performance import policies, rules
from yinqiao.sales.performance.catalogue import CATALOGUE
from yinqiao.sales.performance.choices import Figure, Measure, Span
from yinqiao.sales.performance.events import TargetsSet
from yinqiao.sales.performance.models import ClosedMonth, Target
from yinqiao.workflow import services as workflow

KIND: Final = "performance.targets"
TURN: Final = "performance.targets"
LARGEST: Final = Decimal(10) ** 15
FINEST: Final = Decimal("0.0001")
MOST: Final = 2_000
# What the strip of the workbench shows, too: a month of a person over all classes.
STRIP: Final = {
    Figure.AUM_AVERAGE: Kpi.AUM,
    Figure.AUM_NET_GROWTH: Kpi.AUM_GROWTH,
    Figure.CONVERSION_RATE: Kpi.CONVERSION,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A target asked for: of a unit or a person. `value` None takes it away."""

    figure: str
    span: str
    first: date
    value: Decimal | None
    org_id: int | None = None
    staff_id: int | None = None
    product_class: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """How many took force at once, and the approval that the others wait for."""

    set: int
    approval_id: int | None = None


def set_targets(
    *,
    actor: Actor,
    now: datetime,
    goals: Sequence[Goal],
    reason: str = "",
    since: date | None = None,
    seen: int | None = None,
) -> Done:
    """Set targets from `since` (none: today, or the begin of a span ahead) on; those of units wait for a second person.

    `seen` is the newest target that the person saw: if others stand by now, StaleVersion. Raises InvalidInput, with the place of the first
    bad one as its field, for a unit or person beyond the actor's, a span that is over or locked, an unknown figure, a value out of range.
    """
    today = clock.bank_date(now)
    for place, goal in enumerate(goals):
        said = problem_with(goal, actor=actor, today=today)
        if said:
            raise InvalidInput(said, fields={str(place): said})
    if not goals or len(goals) > MOST:
        raise InvalidInput(_("Between 1 and {most} targets at once.").format(most=MOST))
    require(actor, policies.SET_TARGETS, verb="performance.targets-set")
    if since is not None and since < today and _held_of(goals).filter(since__lt=today).exists():
        said = _("The day must not lie before today ({today}).").format(today=today)
        raise InvalidInput(said, fields={"since": said})
    people = [goal for goal in goals if goal.staff_id is not None]
    units = [goal for goal in goals if goal.staff_id is None]
    count = 0
    # All or nothing: what is refused of the units leaves nothing of the people behind.
    with transaction.atomic():
        if people:
            count = _set(actor=actor, now=now, goals=people, reason=reason, since=since, seen=seen)
        asked = _ask(units, actor=actor, now=now, reason=reason, since=since) if units else None
    return Done(count, asked)


def _ask(
    units: Sequence[Goal], *, actor: Actor, now: datetime, reason: str, since: date | None
) -> int:
    payload = {
        "goals": [_plain(goal) for goal in units],
        "since": since.isoformat() if since else "",
    }
    summary = _("Targets of units: {count}, from {day}").format(
        count=len(units), day=min(goal.first for goal in units).isoformat()
    )
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload=payload,
        reason=reason,
        org_id=None,
        summary=summary,
    )


def apply_targets(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the targets of units hold.

    Raises InvalidInput for a span that is over by now, and where a later request of the same target was granted before this one.
    """
    rows = payload["goals"]
    goals = [_goal(row) for row in rows] if isinstance(rows, list) else []
    now = datetime.fromisoformat(str(payload["decided_at"]))
    since = str(payload.get("since") or "")
    count = _grant(
        actor=actor,
        now=now,
        goals=goals,
        reason=str(payload["reason"]),
        since=date.fromisoformat(since) if since else None,
        maker_id=int(str(payload["maker_id"])),
        approval_id=int(str(payload["approval_id"])),
    )
    return _("{count} targets hold.").format(count=count)


def newest() -> int:
    """Return the id of the newest target, for `seen`."""
    return Target.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@use_case("performance.targets-set", permission=policies.SET_TARGETS)
def _set(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    goals: Sequence[Goal],
    reason: str,
    since: date | None,
    seen: int | None,
) -> int:
    take_turn(TURN, 0)
    if seen is not None and _since_seen(goals, seen):
        raise StaleVersion(
            _("This was changed after you opened it."), extra={"differences": {}, "changed_by": ""}
        )
    return _write(unit, goals, actor=actor, now=now, reason=reason, since=since)


@use_case("performance.targets-agreed", permission=policies.AGREE_TARGETS)
def _grant(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    goals: Sequence[Goal],
    reason: str,
    since: date | None,
    maker_id: int,
    approval_id: int,
) -> int:
    take_turn(TURN, 0)
    today = clock.bank_date(now)
    if any(rules.end_of(goal.span, goal.first) < today for goal in goals):
        raise InvalidInput(_("The targets of a span that is over stay as they are."))
    if _held_of(goals).filter(approval_id__gt=approval_id).exists():
        raise InvalidInput(
            _("A later request of the same target was agreed to first: reject this one.")
        )
    return _write(
        unit,
        goals,
        actor=actor,
        now=now,
        reason=reason,
        since=since,
        maker_id=maker_id,
        approval_id=approval_id,
    )


def _write(
    unit: Unit,
    goals: Sequence[Goal],
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    since: date | None,
    maker_id: int | None = None,
    approval_id: int | None = None,
) -> int:
    today = clock.bank_date(now)
    rows = [
        Target(
            org_id=goal.org_id,
            staff_id=goal.staff_id,
            figure=goal.figure,
            product_class=goal.product_class,
            span=goal.span,
            first=goal.first,
            since=max(goal.first, since or today),
            value=goal.value,
            reason=reason[:200],
            set_by_id=maker_id or actor.staff_id,
            set_at=now,
            approval_id=approval_id,
        )
        for goal in goals
    ]
    Target.objects.bulk_create(rows)
    _show_on_strip(rows)
    unit.audit(
        None,
        new={_key(goal): goal.value for goal in goals},
        reason=reason,
        detail={"since": since or today, "agreed_by": actor.staff_id if maker_id else None},
    )
    unit.publish(TargetsSet(first=min(goal.first for goal in goals).isoformat(), count=len(rows)))
    return len(rows)


def _show_on_strip(rows: Sequence[Target]) -> None:
    """Let the strip of the workbench show what holds now, the last of several for one month."""
    months = {
        (row.staff_id, STRIP[Figure(row.figure)], row.first): row
        for row in rows
        if row.staff_id is not None
        and row.span == Span.MONTH
        and not row.product_class
        and row.figure in STRIP
    }
    for (staff_id, kpi, first), row in months.items():
        if row.value is None:
            MonthTarget.objects.filter(staff_id=staff_id, kpi=kpi, month=first).delete()
    MonthTarget.objects.bulk_create(
        [
            MonthTarget(
                staff_id=staff_id,
                kpi=kpi,
                month=first,
                value=row.value,
                set_by_id=row.set_by_id,
                set_at=row.set_at,
            )
            for (staff_id, kpi, first), row in months.items()
            if row.value is not None
        ],
        update_conflicts=True,
        unique_fields=("staff", "kpi", "month"),
        update_fields=("value", "set_by_id", "set_at"),
    )


def note_month_targets(
    *, actor: Actor, now: datetime, month: date, values: Mapping[tuple[int, str], Decimal | None]
) -> None:
    """Keep what was set on the page of the month's targets, in the same transaction: it holds from that day on, beside what held before."""
    figures = {kpi.value: figure for figure, kpi in STRIP.items()}
    Target.objects.bulk_create(
        [
            Target(
                staff_id=staff_id,
                figure=figures[kpi],
                span=Span.MONTH,
                first=month,
                since=max(month, clock.bank_date(now)),
                value=value,
                set_by_id=actor.staff_id,
                set_at=now,
            )
            for (staff_id, kpi), value in values.items()
            if kpi in figures
        ]
    )


def problem_with(goal: Goal, *, actor: Actor, today: date) -> str:  # noqa: PLR0911 - each refusal in its own words
    """Return why a target cannot be set by this person; empty: it can."""
    if goal.figure not in Figure.values:
        return _("There is no such figure.")
    if goal.span not in Span.values or not rules.begins_span(goal.span, goal.first):
        return _("A span begins on the first day of its year, quarter or month.")
    if rules.end_of(goal.span, goal.first) < today:
        return _("The targets of a span that is over stay as they are.")
    definition = CATALOGUE[Figure(goal.figure)]
    if goal.product_class and not definition.by_class:
        return _("This figure is not told by class of products.")
    if goal.product_class and goal.product_class not in ProductClass.values:
        return _("There is no such class of products.")
    most = Decimal(1) if definition.measure is Measure.SHARE else LARGEST
    if goal.value is not None and not FINEST <= goal.value <= most:
        return _("More than 0 and at most {most}.").format(
            most="100%" if most == 1 else f"{most:,}"
        )
    return _beyond(goal, actor)


def _beyond(goal: Goal, actor: Actor) -> str:  # noqa: PLR0911 - each refusal in its own words
    units = policies.units_of(actor)
    if goal.org_id is not None:
        if units is not None and goal.org_id not in units:
            return _("The unit is not one of yours.")
        return "" if organization.org_names([goal.org_id]) else _("There is no such unit.")
    if goal.staff_id is None:
        return _("A target is that of a unit or of a person.")
    if goal.staff_id == actor.staff_id:
        return _("Nobody sets a target of her own.")
    homes = _homes([goal.staff_id])
    if goal.staff_id not in homes or (units is not None and homes[goal.staff_id] not in units):
        return _("Targets are set for the people of one's own units.")
    if ClosedMonth.objects.filter(month=goal.first).exists() and goal.span == Span.MONTH:
        return _("The month is locked.")
    return ""


def _homes(ids: Sequence[int]) -> dict[int, int]:
    return dict(organization.staff_list().filter(pk__in=ids).order_by().values_list("pk", "org_id"))


def _held_of(goals: Sequence[Goal]) -> QuerySet[Target]:
    """Return what was ever set of these targets."""
    same = Q()
    for goal in goals:
        same |= Q(
            org_id=goal.org_id,
            staff_id=goal.staff_id,
            figure=goal.figure,
            product_class=goal.product_class,
            span=goal.span,
            first=goal.first,
        )
    return Target.objects.filter(same)


def _since_seen(goals: Sequence[Goal], seen: int) -> bool:
    people = {goal.staff_id for goal in goals if goal.staff_id is not None}
    firsts = {goal.first for goal in goals}
    return Target.objects.filter(pk__gt=seen, staff_id__in=people, first__in=firsts).exists()


def _key(goal: Goal) -> str:
    who = f"unit {goal.org_id}" if goal.org_id is not None else f"staff {goal.staff_id}"
    return ":".join(
        (who, goal.figure, goal.product_class or "*", goal.span, goal.first.isoformat())
    )


def _plain(goal: Goal) -> dict[str, object]:
    told = asdict(goal)
    told["first"] = goal.first.isoformat()
    told["value"] = None if goal.value is None else str(goal.value)
    return told


def _goal(row: Mapping[str, object]) -> Goal:
    value = row.get("value")
    try:
        number = None if value is None else Decimal(str(value))
    except InvalidOperation:
        number = None
    return Goal(
        figure=str(row["figure"]),
        span=str(row["span"]),
        first=date.fromisoformat(str(row["first"])),
        value=number,
        org_id=row.get("org_id"),  # type: ignore[arg-type]
        staff_id=row.get("staff_id"),  # type: ignore[arg-type]
        product_class=str(row.get("product_class") or ""),
    )
