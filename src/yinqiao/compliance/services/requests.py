"""Requests of persons about their data, step by step; what the law keeps is restricted instead of deleted (acceptance 20)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import policies, rules
from yinqiao.compliance.choices import (
    Channel,
    CollectedVia,
    HoldKind,
    Purpose,
    RequestKind,
    RequestState,
)
from yinqiao.compliance.models import PersonRequest
from yinqiao.compliance.privacy import policies as privacy_policies
from yinqiao.compliance.privacy import queries as privacy_queries
from yinqiao.compliance.privacy import services as privacy
from yinqiao.compliance.privacy.choices import DecisionKind
from yinqiao.compliance.privacy.services import RelationEnd
from yinqiao.compliance.services.consents import ConsentTakenBack, withdraw_consent
from yinqiao.compliance.services.holds import TURN, HoldOrder, put_hold
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, processing
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow

DELETION_KIND: Final = "compliance.deletion-answer"
_TYPE: Final = "compliance.person_request"
_LONGEST_WISH: Final = 500
_LONGEST_ANSWER: Final = 1000
_LONGEST_PROOF: Final = 200
_DELETED: Final = frozenset({RequestState.RESTRICTED, RequestState.ANSWERED})
# Who agrees to the answer does with it what its maker may; a deputy president holds none of these.
_LENT: Final = frozenset({policies.RECORD_CONSENT, customer_policies.RESTRICT})


class StepNotNext(DomainError):
    """The request is at another step."""

    code = "STEP_NOT_NEXT"
    status = 409


class StepWaits(DomainError):
    """A second person decides on the answer of a deletion."""

    code = "STEP_WAITS"
    status = 409


class LegalHold(DomainError):
    """The law keeps the records: they are restricted, not deleted."""

    code = "LEGAL_HOLD"
    status = 409


@dataclass(frozen=True, slots=True)
class RequestMade:
    """What the person asks, in her words, and where she asked; for a review of an automated decision which one (`privacy.choices.DecisionKind`)."""

    kind: str
    wish: str
    received_via: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """The next step. `said`: how the identity was verified, or the answer, or the reason of a refusal with the way to a court.

    Of a deletion `relation_ended_on` may tell a later end of the relation than the accounts on record do, never an earlier one; None: theirs.
    `outcome` is what a person found who looked at an automated decision (`privacy.choices.Outcome`).
    """

    to: str
    said: str = ""
    relation_ended_on: date | None = None
    outcome: str = ""


@use_case("compliance.request-received", permission=policies.RECEIVE_REQUEST)
def receive_request(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, made: RequestMade
) -> int:
    """Write a request down and start its clock; return its id. Raises NotFound outside the scope, InvalidInput."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    wrong = {}
    if made.kind not in RequestKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if made.received_via not in CollectedVia.values:
        wrong["received_via"] = _("Choose one of the list.")
    if not 0 < len(made.wish.strip()) <= _LONGEST_WISH:
        wrong["wish"] = _("Write 1 to {limit} characters.").format(limit=_LONGEST_WISH)
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    today = clock.bank_date(now)
    times = _clock(made.kind, today)
    row = PersonRequest.objects.create(
        customer_id=customer_id,
        kind=made.kind,
        wish=scan_free_text(made.wish.strip()),
        received_via=made.received_via,
        received_at=now,
        received_by_id=actor.staff_id,
        received_by_name=actor.name,
        alarm_on=times.alarm_on,
        due_on=times.due_on,
    )
    if row.kind == RequestKind.HUMAN_REVIEW:
        decision = made.decision or DecisionKind.OTHER
        told = processing.told(customer_id, decision)
        privacy.begin_review(
            request_id=row.pk, customer_id=customer_id, decision=decision, told=told
        )
    unit.audit(
        _ref(row),
        new={"kind": row.kind, "state": row.state, "due_on": row.due_on},
        customer_id=customer_id,
    )
    return row.pk


@use_case("compliance.request-stepped", permission=policies.HANDLE_REQUEST)
def step_request(
    unit: Unit, *, actor: Actor, now: datetime, request_id: int, version: int, step: StepTaken
) -> int | None:
    """Take the request one step on; a closed one stays closed. The end of a deletion waits for a second person: return that approval's id.

    A deletion that the law forbids can only be RESTRICTED: marketing and profiling end at once, what no law keeps is erased by a job, the
    rest stays and is not used. Under a legal hold nothing is erased. A review of an automated decision is answered with its outcome.
    Raises NotFound outside the scope, StaleVersion, StepNotNext, StepWaits, LegalHold, InvalidInput.
    """
    row = _locked(actor, request_id, version)
    if not rules.may_follow(row.state, step.to):
        raise StepNotNext(_("This step does not follow."))
    if waiting_answer(request_id=row.pk, now=now) is not None:
        raise StepWaits(_("A second person decides on the answer. Withdraw that request first."))
    said = scan_free_text(step.said.strip())
    if not said and step.to != RequestState.IN_PROGRESS:
        text = _("Say how, or what was answered.")
        raise InvalidInput(text, fields={"said": text})
    if step.to == RequestState.RESTRICTED and row.kind != RequestKind.DELETION:
        raise StepNotNext(_("Only a deletion ends in a restriction."))
    if row.kind == RequestKind.DELETION and step.to in _DELETED:
        ended = _deletion_end(row, step, actor=actor, now=now)
        approval_id = _ask(row, replace(step, said=said), ended, actor=actor, now=now)
        _tell(unit, row, old=row.state, asked=step.to)
        return approval_id
    old = row.state
    _take(row, step, said=said, by=(actor.staff_id, actor.name), now=now)
    if row.kind == RequestKind.HUMAN_REVIEW and step.to == RequestState.ANSWERED:
        privacy.close_review(
            actor=actor,
            now=now,
            request_id=row.pk,
            customer_id=row.customer_id,
            outcome=step.outcome,
            explanation=said,
        )
    _tell(unit, row, old=old)
    return None


def _clock(kind: str, today: date) -> rules.Clock:
    """Return the clock of a kind: what the anti-money-laundering law asks runs in calendar days, where a basic service is concerned at once."""

    def days(key: str) -> int:
        return parameters.integer(key, on=today)

    if kind == RequestKind.AML_BASIC:
        return rules.objection_clock(today, alarm_days=0, due_days=days(keys.BASIC_OBJECTION_DAYS))
    if kind == RequestKind.AML_OBJECTION:
        return rules.objection_clock(
            today,
            alarm_days=days(keys.OBJECTION_ALARM_DAYS),
            due_days=days(keys.OBJECTION_DAYS),
        )
    return rules.clock_of(
        today,
        alarm_days=days(keys.REQUEST_ALARM_DAYS),
        due_days=days(keys.REQUEST_DAYS),
        calendar=organization.calendar(),
    )


def waiting_answer(*, request_id: int, now: datetime) -> int | None:
    """Return the approval that the answer of a deletion waits for."""
    ref = ObjectRef(_TYPE, request_id)
    return approvals.waiting_about(kind=DELETION_KIND, ref=ref, now=now)


def apply_deletion(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the deletion is answered or restricted, by the end of the relation as it is now."""
    told = payload["relation_ended_on"]
    step = StepTaken(
        str(payload["to"]),
        str(payload["said"]),
        date.fromisoformat(str(told)) if told else None,
    )
    _answer_deletion(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        request_id=int(str(payload["request_id"])),
        version=int(str(payload["version"])),
        step=step,
        by=(int(str(payload["maker_id"])), str(payload["maker_name"])),
    )
    return _("The person is answered. What no law keeps is being erased.")


@use_case("compliance.deletion-answered", permission=privacy_policies.APPROVE_RETENTION)
def _answer_deletion(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    request_id: int,
    version: int,
    step: StepTaken,
    by: tuple[int, str],
) -> None:
    row = _locked(actor, request_id, version)
    ended = _deletion_end(row, step, actor=actor, now=now)
    old = row.state
    _take(row, step, said=step.said, by=by, now=now, ended=ended)
    acting = replace(actor, permissions=actor.permissions | _LENT)
    _end_use(unit, row, actor=acting, now=now)
    privacy.begin_request(
        actor=acting,
        now=now,
        request_id=row.pk,
        customer_id=row.customer_id,
        relation_ended_on=ended.on if ended else None,
        restricted_until=row.restricted_until,
    )
    _tell(unit, row, old=old)


def _locked(actor: Actor, request_id: int, version: int) -> PersonRequest:
    rows = customer_policies.scoped(PersonRequest.objects.filter(pk=request_id), actor)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(_("There is no such request."))
    if row.version != version:
        raise StaleVersion(_("Somebody took a step meanwhile."), extra={"version": row.version})
    return row


def _ask(
    row: PersonRequest, step: StepTaken, ended: RelationEnd | None, *, actor: Actor, now: datetime
) -> int:
    """Let a second person agree: what is erased does not come back."""
    day = ended.on.isoformat() if ended else _("runs")
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=DELETION_KIND,
        payload={
            "request_id": row.pk,
            "customer_id": row.customer_id,
            "version": row.version,
            "to": step.to,
            "said": step.said[:_LONGEST_ANSWER],
            "relation_ended_on": step.relation_ended_on.isoformat()
            if step.relation_ended_on
            else "",
        },
        reason=step.said,
        org_id=None,
        ref=_ref(row),
        summary=_("Deletion request {number}: {step}; end of the relation: {day}").format(
            number=row.pk, step=RequestState(step.to).label, day=day
        ),
    )


def _deletion_end(
    row: PersonRequest, step: StepTaken, *, actor: Actor, now: datetime
) -> RelationEnd | None:
    """Return when the relation ended; None while it runs. Refuse a day that what is on record speaks against, and deleting what the law keeps."""
    today = clock.bank_date(now)
    ended = privacy.relation_end(actor=actor, customer_id=row.customer_id, today=today)
    told = step.relation_ended_on
    if told is not None:
        _check_told(told, ended, today=today)
        ended = replace(ended, on=told) if ended else None
    if step.to != RequestState.ANSWERED:
        return ended
    if privacy_queries.is_held(customer_id=row.customer_id):
        raise LegalHold(_("A legal hold keeps these records: they are restricted, not deleted."))
    years = parameters.integer(keys.KEEP_YEARS, on=today)
    # Of a person without a relation no law keeps anything (DOMAIN §13).
    if ended is None or (
        not ended.is_prospect and rules.is_kept(ended.on, years=years, today=today)
    ):
        raise LegalHold(
            _("The law keeps these records for %(years)s years: they are restricted, not deleted.")
            % {"years": years}
        )
    return ended


def _check_told(told: date, ended: RelationEnd | None, *, today: date) -> None:
    text = ""
    if ended is None:
        text = _("Accounts, loans or products are open: the relation has not ended.")
    elif told < ended.on:
        text = _("By what is on record the relation ended on {day}, not earlier.").format(
            day=ended.on
        )
    elif told > today:
        text = _("This day lies ahead.")
    if text:
        raise InvalidInput(text, fields={"relation_ended_on": text})


def _take(
    row: PersonRequest,
    step: StepTaken,
    *,
    said: str,
    by: tuple[int | None, str],
    now: datetime,
    ended: RelationEnd | None = None,
) -> None:
    row.state, row.version = step.to, row.version + 1
    row.handled_by_id, row.handled_by_name = by
    if step.to == RequestState.ID_VERIFIED:
        row.verified_how = said[:_LONGEST_PROOF]
    elif step.to != RequestState.IN_PROGRESS:
        row.answer, row.closed_at = said[:_LONGEST_ANSWER], now
    if step.to == RequestState.RESTRICTED:
        years = parameters.integer(keys.KEEP_YEARS, on=clock.bank_date(now))
        row.restricted_until = rules.kept_until(ended.on if ended else None, years=years)
    row.save()


def _end_use(unit: Unit, row: PersonRequest, *, actor: Actor, now: datetime) -> None:
    """What the law does not keep ends now: no marketing, no profiling, for good."""
    for purpose in (Purpose.MARKETING, Purpose.PROFILING):
        taken = ConsentTakenBack(
            purpose=purpose,
            channel=Channel.ANY,
            collected_via=CollectedVia(row.received_via),
            evidence_no=f"request-{row.pk}",
            key=f"request-{row.pk}-{purpose}",
        )
        withdraw_consent(actor=actor, now=now, customer_id=row.customer_id, taken=taken)
    take_turn(TURN, row.customer_id)
    order = HoldOrder(
        HoldKind.DO_NOT_DISTURB,
        source="compliance.request",
        source_key=str(row.pk),
        reason=_("The customer asked for deletion."),
    )
    put_hold(unit, actor=actor, now=now, customer_id=row.customer_id, order=order)


def _tell(unit: Unit, row: PersonRequest, *, old: str, asked: str = "") -> None:
    unit.audit(
        _ref(row),
        old={"state": old},
        new={"state": row.state, "restricted_until": row.restricted_until},
        customer_id=row.customer_id,
        detail={"asked": asked} if asked else {"to": row.state},
    )


def _ref(row: PersonRequest) -> ObjectRef:
    return ObjectRef(_TYPE, row.pk)
