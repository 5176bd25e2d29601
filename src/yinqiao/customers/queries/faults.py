"""Numbers that do not lead to the customer, for lists, buttons and the tasks to find better ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.choices import ContactKind, FaultReason
from yinqiao.customers.models import ContactPoint, NumberFault
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among
from yinqiao.platform.i18n.codes import label

PHONES: Final = Q(kind__in=(ContactKind.MOBILE, ContactKind.LANDLINE))


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One telephone number, masked. `fault` says in words why it does not lead to the customer, "" if it does."""

    id: int
    masked: str
    kind: str
    is_primary: bool
    is_do_not_disturb: bool
    fault: str
    fault_at: datetime | None
    fault_by: str

    @property
    def is_mobile(self) -> bool:
        """Tell whether it is a mobile: the ones that are dialled and written to from here."""
        return self.kind == ContactKind.MOBILE

    @property
    def is_usable(self) -> bool:
        """Tell whether the customer may be rung there."""
        return not self.fault and not self.is_do_not_disturb


def faulty_numbers() -> QuerySet[NumberFault, int]:
    """Return the ids of contact points that lead to nobody, for a condition."""
    return NumberFault.objects.filter(settled_at__isnull=True).values_list(
        "contact_point_id", flat=True
    )


def number_faults(*, contact_ids: Collection[int]) -> dict[int, str]:
    """Return why these contact points lead to nobody, in words, by id; those that do lead to the customer are left out."""
    if not contact_ids:
        return {}
    rows = NumberFault.objects.filter(contact_point_id__in=contact_ids, settled_at__isnull=True)
    return {
        pk: label(FaultReason, reason)
        for pk, reason in rows.values_list("contact_point_id", "reason")
    }


def uncallable(*, customer_ids: Collection[int]) -> dict[int, str]:
    """Return those of the customers whom nobody can ring from here, with why in words: no mobile, or none that leads to them and may be rung.

    Two queries however many; it is the choice that dialling makes. The caller gives customers that the actor may see.
    """
    mobiles = _mobiles_of(customer_ids)
    faults = _newest_faults([pk for pk, _customer, _quiet in mobiles])
    reachable: set[int] = set()
    said: dict[int, str] = {}
    # Of several faults the one that was reported last is told.
    for pk, customer_id, is_quiet in sorted(mobiles, key=lambda row: _when(faults, row[0])):
        if pk in faults:
            finding = label(FaultReason, faults[pk][1])
            said[customer_id] = _("Number unusable ({finding})").format(finding=finding)
        elif is_quiet:
            said.setdefault(customer_id, _("Mobile marked do-not-disturb"))
        else:
            reachable.add(customer_id)
    return {
        pk: said.get(pk) or _("No mobile number on record")
        for pk in customer_ids
        if pk not in reachable
    }


def _mobiles_of(customer_ids: Collection[int]) -> list[tuple[int, int, bool]]:
    """Return (id, customer, do-not-disturb) of the mobiles on record."""
    if not customer_ids:
        return []
    rows = ContactPoint.objects.filter(
        kind=ContactKind.MOBILE, customer_id__in=among(customer_ids), ended_on__isnull=True
    )
    return list(rows.order_by().values_list("pk", "customer_id", "is_do_not_disturb"))


def _newest_faults(contact_ids: Collection[int]) -> dict[int, tuple[datetime, str]]:
    """Return when the newest open fault of each was reported, and why."""
    if not contact_ids:
        return {}
    rows = NumberFault.objects.filter(
        contact_point_id__in=among(contact_ids), settled_at__isnull=True
    )
    found = rows.order_by("reported_at", "pk").values_list(
        "contact_point_id", "reported_at", "reason"
    )
    return {pk: (at, reason) for pk, at, reason in found}


def _when(faults: Mapping[int, tuple[datetime, str]], pk: int) -> tuple[bool, float, int]:
    """Put faults in the order in which they were reported, numbers without one behind."""
    at = faults[pk][0].timestamp() if pk in faults else 0.0
    return (pk not in faults, at, pk)


def phones_of(*, actor: Actor, customer_id: int) -> tuple[PhoneLine, ...]:
    """Return the telephone numbers of a customer in scope, the preferred usable one first; nothing outside the scope."""
    scoped = policies.scoped(ContactPoint.objects.filter(customer_id=customer_id), actor)
    found = list(
        scoped.filter(PHONES, ended_on__isnull=True)
        .defer("value_token", "value_index")
        .order_by("-is_primary", "pk")
    )
    rows = NumberFault.objects.filter(
        contact_point_id__in=[row.pk for row in found], settled_at__isnull=True
    )
    faults = {fault.contact_point_id: fault for fault in rows} if found else {}
    masker = masker_of(actor)
    lines = [
        PhoneLine(
            id=row.pk,
            masked=masker.phone(row.value_masked),
            kind=row.kind,
            is_primary=row.is_primary,
            is_do_not_disturb=row.is_do_not_disturb,
            fault=label(FaultReason, fault.reason) if fault else "",
            fault_at=fault.reported_at if fault else None,
            fault_by=fault.reported_by_name if fault else "",
        )
        for row in found
        for fault in (faults.get(row.pk),)
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_usable))


def renewed_phones(*, customer_ids: Collection[int]) -> set[int]:
    """Return those of the customers for whom a usable number became known after the newest fault was reported."""
    newest = (
        NumberFault.objects.filter(customer_id=OuterRef("customer_id"))
        .order_by()
        .values("customer_id")
        .annotate(at=Max("reported_at"))
        .values("at")
    )
    rows = ContactPoint.objects.filter(PHONES, customer_id__in=customer_ids, ended_on__isnull=True)
    open_fault = NumberFault.objects.filter(
        contact_point_id=OuterRef("pk"), settled_at__isnull=True
    )
    fresh = rows.annotate(reported_at=Subquery(newest)).filter(
        ~Exists(open_fault), known_from__gte=F("reported_at")
    )
    return set(fresh.values_list("customer_id", flat=True))
