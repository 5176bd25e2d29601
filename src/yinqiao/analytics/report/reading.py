"""What the report says, read through the same doors as the customer page, the name masked as in an export."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.analytics import queries
from yinqiao.analytics.queries import AumTrend
from yinqiao.analytics.report.drawing import Arc, Line, line_of, percent, ring_of
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.queries import AssessmentRow
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerCard
from yinqiao.holdings import queries as holdings
from yinqiao.holdings.queries import Allocation, AllocationPart, Holdings, Maturity
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.ui.charts import unit_of

MONTHS = 13
DUE_DAYS = 180


COLOURS = {
    "CASH": "#98A2B3",
    "DEPOSIT": "#0F9A93",
    "FIXED": "#2356CC",
    "EQUITY": "#D98E1F",
    "INSURANCE": "#7C5BC7",
    "ALTERNATIVE": "#8FB0F2",
}
"""The colours of the classes on the customer page in light, for paper."""


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A class of assets with its colour, the length of its bar and the place of the reference on a bar of 100."""

    part: AllocationPart
    colour: str
    bar: str
    mark: str


@dataclass(frozen=True, slots=True)
class AssetReport:
    """One report. `name` is masked; amounts are those of the customer page on `data_on`. `assessment` may have expired."""

    number: str
    name: str
    card: CustomerCard
    data_on: date
    trend: AumTrend
    line: Line | None
    unit: str
    made_of: Allocation
    parts: tuple[DrawnPart, ...]
    ring: tuple[Arc, ...]
    held: Holdings
    due: tuple[Maturity, ...]
    assessment: AssessmentRow | None

    @property
    def is_assessed(self) -> bool:
        """Tell whether a risk assessment is in force."""
        return self.assessment is not None and self.assessment.is_valid

    @property
    def mismatches(self) -> int:
        """Return how many products above the grade are held."""
        return sum(part.mismatches for part in self.made_of.parts)


def asset_report(*, actor: Actor, customer_id: int, now: datetime) -> AssetReport:
    """Return what the report says; raise NotFound outside the scope, PermissionRefused for those who see bands only."""
    card = customers.customer_card(actor=actor, customer_id=customer_id, now=now)
    made_of = queries.allocation(actor=actor, customer_id=customer_id, now=now)
    if made_of.is_hidden:
        raise PermissionRefused(_("The report holds amounts, which you see as bands only."))
    data_on = card.row.data_on or made_of.day
    trend = queries.aum_trend(actor=actor, customer_id=customer_id, months=MONTHS)
    unit, divisor = unit_of(max((abs(point.amount) for point in trend.points), default=Decimal(0)))
    points = [(f"{point.day:%Y-%m}", point.amount / divisor) for point in trend.points]
    due = holdings.maturities(actor=actor, customer_id=customer_id, days=DUE_DAYS, now=now)
    return AssetReport(
        number=f"AR{data_on:%Y%m%d}-{card.row.customer_no}",
        name=customers.masked_name(actor=actor, customer_id=customer_id),
        card=card,
        data_on=data_on,
        trend=trend,
        line=None if trend.is_empty else line_of(points),
        unit=unit,
        made_of=made_of,
        parts=tuple(
            DrawnPart(
                part,
                COLOURS[part.key],
                percent(part.share),
                percent(part.reference) if part.reference is not None else "",
            )
            for part in made_of.parts
        ),
        ring=ring_of([(COLOURS[part.key], part.share) for part in made_of.parts]),
        held=holdings.holdings(actor=actor, customer_id=customer_id, now=now),
        due=tuple(due),
        assessment=compliance.current_assessment(actor=actor, customer_id=customer_id, now=now),
    )
