"""Who belongs to a company: its group with what it has in scope, its shareholders with the sum of their shares; and its declared size."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language

from yinqiao.customers.choices import RelationKind
from yinqiao.customers.models import Company
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.ties import RelationRow, owners, relations_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats

CHINESE: Final = "zh-hans"
WHOLE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Group:
    """Group parents, members and sisters, each once, and the shareholders; totals only over those in scope, empty where one is a band.

    `share_sum` is a fraction (None: no share is known); more than the whole is a fault of the source.
    """

    customer_id: int
    parents: tuple[RelationRow, ...]
    members: tuple[RelationRow, ...]
    in_scope: int
    aum_text: str
    lum_text: str
    shareholders: tuple[RelationRow, ...]
    share_sum: Decimal | None

    @property
    def is_over(self) -> bool:
        """Tell whether the shares sum to more than the whole."""
        return self.share_sum is not None and self.share_sum > WHOLE

    @property
    def outside(self) -> int:
        """Return how many stand outside the scope: of them relation and name are told, no figure."""
        return len(self.parents) + len(self.members) - self.in_scope


@dataclass(frozen=True, slots=True)
class CompanySize:
    """What a company declared of itself; None: not known."""

    annual_revenue: Decimal | None
    employees: int | None


def group_of(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> Group:
    """Return the group and the shareholders of a company; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    own = _in_group(relations_of(actor=actor, customer_id=customer_id, now=now, as_of=as_of))
    parents = [row for row in own if row.is_reverse]
    members = [row for row in own if not row.is_reverse]
    for parent in parents:
        # Through one outside of the scope nothing is read: of it the relation and a masked name are told. Most have one parent.
        if parent.other_id is not None and parent.other is not None:
            rows = relations_of(actor=actor, customer_id=parent.other_id, now=now, as_of=as_of)
            members += [row for row in _in_group(rows) if not row.is_reverse]
    members = _once([row for row in members if row.other_id != customer_id])
    known = [row.other for row in (*parents, *members) if row.other is not None]
    holders = [
        row
        for row in owners(actor=actor, customer_id=customer_id, now=now, as_of=as_of)
        if row.kind == RelationKind.SHAREHOLDER
    ]
    shares = [row.share for row in holders if row.share is not None]
    return Group(
        customer_id=customer_id,
        parents=tuple(parents),
        members=tuple(members),
        in_scope=len(known),
        aum_text=_total([row.aum for row in known]),
        lum_text=_total([row.lum for row in known]),
        shareholders=tuple(holders),
        share_sum=sum(shares, Decimal(0)) if shares else None,
    )


def company_size(*, actor: Actor, customer_id: int) -> CompanySize:
    """Return what the company declared of itself; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    found = Company.objects.filter(customer_id=customer_id).values("annual_revenue", "employees")
    row = found.first() or {"annual_revenue": None, "employees": None}
    return CompanySize(row["annual_revenue"], row["employees"])


def _in_group(rows: tuple[RelationRow, ...]) -> list[RelationRow]:
    return [row for row in rows if row.kind == RelationKind.GROUP_MEMBER]


def _once(rows: list[RelationRow]) -> list[RelationRow]:
    kept: dict[object, RelationRow] = {}
    for row in rows:
        kept.setdefault(row.other_id or row.name, row)
    return list(kept.values())


def _total(amounts: list[Decimal | None]) -> str:
    """Return the sum; nothing if there is none to add, or one that the reader sees as a band only."""
    clear = [amount for amount in amounts if amount is not None]
    if not clear or len(clear) < len(amounts):
        return ""
    return formats.money(sum(clear, Decimal(0)), language=get_language() or CHINESE)
