"""The desk of compliance: the queue of cases and one case with its two sides."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.screening import policies, telling
from yinqiao.compliance.screening.choices import UNDECIDED, WORKABLE, CaseState, StepKind
from yinqiao.compliance.screening.models import Case, CaseFile, CaseStep
from yinqiao.compliance.screening.reasons import sentence
from yinqiao.compliance.screening.rules import Entry, PartyKind
from yinqiao.compliance.screening.wall import open_wall
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import RelationKind, Sex
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

WAITING = "WAITING"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases: a state, or all that wait; one list; only equal numbers."""

    state: str = ""
    watch_list: str = ""
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the queue; `age` in days since it was found, or found again."""

    id: int
    customer: str
    customer_no: str
    theirs: str
    list_title: str
    programme: str
    tie_label: str
    score: Decimal
    is_certain: bool
    state: str
    state_label: str
    opened_at: datetime
    age: int


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says of a person or company; empty where it says nothing."""

    names: tuple[str, ...]
    kind: str
    births: str = ""
    countries: str = ""
    sex: str = ""
    numbers: str = ""
    more: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that was done."""

    at: datetime
    by_name: str
    kind: str
    kind_label: str
    text: str
    evidence: str
    file_id: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case with both sides, reasons in words, steps, and what the reader may do."""

    line: CaseLine
    customer_id: int
    version: int
    ours: Side
    theirs: Side
    name_score: Decimal
    reasons: tuple[str, ...]
    steps: tuple[StepLine, ...]
    proposed_label: str
    decided_by_name: str
    decided_at: datetime | None
    can_work: bool
    can_escalate: bool
    can_decide: bool
    can_note: bool
    is_own_proposal: bool
    is_listed: bool


def case_list(*, actor: Actor, wanted: CaseFilter) -> QuerySet[Case]:
    """Return the cases of customers in scope; raise PermissionRefused to anybody but compliance."""
    open_wall(actor)
    rows = Case.objects.select_related("watch_list", "entry", "customer")
    if wanted.state in {"", WAITING}:
        rows = rows.filter(state__in=UNDECIDED)
    elif wanted.state in CaseState.values:
        rows = rows.filter(state=wanted.state)
    if wanted.watch_list:
        rows = rows.filter(watch_list__code=wanted.watch_list)
    return rows.filter(is_certain=True) if wanted.is_certain else rows


def case_lines(rows: Sequence[Case], *, actor: Actor, now: datetime) -> list[CaseLine]:
    """Return one page of the queue; customers' names masked as everywhere in lists."""
    names = customers.masked_names(actor=actor, customer_ids={row.customer_id for row in rows})
    today = clock.bank_date(now)
    return [_line(row, name=names.get(row.customer_id, ""), today=today) for row in rows]


def case_card(*, actor: Actor, case_id: int, now: datetime) -> CaseCard:
    """Return a case in full, and write the look down; raise NotFound outside the scope."""
    row = case_list(actor=actor, wanted=CaseFilter(state="ALL")).filter(pk=case_id).first()
    if row is None:
        raise NotFound(_("There is no such case."))
    record_read(actor=actor, verb="screening.case-opened", ref=ObjectRef("screening.case", row.pk))
    may_work = actor.can(policies.WORK_SCREENING)
    is_own = row.asked_by_id is not None and row.asked_by_id == actor.staff_id
    copies = {copy.step_id: copy for copy in row.files.all()}
    steps = tuple(_step(step, copies.get(step.pk)) for step in row.steps.order_by("pk"))
    return CaseCard(
        line=_line(row, name=row.customer.name, today=clock.bank_date(now)),
        customer_id=row.customer_id,
        version=row.version,
        ours=_ours(row),
        theirs=_theirs(telling.from_plain(row.entry.told)),
        name_score=row.name_score,
        reasons=tuple(sentence(said) for said in telling.reasons_of(row.reasons)),
        steps=steps,
        proposed_label=label(CaseState, row.asked_state) if row.asked_state else "",
        decided_by_name=row.decided_by_name,
        decided_at=row.decided_at,
        can_work=may_work and row.state in WORKABLE,
        can_escalate=may_work and row.state == CaseState.OPEN,
        can_decide=may_work and row.state == CaseState.CHECKING and not is_own,
        can_note=may_work and row.state in UNDECIDED,
        is_own_proposal=row.state == CaseState.CHECKING and is_own,
        is_listed=row.entry.until is None,
    )


def _step(row: CaseStep, copy: CaseFile | None) -> StepLine:
    return StepLine(
        at=row.at,
        by_name=row.by_name,
        kind=row.kind,
        kind_label=label(StepKind, row.kind),
        text=row.text,
        evidence=row.evidence,
        file_id=copy.pk if copy else None,
        digest=copy.sha256 if copy else "",
    )


def is_listed(*, actor: Actor, customer_id: int) -> bool:
    """Tell whether compliance found a customer in scope to be a listed party; never to anybody who may not see screening."""
    if not actor.can(policies.VIEW_SCREENING):
        return False
    open_wall(actor)
    return Case.objects.filter(customer_id=customer_id, state=CaseState.CONFIRMED).exists()


def confirmed(*, actor: Actor) -> dict[int, datetime]:
    """Return who was found to be a listed party, and when last; raise PermissionRefused to everybody but compliance and its jobs."""
    open_wall(actor)
    rows = Case.objects.filter(state=CaseState.CONFIRMED).order_by("decided_at")
    return {row.customer_id: row.decided_at for row in rows if row.decided_at is not None}


def _line(row: Case, *, name: str, today: date) -> CaseLine:
    return CaseLine(
        id=row.pk,
        customer=name,
        customer_no=row.customer.customer_no,
        theirs=row.entry.title,
        list_title=row.watch_list.title,
        programme=row.entry.programme,
        tie_label=label(RelationKind, row.tie) if row.tie else "",
        score=row.score,
        is_certain=row.is_certain,
        state=row.state,
        state_label=label(CaseState, row.state),
        opened_at=row.opened_at,
        age=(today - clock.bank_date(row.opened_at)).days,
    )


def _ours(row: Case) -> Side:
    customer = row.customer
    if row.tie:
        return Side(names=(row.ours,), kind="", more=((_("Tied to"), customer.name),))
    return Side(
        names=tuple(dict.fromkeys(name for name in (customer.name, customer.former_name) if name)),
        kind=_kind(customer.kind),
        births=str(customer.birth_on or ""),
        countries=customer.nationality,
        sex=label(Sex, customer.sex) if customer.kind == PartyKind.PERSON else "",
        numbers=", ".join(
            number.number_masked for number in customer.identifications.filter(ended_on__isnull=True)
        ),
    )  # fmt: skip


def _theirs(entry: Entry) -> Side:
    more = [
        (_("Programme"), entry.programme),
        (_("Listed on"), str(entry.listed_on or "")),
        (_("Remark"), entry.remark),
    ]
    return Side(
        names=tuple(dict.fromkeys(name.text for name in entry.names)),
        kind=_kind(entry.kind),
        births=", ".join(_birth(entry)),
        countries=", ".join(entry.countries),
        sex=label(Sex, entry.sex) if entry.sex else "",
        numbers=", ".join(document.number for document in entry.documents),
        more=tuple((title, text) for title, text in more if text),
    )


def _birth(entry: Entry) -> list[str]:
    told = []
    for birth in entry.births:
        span = str(birth.first_year) if birth.first_year == birth.last_year else f"{birth.first_year}-{birth.last_year}"  # fmt: skip
        said = str(birth.on) if birth.on else span
        told.append(said if birth.is_exact else _("about %(when)s") % {"when": said})
    return told


def _kind(kind: str) -> str:
    words = {PartyKind.PERSON: _("Person"), PartyKind.COMPANY: _("Company")}
    return words.get(PartyKind(kind), _("Other"))
