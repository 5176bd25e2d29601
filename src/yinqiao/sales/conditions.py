"""What must be so before an opportunity enters a stage, and what of it is not so yet (UI.md, stage gate)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.sales import ways
from yinqiao.sales.choices import Act, Condition
from yinqiao.sales.deals import queries as deals
from yinqiao.sales.models import Evidence, Opportunity
from yinqiao.sales.ways import StageInfo

# What these note is the bank's, and no word of the customer.
_NOT_SAID = (Act.TERMS, Act.ORDERED)


@dataclass(frozen=True, slots=True)
class Missing:
    """One condition that does not hold, with what there is to do."""

    condition: Condition
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the conditions of one opportunity are judged by, read once for all stages.

    `offer_refusal` is empty where the gate is open, `terms_refusal` where all terms may be promised.
    """

    row: Opportunity
    shown: frozenset[str]
    is_need_told: bool
    offer_refusal: str
    terms_refusal: str
    today: date

    def holds(self, condition: str) -> bool:
        """Tell whether a condition holds."""
        row = self.row
        if condition == Condition.AMOUNT:
            return bool(row.amount) and row.expected_on >= self.today
        if condition == Condition.NEED:
            return self.is_need_told or condition in self.shown
        if condition == Condition.OFFER:
            is_said = row.proposed_product_id is not None or condition in self.shown
            return is_said and not self.offer_refusal
        if condition == Condition.TERMS:
            return not self.terms_refusal
        is_spared = condition == Condition.RECORDING and row.proposed_product_id is None
        return is_spared or condition in self.shown


def standing(row: Opportunity, *, actor: Actor, now: datetime) -> Standing:
    """Read what the conditions of an opportunity are judged by: a few queries, and the gate where a product was named."""
    shown = Evidence.objects.filter(opportunity_id=row.pk).values_list("condition", flat=True)
    told = row.steps.filter(staff_id__isnull=False).exclude(note="").exclude(act__in=_NOT_SAID)
    today = clock.bank_date(now)
    return Standing(
        row=row,
        shown=frozenset(shown),
        is_need_told=told.exists(),
        offer_refusal=_offer_refusal(row, actor=actor, now=now),
        terms_refusal=deals.terms_refusal(row.pk, today=today),
        today=today,
    )


def missing(found: Standing, stages: Iterable[StageInfo]) -> list[Missing]:
    """Return what does not hold of the conditions of these stages, each once."""
    wanted = dict.fromkeys(code for stage in stages for code in stage.conditions)
    return [
        Missing(Condition(code), str(Condition(code).label), _hint(Condition(code), found))
        for code in wanted
        if not found.holds(code)
    ]


def asked(
    found: Standing, stages: Iterable[StageInfo], lacking: Iterable[Missing]
) -> frozenset[str]:
    """Return the conditions that a form asks about: those that do not hold, and what a product chosen in it would ask for besides."""
    codes = {str(one.condition) for one in lacking}
    wanted = {code for stage in stages for code in stage.conditions}
    may_follow = Condition.OFFER in codes and Condition.RECORDING in wanted - found.shown
    return frozenset(codes | ({str(Condition.RECORDING)} if may_follow else set()))


def on_the_way(row: Opportunity, target: StageInfo) -> tuple[StageInfo, ...]:
    """Return the stages that a move to `target` passes or ends at."""
    return ways.way_of(row.stage_id).between(ways.stage_of(row.stage_id), target)


def _offer_refusal(row: Opportunity, *, actor: Actor, now: datetime) -> str:
    if row.proposed_product_id is None:
        return ""
    try:
        decision = compliance.offer_decision(
            actor=actor,
            customer_id=row.customer_id,
            purpose=row.purpose,
            product=row.proposed_product_id,
            now=now,
        )
    except NotFound:
        return _("The product is no longer on the shelf.")
    return "" if decision.is_allowed else decision.reason


def _hint(condition: Condition, found: Standing) -> str:
    if condition is Condition.OFFER and found.offer_refusal:
        return found.offer_refusal
    return {
        Condition.TERMS: found.terms_refusal,
        Condition.NEED: _("Write down what the customer wants."),
        Condition.AMOUNT: _("Say for how much and by when a deal is expected."),
        Condition.OFFER: _(
            "Name the product, or say that the proposal holds no investment product."
        ),
        Condition.RECORDING: _("Book the double recording with the customer."),
        Condition.CONFIRMED: _("Write down how the customer confirmed."),
    }[condition]
