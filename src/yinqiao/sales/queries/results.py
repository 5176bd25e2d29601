"""商机成效 (A42): what the opportunities of each rule came to, in the actor's units or in the whole bank. Read from what was counted: no single one is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.i18n.codes import labels
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import policies, rules
from yinqiao.sales.choices import LossReason
from yinqiao.sales.models import RuleResult
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

PERIODS: Final = ("sales.result_days", "sales.result_days_long")
OPENED: Final = "sales.results-opened"
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Result:
    """One rule over a period, at its `place` by how many were opened. `conversion` (won of contacted, 1 = all) and `median_days` (from opening to the first contact) are None where too few
    customers were contacted to tell; `reasons` are (why, how many) of the lost ones, the most frequent first.
    """

    place: int
    kind: str
    title: str
    made: int
    contacted: int
    won: int
    lost: int
    expired: int
    gone: int
    won_amount: Decimal
    conversion: Decimal | None
    median_days: Decimal | None
    reasons: tuple[tuple[str, int], ...]

    @property
    def open(self) -> int:
        """Those that nobody ended."""
        return self.made - self.won - self.lost - self.expired - self.gone


@dataclass(frozen=True, slots=True)
class Results:
    """All rules over the last `days`, and when they were counted; None before the first count. `least` is how many contacted it takes to tell a share."""

    days: int
    rows: tuple[Result, ...]
    counted_at: datetime | None
    is_bank: bool
    least: int


def result_periods(*, on: date) -> tuple[int, ...]:
    """Return the lengths of the periods in days, the shorter first."""
    return tuple(sorted({parameters.integer(key, on=on) for key in PERIODS}))


def rule_results(*, actor: Actor, today: date, days: int = 0, kind: str = "") -> Results:
    """Return what came of each rule (`kind`: of this one) over the last `days`; a length that is not counted is the shortest."""
    require(actor, policies.VIEW_RESULTS, verb=OPENED)
    periods = result_periods(on=today)
    wanted = days if days in periods else periods[0]
    least = parameters.integer("sales.result_least", on=today)
    counted = _counted(actor).filter(days=wanted)
    if kind:
        counted = counted.filter(kind=kind)
    by_kind: dict[str, list[RuleResult]] = {}
    for row in counted.order_by("-made"):
        by_kind.setdefault(row.kind, []).append(row)
    whole = sorted(by_kind.items(), key=lambda one: (-sum(row.made for row in one[1]), one[0]))
    rows = [_summed(place, found, least) for place, (_kind, found) in enumerate(whole)]
    newest = max((row.counted_at for found in by_kind.values() for row in found), default=None)
    return Results(wanted, tuple(rows), newest, actor.can(policies.VIEW_BANK_RESULTS), least)


def open_of_kind(*, actor: Actor, kind: str, now: datetime) -> tuple[list[OpportunityRow], int]:
    """Return who of the customers in scope has an opportunity of a rule open now, the most urgent first, and how many there are."""
    if not actor.can(policies.VIEW):
        return [], 0
    rows = policies.on_the_list_of(actor).filter(
        kind=kind, closed_at__isnull=True, suppression_code=""
    )
    found = opportunity_rows(rows.order_by("urgency", "pk")[:SHOWN], actor=actor, now=now)
    return found, rows.count()


def _counted(actor: Actor) -> QuerySet[RuleResult]:
    rows = RuleResult.objects.all()
    if actor.can(policies.VIEW_BANK_RESULTS):
        return rows
    return rows.filter(org_id__in=actor.scope.org_ids)


def _summed(place: int, rows: list[RuleResult], least: int) -> Result:
    def total(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    contacted, won = total("contacted"), total("won")
    is_enough = contacted >= least
    waited = _added(row.contact_days for row in rows)
    named = labels(LossReason)
    reasons = _added(row.reasons for row in rows)
    return Result(
        place=place,
        kind=rows[0].kind,
        title=rows[0].title,
        made=total("made"),
        contacted=contacted,
        won=won,
        lost=total("lost"),
        expired=total("expired"),
        gone=total("gone"),
        won_amount=sum((row.won_amount for row in rows), Decimal(0)),
        conversion=Decimal(won) / contacted if is_enough else None,
        median_days=rules.median_of({int(day): number for day, number in waited.items()})
        if is_enough
        else None,
        reasons=tuple(
            (named.get(code, code), number)
            for code, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in counts:
        for key, number in one.items():
            found[key] = found.get(key, 0) + number
    return found
