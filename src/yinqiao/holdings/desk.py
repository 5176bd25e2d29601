"""到期与生日 on the workbench: what matures and who has a birthday in the next days of one's own book."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, cast

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import Birthday, NamedCustomer
from yinqiao.holdings import policies, queries
from yinqiao.holdings.queries import BookMaturity
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.desk import Mark
from yinqiao.platform.ui.views.workbench import Block

DAYS_AHEAD: Final = 15
MOST_SHOWN: Final = 8
CHINESE: Final = "zh-hans"
_CUSTOMER: Final = by_id("customers:detail")


@dataclass(frozen=True, slots=True)
class Line:
    """One day of one customer: `amount` of what matures, empty for a birthday."""

    on: date
    customer_id: int
    customer: str
    tier: str
    text: str
    amount: str
    is_birthday: bool


class Upcoming(Block):
    """Maturities and birthdays of the next days, in the order of their days."""

    permission = policies.VIEW
    template_name = "holdings/desk.html"
    title = cast("str", gettext_lazy("Maturities and birthdays"))

    def block(self) -> Mapping[str, object]:
        """The lines, and the sum of what matures."""
        if self.actor.staff_id is None:
            return {"lines": [], "days": DAYS_AHEAD, "count": 0}
        last = self.today + timedelta(days=DAYS_AHEAD)
        due = queries.book_maturities(
            actor=self.actor, staff_id=self.actor.staff_id, first=self.today, last=last
        )
        lines = upcoming(self.actor, due, first=self.today, last=last)
        shows_all = "all" in self.request.GET
        shown = lines if shows_all else lines[:MOST_SHOWN]
        _record(self.actor, shown)
        home = [line.amount for line in due if line.currency == formats.HOME_CURRENCY]
        return {
            "lines": shown,
            "days": DAYS_AHEAD,
            "count": len(due),
            "sum": sum(home, Decimal(0)),
            "left": len(lines) - len(shown),
        }


def _record(actor: Actor, lines: Collection[Line]) -> None:
    if lines:
        record_read(
            actor=actor,
            verb="holdings.maturities-listed",
            detail={"customers": sorted({line.customer_id for line in lines})},
        )


def upcoming(actor: Actor, due: list[BookMaturity], *, first: date, last: date) -> list[Line]:
    """Return the maturities and birthdays of the span by day, as the actor may read them."""
    born = customers.birthdays(actor=actor, staff_id=actor.staff_id or 0, first=first, last=last)
    people = customers.named_customers(
        actor=actor,
        customer_ids={one.customer_id for one in due} | {one.customer_id for one in born},
    )
    found = [
        _maturity(one, people[one.customer_id])
        for one in due
        if one.customer_id in people and people[one.customer_id].in_team
    ]
    found += [_birthday(one, people[one.customer_id]) for one in born if one.customer_id in people]
    return sorted(found, key=lambda line: (line.on, line.is_birthday, line.customer_id))


def _maturity(one: BookMaturity, customer: NamedCustomer) -> Line:
    language = get_language() or CHINESE
    return Line(
        one.on,
        one.customer_id,
        customer.name,
        customer.tier,
        f"{one.name} · {_('renews by itself')}" if one.renews else one.name,
        formats.money(one.amount, language=language, currency=one.currency),
        is_birthday=False,
    )


def _birthday(one: Birthday, customer: NamedCustomer) -> Line:
    words = ngettext("{age}th birthday", "{age}th birthday", one.age).format(age=one.age)
    return Line(one.on, one.customer_id, customer.name, customer.tier, words, "", is_birthday=True)


def marks(actor: Actor, first: date, last: date) -> list[Mark]:
    """Return the maturities and birthdays of the span for the calendar: those of one's own book."""
    if not actor.can(policies.VIEW) or actor.staff_id is None:
        return []
    due = queries.book_maturities(actor=actor, staff_id=actor.staff_id, first=first, last=last)
    lines = upcoming(actor, due, first=first, last=last)
    _record(actor, lines)
    return [
        Mark(
            line.on,
            f"{line.customer} · {line.text}",
            _CUSTOMER(line.customer_id),
        )
        for line in lines
    ]
