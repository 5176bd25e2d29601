"""What a field of a correction request holds now: masked for pages, in clear for the comparison and the reveal."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.models import (
    Address,
    Company,
    ContactPoint,
    CorrectionRequest,
    Customer,
    Identification,
)
from yinqiao.platform.crypto import fields
from yinqiao.platform.errors import NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.rules import FieldClass, mask

PROPOSED = "customers.correction"
LONGEST_MASK = 120
_MODELS: Mapping[str, type[ContactPoint | Address | Identification]] = MappingProxyType(
    {"identification": Identification, "contact": ContactPoint, "address": Address}
)
ROW_FIELDS = frozenset(_MODELS)
_COMPANY_FIELDS = frozenset(
    {"uscc", "industry", "scale", "registered_capital", "registered_on", "business_scope"}
)
_CLASSES = {
    "former_name": FieldClass.NAME,
    "birth_on": FieldClass.BIRTH_DATE,
    "identification": FieldClass.ID_NUMBER,
    "address": FieldClass.ADDRESS,
}

RowT = TypeVar("RowT", ContactPoint, Address, Identification)


def masked_now(customer: Customer, field: str, row_id: int | None) -> tuple[FieldClass | None, str]:
    """Return the class of the field and its present value, masked; raise NotFound for a row that is not the customer's."""
    if field in ROW_FIELDS:
        return _masked_row(customer, field, row_id)
    if field == "name":
        field_class = (
            FieldClass.COMPANY_NAME if customer.kind == choices.Kind.COMPANY else FieldClass.NAME
        )
        return field_class, mask(customer.name, field_class)
    known = _CLASSES.get(field)
    return known, masked_text(_plain(customer, field), known)


def row_kind(customer: Customer, field: str, row_id: int | None) -> str:
    """Return the kind of the certificate, contact or address, empty for other fields; raise NotFound as `masked_now` does."""
    if field == "identification":
        return _one(Identification, customer, row_id).id_type
    if field == "contact":
        return _one(ContactPoint, customer, row_id).kind
    return _one(Address, customer, row_id).kind if field == "address" else ""


def clear_now(customer: Customer, field: str, row_id: int | None) -> list[str]:
    """Return the present value in clear, the usual spelling first; empty when the source delivers none or has ended the row.

    The result must never reach a page but through `services.reveal_correction`.
    """
    if field in ROW_FIELDS:
        row = _MODELS[field].objects.filter(**_live(customer), pk=row_id or 0).first()
        return _spellings(row) if row else []
    text = customer.name if field == "name" else _plain(customer, field)
    return [text] if text else []


def clear_for_comparison(customer: Customer, field: str, row_id: int | None) -> list[str]:
    """Return what may be the corrected value, in clear, for the comparison alone: nobody sees it.

    A source that corrects a certificate, contact or address may end the row and deliver another: then the customer's live ones
    of the same kind are looked at.
    """
    if field not in ROW_FIELDS:
        return clear_now(customer, field, row_id)
    model = _MODELS[field]
    asked = model.objects.filter(customer=customer, pk=row_id or 0).first()
    if asked is None or asked.ended_on is None:
        return clear_now(customer, field, row_id)
    kind = "id_type" if field == "identification" else "kind"
    others = model.objects.filter(**_live(customer), **{kind: getattr(asked, kind)})
    return [text for row in others.order_by("pk") for text in _spellings(row)]


def proposed_value(row: CorrectionRequest) -> str:
    """Return the value that was asked for, in clear; the same door as `clear_now`."""
    return fields.decrypt(PROPOSED, row.pk, row.proposed_token)


def masked_text(text: str, field_class: FieldClass | None) -> str:
    """Return a value as the desk shows it to everybody: by its class, or with the numbers in it masked."""
    if not text:
        return ""
    return (mask(text, field_class) if field_class else scan_free_text(text))[:LONGEST_MASK]


def _plain(customer: Customer, field: str) -> str:
    owner: Customer | Company | None = customer
    if field in _COMPANY_FIELDS:
        owner = Company.objects.filter(customer=customer).first()
    value = getattr(owner, field, None)
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value or "")


def _masked_row(
    customer: Customer, field: str, row_id: int | None
) -> tuple[FieldClass | None, str]:
    if field == "contact":
        contact = _one(ContactPoint, customer, row_id)
        is_mail = contact.kind == choices.ContactKind.EMAIL
        return (FieldClass.EMAIL if is_mail else FieldClass.PHONE), contact.value_masked
    if field == "address":
        address = _one(Address, customer, row_id)
        shown = f"{address.city}{address.district}{address.street_masked}"
        return FieldClass.ADDRESS, shown[:LONGEST_MASK]
    return FieldClass.ID_NUMBER, _one(Identification, customer, row_id).number_masked


def _one(model: type[RowT], customer: Customer, row_id: int | None) -> RowT:
    found = model.objects.filter(customer=customer, pk=row_id or 0, ended_on__isnull=True).first()
    if found is None:
        raise NotFound(_("There is no such entry."))
    return found


def _live(customer: Customer) -> dict[str, object]:
    return {"customer": customer, "ended_on__isnull": True}


def _spellings(row: ContactPoint | Address | Identification) -> list[str]:
    if isinstance(row, ContactPoint):
        return [fields.decrypt("customers.contact", row.pk, row.value_token)]
    if isinstance(row, Identification):
        return [fields.decrypt("customers.identification", row.pk, row.number_token)]
    street = fields.decrypt("customers.address", row.pk, row.street_token)
    return [
        f"{row.province}{row.city}{row.district}{street}",
        f"{row.city}{row.district}{street}",
        f"{row.district}{street}",
        street,
    ]
