"""One person's day: what she really did, what is left, what comes next. The daily report is drafted from it (A66)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from yinqiao.interactions import queries as interactions
from yinqiao.interactions.queries import LoggedContact
from yinqiao.lib.workdays import add_workdays, previous_workday
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.i18n.codes import labels
from yinqiao.sales import policies
from yinqiao.sales.choices import Act
from yinqiao.sales.models import DailyReport, Opportunity, Step
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

SHOWN = (Act.ADVANCED, Act.WON, Act.LOST, Act.HANDED_OVER)
MOST = 100


@dataclass(frozen=True, slots=True)
class Moved:
    """An opportunity that she moved on or closed; the first contact moves it on."""

    row: OpportunityRow
    act: str
    act_label: str
    note: str


@dataclass(frozen=True, slots=True)
class DayWork:
    """A day of one person."""

    staff_id: int
    day: date
    contacts: tuple[LoggedContact, ...]
    moved: tuple[Moved, ...]
    next_day: date
    next_steps: tuple[OpportunityRow, ...]

    @property
    def customers(self) -> int:
        """How many customers were tried."""
        return len({line.customer_id for line in self.contacts})

    @property
    def reached(self) -> int:
        """How many of them were reached."""
        return len({line.customer_id for line in self.contacts if line.is_reached})

    @property
    def agreed(self) -> int:
        """With how many a next step was agreed."""
        return len({line.customer_id for line in self.contacts if line.is_reached and line.next_on})

    @property
    def won(self) -> int:
        """How many opportunities were won."""
        return sum(line.act == Act.WON for line in self.moved)

    @property
    def won_amount(self) -> Decimal:
        """What the won ones came to, as far as the reader may see amounts."""
        return sum(
            (line.row.amount or Decimal(0) for line in self.moved if line.act == Act.WON),
            Decimal(0),
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was done."""
        return not (self.contacts or self.moved)


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report as it stands: `submitted_at` is None while it is a draft, `counts` are those of the moment of sending."""

    id: int | None
    remark: str
    submitted_at: datetime | None
    counts: Mapping[str, int]


def day_work(*, actor: Actor, staff_id: int, day: date, now: datetime) -> DayWork:
    """Return what a person did on `day` with customers in the actor's scope, and what comes up on the next workday."""
    since = datetime.combine(day, time.min, tzinfo=clock.BANK_ZONE)
    until = since + timedelta(days=1)
    next_day = add_workdays(organization.calendar(), day, 1)
    return DayWork(
        staff_id=staff_id,
        day=day,
        contacts=tuple(
            interactions.contacts_logged(actor=actor, staff_id=staff_id, since=since, until=until)
        ),
        moved=_moved(actor, staff_id, since=since, until=until, now=now),
        next_day=next_day,
        next_steps=_coming(actor, staff_id, next_day, now=now),
    )


def record_report(*, actor: Actor, work: DayWork) -> None:
    """Write down whose day was read, with the customers in it."""
    ids = {line.customer_id for line in work.contacts}
    ids |= {line.row.customer_id for line in work.moved}
    ids |= {row.customer_id for row in work.next_steps}
    record_read(
        actor=actor,
        verb="sales.report-opened",
        detail={"staff_id": work.staff_id, "day": work.day, "customers": sorted(ids)},
    )


def report_of(*, staff_id: int, day: date) -> ReportCard:
    """Return the report of a day, or an empty draft; whose it is must have been checked."""
    row = DailyReport.objects.filter(staff_id=staff_id, day=day).first()
    if row is None:
        return ReportCard(None, "", None, {})
    return ReportCard(row.pk, row.remark, row.submitted_at, row.counts)


def reports_of_day(*, staff_ids: list[int], day: date) -> dict[int, datetime]:
    """Return when each of these people sent her report of a day; who has not is absent."""
    rows = DailyReport.objects.filter(
        staff_id__in=staff_ids, day=day, submitted_at__isnull=False
    ).values_list("staff_id", "submitted_at")
    return {pk: at for pk, at in rows if at is not None}


def last_workday(today: date) -> date:
    """Return the workday before `today`: the yesterday of a morning meeting."""
    return previous_workday(organization.calendar(), today - timedelta(days=1))


def _moved(
    actor: Actor, staff_id: int, *, since: datetime, until: datetime, now: datetime
) -> tuple[Moved, ...]:
    contacted_before = Step.objects.filter(
        opportunity=OuterRef("opportunity"), act=Act.CONTACTED, at__lt=OuterRef("at")
    )
    steps = list(
        Step.objects.filter(
            Q(act__in=SHOWN) | (Q(act=Act.CONTACTED) & ~Exists(contacted_before)),
            staff_id=staff_id,
            at__gte=since,
            at__lt=until,
            opportunity__in=policies.visible_to(actor),
        ).order_by("at", "pk")[:MOST]
    )
    ids = {step.opportunity_id for step in steps}
    rows = {
        row.id: row
        for row in opportunity_rows(Opportunity.objects.filter(pk__in=ids), actor=actor, now=now)
    }
    acts = labels(Act)
    return tuple(
        Moved(rows[step.opportunity_id], step.act, acts[step.act], step.note)
        for step in steps
        if step.opportunity_id in rows
    )


def _coming(actor: Actor, staff_id: int, day: date, *, now: datetime) -> tuple[OpportunityRow, ...]:
    waits = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=day)
    rows = policies.visible_to(actor).filter(
        waits,
        Q(due_on__lte=day) | Q(snoozed_until=day),
        owner_id=staff_id,
        closed_at__isnull=True,
        suppression_code="",
    )
    return tuple(opportunity_rows(rows.order_by("urgency", "pk")[:20], actor=actor, now=now))
