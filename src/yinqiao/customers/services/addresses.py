"""Addresses that staff add: region in clear, street sealed, versioned."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.events import ContactChanged
from yinqiao.customers.models import Address
from yinqiao.customers.services import rows
from yinqiao.lib.text import tidy
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, Unit, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.rules import FieldClass, mask

FIELD = "customers.address"
LONGEST_STREET = 200
POSTCODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class AddressDetails:
    """An address as it was typed; `street` in clear."""

    kind: str
    province: str
    city: str
    district: str
    street: str
    postcode: str = ""
    is_primary: bool = False


@use_case("customers.address-added", permission=policies.EDIT)
def add_address(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, details: AddressDetails
) -> Address:
    """Add an address; raise InvalidInput for missing parts, NotFound outside the scope."""
    rows.locked_customer(actor, customer_id)
    _check(details)
    row_id = reserve_ids("customers_address", 1)[0]
    row = Address(
        pk=row_id,
        customer_id=customer_id,
        source=rules.CRM,
        source_key=f"crm-{row_id}",
        known_from=now,
    )
    _fill(row, details)
    row.save(force_insert=True)
    _settle(unit, row, actor=actor, now=now)
    unit.audit(_ref(row), new=_told(details), customer_id=customer_id)
    return row


@use_case("customers.address-changed", permission=policies.EDIT)
def edit_address(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    address_id: int,
    version: int,
    details: AddressDetails,
) -> Address:
    """Change an address that staff added; raise InvalidInput for one of the source system, StaleVersion with what differs."""
    row = rows.locked_child(Address, actor, customer_id=customer_id, row_id=address_id)
    _check_own(row)
    _check(details)
    before = _details_of(row)
    rows.check_version(row, seen=version, mine=_compared(details), theirs=_compared(before))
    rows.keep(row, actor=actor, now=now)
    _fill(row, details)
    row.known_from, row.version = now, row.version + 1
    row.save()
    _settle(unit, row, actor=actor, now=now)
    unit.audit(_ref(row), old=_told(before), new=_told(details), customer_id=customer_id)
    return row


@use_case("customers.address-ended", permission=policies.EDIT)
def end_address(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    address_id: int,
    version: int,
    reason: str,
) -> None:
    """End an address that staff added: it stays in the history."""
    row = rows.locked_child(Address, actor, customer_id=customer_id, row_id=address_id)
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


def _check(details: AddressDetails) -> None:
    wrong: dict[str, str] = {}
    if details.kind not in choices.AddressKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if not details.city.strip():
        wrong["city"] = _("Enter the city.")
    if not details.street.strip():
        wrong["street"] = _("Enter street and number.")
    if len(details.street) > LONGEST_STREET:
        wrong["street"] = _("At most {limit} characters.").format(limit=LONGEST_STREET)
    if details.postcode and not (
        details.postcode.isdigit() and len(details.postcode) == POSTCODE_LENGTH
    ):
        wrong["postcode"] = _("A postcode has six digits.")
    if wrong:
        raise InvalidInput(_("The address is not complete."), fields=wrong)


def _check_own(row: Address) -> None:
    if row.source != rules.CRM:
        raise InvalidInput(_("This address belongs to the source system. Ask for a correction."))


def _fill(row: Address, details: AddressDetails) -> None:
    street = tidy(details.street)
    row.kind = details.kind
    row.province, row.city, row.district = (
        text.strip() for text in (details.province, details.city, details.district)
    )
    row.street_token = fields.encrypt(FIELD, row.pk, street)
    row.street_masked = mask(street, FieldClass.ADDRESS)
    row.postcode, row.is_primary = details.postcode, details.is_primary


def _settle(unit: Unit, row: Address, *, actor: Actor, now: datetime) -> None:
    """One preferred address: the others step back, each with its version; then the overview follows."""
    if row.is_primary:
        others = Address.objects.select_for_update().filter(
            customer_id=row.customer_id, is_primary=True, ended_on__isnull=True
        )
        for other in others.exclude(pk=row.pk).order_by("pk"):
            rows.keep(other, actor=actor, now=now)
            other.is_primary, other.known_from, other.version = False, now, other.version + 1
            other.save(update_fields=["is_primary", "known_from", "version"])
    rows.refresh(row.customer_id)
    unit.publish(ContactChanged(customer_id=row.customer_id, contact_id=row.pk))


def _details_of(row: Address) -> AddressDetails:
    street = fields.decrypt(FIELD, row.pk, row.street_token)
    return AddressDetails(
        row.kind, row.province, row.city, row.district, street, row.postcode, row.is_primary
    )


def _told(details: AddressDetails) -> dict[str, object]:
    """What the audit keeps: the place, and the street masked with a digest."""
    return {
        "kind": details.kind,
        "place": " ".join(
            part for part in (details.province, details.city, details.district) if part
        ),
        "street": Sensitive(FieldClass.ADDRESS, details.street),
        "is_primary": details.is_primary,
    }


def _compared(details: AddressDetails) -> dict[str, object]:
    """The values as a conflict shows them: the street masked."""
    return {
        "kind": details.kind,
        "province": details.province,
        "city": details.city,
        "district": details.district,
        "street": mask(details.street, FieldClass.ADDRESS),
        "is_primary": details.is_primary,
    }


def _ref(row: Address) -> ObjectRef:
    return ObjectRef("customers.address", row.pk)
