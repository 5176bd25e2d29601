"""到期资金承接率 by money: of what matured in the month of the data, how much of it still lies with the bank at the data date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yinqiao.holdings import queries as holdings
from yinqiao.insights import queries as insights
from yinqiao.platform.actor import Actor
from yinqiao.sales import rules

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MaturedMoney:
    """What matured of one customer, in yuan (`count` products): her assets at the end of the month before and now, and what of it counts as kept."""

    staff_id: int
    customer_id: int
    count: int
    matured: Decimal
    month_end: Decimal
    aum: Decimal

    @property
    def kept(self) -> Decimal:
        """Return what still lies with the bank."""
        return rules.kept_of(self.matured, before=self.month_end, now=self.aum)


@dataclass(frozen=True, slots=True)
class Retention:
    """The sums of one person: None where no data tells (未接入), zero where nothing matured."""

    matured: Decimal | None = None
    kept: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MaturedBooks:
    """What matured by customer, and of whom something did that cannot be counted: no amount, or nobody knows her assets at the month's end."""

    known: Sequence[MaturedMoney]
    unknown: frozenset[int]


def matured_money(
    *, actor: Actor, staff_ids: Collection[int], first: date, last: date
) -> MaturedBooks:
    """Return what matured from `first` to `last` of the customers in scope whose main managers these are, as the accounts and positions themselves say; in three queries.

    What cannot be counted is left out, `unknown` has the managers whose customers these are.
    """
    rows = holdings.matured(actor=actor, staff_ids=staff_ids, first=first, last=last)
    moves = insights.month_moves({row.customer_id for row in rows})
    known = [
        MaturedMoney(
            row.staff_id,
            row.customer_id,
            row.count - row.unknown,
            row.amount,
            move.month_end,
            move.aum,
        )
        for row in rows
        if (move := moves.get(row.customer_id)) is not None and row.amount
    ]
    unknown = {row.staff_id for row in rows if row.unknown or row.customer_id not in moves}
    return MaturedBooks(known, frozenset(unknown))


def retentions(
    *, actor: Actor, staff_ids: Collection[int], first: date, last: date
) -> dict[int, Retention]:
    """Return the sums by person; who has none that can be counted, though something matured, is not known (未接入)."""
    books = matured_money(actor=actor, staff_ids=staff_ids, first=first, last=last)
    found = {pk: Retention() if pk in books.unknown else Retention(ZERO, ZERO) for pk in staff_ids}
    for one in books.known:
        sums = found[one.staff_id]
        found[one.staff_id] = Retention(
            (sums.matured or ZERO) + one.matured, (sums.kept or ZERO) + one.kept
        )
    return found
