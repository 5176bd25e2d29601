"""Results and targets for tests of this room and of rooms above."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from yinqiao.platform.actor import Actor
from yinqiao.sales.performance.models import (
    ClosedMonth,
    IncentiveRule,
    Restatement,
    Result,
    Target,
    Veto,
)
from yinqiao.sales.performance.services import Goal

if TYPE_CHECKING:
    from yinqiao.organization.models import Org

__all__ = [
    "ClosedMonth",
    "IncentiveRule",
    "Restatement",
    "Result",
    "Target",
    "Veto",
    "count",
    "goal",
]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday
TODAY = date(2026, 11, 24)
MONTH = date(2026, 11, 1)


def count(
    org: "Org",
    who: Actor | None,
    *,
    month: date = MONTH,
    data_on: date | None = None,
    **figures: str,
) -> None:
    """Write results as the nightly count does: ``USAGE="6/10"`` is a share."""
    rows = []
    for figure, text in figures.items():
        value, _slash, of = text.partition("/")
        rows.append(
            Result(
                month=month,
                org=org,
                staff_id=None if who is None else who.staff_id,
                figure=figure,
                value=Decimal(value),
                of=Decimal(of) if of else None,
                data_on=data_on or date(2026, 11, 23),
                counted_at=NOW,
            )
        )
    Result.objects.bulk_create(rows)


def goal(who: Actor | None = None, value: object = "200000", **more: object) -> Goal:
    """Return a target of a person for net growth in the month."""
    told: dict[str, object] = {
        "figure": "AUM_NET_GROWTH",
        "span": "MONTH",
        "first": MONTH,
        "value": None if value is None else Decimal(str(value)),
    }
    if who is not None:
        told["staff_id"] = who.staff_id
    return Goal(**(told | more))  # type: ignore[arg-type]
