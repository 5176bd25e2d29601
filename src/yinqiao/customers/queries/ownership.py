"""Who owns a company in the end, worked out over the relations in scope, held against who is registered; rings of guarantees through it (N13)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import policies
from yinqiao.customers.choices import WITH_PERCENT, RelationKind
from yinqiao.customers.models import ListedCustomer
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.outsiders import Party, Tie, told_once
from yinqiao.customers.queries.rows import CustomerRow, customer_rows
from yinqiao.lib import ownership
from yinqiao.lib.ownership import Answer, Basis, Path, Stake, Structure
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters

BENEFICIAL_PERCENT: Final = "customers.beneficial_percent"
BENEFICIAL_PERCENT_ENHANCED: Final = "customers.beneficial_percent_enhanced"
RING_SHOWN: Final = 5
"""As many names of a ring as a person takes in; its size says the rest."""
_WHOLE: Final = Decimal(1)
_BASES: Final[Mapping[Basis, object]] = {
    Basis.SHARES: _("by their shares"),
    Basis.RIGHTS: _("by their rights to income or votes"),
    Basis.CONTROL: _("by control in fact: nobody holds enough shares"),
    Basis.MANAGEMENT: _("in charge of the daily management: nobody holds or controls enough"),
    Basis.NONE: _("nobody on record holds, controls or manages the company"),
}
# A union of distinct rows ends by itself where companies hold each other.
_ABOVE: Final = """
with recursive above as (
    select r.id, r.kind, {holder} as holder, {company} as company, r.percent
    from customers_relation r where (r.other_id = %(company)s or (r.customer_id = %(company)s and r.is_from_outsider))
        and r.kind = any(%(kinds)s) and {open}
    union
    select r.id, r.kind, {holder}, {company}, r.percent
    from above join customers_relation r on r.other_id = above.holder or (r.customer_id = above.holder and r.is_from_outsider)
    where above.kind = any(%(stakes)s) and r.kind = any(%(stakes)s) and {open}
)
select kind, holder, company, percent from above
"""
# Who is no customer has the negative of her own number.
_HOLDER: Final = "case when r.is_from_outsider then -r.outsider_id else r.customer_id end"
_COMPANY: Final = "case when r.is_from_outsider then r.customer_id else r.other_id end"
_AROUND: Final = """
with recursive onward as (
    select r.customer_id as giver, r.other_id as receiver
    from customers_relation r where r.customer_id = %(company)s and r.kind = 'GUARANTEE' and r.other_id is not null and {open}
    union
    select r.customer_id, r.other_id
    from onward join customers_relation r on r.customer_id = onward.receiver
    where r.kind = 'GUARANTEE' and r.other_id is not null and {open}
)
select 'GUARANTEE', giver, receiver, null::numeric from onward
"""
_OPEN: Final = "r.ended_on is null and coalesce(r.valid_from, %(day)s) <= %(day)s and coalesce(r.valid_to, date '9999-12-31') > %(day)s"
_ASKED: Final = [
    *WITH_PERCENT,
    RelationKind.MANAGER,
    RelationKind.ACTUAL_CONTROLLER,
    RelationKind.LEGAL_REPRESENTATIVE,
    RelationKind.BENEFICIAL_OWNER,
]


@dataclass(frozen=True, slots=True)
class PathStep:
    """A party on a path of shares, as the reader may see it; of who is no customer the number is negative."""

    customer_id: int
    name: str

    @property
    def is_outsider(self) -> bool:
        """Tell whether she is no customer of the bank."""
        return self.customer_id < 0


@dataclass(frozen=True, slots=True)
class PathShown:
    """A path from the owner down to the company, without the company itself, and the product of its shares (a fraction)."""

    steps: tuple[PathStep, ...]
    share: Decimal

    @property
    def is_direct(self) -> bool:
        """Tell whether nobody stands between."""
        return len(self.steps) == 1


@dataclass(frozen=True, slots=True)
class OwnerShown:
    """A beneficial owner; `share` (a fraction) and paths where shares made her one. `is_registered`: the source says so too."""

    customer_id: int
    name: str
    share: Decimal | None
    paths: tuple[PathShown, ...]
    is_registered: bool

    @property
    def is_outsider(self) -> bool:
        """Tell whether she is no customer of the bank."""
        return self.customer_id < 0


@dataclass(frozen=True, slots=True)
class Ownership:
    """Beneficial owners as worked out, never the last word: a person in compliance confirms them (PBOC Order 2025-12).

    `unknown` is the fraction of the company itself of which the reader knows no holder; `registered_only` are said to be owners by the source
    alone. `rings` are companies that hold each other, `guarantee_ring` the first parties that guarantee in a ring of `ring_size`, this one first.
    """

    customer_id: int
    basis: str
    basis_label: str
    threshold: Decimal
    is_enhanced: bool
    owners: tuple[OwnerShown, ...]
    registered_only: tuple[PathStep, ...]
    unknown: Decimal
    rings: tuple[tuple[PathStep, ...], ...]
    guarantee_ring: tuple[PathStep, ...]
    ring_size: int
    is_cut: bool

    @property
    def is_ring_cut(self) -> bool:
        """Tell whether the ring has more parties than are named."""
        return self.ring_size > len(self.guarantee_ring)

    @property
    def differs(self) -> bool:
        """Tell whether the register and what was worked out name other people."""
        return bool(self.registered_only) or any(not row.is_registered for row in self.owners)


def ownership_of(
    *, actor: Actor, customer_id: int, now: datetime, is_enhanced: bool = False
) -> Ownership:
    """Return who owns a company in the end, as far as the actor's scope reaches; raise NotFound outside of it.

    `is_enhanced` asks by the lower threshold of enhanced due diligence. The number of queries is constant.
    """
    require_customer(actor=actor, customer_id=customer_id)
    day = clock.bank_date(now)
    ties, outsiders = told_once(_read(_ABOVE, customer_id, day), actor=actor)
    around = _read(_AROUND, customer_id, day)
    parties = {party for tie in (*ties, *around) for party in (tie.holder, tie.company)}
    known: dict[int, Party] = {**_known(actor, parties, now), **outsiders}
    stakes = _stakes(ties, RelationKind.SHAREHOLDER, known)
    shares = ownership.structure(customer_id, stakes)
    threshold = _threshold(day, is_enhanced=is_enhanced)
    rights = _rights(customer_id, ties, known)
    answer = _answer((shares, rights), ties, known, threshold=threshold)
    registered = _of_kind(ties, RelationKind.BENEFICIAL_OWNER, known)
    direct = sum((one.share for one in stakes if one.company == customer_id), Decimal(0))
    guarantees = [
        (tie.holder, tie.company) for tie in around if {tie.holder, tie.company} <= known.keys()
    ]
    ring = ownership.guarantee_ring(customer_id, guarantees)
    return Ownership(
        customer_id=customer_id,
        basis=answer.basis,
        basis_label=str(_BASES[answer.basis]),
        threshold=threshold,
        is_enhanced=is_enhanced,
        owners=tuple(_shown(one, answer, known, registered=registered) for one in answer.owners),
        registered_only=_steps((one for one in registered if one not in answer.owners), known),
        unknown=max(_WHOLE - direct, Decimal(0)),
        rings=tuple(_steps(one, known) for one in shares.rings),
        guarantee_ring=_steps(ring[:RING_SHOWN], known),
        ring_size=len(ring),
        is_cut=shares.is_cut,
    )


def _read(text: str, customer_id: int, day: date) -> list[Tie]:
    with connection.cursor() as cursor:
        cursor.execute(
            text.format(open=_OPEN, holder=_HOLDER, company=_COMPANY),
            {
                "company": customer_id,
                "kinds": [str(kind) for kind in _ASKED],
                "stakes": [str(kind) for kind in WITH_PERCENT],
                "day": day,
            },
        )
        return [Tie(*row) for row in cursor.fetchall()]


def _known(actor: Actor, ids: Collection[int], now: datetime) -> dict[int, CustomerRow]:
    found = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), customer_id__in=list(ids)
    )
    return {row.id: row for row in customer_rows(found, actor=actor, now=now)}


def _threshold(day: date, *, is_enhanced: bool) -> Decimal:
    key = BENEFICIAL_PERCENT_ENHANCED if is_enhanced else BENEFICIAL_PERCENT
    return Decimal(parameters.integer(key, on=day)) / 100


def _stakes(ties: Sequence[Tie], kind: RelationKind, known: Mapping[int, Party]) -> list[Stake]:
    return [
        Stake(tie.holder, tie.company, tie.percent / 100)
        for tie in ties
        if tie.kind == kind and tie.percent is not None and tie.holder in known
    ]


def _rights(customer_id: int, ties: Sequence[Tie], known: Mapping[int, Party]) -> Structure | None:
    """Return what everybody may vote or earn, whichever is more; None where nothing is on record that differs from the shares."""
    shares = _stakes(ties, RelationKind.SHAREHOLDER, known)
    found = []
    for kind in (RelationKind.VOTING_RIGHTS, RelationKind.INCOME_RIGHTS):
        apart = _stakes(ties, kind, known)
        if apart:
            # A share carries votes and income with it where no agreement says otherwise.
            agreed = {(one.holder, one.company) for one in apart}
            carried = [one for one in shares if (one.holder, one.company) not in agreed]
            found.append(ownership.structure(customer_id, [*apart, *carried]))
    return ownership.higher(found) if found else None


def _answer(
    held: tuple[Structure, Structure | None],
    ties: Sequence[Tie],
    known: Mapping[int, Party],
    *,
    threshold: Decimal,
) -> Answer:
    people = {pk for pk, row in known.items() if not row.is_company}
    managers = [pk for pk in _of_kind(ties, RelationKind.MANAGER, known) if pk in people]
    return ownership.beneficial_owners(
        held[0],
        people=people,
        threshold=threshold,
        rights=held[1],
        controllers=_of_kind(ties, RelationKind.ACTUAL_CONTROLLER, known),
        # Who signs for the company is in charge unless somebody else is named.
        managers=managers or _of_kind(ties, RelationKind.LEGAL_REPRESENTATIVE, known),
    )


def _of_kind(ties: Sequence[Tie], kind: RelationKind, known: Mapping[int, Party]) -> list[int]:
    return sorted({tie.holder for tie in ties if tie.kind == kind} & known.keys())


def _shown(
    owner: int, answer: Answer, known: Mapping[int, Party], *, registered: Collection[int]
) -> OwnerShown:
    held = answer.held.get(owner)
    return OwnerShown(
        customer_id=owner,
        name=known[owner].name,
        share=held.share if held else None,
        paths=tuple(_path(path, known) for path in held.paths) if held else (),
        is_registered=owner in registered,
    )


def _path(path: Path, known: Mapping[int, Party]) -> PathShown:
    return PathShown(_steps(path.parties[:-1], known), path.share)


def _steps(parties: Iterable[int], known: Mapping[int, Party]) -> tuple[PathStep, ...]:
    return tuple(PathStep(one, known[one].name) for one in parties if one in known)
