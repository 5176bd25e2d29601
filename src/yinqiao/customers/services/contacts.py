"""Contact points that staff add: sealed, indexed, masked and versioned like those of a source system."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import ContactChanged
from yinqiao.customers.models import ContactPoint, Customer
from yinqiao.customers.services import alike, faults, rows
from yinqiao.lib import cn_id
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, Unit, use_case
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.rules import FieldClass, mask

FIELD = "customers.contact"
_CLASSES = {
    choices.ContactKind.EMAIL: FieldClass.EMAIL,
    choices.ContactKind.WECOM: FieldClass.OTHER_ID,
}
_KINDS = {
    choices.ContactUsage.MOBILE: choices.ContactKind.MOBILE,
    choices.ContactUsage.HOME_PHONE: choices.ContactKind.LANDLINE,
    choices.ContactUsage.WORK_PHONE: choices.ContactKind.LANDLINE,
    choices.ContactUsage.EMAIL: choices.ContactKind.EMAIL,
    choices.ContactUsage.WECOM: choices.ContactKind.WECOM,
}


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A way to reach a customer as it was typed. `usage` is a ContactUsage; `value` in clear; `has_seen`: whoever is alike was looked at."""

    usage: str
    value: str
    is_primary: bool = False
    is_do_not_disturb: bool = False
    has_seen: bool = False


@use_case("customers.contact-added", permission=policies.EDIT)
def add_contact(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: ContactDetails
) -> ContactPoint:
    """Add a contact point; raise InvalidInput for a bad or known number, NotFound outside the scope.

    Raises DuplicateCustomer while nobody has looked at a customer in scope with the same mobile number and name or birth.
    """
    customer = rows.locked_customer(actor, customer_id)
    value = checked_value(details)
    _check_new(customer_id, value)
    _look(unit, customer, details, value=value)
    row_id = reserve_ids("customers_contact_point", 1)[0]
    row = ContactPoint(
        pk=row_id,
        customer_id=customer_id,
        source=rules.CRM,
        source_key=f"crm-{row_id}",
        known_from=now,
        updated_on=clock.bank_date(now),
    )
    _fill(row, details, value)
    row.save(force_insert=True)
    _settle(unit, row, actor=actor, now=now)
    unit.audit(_ref(row), new=_told(row, value), customer_id=customer_id)
    return row


@use_case("customers.contact-changed", permission=policies.EDIT)
def edit_contact(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    contact_id: int,
    version: int,
    details: ContactDetails,
) -> ContactPoint:
    """Change a contact point that staff added; an empty value keeps the number.

    Raises InvalidInput for a bad number or a row of the source system, StaleVersion with what differs, DuplicateCustomer as `add_contact`.
    """
    row = rows.locked_child(ContactPoint, actor, customer_id=customer_id, row_id=contact_id)
    _check_own(row)
    old_value = fields.decrypt(FIELD, row.pk, row.value_token)
    value = checked_value(details) if details.value.strip() else old_value
    rows.check_version(
        row,
        seen=version,
        mine=_compared(details, value),
        theirs=_compared(_details_of(row, old_value), old_value),
    )
    if value != old_value:
        _check_new(customer_id, value)
        _look(unit, row.customer, details, value=value)
        faults.settle(row, actor=actor, now=now)
    old = _told(row, old_value)
    rows.keep(row, actor=actor, now=now)
    _fill(row, details, value)
    row.known_from, row.updated_on, row.version = now, clock.bank_date(now), row.version + 1
    row.save()
    _settle(unit, row, actor=actor, now=now)
    unit.audit(_ref(row), old=old, new=_told(row, value), customer_id=customer_id)
    return row


@use_case("customers.contact-ended", permission=policies.EDIT)
def end_contact(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    contact_id: int,
    version: int,
    reason: str,
) -> None:
    """End a contact point that staff added (wrong number, given up): it stays in the history."""
    row = rows.locked_child(ContactPoint, actor, customer_id=customer_id, row_id=contact_id)
    _check_own(row)
    rows.check_version(row, seen=version, mine={}, theirs={})
    rows.keep(row, actor=actor, now=now)
    row.ended_on, row.known_from, row.version = clock.bank_date(now), now, row.version + 1
    row.save(update_fields=["ended_on", "known_from", "version"])
    rows.refresh(customer_id)
    unit.audit(
        _ref(row),
        old={"ended_on": None},
        new={"ended_on": row.ended_on},
        reason=reason,
        customer_id=customer_id,
    )
    unit.publish(ContactChanged(customer_id=customer_id, contact_id=row.pk))


def checked_value(details: ContactDetails) -> str:
    """Return the number as it is stored; raise InvalidInput with what is wrong and what is right."""
    if details.usage not in choices.ContactUsage.values:
        raise InvalidInput(_("Choose what it is."), fields={"usage": _("Choose one of the list.")})
    value = rules.contact_key(details.value)
    if not value:
        raise InvalidInput(
            _("Enter the number or address."), fields={"value": _("Enter the number or address.")}
        )
    check = {
        choices.ContactUsage.MOBILE: cn_id.check_mobile,
        choices.ContactUsage.EMAIL: cn_id.check_email,
        choices.ContactUsage.HOME_PHONE: cn_id.check_phone,
        choices.ContactUsage.WORK_PHONE: cn_id.check_phone,
    }.get(choices.ContactUsage(details.usage))
    problem = check(value) if check else None
    if problem is not None:
        message = _(cn_id.MESSAGES[problem]).format(length=len(value))
        raise InvalidInput(message, fields={"value": message})
    return value


def _check_own(row: ContactPoint) -> None:
    if row.source != rules.CRM:
        raise InvalidInput(_("This number belongs to the source system. Ask for a correction."))


def _check_new(customer_id: int, value: str) -> None:
    known = ContactPoint.objects.filter(
        customer_id=customer_id, value_index=index.blind(FIELD, value), ended_on__isnull=True
    )
    if known.exists():
        message = _("The customer has this number already.")
        raise InvalidInput(message, fields={"value": message})


def _look(unit: Unit, customer: Customer, details: ContactDetails, *, value: str) -> None:
    if details.usage == choices.ContactUsage.MOBILE:
        alike.look_at_mobile(unit, customer, value, has_seen=details.has_seen)


def _fill(row: ContactPoint, details: ContactDetails, value: str) -> None:
    kind = _KINDS[choices.ContactUsage(details.usage)]
    row.kind, row.usage = kind, details.usage
    row.value_token = fields.encrypt(FIELD, row.pk, value)
    row.value_index = index.blind(FIELD, value)
    row.value_masked = mask(value, _class(kind))
    row.is_primary, row.is_do_not_disturb = details.is_primary, details.is_do_not_disturb


def _settle(unit: Unit, row: ContactPoint, *, actor: Actor, now: datetime) -> None:
    """One preferred contact a kind: the others step back, each with its version; then the overview follows."""
    if row.is_primary:
        others = ContactPoint.objects.select_for_update().filter(
            customer_id=row.customer_id, kind=row.kind, is_primary=True, ended_on__isnull=True
        )
        for other in others.exclude(pk=row.pk).order_by("pk"):
            rows.keep(other, actor=actor, now=now)
            other.is_primary, other.known_from, other.version = False, now, other.version + 1
            other.save(update_fields=["is_primary", "known_from", "version"])
    rows.refresh(row.customer_id)
    unit.publish(ContactChanged(customer_id=row.customer_id, contact_id=row.pk))


def _told(row: ContactPoint, value: str) -> dict[str, object]:
    """What the audit keeps: the number masked with a digest."""
    return {
        "usage": row.usage,
        "value": Sensitive(_class(row.kind), value),
        "is_primary": row.is_primary,
        "is_do_not_disturb": row.is_do_not_disturb,
    }


def _details_of(row: ContactPoint, value: str) -> ContactDetails:
    return ContactDetails(row.usage or row.kind, value, row.is_primary, row.is_do_not_disturb)


def _compared(details: ContactDetails, value: str) -> dict[str, object]:
    """The values as a conflict shows them: the number masked."""
    kind = _KINDS[choices.ContactUsage(details.usage)]
    return {
        "usage": details.usage,
        "value": mask(value, _class(kind)),
        "is_primary": details.is_primary,
        "is_do_not_disturb": details.is_do_not_disturb,
    }


def _class(kind: str) -> FieldClass:
    return _CLASSES.get(choices.ContactKind(kind), FieldClass.PHONE)


def _ref(row: ContactPoint) -> ObjectRef:
    return ObjectRef("customers.contact", row.pk)
