"""How full the books of managers are (管户容量)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from yinqiao.customers import queries as customers
from yinqiao.interactions import queries as interactions
from yinqiao.organization import queries as organization
from yinqiao.organization.queries import Person
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import labels
from yinqiao.sales import queries as sales
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books import rules
from yinqiao.sales.books.choices import Language
from yinqiao.sales.books.models import Cover, Desk
from yinqiao.sales.books.queries.covers import on_day

FULL = Decimal(100)
NEARLY = Decimal(85)


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One manager: customers, load (weighted by tier), what she can take and how much of it is used in percent, assets, open work."""

    id: int
    name: str
    staff_no: str
    org_id: int
    org_name: str
    customers: int
    load: Decimal
    capacity: Decimal
    used: Decimal
    aum: Decimal
    opportunities: int
    tasks: int
    languages: str
    cover_name: str
    cover_until: date | None

    @property
    def open_work(self) -> int:
        """Everything that waits with her."""
        return self.opportunities + self.tasks


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The managers of one unit together."""

    org_id: int
    org_name: str
    people: int
    customers: int
    load: Decimal
    capacity: Decimal
    used: Decimal
    aum: Decimal


def managers_of(*, actor: Actor, on: date) -> list[tuple[int, str, str]]:
    """Return (id, name, number) of the managers who work in the actor's units on a day."""
    return sales.team_members(actor=actor, on=on)


def loads_of(*, actor: Actor, staff_ids: Sequence[int], on: date) -> dict[int, Decimal]:
    """Return the weighted load of these people."""
    weights = keys.weights(on)
    found: dict[int, Decimal] = {}
    for size in customers.book_sizes(actor=actor, staff_ids=staff_ids):
        weight = rules.weight_of(size.tier, is_company=size.is_company, weights=weights)
        found[size.staff_id] = found.get(size.staff_id, Decimal(0)) + weight * size.customers
    return found


def capacity_of(person: Person, desk: Desk | None, capacities: Mapping[str, Decimal]) -> Decimal:
    """Return what somebody can take: as her head says, else as the post for which the bank says most."""
    if desk is not None and desk.capacity is not None:
        return Decimal(desk.capacity)
    known = [capacities[kind] for kind in person.posts if kind in capacities]
    return max(known, default=Decimal(0))


def capacity_rows(*, actor: Actor, now: datetime) -> list[CapacityRow]:
    """Return the managers of the actor's units, the fullest first, in a constant number of queries."""
    today = clock.bank_date(now)
    ids = [pk for pk, _name, _no in managers_of(actor=actor, on=today)]
    people = organization.people_of(staff_ids=ids, on=today)
    names = organization.org_names({one.org_id for one in people.values()})
    weights, capacities = keys.weights(today), keys.capacities(today)
    totals: dict[int, tuple[int, Decimal, Decimal]] = {}
    for size in customers.book_sizes(actor=actor, staff_ids=ids):
        many, load, aum = totals.get(size.staff_id, (0, Decimal(0), Decimal(0)))
        weight = rules.weight_of(size.tier, is_company=size.is_company, weights=weights)
        totals[size.staff_id] = (
            many + size.customers,
            load + weight * size.customers,
            aum + size.aum,
        )
    desks = Desk.objects.in_bulk(ids)
    opportunities = sales.open_counts(actor=actor, staff_ids=ids)
    tasks = interactions.open_counts(actor=actor, staff_ids=ids)
    covers = {row.absent_id: row for row in Cover.objects.filter(on_day(today), absent_id__in=ids)}
    spoken = labels(Language)
    found = []
    for pk, person in people.items():
        many, load, aum = totals.get(pk, (0, Decimal(0), Decimal(0)))
        desk, cover = desks.get(pk), covers.get(pk)
        capacity = capacity_of(person, desk, capacities)
        found.append(
            CapacityRow(
                id=pk,
                name=person.name,
                staff_no=person.staff_no,
                org_id=person.org_id,
                org_name=names.get(person.org_id, ""),
                customers=many,
                load=load,
                capacity=capacity,
                used=rules.percent(load, capacity) or Decimal(0),
                aum=aum,
                opportunities=opportunities.get(pk, 0),
                tasks=tasks.get(pk, 0),
                languages="、".join(spoken.get(code, code) for code in (desk.languages if desk else ())),
                cover_name=cover.taker_name if cover else "",
                cover_until=cover.to_on if cover else None,
            )
        )  # fmt: skip
    return sorted(found, key=lambda row: (-row.used, row.staff_no))


def by_unit(rows: Sequence[CapacityRow]) -> list[UnitRow]:
    """Return the sums of units, the fullest first."""
    units: dict[int, list[CapacityRow]] = {}
    for row in rows:
        units.setdefault(row.org_id, []).append(row)
    found = []
    for org_id, members in units.items():
        load = sum((row.load for row in members), Decimal(0))
        capacity = sum((row.capacity for row in members), Decimal(0))
        found.append(
            UnitRow(
                org_id,
                members[0].org_name,
                len(members),
                sum(row.customers for row in members),
                load,
                capacity,
                rules.percent(load, capacity) or Decimal(0),
                sum((row.aum for row in members), Decimal(0)),
            )
        )
    return sorted(found, key=lambda row: (-row.used, row.org_name))


def desk_of(*, actor: Actor, staff_id: int, on: date) -> tuple[str, Desk]:
    """Return name and desk of a manager of the actor's units (a new one where nothing was said); raise KeyError for anybody else."""
    names = {pk: name for pk, name, _no in managers_of(actor=actor, on=on)}
    row = Desk.objects.filter(pk=staff_id).first()
    return names[staff_id], row or Desk(staff_id=staff_id, version=0)
