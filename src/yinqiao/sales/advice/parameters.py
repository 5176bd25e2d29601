"""Numbers of the bank that advice goes by."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.i18n.codes import named
from yinqiao.platform.parameters import queries as values
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.products.choices import ProductClass
from yinqiao.sales.advice import rules

MOST: Final = "advice.most_a_customer"
KEPT_AWAY: Final = "advice.rest_days"
HALF_LIFE: Final = "advice.urgency_half_life"
IDLE: Final = "advice.money_for_daily_life"
WORTH: Final = "advice.worth_of_classes"
HELD_PERCENT: Final = "advice.hold_out_percent"
TAKE_DAYS: Final = "advice.take_days"
LEAST_GROUP: Final = "advice.least_group"
CONTAMINATED: Final = "advice.most_contaminated"
WINDOW: Final = "advice.learning_window"
LEAST_BUYERS: Final = "advice.least_buyers"
DUE_DAYS: Final = "advice.opportunity_workdays"
_OWNER: Final = "零售业务部"
_SOURCE: Final = "本行设定：下一步建议"
_MOST_WORTH: Final = 5


def worth(*, on: date) -> dict[str, float]:
    """Return what each class is worth beside the others on a day."""
    return read_worth(values.value(WORTH, on=on))


def read_worth(value: object) -> dict[str, float]:
    """Read ``CLASS:number`` items; raise ValueError for what cannot be read."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    pairs = [str(item).strip().split(":") for item in items]
    return {name: float(number) for name, number in pairs}


def problem_with_worth(value: object) -> str:
    """Return why `value` does not give each class a number."""
    said = _(
        "Every class with its number, above 0 and at most 5, such as WM:1. Known: %(known)s."
    ) % {"known": ", ".join(rules.FITS)}
    try:
        found = read_worth(value)
    except ValueError:
        return said
    is_whole = set(found) == set(rules.FITS)
    return "" if is_whole and all(0 < one <= _MOST_WORTH for one in found.values()) else said


PARAMETERS: Final = (
    ParameterDefinition(
        MOST, "How many products are advised for a customer at most", 3, "products", _SOURCE, _OWNER,
        least=1, most=4,
    ),
    ParameterDefinition(
        KEPT_AWAY, "How long a product rests for a customer after a no", 90, "days", _SOURCE, _OWNER,
        least=1, most=720,
    ),
    ParameterDefinition(
        HALF_LIFE, "In how many days the urgency of what matures falls by half", 15, "days", _SOURCE, _OWNER,
        least=1, most=90,
    ),
    ParameterDefinition(
        IDLE, "Money on demand that is left for daily life", 50000, "CNY", _SOURCE, _OWNER,
        least=0, most=1000000,
    ),
    ParameterDefinition(
        WORTH, "What a class of products is worth beside the others",
        ["TIME:0.6", "NOTICE:0.4", "CD:0.8", "STRUCTURED:0.8", "TBOND:0.6", "WM:1", "FUND:1.1", "INS:1.2", "METAL:0.7",
         "ALT:1.2", "CARD:1", "CONSUMER:1.1", "BIZ_LOAN:1.2", "CORP_WC:1.2", "PAYROLL:1.5"],
        "class:number", _SOURCE, _OWNER, check=problem_with_worth, say=named(ProductClass),
    ),
    ParameterDefinition(
        HELD_PERCENT,
        "Customers of a quarter who are advised nothing, to measure what advice brings (0: no control group)",
        0, "percent", "本行设定：推荐对照组", _OWNER, least=0, most=20,
    ),
    ParameterDefinition(
        TAKE_DAYS, "Within how many days a purchase counts for advice", 30, "days", "本行设定：推荐成效口径", _OWNER,
        least=7, most=90,
    ),
    ParameterDefinition(
        LEAST_GROUP, "How many customers each group needs before an effect is told", 100, "customers",
        "本行设定：推荐成效口径", _OWNER, least=30, most=100000,
    ),
    ParameterDefinition(
        CONTAMINATED, "Of the control group so many may have been offered the product before the comparison says nothing",
        5, "percent", "本行设定：推荐成效口径", _OWNER, least=0, most=50,
    ),
    ParameterDefinition(
        WINDOW, "Over how many days it is learnt who buys", 180, "days", _SOURCE, _OWNER, least=30, most=365,
    ),
    ParameterDefinition(
        LEAST_BUYERS, "How many buyers a model needs in each of its two windows", 200, "buyers", _SOURCE, _OWNER,
        least=50, most=100000,
    ),
    ParameterDefinition(
        DUE_DAYS, "How long a manager has for an opportunity out of advice", 5, "workdays", _SOURCE, _OWNER,
        least=1, most=30,
    ),
)  # fmt: skip
