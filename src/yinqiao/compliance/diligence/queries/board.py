"""尽调看板: how many files wait where, for how long, how many are late; by grade for compliance alone. Every number leads to its names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Count, Q, QuerySet

from yinqiao.compliance.choices import AmlGrade, KycStatus
from yinqiao.compliance.diligence import policies
from yinqiao.compliance.diligence.choices import FileState
from yinqiao.compliance.diligence.models import DiligenceFile
from yinqiao.compliance.diligence.queries.calls import SHOWN, CallLine, count_calls, open_calls
from yinqiao.compliance.diligence.queries.files import (
    BEHIND,
    IN_REVIEW,
    UNDER_WAY,
    VERB,
    before,
    late,
    scoped_files,
)
from yinqiao.compliance.diligence.wall import open_grades
from yinqiao.compliance.models import DueDiligence
from yinqiao.compliance.policies import VIEW_DUE_DILIGENCE
from yinqiao.customers import policies as customer_policies
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.i18n.codes import label

AGES: Final = (0, 10, 30, 90)
"""From how many days of waiting on a file counts under each column."""
# The newest grade of each file in scope; row-level security and the wall limit what is seen.
_GRADES: Final = (
    "select grade, count(*) from (select distinct on (g.file_id) g.grade from diligence_grading g"
    " join diligence_file f on f.id = g.file_id order by g.file_id, g.id desc) newest group by grade"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the query string of the list behind it."""

    count: int
    query: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: files by where they wait, those that are late, and imported records without a file that lack something or are late."""

    org: str
    collecting: Cell
    checking: Cell
    in_review: Cell
    complete: Cell
    late: Cell
    legacy: int


@dataclass(frozen=True, slots=True)
class AgeLine:
    """Files under way that have waited at least so many days where they are."""

    days: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Board:
    """All of the page. `grades` and `calls` (who is to be graded again, `called` of them) are empty for everybody but compliance."""

    units: tuple[UnitLine, ...]
    ages: tuple[AgeLine, ...]
    under_way: Cell
    late: Cell
    legacy: int
    grades: tuple[tuple[str, int], ...]
    called: int
    calls: Sequence[CallLine]


@dataclass(frozen=True, slots=True)
class _Counts:
    """By unit: files by state, late files, records of before without a file."""

    states: dict[int, Counter[str]]
    late: dict[int, int]
    legacy: dict[int, int]


def board(*, actor: Actor, today: date) -> Board:
    """Return the backlog of the units in scope; raise PermissionRefused. The number of queries is constant."""
    require(actor, policies.CHECK, verb=VERB)
    rows = scoped_files(actor)
    counts = _Counts(_states(rows), _by_unit(rows.filter(late(today))), _legacy(actor, today))
    units = sorted({*counts.states, *counts.legacy})
    names = organization.org_names(units)
    waiting = open_calls(actor=actor)
    total: Counter[str] = sum(counts.states.values(), Counter())
    return Board(
        units=tuple(_unit(org, names.get(org, ""), counts) for org in units),
        ages=_ages(rows, today),
        under_way=Cell(sum(total[state] for state in UNDER_WAY), ""),
        late=Cell(sum(counts.late.values()), "is_late=on"),
        legacy=sum(counts.legacy.values()),
        grades=_grades(actor),
        called=len(waiting) if len(waiting) < SHOWN else count_calls(actor=actor),
        calls=waiting,
    )


def _states(rows: QuerySet[DiligenceFile]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    counted = rows.order_by().values_list("customer__org_id", "state").annotate(count=Count("pk"))
    for org_id, state, count in counted:
        found.setdefault(org_id, Counter())[state] = count
    return found


def _unit(org: int, name: str, counts: "_Counts") -> UnitLine:
    states = counts.states.get(org, Counter())

    def cell(state: str, *codes: str) -> Cell:
        return Cell(sum(states[code] for code in codes), f"org_id={org}&state={state}")

    return UnitLine(
        org=name,
        collecting=cell(FileState.COLLECTING.value, FileState.COLLECTING),
        checking=cell(FileState.CHECKING.value, FileState.CHECKING),
        in_review=cell(IN_REVIEW, *BEHIND),
        complete=cell(FileState.COMPLETE.value, FileState.COMPLETE),
        late=Cell(counts.late.get(org, 0), f"org_id={org}&is_late=on"),
        legacy=counts.legacy.get(org, 0),
    )


def _ages(rows: QuerySet[DiligenceFile], today: date) -> tuple[AgeLine, ...]:
    counted = rows.filter(state__in=UNDER_WAY).aggregate(
        **{
            f"days{days}": Count("pk", filter=Q(state_since__lt=before(today, days=days)))
            for days in AGES
            if days
        },
        days0=Count("pk"),
    )
    return tuple(
        AgeLine(days, Cell(counted[f"days{days}"], f"waited={days}" if days else ""))
        for days in AGES
    )


def _legacy(actor: Actor, today: date) -> dict[int, int]:
    """Customers whom a source reports as incomplete or late, and who have no file here yet."""
    rows = customer_policies.scoped(DueDiligence.objects.filter(ended_on__isnull=True), actor)
    waiting = rows.filter(~Q(kyc_status=KycStatus.COMPLETE) | Q(next_review_on__lt=today))
    return _by_unit(waiting.exclude(customer_id__in=DiligenceFile.objects.values("customer_id")))


def _by_unit(rows: QuerySet[DiligenceFile] | QuerySet[DueDiligence]) -> dict[int, int]:
    return dict(rows.order_by().values_list("customer__org_id").annotate(count=Count("pk")))


def _grades(actor: Actor) -> tuple[tuple[str, int], ...]:
    if not actor.can(VIEW_DUE_DILIGENCE):
        return ()
    open_grades(actor)
    with connection.cursor() as cursor:
        cursor.execute(_GRADES)
        found = dict(cursor.fetchall())
    return tuple((label(AmlGrade, grade), found.get(grade, 0)) for grade in AmlGrade.values)


def late_files(*, actor: Actor, today: date) -> int:
    """Return how many files in scope are late."""
    return scoped_files(actor).filter(late(today)).count()
