"""更正申请 (D4): ask the owner of a locked field to correct it, and answer such requests."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import CorrectionRequested
from yinqiao.customers.models import (
    Address,
    Company,
    ContactPoint,
    CorrectionRequest,
    Customer,
    Identification,
)
from yinqiao.customers.services import rows
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, Unit, record_denial, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.rules import FieldClass, mask

FIELD = "customers.correction"
LONGEST = 200
_CLASSES = {
    "former_name": FieldClass.NAME,
    "birth_on": FieldClass.BIRTH_DATE,
    "identification": FieldClass.ID_NUMBER,
    "address": FieldClass.ADDRESS,
}
_COMPANY_FIELDS = frozenset(
    {"uscc", "industry", "scale", "registered_capital", "registered_on", "business_scope"}
)


class CorrectionClosed(DomainError):
    """The request was answered or taken back before."""

    code = "CORRECTION_CLOSED"
    status = 409


class OwnCorrection(DomainError):
    """Nobody answers her own request."""

    code = "MAKER_EQ_CHECKER"
    status = 403


@use_case("customers.correction-requested", permission=policies.REQUEST_CORRECTION)
def request_correction(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    field: str,
    proposed: str,
    reason: str,
    row_id: int | None = None,
) -> int:
    """Ask for a correction of `field` (with `row_id` for a certificate, contact or address); return the request's id.

    Raises NotFound outside the scope, InvalidInput for a field the CRM owns, an empty value or a request that waits already.
    """
    customer = rows.locked_customer(actor, customer_id)
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can ask for a correction."))
    if not rules.can_correct(field, source=customer.source):
        raise InvalidInput(_("This field can be changed here; no correction is needed."))
    value = _checked(proposed, reason)
    field_class, current = _present(customer, field, row_id)
    request_id = reserve_ids("customers_correction_request", 1)[0]
    row = CorrectionRequest(
        pk=request_id,
        customer=customer,
        field=field,
        row_id=row_id,
        owner_source=customer.source,
        current_masked=current,
        proposed_token=fields.encrypt(FIELD, request_id, value),
        proposed_masked=_masked(value, field_class),
        reason=scan_free_text(reason.strip()),
        requested_by=actor.staff_id,
        requested_by_name=actor.name,
        requested_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput(_("A correction of this field waits already.")) from None
    told: object = Sensitive(field_class, value) if field_class else value
    unit.audit(
        ObjectRef("customers.correction", request_id),
        new={"field": field, "proposed": told},
        reason=reason,
        customer_id=customer_id,
    )
    unit.publish(CorrectionRequested(customer_id=customer_id, request_id=request_id))
    return request_id


@use_case("customers.correction-decided", permission=policies.DECIDE_CORRECTION)
def decide_correction(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    request_id: int,
    version: int,
    is_done: bool,
    note: str,
) -> CorrectionRequest:
    """Answer a request: corrected at the source, or rejected with a note. Raises OwnCorrection for the one who asked."""
    row = _locked(actor, request_id)
    if row.requested_by == actor.staff_id:
        record_denial(
            actor=actor,
            verb="customers.correction-decided",
            ref=ObjectRef("customers.correction", row.pk),
        )
        raise OwnCorrection(_("You cannot decide your own request."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    if not is_done and not note.strip():
        raise InvalidInput(
            _("Say why you reject it."), fields={"note": _("Say why you reject it.")}
        )
    state = choices.CorrectionState.DONE if is_done else choices.CorrectionState.REJECTED
    _close(unit, row, state=state, note=note, now=now, actor=actor)
    return row


@use_case("customers.correction-withdrawn", permission=policies.REQUEST_CORRECTION)
def withdraw_correction(unit: Unit, *, actor: Actor, now: datetime, request_id: int) -> None:
    """Take one's own request back while it waits."""
    row = _locked(actor, request_id)
    if row.requested_by != actor.staff_id:
        raise NotFound(_("There is no such request."))
    _close(unit, row, state=choices.CorrectionState.WITHDRAWN, note="", now=now, actor=None)


def _locked(actor: Actor, request_id: int) -> CorrectionRequest:
    scoped = policies.scoped(CorrectionRequest.objects.all(), actor)
    row = (
        CorrectionRequest.objects.select_for_update()
        .filter(pk__in=scoped.filter(pk=request_id).values("pk"))
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such request."))
    if row.state != choices.CorrectionState.OPEN:
        raise CorrectionClosed(_("This request was answered already."))
    return row


def _close(
    unit: Unit,
    row: CorrectionRequest,
    *,
    state: choices.CorrectionState,
    note: str,
    now: datetime,
    actor: Actor | None,
) -> None:
    row.state, row.decision_note, row.decided_at = state, scan_free_text(note.strip()), now
    row.decided_by, row.decided_by_name = (actor.staff_id, actor.name) if actor else (None, "")
    row.version += 1
    row.save(
        update_fields=[
            "state",
            "decision_note",
            "decided_at",
            "decided_by",
            "decided_by_name",
            "version",
        ]
    )
    unit.audit(
        ObjectRef("customers.correction", row.pk),
        old={"state": choices.CorrectionState.OPEN},
        new={"state": state},
        reason=row.decision_note,
        customer_id=row.customer_id,
    )


def _checked(proposed: str, reason: str) -> str:
    wrong: dict[str, str] = {}
    value = proposed.strip()
    if not value or len(value) > LONGEST:
        wrong["proposed"] = _("Enter the right value, at most {limit} characters.").format(
            limit=LONGEST
        )
    if not reason.strip():
        wrong["reason"] = _("Say how you know, for the owner of the field.")
    if wrong:
        raise InvalidInput(_("The request is not complete."), fields=wrong)
    return value


def _present(customer: Customer, field: str, row_id: int | None) -> tuple[FieldClass | None, str]:
    """Return the class of the field and its present value, masked; raise NotFound for a row that is not the customer's."""
    if field in {"identification", "contact", "address"}:
        return _present_row(customer, field, row_id)
    if field == "name":
        field_class = (
            FieldClass.COMPANY_NAME if customer.kind == choices.Kind.COMPANY else FieldClass.NAME
        )
        return field_class, mask(customer.name, field_class)
    if field in _COMPANY_FIELDS:
        company = Company.objects.filter(customer=customer).first()
        return None, str(getattr(company, field) or "")[:120] if company else ""
    value = getattr(customer, field)
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    known = _CLASSES.get(field)
    return known, _masked(text, known)


def _present_row(
    customer: Customer, field: str, row_id: int | None
) -> tuple[FieldClass | None, str]:
    if field == "contact":
        contact = ContactPoint.objects.filter(
            customer=customer, pk=row_id or 0, ended_on__isnull=True
        ).first()
        if contact is None:
            raise NotFound(_("There is no such entry."))
        return (
            FieldClass.EMAIL if contact.kind == choices.ContactKind.EMAIL else FieldClass.PHONE,
            contact.value_masked,
        )
    if field == "address":
        address = Address.objects.filter(
            customer=customer, pk=row_id or 0, ended_on__isnull=True
        ).first()
        if address is None:
            raise NotFound(_("There is no such entry."))
        return FieldClass.ADDRESS, f"{address.city}{address.district}{address.street_masked}"[:120]
    certificate = Identification.objects.filter(
        customer=customer, pk=row_id or 0, ended_on__isnull=True
    ).first()
    if certificate is None:
        raise NotFound(_("There is no such entry."))
    return FieldClass.ID_NUMBER, certificate.number_masked


def _masked(text: str, field_class: FieldClass | None) -> str:
    if not text:
        return ""
    return (mask(text, field_class) if field_class else scan_free_text(text))[:120]
