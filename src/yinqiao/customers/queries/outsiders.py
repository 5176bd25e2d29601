"""Parties of relations that are no customers of the bank, beside customers: their numbers are negative wherever both stand together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies
from yinqiao.customers.models import Identification, Outsider
from yinqiao.customers.queries.card import customer_names, require_customer
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.rules import FieldClass, mask


class Party(Protocol):
    """What is told of a party, a customer or not."""

    @property
    def name(self) -> str:
        """As the reader may see it."""

    @property
    def is_company(self) -> bool:
        """Tell what it is."""


class Tie(NamedTuple):
    """A row: `holder` is the kind to `company`, or guarantees it."""

    kind: str
    holder: int
    company: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class OutsiderParty:
    """Who is no customer, as far as she is known; name and birthday in clear for who sees all names, the number as a mask."""

    id: int
    name: str
    is_company: bool
    sex_label: str
    nationality: str
    birth_on: date | None
    id_type_label: str
    number: str
    id_expires_on: date | None

    @property
    def identity(self) -> str:
        """What the register keeps of her beside the name."""
        told = (
            self.sex_label,
            self.nationality,
            self.birth_on.isoformat() if self.birth_on else "",
            " ".join(part for part in (self.id_type_label, self.number) if part),
            _("until {day}").format(day=self.id_expires_on) if self.id_expires_on else "",
        )
        return " · ".join(part for part in told if part)


def outsiders(*, actor: Actor, ids: Collection[int]) -> dict[int, OutsiderParty]:
    """Return those of these parties whose customers are in scope, by their negative numbers."""
    rows = _rows(actor, [-pk for pk in ids if pk < 0])
    return {-row.pk: _party(row, actor) for row in rows}


def require_party(*, actor: Actor, party_id: int) -> Party:
    """Return a customer, or for a negative number who is none, in scope; raise NotFound outside it."""
    if party_id > 0:
        return _Customer(require_customer(actor=actor, customer_id=party_id))
    found = outsiders(actor=actor, ids=[party_id])
    if party_id not in found:
        raise NotFound(_("There is no such entry."))
    return found[party_id]


def party_names(*, actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """Return the names of those in scope, customers with their numbers."""
    names = customer_names(actor=actor, customer_ids=[pk for pk in ids if pk > 0])
    return names | {pk: row.name for pk, row in outsiders(actor=actor, ids=ids).items()}


def told_once(ties: Iterable[Tie], *, actor: Actor) -> tuple[list[Tie], dict[int, OutsiderParty]]:
    """Return the ties with each outsider under one number, whatever number of customers she is told of, and who these are.

    Only the number of a document says that two are one.
    """
    found = list(ties)
    ids = {-tie.holder for tie in found if tie.holder < 0}
    if not ids:
        return found, {}
    rows = sorted(_rows(actor, ids), key=lambda row: row.pk)
    first: dict[bytes, int] = {}
    number = {
        -row.pk: -(
            first.setdefault(bytes(row.number_index), row.pk) if row.number_index else row.pk
        )
        for row in rows
    }
    once = [tie._replace(holder=number.get(tie.holder, tie.holder)) for tie in found]
    known = {-row.pk: _party(row, actor) for row in rows if number[-row.pk] == -row.pk}
    return once, known


def one_number(*, ids: Collection[int]) -> dict[int, int]:
    """Return the one number of each of these parties: who has the same document is one person, a customer before who is none, else whoever was entered first.

    For comparisons over the whole bank: the scope of nobody is asked, and nothing but the numbers given is told.
    """
    alone = {pk: pk for pk in ids}
    others = [-pk for pk in ids if pk < 0]
    if not others:
        return alone
    held = Identification.objects.filter(
        customer_id__in=[pk for pk in ids if pk > 0], ended_on__isnull=True
    )
    entered = Outsider.objects.filter(pk__in=others).exclude(number_index=b"").order_by("pk")
    documents = [
        *held.order_by("customer_id").values_list("customer_id", "number_index"),
        *((-pk, number) for pk, number in entered.values_list("pk", "number_index")),
    ]
    first: dict[bytes, int] = {}
    for pk, number in documents:
        mine = first.setdefault(bytes(number), pk)
        if pk < 0:
            alone[pk] = mine
    return alone


@dataclass(frozen=True, slots=True)
class _Customer:
    row: object

    @property
    def name(self) -> str:
        return str(getattr(self.row, "name", ""))

    @property
    def is_company(self) -> bool:
        return getattr(self.row, "kind", "") == choices.Kind.COMPANY


def _rows(actor: Actor, ids: Collection[int]) -> list[Outsider]:
    if not ids:
        return []
    rows = policies.scoped(Outsider.objects.filter(pk__in=list(ids), ended_on__isnull=True), actor)
    return list(rows.defer("number_token"))


def _party(row: Outsider, actor: Actor) -> OutsiderParty:
    is_company = row.kind == choices.Kind.COMPANY
    is_clear = is_company or policies.sees_all_names(actor)
    sees_birthday = policies.sees_all_birthdays(actor)
    is_known = row.sex != choices.Sex.UNKNOWN and not is_company
    return OutsiderParty(
        id=-row.pk,
        name=row.name if is_clear else mask(row.name, FieldClass.NAME),
        is_company=is_company,
        sex_label=label(choices.Sex, row.sex) if is_known else "",
        nationality=row.nationality,
        birth_on=row.birth_on if sees_birthday else None,
        id_type_label=label(choices.IdType, row.id_type) if row.id_type else "",
        number=row.number_masked,
        id_expires_on=row.id_expires_on,
    )


@dataclass(frozen=True, slots=True)
class Gaps:
    """A party with the names of what is not known of her yet, and the version that the form goes by."""

    name: str
    lacks: tuple[str, ...]
    version: int


def lacking(row: Outsider) -> tuple[str, ...]:
    """Return what is not known yet of a party, of what the register keeps of her (DOMAIN §2)."""
    is_person = row.kind == choices.Kind.PERSON
    gaps = {
        "sex": is_person and row.sex == choices.Sex.UNKNOWN,
        "nationality": is_person and not row.nationality,
        "birth_on": is_person and row.birth_on is None,
        "id_type": not row.number_index,
        "id_number": not row.number_index,
        "id_expires_on": row.id_expires_on is None,
    }
    return tuple(name for name, is_gap in gaps.items() if is_gap)


def gaps_of(*, actor: Actor, customer_id: int, outsider_id: int) -> Gaps:
    """Return what a form may fill in; raise NotFound outside the scope, and where nothing is missing."""
    found = [row for row in _rows(actor, [outsider_id]) if row.customer_id == customer_id]
    lacks = lacking(found[0]) if found else ()
    if not lacks:
        raise NotFound(_("There is no such entry."))
    return Gaps(_party(found[0], actor).name, lacks, found[0].version)
