"""What is known already of somebody who is being typed in (C1): exact by certificate, near by number and name; beyond the scope no more than that there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from yinqiao.customers import choices, rules
from yinqiao.customers.choices import MatchKey
from yinqiao.customers.models import Company, ContactPoint, Customer, Identification, Merged
from yinqiao.customers.queries.beyond import whole_bank
from yinqiao.customers.queries.rows import CustomerRow, customer_rows_of
from yinqiao.customers.queries.search import CONTACT_INDEX, IDENTIFICATION_INDEX
from yinqiao.lib import pinyin
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto import index
from yinqiao.platform.i18n.codes import labels

MOST: Final = 20
# How much agreement says, from the keys together; a phone alone says nothing (families share one).
_EXACT: Final = frozenset({MatchKey.ID_NUMBER, MatchKey.USCC})
_WEIGHTS: Final = {
    MatchKey.ID_NUMBER: 0.98,
    MatchKey.USCC: 0.98,
    MatchKey.MOBILE: 0.45,
    MatchKey.NAME: 0.4,
    MatchKey.PINYIN: 0.3,
    MatchKey.FORMER_NAME: 0.3,
    MatchKey.BIRTH: 0.3,
}
_NEAR: Final = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is being typed in: numbers in clear, as written. Empty texts say nothing."""

    kind: str
    name: str
    mobile: str = ""
    id_number: str = ""
    uscc: str = ""
    birth_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A record that may be the same: its id, what agrees, how much that says (0-1), and whether a number of one person alone agrees."""

    customer_id: int
    keys: tuple[str, ...]
    score: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class KnownRow:
    """The same as the actor may see it."""

    row: CustomerRow
    keys: tuple[str, ...]
    score: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """Records in scope, the surest first; `is_elsewhere`: the certificate belongs to a customer beyond the scope (ask for access)."""

    rows: tuple[KnownRow, ...]
    is_elsewhere: bool

    @property
    def is_exact(self) -> bool:
        """Tell whether one of them has the same certificate or credit code."""
        return any(row.is_exact for row in self.rows)

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.rows and not self.is_elsewhere


def entry_check(
    *, actor: Actor, now: datetime, candidate: Candidate, known: Iterable[Known] | None = None
) -> EntryCheck:
    """Return what the person who types may know of duplicates (contract 17)."""
    found = list(known) if known is not None else known_records(actor=actor, candidate=candidate)
    rows = customer_rows_of(actor=actor, customer_ids=[item.customer_id for item in found], now=now)
    words = labels(MatchKey)
    return EntryCheck(
        rows=tuple(
            KnownRow(
                rows[item.customer_id],
                tuple(words[key] for key in item.keys),
                item.score,
                item.is_exact,
            )
            for item in found
            if item.customer_id in rows
        ),
        is_elsewhere=any(item.is_exact and item.customer_id not in rows for item in found),
    )


def known_records(*, actor: Actor, candidate: Candidate) -> list[Known]:
    """Return the records of the whole bank that may be the candidate, the surest first. Never shown: `entry_check` is."""
    agreed: dict[int, set[str]] = {}
    with whole_bank(actor):
        for key, ids in _look_ups(candidate):
            for pk in ids:
                agreed.setdefault(pk, set()).add(key)
        if agreed:
            _compare(candidate, agreed)
        survivors = dict(Merged.objects.filter(pk__in=agreed).values_list("pk", "survivor_id"))
    found: dict[int, set[str]] = {}
    for pk, keys in agreed.items():
        found.setdefault(survivors.get(pk, pk), set()).update(keys)
    scored = [
        Known(pk, tuple(sorted(keys)), _score(keys), bool(keys & _EXACT))
        for pk, keys in found.items()
    ]
    near = [item for item in scored if item.is_exact or item.score >= _NEAR]
    return sorted(near, key=lambda item: (-item.score, item.customer_id))[:MOST]


def _look_ups(candidate: Candidate) -> Iterable[tuple[str, list[int]]]:
    """Yield what agrees with the ids for which it does; each look-up answers from one index."""
    if candidate.id_number:
        number = index.blind(IDENTIFICATION_INDEX, rules.identification_key(candidate.id_number))
        rows = Identification.objects.filter(number_index=number, ended_on__isnull=True)
        yield MatchKey.ID_NUMBER, list(rows.values_list("customer_id", flat=True)[:MOST])
    if candidate.uscc:
        companies = Company.objects.filter(uscc=rules.identification_key(candidate.uscc))
        yield MatchKey.USCC, list(companies.values_list("pk", flat=True)[:MOST])
    if candidate.mobile:
        value = index.blind(CONTACT_INDEX, rules.contact_key(candidate.mobile))
        points = ContactPoint.objects.filter(value_index=value, ended_on__isnull=True)
        yield MatchKey.MOBILE, list(points.values_list("customer_id", flat=True)[:MOST])
    if candidate.birth_on is not None:
        born = Customer.objects.filter(
            pinyin=pinyin.full(candidate.name), birth_on=candidate.birth_on, kind=candidate.kind
        )
        yield MatchKey.BIRTH, list(born.values_list("pk", flat=True)[:MOST])
    if candidate.kind == choices.Kind.COMPANY:
        named = Customer.objects.filter(name=candidate.name, kind=candidate.kind)
        yield MatchKey.NAME, list(named.values_list("pk", flat=True)[:MOST])


def _compare(candidate: Candidate, agreed: dict[int, set[str]]) -> None:
    """Add what agrees of name and birth for those found; drop records of another kind and ended ones."""
    rows = Customer.objects.filter(
        Q(kind=candidate.kind), pk__in=list(agreed), ended_on__isnull=True
    ).values_list("pk", "name", "former_name", "pinyin", "birth_on")
    spelt, live = pinyin.full(candidate.name), set()
    for pk, name, former_name, reading, birth_on in rows:
        live.add(pk)
        if name == candidate.name:
            agreed[pk].add(MatchKey.NAME)
        elif candidate.name == former_name:
            agreed[pk].add(MatchKey.FORMER_NAME)
        elif spelt and reading == spelt:
            agreed[pk].add(MatchKey.PINYIN)
        if candidate.birth_on is not None and birth_on == candidate.birth_on:
            agreed[pk].add(MatchKey.BIRTH)
    for pk in set(agreed) - live:
        del agreed[pk]


def _score(keys: set[str]) -> float:
    if keys & _EXACT:
        return 0.99 if keys & {MatchKey.NAME, MatchKey.PINYIN} else 0.95
    is_same_company = keys == {MatchKey.NAME}
    total = sum(_WEIGHTS.get(MatchKey(key), 0.0) for key in keys)
    return _NEAR if is_same_company else min(0.9, round(total, 4))
