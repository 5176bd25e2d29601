"""What a piece of advice is called and why it is given, in words and numbers; and each rule that leaves a product out."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yinqiao.customers.choices import Tier
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products
from yinqiao.products.choices import ProductClass
from yinqiao.sales.advice.choices import Action, Source
from yinqiao.sales.advice.models import AdviceLine

CHINESE = "zh-hans"
_TENTH = Decimal("0.1")
_AGES = ("< 30", "30–39", "40–49", "50–59", "≥ 60")


@dataclass(frozen=True, slots=True)
class Told:
    """A title, the reasons one by one, and what to do."""

    title: str
    reasons: tuple[str, ...]
    suggestion: str

    @property
    def reason(self) -> str:
        """All of it in one sentence."""
        return "；".join(self.reasons)


def told_of(line: AdviceLine, *, name: str = "", sees_amounts: bool = True) -> Told:
    """Return the words of one line; `name` is that of its product where the caller has it. Amounts only for whom they are."""
    if line.action == Action.ASSESS:
        return Told(
            _("Assess the risk tolerance first"),
            (
                ngettext(
                    "{number} product that would fit cannot be named without a valid assessment",
                    "{number} products that would fit cannot be named without a valid assessment",
                    line.sample,
                ).format(number=line.sample),
            ),
            _("Invite the customer to a risk assessment; name no product before."),
        )
    product = name or _name_of(line.product_id)
    return Told(
        _("{product}: {action}").format(product=product, action=label(Action, line.action)),
        tuple(text for text in _reasons(line, sees_amounts=sees_amounts) if text),
        _("Speak about {product}, and look at what suits before you propose.").format(
            product=product
        ),
    )


def _name_of(product_id: int | None) -> str:
    found = products.products_by_id([product_id] if product_id else [])
    return found[product_id].name if product_id in found else ""


def _reasons(line: AdviceLine, *, sees_amounts: bool) -> list[str]:
    language = get_language() or CHINESE
    amount = formats.money(line.amount, language=language) if line.amount is not None else ""
    shown = amount if sees_amounts else _("an amount")
    found = []
    if line.days is not None and shown:
        found.append(_when(line.days, shown))
    elif line.action == Action.PLACE and shown:
        found.append(_("{amount} lies idle").format(amount=shown))
    if line.is_gap and line.product_class:
        kind = label(ProductClass, line.product_class)
        found.append(_("Holds no {kind} yet").format(kind=kind))
    found.append(likelihood_told(line))
    if line.lever != 1:
        found.append(
            _("Head office weighs it by {weight}").format(
                weight=formats.decimal(Decimal(str(line.lever)), places=1)
            )
        )
    return found


def _when(days: int, amount: str) -> str:
    if not days:
        return _("{amount} is free or matures today").format(amount=amount)
    return ngettext(
        "{amount} is free or matures, the first of it in {days} day",
        "{amount} is free or matures, the first of it in {days} days",
        days,
    ).format(amount=amount, days=days)


def likelihood_told(line: AdviceLine) -> str:
    """Return how likely it is, on what that rests, and how many it was measured on."""
    language = get_language() or CHINESE
    share = percent(line.propensity)
    number = formats.count(line.sample, language=language)
    if line.source == Source.MODEL:
        return _("The model says {share} (learnt from {number} customers)").format(
            share=share, number=number
        )
    who = segment_told(line.segment)
    if not who:
        return _("{share} of {number} customers of the bank bought").format(
            share=share, number=number
        )
    return _("{share} of {number} customers alike bought ({who})").format(
        share=share, number=number, who=who
    )


def percent(share: float) -> str:
    """Return a share with one place; of less than a thousandth that it is less."""
    value = Decimal(str(share)) * 100
    return "<0.1%" if 0 < value < _TENTH else f"{formats.decimal(value, places=1)}%"


def segment_told(segment: str) -> str:
    """Return who is alike: tier, age, number of classes held."""
    parts = segment.split("|")
    if len(parts) != 3:  # noqa: PLR2004 - the three of `likelihood.KEY`
        return ""
    tier, age, classes = parts
    told = [label(Tier, tier)] if tier else []
    if age.isdigit():
        told.append(_("aged {ages}").format(ages=_AGES[int(age)]))
    told.append(_("{number} classes held").format(number="3+" if classes == "3" else classes))
    return " · ".join(told)
