"""月结: which months are open, what of a locked one the data tell otherwise today, and what was restated."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from yinqiao.organization import queries as organization
from yinqiao.sales.performance import rules
from yinqiao.sales.performance.catalogue import CATALOGUE
from yinqiao.sales.performance.choices import Figure
from yinqiao.sales.performance.models import ClosedMonth, Restatement, Result

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month: how far the data reach, who locked it; `is_ready` to be locked, and how many figures the data tell otherwise since."""

    month: date
    data_on: date
    closed_at: datetime | None
    closed_by: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a locked month that the data tell otherwise today (late files)."""

    result_id: int
    who: str
    figure: str
    product_class: str
    stood: Decimal
    now: Decimal
    of: Decimal | None

    @property
    def by(self) -> Decimal:
        """What it differs by."""
        return self.now - self.stood


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that was told anew, with what it said before."""

    who: str
    figure: str
    old: Decimal
    new: Decimal
    reason: str
    asked_by: str
    agreed_by: str
    at: datetime


def month_lines(*, today: date) -> list[MonthLine]:
    """Return the months that there are results of, the newest first."""
    told: dict[date, date] = {}
    for month, data_on in (
        Result.objects.filter(is_recount=False)
        .order_by("-month")
        .values_list("month", "data_on")
        .distinct()
    ):
        told[month] = max(told.get(month, data_on), data_on)
    closed = {row.month: row for row in ClosedMonth.objects.all()}
    names = organization.staff_names(
        {row.closed_by_id for row in closed.values() if row.closed_by_id}
    )
    return [
        MonthLine(
            month,
            data_on,
            closed[month].closed_at if month in closed else None,
            names.get(closed[month].closed_by_id or 0, "") if month in closed else "",
            month not in closed
            and rules.end_of("MONTH", month) <= data_on
            and rules.end_of("MONTH", month) < today,
        )
        for month, data_on in told.items()
    ]


def differences(*, month: date) -> list[Difference]:
    """Return what the data tell otherwise than the locked month as it stands, the largest first."""
    again = {
        (row.org_id, row.staff_id, row.figure, row.product_class): row
        for row in Result.objects.filter(month=month, is_recount=True)
    }
    if not again:
        return []
    booked = Result.objects.filter(month=month, is_recount=False)
    restated = {
        one.result_id: one for one in Restatement.objects.filter(result__month=month).order_by("pk")
    }
    rows = []
    for row in booked:
        one = restated.get(row.pk)
        stood = row.value if one is None else one.value
        new = again.get((row.org_id, row.staff_id, row.figure, row.product_class))
        value = Decimal(0) if new is None else new.value
        if value != stood:
            rows.append((row, stood, value, None if new is None else new.of))
    rows.sort(key=lambda item: -abs(item[2] - item[1]))
    names = organization.staff_names({row.staff_id for row, *_rest in rows[:MOST] if row.staff_id})
    units = organization.org_names({row.org_id for row, *_rest in rows[:MOST]})
    return [
        Difference(
            row.pk, _who(row, names, units), _title(row.figure), row.product_class, stood, value, of
        )
        for row, stood, value, of in rows[:MOST]
    ]


def restated(*, month: date) -> list[Restated]:
    """Return what was told anew of a month, the newest first."""
    rows = list(
        Restatement.objects.filter(result__month=month)
        .select_related("result")
        .order_by("-pk")[:MOST]
    )
    ids = {
        pk for row in rows for pk in (row.asked_by_id, row.agreed_by_id, row.result.staff_id) if pk
    }
    names = organization.staff_names(ids)
    units = organization.org_names({row.result.org_id for row in rows})
    before: dict[int, Decimal] = {}
    found = []
    for row in reversed(rows):
        old = before.get(row.result_id, row.result.value)
        before[row.result_id] = row.value
        found.append(
            Restated(
                _who(row.result, names, units),
                _title(row.result.figure),
                old,
                row.value,
                row.reason,
                names.get(row.asked_by_id, ""),
                names.get(row.agreed_by_id, ""),
                row.at,
            )
        )
    return found[::-1]


def result_title(*, result_id: int) -> str:
    """Return whose figure of which month it is."""
    row = Result.objects.filter(pk=result_id).first()
    if row is None:
        return ""
    names = organization.staff_names([row.staff_id] if row.staff_id else [])
    return f"{_who(row, names, organization.org_names([row.org_id]))} · {_title(row.figure)} · {row.month:%Y-%m}"


def _who(row: Result, names: dict[int, str], units: dict[int, str]) -> str:
    return names.get(row.staff_id or 0, "") or units.get(row.org_id, "")


def _title(figure: str) -> str:
    return CATALOGUE[Figure(figure)].title
