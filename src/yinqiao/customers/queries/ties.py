"""Who belongs to a customer: relatives and firms (those outside the scope masked), and who managed the customer when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection
from django.utils.translation import get_language

from yinqiao.customers import choices, policies, rules
from yinqiao.customers.models import Assignment, History, ListedCustomer, Outsider, Relation
from yinqiao.customers.queries import beyond
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.outsiders import lacking
from yinqiao.customers.queries.rows import CHINESE, CustomerRow, customer_rows
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n import formats
from yinqiao.platform.masking.rules import FieldClass, mask

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One tie, read from the customer's side. Outside the scope: relation and masked name, no id to open, no figure.

    `party` is the same for the ties to one party, a running number that says nothing else. `is_own`: staff wrote it down and may end it.
    `incomplete_id` names a party who is no customer and of whom something is not known yet.
    `proof`, in words that may name the parties, and `recorded_by` are empty for who has not the names of both in clear.
    """

    party: int
    kind: str
    kind_label: str
    is_reverse: bool
    name: str
    is_company: bool
    is_in_scope: bool
    other_id: int | None
    other: CustomerRow | None
    share: Decimal | None
    valid_from: date | None
    valid_to: date | None
    is_verified: bool
    source: str
    id: int
    version: int
    is_own: bool
    is_outsider: bool
    incomplete_id: int | None
    proof: str
    recorded_by: str

    @property
    def last_on(self) -> date | None:
        """The last day of it."""
        return self.valid_to - _ONE_DAY if self.valid_to else None

    @property
    def is_by_two(self) -> bool:
        """Tell whether two people decide on it."""
        return self.kind in choices.BY_TWO

    @property
    def is_family(self) -> bool:
        """Tell whether the other party is a relative."""
        return self.kind in choices.FAMILY


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Who managed the customer in [valid_from, valid_to), with which share in percent."""

    staff_name: str
    role: str
    role_label: str
    share: Decimal
    valid_from: date
    valid_to: date | None
    is_current: bool
    source: str


@dataclass(frozen=True, slots=True)
class Ties:
    """All of the panel. `family` is nothing unless the actor sees the amounts of all whom it counts; those outside the scope are never in it."""

    customer_id: int
    relations: tuple[RelationRow, ...]
    assignments: tuple[AssignmentRow, ...]
    as_of: datetime | None
    family: "FamilyAum | None" = None


@dataclass(frozen=True, slots=True)
class FamilyAum:
    """AUM of the customer and those relatives whom the actor may see, how many those are, and how many relatives are left out."""

    text: str
    people: int
    left_out: int


def ties(*, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None) -> Ties:
    """Return the panel as known now, or at `as_of`; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    day = clock.bank_date(as_of or now)
    relations = relations_of(actor=actor, customer_id=customer_id, now=now, as_of=as_of)
    return Ties(
        customer_id=customer_id,
        relations=relations,
        family=None if as_of else _family(actor, customer_id, relations, now=now),
        assignments=_assignments(customer_id, as_of=as_of, day=day),
        as_of=as_of,
    )


def _family(
    actor: Actor, customer_id: int, relations: Iterable[RelationRow], *, now: datetime
) -> FamilyAum | None:
    relatives = [row for row in relations if row.is_family]
    # Nothing is read where there is nothing to add up.
    is_shown = any(row.other and row.other.aum is not None for row in relatives)
    own = _seen(actor, [customer_id], now).get(customer_id) if is_shown else None
    if own is None:
        return None
    people = {row.other.id: row.other for row in relatives if row.other} | {own.id: own}
    figures = [row.aum for row in people.values()]
    known = [figure for figure in figures if figure is not None]
    if len(people) == 1 or len(known) < len(figures):
        return None
    left_out = len({row.party for row in relatives if row.other is None})
    text = formats.money(sum(known, Decimal(0)), language=get_language() or CHINESE)
    return FamilyAum(text, len(people), left_out)


def owners(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> list[RelationRow]:
    """Return who stands behind a company: legal representative, controllers, shareholders by share, group; NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    ranks = {kind: rank for rank, kind in enumerate(choices.OWNERS)}
    found = [
        row
        for row in relations_of(actor=actor, customer_id=customer_id, now=now, as_of=as_of)
        if row.is_reverse and row.kind in ranks
    ]
    return sorted(
        found,
        key=lambda row: (ranks[choices.RelationKind(row.kind)], -(row.share or 0), row.name),
    )


def relations_of(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None
) -> tuple[RelationRow, ...]:
    """Return the ties of a customer whom the caller has found in scope."""
    rows = rows_as_of(
        Relation.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    day = clock.bank_date(as_of or now)
    rows = [row for row in rows if row.valid_to is None or row.valid_to > day]
    back = (
        list(
            Relation.objects.filter(other_id=customer_id, ended_on__isnull=True).exclude(
                valid_to__lte=day
            )
        )
        if as_of is None
        else []
    )
    others = {row.other_id for row in rows if row.other_id} | {row.customer_id for row in back}
    # A proof may name either party: what the customer herself is to the reader counts where there is one.
    seen = _seen(
        actor, others | ({customer_id} if any(row.proof for row in rows + back) else set()), now
    )
    is_own_clear = _is_clear(actor, seen.get(customer_id))
    parties = _outsiders(row.outsider_id for row in rows if row.outsider_id)
    kinds = {pk: party.kind for pk, party in parties.items()}
    hidden = beyond.outsiders(actor=actor, customer_ids=others - set(seen))
    numbers = {other: number for number, other in enumerate(sorted(others), start=len(rows))}

    def told(row: Relation, place: int, *, is_reverse: bool) -> RelationRow:
        other_id = None if row.outsider_id else row.customer_id if is_reverse else row.other_id
        # A party without a number of ours is a name in one row: it stands for itself.
        party = numbers[other_id] if other_id else place
        return _relation(
            row,
            other_id,
            party=party,
            seen=seen,
            hidden=hidden,
            is_reverse=is_reverse,
            is_clear=is_own_clear
            and (
                _is_clear(actor, seen.get(other_id)) if other_id else policies.sees_all_names(actor)
            ),
            outsider_name=_outsider_name(row, actor, kinds),
            incomplete_id=_incomplete(parties.get(row.outsider_id or 0), customer_id),
            is_company=kinds.get(row.outsider_id or 0) == choices.Kind.COMPANY,
        )

    forward = [told(row, place, is_reverse=row.is_from_outsider) for place, row in enumerate(rows)]
    reverse = [told(row, 0, is_reverse=True) for row in back]
    return tuple(_without_mirrors([*forward, *reverse]))


def _seen(actor: Actor, ids: Iterable[int], now: datetime) -> dict[int, CustomerRow]:
    rows = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), customer_id__in=list(ids)
    )
    return {row.id: row for row in customer_rows(rows, actor=actor, now=now)}


def _is_clear(actor: Actor, known: CustomerRow | None) -> bool:
    """Tell whether the reader has the name of a party in clear as a person's would be: words about her may hold it."""
    return known is not None and (known.in_team or policies.sees_all_names(actor))


def _relation(
    row: Relation,
    other_id: int | None,
    *,
    party: int,
    seen: dict[int, CustomerRow],
    hidden: dict[int, beyond.Outsider],
    is_reverse: bool,
    is_clear: bool,
    outsider_name: str,
    incomplete_id: int | None,
    is_company: bool,
) -> RelationRow:
    known = seen.get(other_id or 0)
    stranger = hidden.get(other_id or 0)
    return RelationRow(
        party=party,
        kind=row.kind,
        kind_label=relation_label(row.kind, is_reverse=is_reverse),
        is_reverse=is_reverse,
        name=known.name if known else stranger.masked_name if stranger else outsider_name,
        is_company=known.is_company if known else stranger.is_company if stranger else is_company,
        is_in_scope=known is not None,
        other_id=known.id if known else None,
        other=known,
        share=row.percent / 100 if row.percent is not None else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_verified=row.is_verified,
        source=row.source,
        id=row.pk,
        version=row.version,
        is_own=row.source == rules.CRM,
        is_outsider=other_id is None,
        incomplete_id=incomplete_id,
        proof=row.proof if is_clear else "",
        recorded_by=row.recorded_by_name if is_clear else "",
    )


def _outsiders(ids: Iterable[int]) -> dict[int, Outsider]:
    return Outsider.objects.defer("number_token").in_bulk(set(ids))


def _incomplete(party: Outsider | None, customer_id: int) -> int | None:
    is_hers = party is not None and party.customer_id == customer_id and party.ended_on is None
    return party.pk if party is not None and is_hers and lacking(party) else None


def _outsider_name(row: Relation, actor: Actor, kinds: Mapping[int, str]) -> str:
    """Return the name of a party that is no customer: of a company, and for who sees all names in her scope, in clear."""
    is_company = kinds.get(row.outsider_id or 0) == choices.Kind.COMPANY
    is_clear = is_company or policies.sees_all_names(actor)
    return row.other_name if is_clear else mask(row.other_name, FieldClass.NAME)


def _without_mirrors(rows: list[RelationRow]) -> list[RelationRow]:
    """Keep one of the two rows of a tie that is recorded from both sides (spouses, parent and child)."""
    kept: dict[tuple[str, int | None, str], RelationRow] = {}
    for row in rows:
        kept.setdefault((row.kind_label, row.other_id, row.name), row)
    return sorted(kept.values(), key=lambda row: (not row.is_in_scope, row.kind_label, row.name))


def relation_label(kind: str, *, is_reverse: bool) -> str:
    """Return what the other party is to the customer. The row reads "`customer` is the KIND of `other`"; reversed, the other is the KIND."""
    if kind not in choices.RelationKind.values:
        return kind
    relation = choices.RelationKind(kind)
    return str(relation.label if is_reverse else choices.OTHER_END.get(relation, relation.label))


def _assignments(
    customer_id: int, *, as_of: datetime | None, day: date
) -> tuple[AssignmentRow, ...]:
    rows = rows_as_of(
        Assignment.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    names = organization.staff_names({row.staff_id for row in rows})
    rows.sort(
        key=lambda row: (row.valid_from, row.role == choices.AssignmentRole.MAIN), reverse=True
    )
    return tuple(
        AssignmentRow(
            staff_name=names.get(row.staff_id, ""),
            role=row.role,
            role_label=str(choices.AssignmentRole(row.role).label),
            share=row.share,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            is_current=row.valid_from <= day and (row.valid_to is None or row.valid_to > day),
            source=row.source,
        )
        for row in rows
    )


def team_of(*, customer_ids: Collection[int], on: date) -> dict[int, list[int]]:
    """Return who manages these customers on a day, by customer, main manager first; read within the session's scope."""
    rows = Assignment.objects.filter(
        customer_id__in=customer_ids, ended_on__isnull=True, valid_from__lte=on
    ).exclude(valid_to__lte=on)
    found: dict[int, list[int]] = {}
    for customer_id, staff_id in rows.order_by("-role", "pk").values_list(
        "customer_id", "staff_id"
    ):
        found.setdefault(customer_id, []).append(staff_id)
    return found


def managed_customer_ids(*, staff_id: int, on: date) -> tuple[int, ...]:
    """Return the customers that a person assists in (协办) on a day: what `access` adds to her scope as customer ids."""
    with connection.cursor() as cursor:
        cursor.execute("select assisted_customers(%s, %s)", (staff_id, on))
        return tuple(int(row[0]) for row in cursor.fetchall())
