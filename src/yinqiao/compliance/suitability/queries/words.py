"""Answers about suitability in sentences for the seller, each with the rule that it follows from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.suitability import parameters as sources
from yinqiao.compliance.suitability.choices import LicenceKind, Step, SuitabilityCode
from yinqiao.compliance.suitability.rules import (
    CODES,
    Answer,
    AssessmentLimits,
    Buyer,
    Cause,
    Offer,
)
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, or what first: `code` is stable, `text` a sentence, `rule` the title of the rule in Chinese."""

    code: str
    text: str
    rule: str


_SENTENCES: Final[Mapping[Cause, Promise]] = MappingProxyType(
    {
        Cause.REVIEW: gettext_lazy("Under business review"),
        Cause.DECEASED: gettext_lazy("The customer has died."),
        Cause.OFF_SALE: gettext_lazy("The product is not on sale."),
        Cause.UNRATED: gettext_lazy("The product has no risk grade yet and may not be sold."),
        Cause.NO_CAPACITY: gettext_lazy(
            "The customer has no capacity to act: nothing may be sold."
        ),
        Cause.LIMITED_CAPACITY: gettext_lazy(
            "The customer has limited capacity: only products of low risk, with the guardian's consent."
        ),
        Cause.AGE_UNKNOWN: gettext_lazy(
            "The day of birth is missing, so that age and capacity are unknown. Add it first."
        ),
        Cause.NEVER_ASSESSED: gettext_lazy("The customer has no risk assessment yet."),
        Cause.CHANGED: gettext_lazy(
            "The customer told of changed circumstances: a new assessment comes first."
        ),
        Cause.NOT_QUALIFIED: gettext_lazy(
            "For qualified investors only; the customer is not known as one."
        ),
        Cause.FUNDS: gettext_lazy("The amount exceeds the means that the customer told of."),
        Cause.LEGACY: gettext_lazy(
            "Held since before, and above the customer's grade: it is not added to."
        ),
    }
)
_WITH_FACTS: Final[Mapping[Cause, Promise]] = MappingProxyType(
    {
        Cause.LICENCE: gettext_lazy("You hold no valid %(licence)s and may not sell this product."),
        Cause.EXPIRED: gettext_lazy(
            "The risk assessment was valid to %(day)s: a new one comes first."
        ),
        Cause.MISMATCH: gettext_lazy(
            "Product %(product)s, customer %(customer)s: above the customer's grade, it may not be sold; there is no exception."
        ),
        Cause.LOWEST: gettext_lazy(
            "Product %(product)s, customer of the lowest grade: it may not be sold, not even at the customer's wish."
        ),
        Cause.RECOMMENDED: gettext_lazy(
            "Product %(product)s, customer %(customer)s: it may not be recommended. Only if the customer asks for it alone, by two written confirmations."
        ),
    }
)
_STEPS: Final[Mapping[Step, Promise]] = MappingProxyType(
    {
        Step.GUARDIAN_CONSENT: gettext_lazy("Written consent of the guardian"),
        Step.WRITTEN_WARNING: gettext_lazy(
            "First written confirmation: the customer was warned that the product is above the grade"
        ),
        Step.WRITTEN_DECISION: gettext_lazy(
            "Second written confirmation: the customer decides alone to buy"
        ),
        Step.STOP_ADVICE: gettext_lazy("Advise the customer to stop the application"),
        Step.INSIST_CONFIRMATION: gettext_lazy(
            "If the customer goes on: written confirmation of it"
        ),
        Step.SPECIAL_PROCEDURE: gettext_lazy(
            "Special procedure for elderly customers: more time, warning once more, call-back"
        ),
        Step.COOLING_OFF: gettext_lazy("Cooling-off period of 24 hours at least, then call-back"),
    }
)
_RULES: Final[Mapping[Cause, str]] = MappingProxyType(
    {
        Cause.REVIEW: sources.BANK,
        Cause.DECEASED: sources.CIVIL_CODE,
        Cause.LICENCE: sources.BANK,
        Cause.OFF_SALE: sources.BANK,
        Cause.NO_CAPACITY: sources.CIVIL_CODE,
        Cause.LIMITED_CAPACITY: sources.CIVIL_CODE,
        Cause.AGE_UNKNOWN: sources.CIVIL_CODE,
        Cause.RECOMMENDED: sources.FUND_MEASURES,
        Cause.LOWEST: sources.FUND_MEASURES,
        Cause.NOT_QUALIFIED: sources.NEW_RULES,
        Cause.LEGACY: sources.BANK,
    }
)
_STEP_RULES: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.GUARDIAN_CONSENT: sources.CIVIL_CODE,
        Step.WRITTEN_WARNING: sources.FUND_MEASURES,
        Step.WRITTEN_DECISION: sources.FUND_MEASURES,
        Step.STOP_ADVICE: f"{sources.MEASURES}第三十八条",
        Step.INSIST_CONFIRMATION: f"{sources.MEASURES}第三十八条",
    }
)


def reasons_of(answer: Answer, buyer: Buyer, offer: Offer, *, licence: str) -> tuple[Reason, ...]:
    """Return the causes in words; `licence` is the kind that the product needs."""
    return tuple(
        Reason(CODES[cause].value, _said(cause, buyer, offer, licence=licence), _rule(cause))
        for cause in answer.causes
    )


def steps_of(answer: Answer) -> tuple[Reason, ...]:
    """Return what is still to be done, in words."""
    return tuple(
        Reason(step.value, str(_STEPS[step]), _STEP_RULES.get(step, sources.MEASURES))
        for step in answer.steps
    )


def missing_text(steps: Iterable[Reason]) -> str:
    """Return what is still to be done before a sale, in a sentence."""
    return _("Before the sale, keep evidence of: {steps}.").format(
        steps=_(", ").join(step.text for step in steps)
    )


def refusal_text(code: SuitabilityCode | None, limits: AssessmentLimits) -> str:
    """Return why no further assessment may be taken, in a sentence."""
    if code == SuitabilityCode.SUIT_DAILY_LIMIT:
        return _("%(count)s assessments were made today already: no more on one day.") % {
            "count": limits.most_a_day
        }
    if code == SuitabilityCode.SUIT_YEAR_LIMIT:
        return _("%(count)s assessments were made within %(months)s months: no more for now.") % {
            "count": limits.most_in_window,
            "months": limits.window_months,
        }
    return ""


def _said(cause: Cause, buyer: Buyer, offer: Offer, *, licence: str) -> str:
    if cause in _SENTENCES:
        return str(_SENTENCES[cause])
    day = buyer.last_valid_on.isoformat() if buyer.last_valid_on else ""
    return str(_WITH_FACTS[cause]) % {
        "product": offer.grade,
        "customer": buyer.grade,
        "licence": label(LicenceKind, licence),
        "day": day,
    }


def _rule(cause: Cause) -> str:
    return _RULES.get(cause, sources.MEASURES)
