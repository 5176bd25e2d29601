"""Leave to see several numbers of several customers for some hours (P14): what one holds, and what stands in the bank."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import policies
from yinqiao.customers.models import FieldGrant
from yinqiao.customers.queries.card import customer_names
from yinqiao.platform.actor import Actor

FIELDS_KIND: Final = "customers.fields"
FIELDS: Final[Mapping[str, Promise]] = MappingProxyType(
    {
        "customers.contact": _("Phones and mailboxes"),
        "customers.identification": _("Certificate numbers"),
        "holdings.account": _("Account numbers"),
        "holdings.card": _("Card numbers"),
    }
)
"""What may be asked for, by the type of the row that holds the number."""


@dataclass(frozen=True, slots=True)
class GrantedFields:
    """What one approval opened and is still in force: kinds of numbers, customers as the reader may see them, until when."""

    approval_id: int
    who: str
    approved_by: str
    fields: tuple[str, ...]
    customers: tuple[str, ...]
    reason: str
    until: datetime


def field_grant(
    *, staff_id: int | None, customer_id: int, field: str, now: datetime
) -> FieldGrant | None:
    """Return the leave that lasts longest, or None."""
    rows = FieldGrant.objects.filter(
        staff_id=staff_id or 0,
        customer_id=customer_id,
        field=field,
        from_at__lte=now,
        until__gt=now,
        revoked_at__isnull=True,
    )
    return rows.order_by("-until").first()


def own_field_grants(*, actor: Actor, now: datetime) -> list[GrantedFields]:
    """Return what the actor may see in clear now without asking again."""
    return _standing(actor, now, staff_id=actor.staff_id or 0)


def standing_field_grants(*, actor: Actor, now: datetime) -> list[GrantedFields]:
    """Return everybody's leave about customers in scope, for a room that watches over them and has checked the permission."""
    return _standing(actor, now)


def _standing(actor: Actor, now: datetime, **more: object) -> list[GrantedFields]:
    rows = policies.scoped(
        FieldGrant.objects.filter(from_at__lte=now, until__gt=now, revoked_at__isnull=True, **more),
        actor,
    )
    found: dict[int, list[FieldGrant]] = {}
    for row in rows.order_by("approval_id", "pk"):
        found.setdefault(row.approval_id, []).append(row)
    names = customer_names(
        actor=actor, customer_ids={row.customer_id for held in found.values() for row in held}
    )
    return [
        GrantedFields(
            approval_id=approval_id,
            who=held[0].staff_name,
            approved_by=held[0].approved_by_name,
            fields=tuple(dict.fromkeys(str(FIELDS[row.field]) for row in held)),
            customers=tuple(dict.fromkeys(names[row.customer_id] for row in held)),
            reason=held[0].reason,
            until=held[0].until,
        )
        for approval_id, held in found.items()
    ]
