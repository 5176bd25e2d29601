"""The correction desk (D4) of the data stewards: pass a request on, confirm, close, refuse, look at its values; a batch closes it by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import labels, policies, rules
from yinqiao.customers.choices import PENDING_CORRECTIONS, CorrectionState
from yinqiao.customers.models import CorrectionRequest
from yinqiao.customers.queries import correction_alike, correction_values
from yinqiao.customers.queries.entering import Known
from yinqiao.customers.services import alike, correction_rows, reveals
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, record_denial, use_case
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, StaleVersion


class OwnCorrection(DomainError):
    """Nobody answers her own request."""

    code = "MAKER_EQ_CHECKER"
    status = 403


@dataclass(frozen=True, slots=True)
class ClearValues:
    """The values of a request, for one look.

    The present number of a certificate stays closed (`present` is None): `is_same` tells whether the proposed one is the same, None
    without a present number. At which places they differ is not told: with the check digit that would be the number.
    """

    present: Secret | None
    proposed: Secret
    is_same: bool | None = None


@use_case("customers.correction-sent", permission=policies.ANSWER_CORRECTION)
def send_correction(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    request_id: int,
    version: int,
    note: str = "",
    has_seen: bool = False,
) -> None:
    """Pass a request on to the source system; `note` may hold the number of the ticket there.

    Raises DuplicateCustomer while another customer has the proposed number and the person does not say that she has seen it (`has_seen`).
    """
    row = _locked(
        actor,
        request_id,
        to=CorrectionState.SENT,
        version=version,
        verb="customers.correction-sent",
    )
    _look(unit, row, has_seen=has_seen)
    correction_rows.move(unit, row, to=CorrectionState.SENT, now=now, by=actor, note=note)


@use_case("customers.correction-confirmed", permission=policies.ANSWER_CORRECTION)
def confirm_correction(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    request_id: int,
    version: int,
    note: str = "",
    has_seen: bool = False,
) -> CorrectionState:
    """Note that the source has changed the value; done at once when the value here is the proposed one, else with the batch that brings it.

    Raises as `send_correction`. Whoever is alike with the new value goes to the queue of the stewards.
    """
    row = _locked(
        actor,
        request_id,
        to=CorrectionState.CONFIRMED,
        version=version,
        verb="customers.correction-confirmed",
    )
    known = _look(unit, row, has_seen=has_seen)
    alike.suggest_alike(unit, row.customer, known)
    state = CorrectionState.DONE if _is_fulfilled(row) else CorrectionState.CONFIRMED
    correction_rows.move(unit, row, to=state, now=now, by=actor, note=note)
    return state


@use_case("customers.correction-closed", permission=policies.ANSWER_CORRECTION)
def close_correction(
    unit: Unit, *, actor: Actor, now: datetime, request_id: int, version: int, note: str
) -> None:
    """Close a confirmed request whose value the comparison does not recognise (the source writes it in another way); the note says why."""
    row = _locked(
        actor,
        request_id,
        to=CorrectionState.DONE,
        version=version,
        verb="customers.correction-closed",
    )
    if row.state != CorrectionState.CONFIRMED:
        raise InvalidInput(_("Confirm first that the source has changed the value."))
    if not note.strip():
        message = _("Say how you know that the value is right now.")
        raise InvalidInput(message, fields={"note": message})
    correction_rows.move(unit, row, to=CorrectionState.DONE, now=now, by=actor, note=note)


@use_case("customers.correction-refused", permission=policies.ANSWER_CORRECTION)
def refuse_correction(
    unit: Unit, *, actor: Actor, now: datetime, request_id: int, version: int, note: str
) -> None:
    """Refuse a request; the asker reads the note."""
    row = _locked(
        actor,
        request_id,
        to=CorrectionState.REJECTED,
        version=version,
        verb="customers.correction-refused",
    )
    if not note.strip():
        message = _("Say why you reject it.")
        raise InvalidInput(message, fields={"note": message})
    correction_rows.move(unit, row, to=CorrectionState.REJECTED, now=now, by=actor, note=note)


@use_case("customers.correction-revealed", permission=policies.REVEAL_CORRECTION)
def reveal_correction(unit: Unit, *, actor: Actor, now: datetime, request_id: int) -> ClearValues:
    """Return the values of a waiting request in clear: counted in the day's looks and audited, the request is the reason.

    Of a certificate it is the proposed number alone, and whether it is the present one, which needs an approval.

    Raises OwnCorrection for who asked (she would read a locked field by asking for its correction), CorrectionClosed once it is
    answered, QuotaSpent when the looks of the day are used.
    """
    row = correction_rows.locked(actor, request_id, to=CorrectionState.REJECTED)
    _refuse_own(actor, row, verb="customers.correction-revealed")
    reveals.spend_quota(actor=actor, now=now)
    reveals.note_look(
        unit,
        actor=actor,
        now=now,
        customer_id=row.customer_id,
        ref=ObjectRef("customers.correction", row.pk),
        reason=_("Correction request {number}: {reason}").format(number=row.pk, reason=row.reason),
    )
    proposed = correction_values.proposed_value(row)
    found = correction_values.clear_now(row.customer, row.field, row.row_id)
    if rules.shows_present(row.field):
        shown, wanted = (
            labels.value_label(row.field, text) for text in (found[0] if found else "", proposed)
        )
        return ClearValues(Secret(shown), Secret(wanted))
    is_same = rules.is_same_number(proposed, found[0]) if found else None
    return ClearValues(None, Secret(proposed), is_same)


def close_fulfilled(*, actor: Actor, now: datetime) -> int:
    """Close the waiting requests whose value a batch has brought; return how many. Running twice changes nothing more."""
    waiting = CorrectionRequest.objects.filter(state__in=PENDING_CORRECTIONS).order_by("pk")
    found = [row.pk for row in waiting.select_related("customer") if _is_fulfilled(row)]
    return sum(_close(actor=actor, now=now, request_id=request_id) for request_id in found)


@use_case("customers.correction-fulfilled", permission=None)
def _close(unit: Unit, *, actor: Actor, now: datetime, request_id: int) -> bool:
    try:
        row = correction_rows.locked(actor, request_id, to=CorrectionState.DONE)
    except correction_rows.CorrectionClosed:
        unit.audit(ObjectRef("customers.correction", request_id), detail={"unchanged": True})
        return False
    correction_rows.move(unit, row, to=CorrectionState.DONE, now=now)
    return True


def _locked(
    actor: Actor, request_id: int, *, to: CorrectionState, version: int, verb: str
) -> CorrectionRequest:
    row = correction_rows.locked(actor, request_id, to=to)
    _refuse_own(actor, row, verb=verb)
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def _look(unit: Unit, row: CorrectionRequest, *, has_seen: bool) -> list[Known]:
    """Return who would be alike; refuse to go on past a customer with the same number whom nobody has looked at."""
    found = correction_alike.alike_once_corrected(row, actor=unit.actor, now=unit.now)
    if found is None:
        return []
    if (found.check.is_exact or found.check.is_elsewhere) and not has_seen:
        raise alike.DuplicateCustomer(
            _("Another customer has the proposed number. Look before you go on."),
            check=found.check,
        )
    return list(found.known)


def _refuse_own(actor: Actor, row: CorrectionRequest, *, verb: str) -> None:
    if row.requested_by == actor.staff_id:
        record_denial(actor=actor, verb=verb, ref=ObjectRef("customers.correction", row.pk))
        raise OwnCorrection(_("You cannot decide your own request."))


def _is_fulfilled(row: CorrectionRequest) -> bool:
    return rules.is_fulfilled(
        row.field,
        proposed=correction_values.proposed_value(row),
        present=correction_values.clear_for_comparison(row.customer, row.field, row.row_id),
    )
