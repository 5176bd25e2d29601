"""How a customer is identified and reached: certificates, contact points and addresses, all masked, now or as known earlier."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.models import Address, ContactPoint, History, Identification
from yinqiao.customers.queries.card import register_number, require_customer
from yinqiao.customers.queries.faults import number_faults
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.lib.periods import FOREVER, end_or_none
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.masking.rules import FieldClass


@dataclass(frozen=True, slots=True)
class IdentificationRow:
    """A certificate; `is_open`: its number stands in a public register, in clear. `days_left` until it expires (negative: expired); None when it never does or the day is unknown."""

    id: int
    type_label: str
    number: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    is_forever: bool
    days_left: int | None
    is_primary: bool
    is_verified: bool
    source: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A way to reach the customer. Locked rows belong to the source system: a correction can be asked for.

    `fault` says in words why a number does not lead to her, as far as somebody found out.
    """

    id: int
    kind: str
    usage: str
    usage_label: str
    value: str
    is_phone: bool
    is_primary: bool
    is_verified: bool
    is_do_not_disturb: bool
    updated_on: date | None
    source: str
    is_locked: bool
    version: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class AddressRow:
    """An address down to the district, the street masked."""

    id: int
    kind: str
    kind_label: str
    province: str
    city: str
    district: str
    street: str
    postcode: str
    is_primary: bool
    source: str
    is_locked: bool
    version: int

    @property
    def place(self) -> str:
        """Province, city and district in one piece, a municipality named once."""
        parts = [part for part in (self.province, self.city, self.district) if part]
        return "".join(dict.fromkeys(parts))


@dataclass(frozen=True, slots=True)
class Reach:
    """All of the panel."""

    customer_id: int
    identifications: tuple[IdentificationRow, ...]
    contacts: tuple[ContactRow, ...]
    addresses: tuple[AddressRow, ...]
    as_of: datetime | None


def reach(*, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None) -> Reach:
    """Return the panel as known now, or at `as_of`; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    masker, day = masker_of(actor), clock.bank_date(as_of or now)
    identifications = rows_as_of(
        Identification.objects.filter(customer_id=customer_id).defer(
            "number_token", "number_index"
        ),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    contacts = rows_as_of(
        ContactPoint.objects.filter(customer_id=customer_id).defer("value_token", "value_index"),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    addresses = rows_as_of(
        Address.objects.filter(customer_id=customer_id).defer("street_token"),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    has_register = any(row.id_type == choices.IdType.USCC for row in identifications)
    register = register_number(customer_id) if has_register else ""
    faults = number_faults(contact_ids=[row.pk for row in contacts]) if as_of is None else {}
    return Reach(
        customer_id=customer_id,
        identifications=tuple(
            _identification(row, masker, day, register=register)
            for row in sorted(identifications, key=_first)
        ),
        contacts=tuple(
            _contact(row, masker, fault=faults.get(row.pk, ""))
            for row in sorted(contacts, key=_first)
        ),
        addresses=tuple(_address(row, masker) for row in sorted(addresses, key=_first)),
        as_of=as_of,
    )


def _first(row: Identification | ContactPoint | Address) -> tuple[bool, int]:
    return not row.is_primary, row.pk


def _identification(
    row: Identification, masker: Masker, day: date, *, register: str
) -> IdentificationRow:
    is_open = row.id_type == choices.IdType.USCC and register != ""
    is_forever = row.expires_on == FOREVER
    field_class = (
        FieldClass.ID_NUMBER
        if row.id_type in {"ID_CARD", "RESIDENCE_PERMIT", "FOREIGN_RESIDENT_CARD"}
        else FieldClass.OTHER_ID
    )
    return IdentificationRow(
        id=row.pk,
        type_label=label(choices.IdType, row.id_type),
        number=register if is_open else masker.display(row.number_masked, field_class),
        issuer=row.issuer,
        issued_on=row.issued_on,
        expires_on=end_or_none(row.expires_on),
        is_forever=is_forever,
        days_left=None if is_forever or row.expires_on is None else (row.expires_on - day).days,
        is_primary=row.is_primary,
        is_verified=row.is_verified,
        source=row.source,
        is_open=is_open,
    )


def _contact(row: ContactPoint, masker: Masker, *, fault: str) -> ContactRow:
    return ContactRow(
        id=row.pk,
        kind=row.kind,
        usage=row.usage or row.kind,
        usage_label=label(choices.ContactUsage, row.usage or row.kind),
        value=contact_mask(masker, row),
        is_phone=row.kind in {choices.ContactKind.MOBILE, choices.ContactKind.LANDLINE},
        is_primary=row.is_primary,
        is_verified=row.is_verified,
        is_do_not_disturb=row.is_do_not_disturb,
        updated_on=row.updated_on,
        source=row.source,
        is_locked=row.source != rules.CRM,
        version=row.version,
        fault=fault,
    )


def _address(row: Address, masker: Masker) -> AddressRow:
    return AddressRow(
        id=row.pk,
        kind=row.kind,
        kind_label=label(choices.AddressKind, row.kind),
        province=row.province,
        city=row.city,
        district=row.district,
        street=masker.address(row.street_masked),
        postcode=row.postcode,
        is_primary=row.is_primary,
        source=row.source,
        is_locked=row.source != rules.CRM,
        version=row.version,
    )


def contact_mask(masker: Masker, row: ContactPoint) -> str:
    """Return the mask of a contact point by its kind (masking a mask changes nothing)."""
    if row.kind == choices.ContactKind.EMAIL:
        return masker.email(row.value_masked)
    return (
        masker.other_id(row.value_masked)
        if row.kind == choices.ContactKind.WECOM
        else masker.phone(row.value_masked)
    )


def districts_of(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return city and district of those of the customers in scope that have an address: the main one before any other. One query."""
    rows = policies.scoped(
        Address.objects.filter(customer_id__in=customer_ids, ended_on__isnull=True), actor
    ).order_by("customer_id", "is_primary", "-pk")
    return {
        pk: (city, district)
        for pk, city, district in rows.values_list("customer_id", "city", "district")
    }
