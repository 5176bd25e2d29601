"""Two records side by side, masked for the reviewer: what agrees, whose value would stand and why, what would move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from yinqiao.customers import choices, labels, policies
from yinqiao.customers.identity import rules
from yinqiao.customers.identity.rules import Value, Why
from yinqiao.customers.models import (
    Company,
    ContactPoint,
    Customer,
    Identification,
    Merge,
    Merged,
)
from yinqiao.customers.queries.card import is_in_team
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db import moves
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.masking.rules import FieldClass, mask
from yinqiao.platform.parameters import queries as parameters

RANKS: Final = "customers.source_ranks"
_CODES: Final[Mapping[str, type[TextChoices]]] = {
    "marital_status": choices.MaritalStatus,
    "education": choices.Education,
    "occupation": choices.Occupation,
    "status": choices.Status,
    "party_type": choices.PartyType,
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records as the reviewer sees it. `filled` is the share of fields with a value, in percent."""

    id: int
    customer_no: str
    name: str
    source: str
    filled: int
    known_from: datetime
    is_verified: bool


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: the masked texts of the record that is kept and of the other, whose stands (`choices.Side`) and why."""

    key: str
    label: str
    kept: str
    other: str
    is_same: bool
    side: str
    why: str
    known_kept: date
    known_other: date

    @property
    def result(self) -> str:
        """The text that stands."""
        return self.kept if self.side == choices.Side.SURVIVOR else self.other

    @property
    def is_open(self) -> bool:
        """Tell whether the reviewer has something to decide."""
        return not self.is_same


@dataclass(frozen=True, slots=True)
class NumberPair:
    """Certificates or numbers of both records, masked; all of them stay, equal ones once."""

    label: str
    kept: tuple[str, ...]
    other: tuple[str, ...]
    shared: int


@dataclass(frozen=True, slots=True)
class MovingLine:
    """How many rows of a kind each record has."""

    title: str
    kept: int
    other: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of the page. `kept` is the record that would be kept, `refusal` why these two cannot be merged now."""

    suggestion_id: int | None
    kept: Side
    other: Side
    fields: tuple[FieldLine, ...]
    numbers: tuple[NumberPair, ...]
    moving: tuple[MovingLine, ...]
    refusal: str

    @property
    def same(self) -> int:
        """How many fields agree."""
        return sum(line.is_same for line in self.fields)

    @property
    def differing(self) -> int:
        """How many fields somebody has to look at."""
        return len(self.fields) - self.same


def told(customer: Customer) -> str:
    """Return name and number as strangers may read them."""
    is_company = customer.kind == choices.Kind.COMPANY
    name = mask(customer.name, FieldClass.COMPANY_NAME if is_company else FieldClass.NAME)
    return f"{name} {customer.customer_no}"


def settled_sides(
    survivor: Customer, member: Customer, *, chosen: Mapping[str, str]
) -> dict[str, str]:
    """Return whose value stands for every field: as chosen, else by the rule."""
    both = _Both(survivor, member, _texts(survivor), _texts(member), source_ranks())
    return {
        field: chosen.get(field, _stands(field, both)[0])
        for field in rules.fields_of(survivor.kind)
    }


def compare(
    *,
    actor: Actor,
    first_id: int,
    second_id: int,
    kept_id: int | None = None,
    suggestion_id: int | None = None,
) -> Comparison:
    """Return the comparison; `kept_id` names the record to keep where the reviewer turned them round. Raise NotFound outside the scope."""
    rows = {
        row.pk: row
        for row in Customer.objects.filter(policies.visible_to(actor), pk__in=[first_id, second_id])
    }
    if len(rows) != 2:  # noqa: PLR2004 - a pair
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    verified = set(
        Identification.objects.filter(
            customer_id__in=rows, ended_on__isnull=True, is_verified=True
        ).values_list("customer_id", flat=True)
    )
    texts = {pk: _texts(row) for pk, row in rows.items()}
    first, second = (
        rules.Record(pk, rows[pk].source, pk in verified, _filled(texts[pk]), rows[pk].known_from)
        for pk in (first_id, second_id)
    )
    ranks = source_ranks()
    chosen = kept_id if kept_id in rows else rules.kept_of(first, second, ranks=ranks)
    kept, other = (
        (rows[first_id], rows[second_id])
        if chosen == first_id
        else (rows[second_id], rows[first_id])
    )
    door = Door(actor, masker_of(actor), _names_of((kept, other)))
    both = _Both(kept, other, texts[kept.pk], texts[other.pk], ranks)
    return Comparison(
        suggestion_id=suggestion_id,
        kept=_side(kept, door, texts[kept.pk], is_verified=kept.pk in verified),
        other=_side(other, door, texts[other.pk], is_verified=other.pk in verified),
        fields=tuple(_line(field, both, door) for field in rules.fields_of(kept.kind)),
        numbers=_numbers(kept.pk, other.pk),
        moving=moving_lines(kept.pk, other.pk),
        refusal=refusal_of(kept, other),
    )


def refusal_of(kept: Customer, other: Customer) -> str:
    """Return why these two cannot be merged now, or nothing."""
    if kept.kind != other.kind:
        return _("A person and a company are never one customer.")
    merged = Merged.objects.filter(pk__in=[kept.pk, other.pk]).select_related("merge").first()
    if merged is not None:
        return _("{member} went into {survivor} already. Compare with that one.").format(
            member=merged.member_no, survivor=merged.merge.survivor_no
        )
    ids = [kept.pk, other.pk]
    waiting = Merge.objects.filter(state=choices.MergeState.WAITING)
    if waiting.filter(survivor_id__in=ids).exists() or waiting.filter(member_id__in=ids).exists():
        return _("A merge of one of these records waits for the second person.")
    return ""


def moving_lines(kept_id: int, other_id: int) -> tuple[MovingLine, ...]:
    """Return what each record has of the things that move, those that have any."""
    lines = []
    for participant in moves.in_order():
        found = participant.count(connection, [kept_id, other_id])
        lines.append(
            MovingLine(_(participant.title), found.get(kept_id, 0), found.get(other_id, 0))
        )
    return tuple(line for line in lines if line.kept or line.other)


def moved_lines(merge: Merge) -> tuple[MovingLine, ...]:
    """Return what a merge moved, by kind."""
    moved = (
        {str(key): int(str(number)) for key, number in merge.moved.items()} if merge.moved else {}
    )
    return tuple(
        MovingLine(_(participant.title), 0, moved[participant.key])
        for participant in moves.in_order()
        if moved.get(participant.key)
    )


def source_ranks() -> Sequence[str]:
    """Return the sources, the best first: core, ECIF-certified, CRM, self-declared."""
    value = parameters.value(RANKS)
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


@dataclass(frozen=True, slots=True)
class _Both:
    """Both records with their fields as plain texts, and the order of the sources."""

    kept: Customer
    other: Customer
    mine: Mapping[str, str]
    theirs: Mapping[str, str]
    ranks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Door:
    """What masks for this reviewer, and the names behind ids."""

    actor: Actor
    masker: Masker
    names: Mapping[str, Mapping[int, str]]


def door_of(actor: Actor, masker: Masker) -> Door:
    """Return what masks single fields, without units and managers."""
    return Door(actor, masker, {})


def _names_of(rows: Sequence[Customer]) -> dict[str, Mapping[int, str]]:
    return {
        "org": organization.org_names({row.org_id for row in rows}),
        "team": organization.staff_names({row.main_rm_id for row in rows if row.main_rm_id}),
    }


def _texts(customer: Customer) -> dict[str, str]:
    """Return every field as a plain text to compare; never shown as it is."""
    company = Company.objects.filter(pk=customer.pk).first()
    found = {}
    for field in rules.fields_of(customer.kind):
        value: object
        if field == "org":
            value = customer.org_id
        elif field == "team":
            value = customer.main_rm_id
        elif field in rules.COMPANY_COLUMNS:
            value = getattr(company, field, None)
        elif field in rules.OF_THE_CUSTOMER:
            value = getattr(customer, field)
        else:
            value = customer.attributes.get(field, "")
        found[field] = plain(value)
    return found


def plain(value: object) -> str:
    """Return a value as a plain text to compare; nothing for none."""
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value or "")


def _filled(texts: Mapping[str, str]) -> int:
    return sum(text not in rules.UNTOLD for text in texts.values())


def _stands(field: str, both: _Both) -> tuple[str, Why]:
    mine, theirs = both.mine[field], both.theirs[field]
    # Unit and managers stay with the record that is kept unless it has none: people were told who looks after them.
    if field in {"org", "team", "status"}:
        if theirs and not mine:
            return rules.MEMBER, Why.GAP
        return rules.SURVIVOR, Why.SAME if mine == theirs else Why.KEPT
    return rules.stands(
        Value(mine, both.kept.source, both.kept.known_from),
        Value(theirs, both.other.source, both.other.known_from),
        ranks=both.ranks,
    )


def _side(row: Customer, door: Door, texts: Mapping[str, str], *, is_verified: bool) -> Side:
    return Side(
        id=row.pk,
        customer_no=row.customer_no,
        name=_name(row, row.name, door),
        source=row.source,
        filled=round(100 * _filled(texts) / len(texts)),
        known_from=row.known_from,
        is_verified=is_verified,
    )


def _name(row: Customer, text: str, door: Door) -> str:
    return door.masker.name(
        text,
        in_team=is_in_team(actor=door.actor, customer=row),
        is_company=row.kind == choices.Kind.COMPANY,
    )


def _line(field: str, both: _Both, door: Door) -> FieldLine:
    side, why = _stands(field, both)
    return FieldLine(
        key=field,
        label=field_title(field, both.kept),
        kept=shown(field, both.kept, both.mine[field], door=door),
        other=shown(field, both.other, both.theirs[field], door=door),
        is_same=why is Why.SAME,
        side=side,
        why=_told(why, other=side == rules.MEMBER),
        known_kept=clock.bank_date(both.kept.known_from),
        known_other=clock.bank_date(both.other.known_from),
    )


def field_title(field: str, row: Customer) -> str:
    """Return what a field of this record is called."""
    is_company_name = field == "name" and row.kind == choices.Kind.COMPANY
    known = {"team": "main_rm_id", "name": "company_name" if is_company_name else "name"}
    return labels.field_label(known.get(field, field))


def _told(why: Why, *, other: bool) -> str:
    if why is Why.GAP and other:
        return _("Fills a gap")
    if why is Why.NEWER:
        return _("Newer")
    return _("Better source") if why is Why.SOURCE else ""


def shown(field: str, row: Customer, text: str, *, door: Door) -> str:
    """Return a value as the reviewer may see it."""
    if not text:
        return ""
    if field in {"name", "former_name"}:
        return _name(row, text, door)
    if field == "birth_on":
        return door.masker.birth_date(date.fromisoformat(text))
    if field in door.names:
        return door.names[field].get(int(text), "")
    return worded(field, text) or door.masker.free_text(text)


def worded(field: str, code: str) -> str:
    """Return the word of a code, or nothing for a field without codes."""
    if field in _CODES:
        return label(_CODES[field], code)
    if field in labels.HABITS:
        return labels.habit_label(field, code)
    return labels.value_label(field, code) if field in labels.CODES else ""


def _numbers(kept_id: int, other_id: int) -> tuple[NumberPair, ...]:
    """Return certificates and contact points of both: they are kept, the same number once."""
    ids = [kept_id, other_id]
    certificates = Identification.objects.filter(customer_id__in=ids, ended_on__isnull=True)
    contacts = ContactPoint.objects.filter(customer_id__in=ids, ended_on__isnull=True)
    found: dict[str, list[tuple[int, bytes, str]]] = {}
    for row in certificates.order_by("-is_primary", "pk"):
        found.setdefault(label(choices.IdType, row.id_type), []).append(
            (row.customer_id, bytes(row.number_index), row.number_masked)
        )
    for contact in contacts.order_by("-is_primary", "pk"):
        found.setdefault(label(choices.ContactKind, contact.kind), []).append(
            (contact.customer_id, bytes(contact.value_index), contact.value_masked)
        )
    return tuple(_pair(title, rows, kept_id=kept_id) for title, rows in sorted(found.items()))


def _pair(title: str, rows: Sequence[tuple[int, bytes, str]], *, kept_id: int) -> NumberPair:
    mine = {index: shown for pk, index, shown in rows if pk == kept_id}
    theirs = {index: shown for pk, index, shown in rows if pk != kept_id}
    return NumberPair(
        title, tuple(mine.values()), tuple(theirs.values()), len(mine.keys() & theirs.keys())
    )
