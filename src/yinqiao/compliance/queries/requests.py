"""Requests of persons about their data: the queue with its clocks, and one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance import policies, rules
from yinqiao.compliance.choices import CollectedVia, RequestKind, RequestState
from yinqiao.compliance.models import PersonRequest
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

VERB: Final = "compliance.requests-listed"
# The person gets a letter about these.
LETTERS: Final = frozenset({RequestState.ANSWERED, RequestState.REFUSED, RequestState.RESTRICTED})
OBJECTIONS: Final = frozenset({RequestKind.AML_OBJECTION, RequestKind.AML_BASIC})
"""Objections to measures against money laundering."""


@dataclass(frozen=True, slots=True)
class RequestWanted:
    """What the list is limited to: a kind, and whether it is open."""

    kind: str = ""
    state: str = "open"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request; `is_late`: past its day, `is_alarm`: near it. `steps` are those that may follow, with their names."""

    id: int
    customer_id: int
    customer: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    wish: str
    received_via: str
    received_at: datetime
    received_by: str
    alarm_on: date
    due_on: date
    handled_by: str
    verified_how: str
    answer: str
    closed_at: datetime | None
    restricted_until: date | None
    is_open: bool
    is_alarm: bool
    is_late: bool
    steps: tuple[tuple[str, str], ...]
    version: int
    is_objection: bool


def request_list(*, actor: Actor, wanted: RequestWanted) -> QuerySet[PersonRequest]:
    """Return the requests of customers in scope; order by (due_on, id)."""
    require(actor, policies.HANDLE_REQUEST, verb=VERB)
    rows = customer_policies.scoped(PersonRequest.objects.all(), actor)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows.filter(closed_at__isnull=wanted.state != "closed")


def request_rows(rows: Iterable[PersonRequest], *, actor: Actor, today: date) -> list[RequestRow]:
    """Return the read models of one page."""
    found = list(rows)
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    return [_row(row, names.get(row.customer_id, ""), today) for row in found]


def request_row(*, actor: Actor, request_id: int, today: date) -> RequestRow:
    """Return one request of a customer in scope; raise NotFound outside it."""
    require(actor, policies.HANDLE_REQUEST, verb=VERB)
    rows = customer_policies.scoped(PersonRequest.objects.filter(pk=request_id), actor)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such request."))
    return request_rows([row], actor=actor, today=today)[0]


def alarms(*, actor: Actor, today: date) -> int:
    """Return how many open requests in scope are near their day or past it."""
    rows = customer_policies.scoped(PersonRequest.objects.all(), actor)
    return rows.filter(closed_at__isnull=True, alarm_on__lte=today).count()


def _row(row: PersonRequest, customer: str, today: date) -> RequestRow:
    is_open = row.closed_at is None
    allowed = [
        state
        for state in RequestState
        if rules.may_follow(row.state, state)
        and (state is not RequestState.RESTRICTED or row.kind == RequestKind.DELETION)
    ]
    return RequestRow(
        id=row.pk,
        customer_id=row.customer_id,
        customer=customer,
        kind=row.kind,
        kind_label=label(RequestKind, row.kind),
        state=row.state,
        state_label=label(RequestState, row.state),
        wish=row.wish,
        received_via=label(CollectedVia, row.received_via),
        received_at=row.received_at,
        received_by=row.received_by_name,
        alarm_on=row.alarm_on,
        due_on=row.due_on,
        handled_by=row.handled_by_name,
        verified_how=row.verified_how,
        answer=row.answer,
        closed_at=row.closed_at,
        restricted_until=row.restricted_until,
        is_open=is_open,
        is_alarm=is_open and row.alarm_on <= today,
        is_late=is_open and row.due_on < today,
        steps=tuple((state.value, str(state.label)) for state in allowed),
        version=row.version,
        is_objection=row.kind in OBJECTIONS,
    )
