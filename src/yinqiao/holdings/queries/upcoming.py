"""What falls due soon: deposits, positions, loans, in the order of their days."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.holdings.queries.positions import holdings
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Maturity:
    """A day on which money is freed or owed; the amount as the actor may see it."""

    name: str
    kind: str
    amount: str
    matures_on: date
    days_left: int


def maturities(
    *, actor: Actor, customer_id: int, days: int, now: datetime, as_of: datetime | None = None
) -> list[Maturity]:
    """Return what matures or is to be paid within `days`; raise NotFound outside the scope."""
    held = holdings(actor=actor, customer_id=customer_id, now=now, as_of=as_of)
    today = clock.bank_date(as_of or now)
    dated = [
        *((row.product_name, _("matures"), row.balance, row.matures_on) for row in held.deposits),
        *(
            (row.product_name, _("matures"), row.market_value, row.matures_on)
            for row in held.positions
        ),
        *(
            (row.product_name, _("instalment"), row.instalment, row.next_due_on)
            for row in held.loans
        ),
    ]
    found = [
        Maturity(name, kind, amount, day, (day - today).days)
        for name, kind, amount, day in dated
        if day is not None and 0 <= (day - today).days <= days
    ]
    return sorted(found, key=lambda row: (row.matures_on, row.name))
