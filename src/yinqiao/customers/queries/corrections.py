"""Correction requests (D4) as the askers and the stewards' desk see them: masked, with age and due day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.labels import field_label, value_label
from yinqiao.customers.models import CorrectionRequest, Customer
from yinqiao.customers.queries import correction_alike, correction_values
from yinqiao.customers.queries.card import is_in_team
from yinqiao.customers.queries.entering import EntryCheck
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.parameters import queries as parameters

WORKDAYS = "customers.correction_workdays"


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction request with masked values. `age` in calendar days up to now or to its end; `is_late` once the due day is over."""

    id: int
    customer_id: int
    customer_no: str
    customer_name: str
    label: str
    current: str
    proposed: str
    reason: str
    evidence: str
    owner_source: str
    state: str
    state_label: str
    requested_by_name: str
    requested_at: datetime
    due_on: date
    age: int
    is_late: bool
    sent_by_name: str
    sent_at: datetime | None
    decided_by_name: str
    decided_at: datetime | None
    decision_note: str
    is_own: bool
    can_withdraw: bool
    version: int


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """One request on the desk: the value now as it is delivered today (masked), and what the actor may do with it.

    `shows_present`: a look shows the present value in clear too. `check`: who would be alike with the proposed value, for who decides on it.
    """

    row: CorrectionRow
    value_now: str
    can_send: bool
    can_confirm: bool
    can_close: bool
    can_refuse: bool
    can_reveal: bool
    shows_present: bool
    check: EntryCheck | None = None


def corrections(
    *,
    actor: Actor,
    state: str = "",
    field: str = "",
    customer_id: int | None = None,
    is_mine: bool = False,
) -> QuerySet[CorrectionRequest]:
    """Return the correction requests about customers in scope; `state` may be ``PENDING`` for all that wait for something."""
    rows = policies.scoped(CorrectionRequest.objects.select_related("customer"), actor)
    if state == choices.PENDING:
        rows = rows.filter(state__in=choices.PENDING_CORRECTIONS)
    elif state:
        rows = rows.filter(state=state)
    rows = rows.filter(field=field) if field else rows
    rows = rows.filter(requested_by=actor.staff_id or 0) if is_mine else rows
    return rows.filter(customer_id=customer_id) if customer_id is not None else rows


def correction_rows(
    rows: Iterable[CorrectionRequest], *, actor: Actor, now: datetime
) -> list[CorrectionRow]:
    """Return the read models of one page."""
    calendar, workdays = organization.calendar(), parameters.integer(WORKDAYS)
    return [
        _row(
            row,
            actor=actor,
            now=now,
            due_on=add_workdays(calendar, clock.bank_date(row.requested_at), workdays),
        )
        for row in rows
    ]


def correction_card(*, actor: Actor, request_id: int, now: datetime) -> CorrectionCard:
    """Return one request for the desk; raise NotFound outside the scope."""
    row = corrections(actor=actor).filter(pk=request_id).first()
    if row is None:
        raise NotFound(_("There is no such request."))
    is_hers = row.requested_by == actor.staff_id
    may = actor.can(policies.ANSWER_CORRECTION) and not is_hers

    def leads_to(state: choices.CorrectionState) -> bool:
        return row.state in rules.CORRECTION_STEPS[state]

    is_waiting = row.state in choices.PENDING_CORRECTIONS
    # Whoever asked would learn by asking which numbers are known.
    alike = (
        correction_alike.alike_once_corrected(row, actor=actor, now=now)
        if may and is_waiting
        else None
    )
    return CorrectionCard(
        row=correction_rows([row], actor=actor, now=now)[0],
        value_now=_now(row),
        can_send=may and leads_to(choices.CorrectionState.SENT),
        can_confirm=may and leads_to(choices.CorrectionState.CONFIRMED),
        can_close=may and row.state == choices.CorrectionState.CONFIRMED,
        can_refuse=may and leads_to(choices.CorrectionState.REJECTED),
        can_reveal=is_waiting and not is_hers and actor.can(policies.REVEAL_CORRECTION),
        shows_present=rules.shows_present(row.field),
        check=alike.check if alike and not alike.check.is_clear else None,
    )


def corrections_waiting(actor: Actor) -> int | None:
    """Return how many requests the desk has to pass on or refuse (the number in the menu)."""
    return corrections(actor=actor, state=choices.CorrectionState.OPEN).count() or None


def answered_corrections(*, actor: Actor, since: datetime, now: datetime) -> list[CorrectionRow]:
    """Return the actor's own requests that were answered after `since`, newest first (for the bell)."""
    rows = corrections(actor=actor, is_mine=True).filter(decided_at__gt=since)
    rows = rows.exclude(state=choices.CorrectionState.WITHDRAWN).order_by("-decided_at")[:10]
    return correction_rows(rows, actor=actor, now=now)


def _name(customer: Customer, actor: Actor) -> str:
    in_team = is_in_team(actor=actor, customer=customer)
    is_company = customer.kind == choices.Kind.COMPANY
    return masker_of(actor).name(customer.name, in_team=in_team, is_company=is_company)


def _now(row: CorrectionRequest) -> str:
    try:
        shown = correction_values.masked_now(row.customer, row.field, row.row_id)[1]
    except NotFound:
        return _("The source no longer delivers this entry.")
    return value_label(row.field, shown)


def _row(row: CorrectionRequest, *, actor: Actor, now: datetime, due_on: date) -> CorrectionRow:
    is_own = row.requested_by == actor.staff_id
    asked_on = clock.bank_date(row.requested_at)
    is_waiting = row.state in choices.PENDING_CORRECTIONS
    until = clock.bank_date(now if is_waiting or row.decided_at is None else row.decided_at)
    return CorrectionRow(
        id=row.pk,
        customer_id=row.customer_id,
        customer_no=row.customer.customer_no,
        customer_name=_name(row.customer, actor),
        label=field_label(row.field),
        current=value_label(row.field, row.current_masked),
        proposed=value_label(row.field, row.proposed_masked),
        reason=row.reason,
        evidence=row.evidence,
        owner_source=row.owner_source,
        state=row.state,
        state_label=str(choices.CorrectionState(row.state).label),
        requested_by_name=row.requested_by_name,
        requested_at=row.requested_at,
        due_on=due_on,
        age=(until - asked_on).days,
        is_late=is_waiting and until > due_on,
        sent_by_name=row.sent_by_name,
        sent_at=row.sent_at,
        decided_by_name=row.decided_by_name,
        decided_at=row.decided_at,
        decision_note=row.decision_note,
        is_own=is_own,
        can_withdraw=is_own and row.state in rules.CORRECTION_STEPS["WITHDRAWN"],
        version=row.version,
    )
