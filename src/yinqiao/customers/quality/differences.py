"""What sources say differently of one field of one customer: both values masked, which one stands and why (主数据差异)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from yinqiao.customers import policies
from yinqiao.customers import rules as fields
from yinqiao.customers.choices import Kind
from yinqiao.customers.identity.rules import SURVIVOR, Value, Why, rank_of, stands
from yinqiao.customers.models import (
    Address,
    ContactPoint,
    Customer,
    Identification,
    Merged,
)
from yinqiao.customers.quality.catalogue import BY_KEY, FIELD_TITLES
from yinqiao.customers.queries.card import customer_names, is_in_team
from yinqiao.customers.queries.comparing import source_ranks
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.masking.rules import FieldClass


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says: the text masked, since when it is known; `row_id` is the row of the customer that says so,
    `merge_id` the merge by which a record that says so went into the customer.
    """

    key: str
    text: str
    source: str
    known_from: datetime
    row_id: int | None
    merge_id: int | None = None

    @property
    def source_title(self) -> str:
        """The source in words."""
        return source_title(self.source)

    @property
    def known_on(self) -> date:
        """The day since which it is known."""
        return clock.bank_date(self.known_from)


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One customer and field: what stands, and what the next best source says. `why` is a reason of `identity.rules.Why`.

    `field` is what a correction names; `can_correct` and `can_end` tell whether the actor may ask for one, or end what staff entered; `merge_id` is the merge on whose page the other value can be taken.
    """

    id: int
    customer: str
    org_name: str
    field_title: str
    field: str
    standing: Told
    other: Told
    why: Why
    is_open: bool
    can_correct: bool
    can_end: bool
    merge_id: int | None

    @property
    def pair(self) -> str:
        """Both sources in words."""
        return f"{self.standing.source_title} / {self.other.source_title}"


def difference_rows(rows: Iterable[Customer], *, actor: Actor, key: str) -> list[DifferenceRow]:
    """Return the differences of one page of customers whom the rule `key` finds fault with, in a fixed number of queries."""
    found = list(rows)
    told = _READERS[key](found, actor)
    names = customer_names(actor=actor, customer_ids=[row.pk for row in found])
    units = organization.org_names({row.org_id for row in found})
    ranks, is_open = source_ranks(), actor.can(policies.VIEW)
    sees_merges = actor.can(policies.APPROVE_MERGE)
    listed = []
    for row in found:
        values = _by_rank(told.get(row.pk, []), ranks)
        other = next((value for value in values if value.key != values[0].key), None)
        if other is None:
            continue
        standing, second, why = _ordered(values[0], other, ranks)
        field = _CORRECTED.get(BY_KEY[key].field, BY_KEY[key].field)
        listed.append(
            DifferenceRow(
                id=row.pk,
                customer=names.get(row.pk, ""),
                org_name=units.get(row.org_id, ""),
                field_title=str(FIELD_TITLES[BY_KEY[key].field]),
                field=field,
                standing=standing,
                other=second,
                why=why,
                is_open=is_open,
                can_correct=fields.can_correct(field, source=row.source)
                and actor.can(policies.REQUEST_CORRECTION),
                can_end=actor.can(policies.EDIT),
                merge_id=(standing.merge_id or second.merge_id) if sees_merges else None,
            )
        )
    return listed


def _by_rank(values: Collection[Told], ranks: Iterable[str]) -> list[Told]:
    order = list(ranks)
    newest = sorted(values, key=lambda value: value.known_from, reverse=True)
    return sorted(newest, key=lambda value: rank_of(value.source, order))


def _ordered(first: Told, second: Told, ranks: Iterable[str]) -> tuple[Told, Told, Why]:
    """Return the value that stands, the other and why, by the rule of survivors (DOMAIN §2 ECIF)."""
    mine, theirs = (Value(value.key, value.source, value.known_from) for value in (first, second))
    side, why = stands(mine, theirs, ranks=list(ranks))
    return (first, second, why) if side == SURVIVOR else (second, first, why)


_CORRECTED: Final[Mapping[str, str]] = MappingProxyType({"mobile": "contact"})
"""What a correction calls a field, where that is another name."""


def _mobiles(customers: Collection[Customer], actor: Actor) -> dict[int, list[Told]]:
    masker = masker_of(actor)
    rows = ContactPoint.objects.filter(
        customer_id__in=[row.pk for row in customers], kind="MOBILE", ended_on__isnull=True
    ).defer("value_token")
    return _grouped(
        (
            row.customer_id,
            Told(
                bytes(row.value_index).hex(),
                masker.phone(row.value_masked),
                row.source,
                row.known_from,
                row.pk,
            ),
        )
        for row in rows.order_by("-is_primary", "pk")
    )


def _certificates(customers: Collection[Customer], actor: Actor) -> dict[int, list[Told]]:
    masker = masker_of(actor)
    rows = Identification.objects.filter(
        customer_id__in=[row.pk for row in customers], id_type="ID_CARD", ended_on__isnull=True
    ).defer("number_token")
    return _grouped(
        (
            row.customer_id,
            Told(
                bytes(row.number_index).hex(),
                masker.display(row.number_masked, FieldClass.ID_NUMBER),
                row.source,
                row.known_from,
                row.pk,
            ),
        )
        for row in rows.order_by("-is_primary", "pk")
    )


def _homes(customers: Collection[Customer], _actor: Actor) -> dict[int, list[Told]]:
    rows = Address.objects.filter(
        customer_id__in=[row.pk for row in customers], kind="HOME", ended_on__isnull=True
    ).exclude(city="")
    return _grouped(
        (
            row.customer_id,
            Told(row.city, f"{row.city}{row.district}", row.source, row.known_from, row.pk),
        )
        for row in rows.defer("street_token").order_by("-is_primary", "pk")
    )


def _names(customers: Collection[Customer], actor: Actor) -> dict[int, list[Told]]:
    masker = masker_of(actor)

    def told(survivor: Customer, row: Customer) -> Told:
        text = masker.name(
            row.name,
            in_team=is_in_team(actor=actor, customer=survivor),
            is_company=row.kind == Kind.COMPANY,
        )
        return Told(row.name, text, row.source, row.known_from, None)

    return _of_records(customers, told)


def _births(customers: Collection[Customer], actor: Actor) -> dict[int, list[Told]]:
    masker = masker_of(actor)

    def told(_survivor: Customer, row: Customer) -> Told:
        key = row.birth_on.isoformat() if row.birth_on else ""
        return Told(key, masker.birth_date(row.birth_on), row.source, row.known_from, None)

    return {
        pk: [value for value in values if value.key]
        for pk, values in _of_records(customers, told).items()
    }


def _of_records(
    customers: Collection[Customer], told: Callable[[Customer, Customer], Told]
) -> dict[int, list[Told]]:
    """Return what each customer's own record and those that went into it say. Records in the map are seen by who sees the survivor."""
    survivors = {row.pk: row for row in customers}
    merged = Merged.objects.filter(survivor_id__in=survivors)
    members = {
        pk: (survivor_id, merge_id)
        for pk, survivor_id, merge_id in merged.values_list("pk", "survivor_id", "merge_id")
    }
    rows = Customer.objects.filter(pk__in=members).order_by("pk")
    own = ((row.pk, told(row, row)) for row in customers)
    theirs = (
        (survivor, replace(told(survivors[survivor], row), merge_id=merge_id))
        for row in rows
        for survivor, merge_id in [members[row.pk]]
    )
    return _grouped([*own, *theirs])


def _grouped(pairs: Iterable[tuple[int, Told]]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for pk, value in pairs:
        found[pk].append(value)
    return found


_READERS: Final[Mapping[str, Callable[[Collection[Customer], Actor], dict[int, list[Told]]]]] = (
    MappingProxyType(
        {
            "mobile_agree": _mobiles,
            "certificate_agree": _certificates,
            "address_agree": _homes,
            "name_agree": _names,
            "birth_agree": _births,
        }
    )
)
