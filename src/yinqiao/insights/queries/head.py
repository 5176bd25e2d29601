"""Some figures for the head of the customer page: what moved, what is held, when somebody last spoke to the customer."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.insights.models import CustomerFacts, Fact
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.cells import NO_PERMISSION


@dataclass(frozen=True, slots=True)
class HeadFigure:
    """One figure: `number` and `unit` apart, a foot-note, and the formula. `sign` colours a change of money.

    `is_connected` is false where its source is not connected (未接入); `number` is empty where nothing is known.
    """

    key: str
    title: str
    number: str
    unit: str
    foot: str
    formula: str
    sign: int = 0
    is_connected: bool = True


@dataclass(frozen=True, slots=True)
class _Reader:
    """The customer's facts as this actor may see them."""

    row: CustomerFacts | None
    known: dict[str, Fact]
    sees_amounts: bool

    def figure(
        self, key: str, title: str, *, foot: str, written: Callable[[Decimal], tuple[str, str, int]]
    ) -> HeadFigure:
        """Return one figure, written by `written` as (number, unit, sign) where there is a value."""
        fact = self.known.get(key)
        value = None if self.row is None else getattr(self.row, key)
        number, unit, sign = ("", "", 0) if value is None else written(Decimal(value))
        return HeadFigure(
            key,
            title,
            number,
            unit,
            foot,
            _(fact.formula) if fact else "",
            sign,
            is_connected=fact is not None and fact.is_connected,
        )

    def money(self, value: Decimal) -> tuple[str, str, int]:
        """Write a signed amount, or stars for those who see bands only."""
        if not self.sees_amounts:
            return NO_PERMISSION, "", 0
        text = formats.money(value, language=get_language() or "zh-hans", signed=True)
        number, _space, unit = text.partition(" ")
        return number, unit, (value > 0) - (value < 0)


def head_figures(*, actor: Actor, customer_id: int) -> list[HeadFigure]:
    """Return the figures of the newest rebuild, in their order; raise NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    keys = ("aum_change_month", "product_classes", "net_inflow_90", "days_since_contact")
    change, classes, inflow, contact = keys
    row = CustomerFacts.objects.filter(pk=customer_id).first()
    reader = _Reader(
        row,
        {fact.key: fact for fact in Fact.objects.filter(key__in=keys)},
        customers.masker_of(actor).sees_amounts(in_team=in_team),
    )
    return [
        reader.figure(
            change,
            _("Change this month"),
            foot=_("since the last month end"),
            written=reader.money,
        ),
        reader.figure(
            classes,
            _("Products held"),
            foot=_lacking(row),
            written=lambda value: (f"{value:f}", _("classes"), 0),
        ),
        reader.figure(inflow, _("Net inflow"), foot=_("last 90 days"), written=reader.money),
        reader.figure(
            contact,
            _("Last contact"),
            foot=_contacted(row),
            written=lambda value: (f"{value:f}", _("days ago"), 0),
        ),
    ]


def _lacking(row: CustomerFacts | None) -> str:
    named = (
        (row is not None and row.lacks_wealth, _("wealth products")),
        (row is not None and row.lacks_card, _("credit card")),
    )
    lacking = [name for lacks, name in named if lacks]
    return _("without {products}").format(products="、".join(lacking)) if lacking else ""


def _contacted(row: CustomerFacts | None) -> str:
    if row is None or row.last_contact_on is None:
        return ""
    return row.last_contact_on.isoformat()
