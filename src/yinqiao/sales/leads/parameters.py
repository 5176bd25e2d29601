"""Numbers of the bank that leads go by."""

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.i18n.codes import named
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.sales.leads import rules
from yinqiao.sales.leads.choices import Origin

POINTS: Final = "leads.score_points"
AMOUNTS: Final = "leads.score_amounts"
MODE: Final = "leads.assignment"
ACCEPT_DAYS: Final = "leads.accept_workdays"
IDLE_DAYS: Final = "leads.idle_workdays"
REST_DAYS: Final = "leads.rest_workdays"
CAPACITY: Final = "leads.open_most"
CLAIMS: Final = "leads.claims_a_day"
VIEWS: Final = "leads.pool_views_a_day"
REVEALS: Final = "leads.reveals_a_day"
DUE_DAYS: Final = "leads.opportunity_workdays"
KEEP_MONTHS: Final = "leads.keep_months"
_OWNER: Final = "零售业务部"
_CODES: Final = (*Origin.values, *rules.TRAITS)


def items_of(value: object) -> list[str]:
    """Return the items of a parameter of several texts."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [str(item).strip() for item in items]


def problem_with_points(value: object) -> str:
    """Return why `value` does not give each origin and trait its points."""
    said = _("Every code with its points, 0 to 100, such as WALK_IN:25. Known: %(known)s.") % {
        "known": ", ".join(_CODES)
    }
    return _unreadable(lambda: set(rules.read_points(items_of(value))) == set(_CODES), said)


def problem_with_amounts(value: object) -> str:
    """Return why `value` does not say from which amount on how many points are given."""
    said = _("Amounts in yuan with their points, both rising, such as 50000:10.")
    return _unreadable(lambda: bool(rules.read_amounts(items_of(value))), said)


def _unreadable(is_good: Callable[[], bool], said: str) -> str:
    try:
        return "" if is_good() else said
    except ValueError:
        return said


PARAMETERS: Final = (
    ParameterDefinition(
        POINTS,
        "Points of a lead by origin and by what is known",
        ["REFERRAL:30", "WALK_IN:25", "STAFF:20", "FORM:15", "CAMPAIGN:10", "API:10", "FILE:5",
         "REACHABLE:10", "NEED:10", "AGAIN:15", "COMPANY:10"],
        "code:points",
        "本行设定：线索评分",
        _OWNER,
        check=problem_with_points,
        say=named(Origin),
    ),
    ParameterDefinition(
        AMOUNTS,
        "Points of a lead by the amount it is about",
        ["50000:10", "300000:20", "1000000:30"],
        "yuan:points",
        "本行设定：线索评分",
        _OWNER,
        check=problem_with_amounts,
    ),
    ParameterDefinition(
        MODE,
        "Whether leads of the pool are given out by rule (auto) or by the heads and by claiming (manual)",
        "auto",
        "",
        "本行设定：线索分配",
        _OWNER,
        choices=("auto", "manual"),
    ),
    ParameterDefinition(
        ACCEPT_DAYS,
        "How long somebody has to accept a lead before it goes back to the pool",
        1,
        "workdays",
        "本行设定：线索接收时限",
        _OWNER,
        least=1,
        most=10,
    ),
    ParameterDefinition(
        IDLE_DAYS,
        "How long a lead that was accepted may lie without a contact before it goes back to the pool",
        3,
        "workdays",
        "本行设定：线索首次联系时限",
        _OWNER,
        least=1,
        most=30,
    ),
    ParameterDefinition(
        REST_DAYS,
        "How long a lead that somebody spoke with may rest before it goes back to the pool",
        30,
        "workdays",
        "本行设定：线索跟进时限",
        _OWNER,
        least=5,
        most=120,
    ),
    ParameterDefinition(
        CAPACITY,
        "How many open leads a manager has at most",
        50,
        "leads",
        "本行设定：线索承接上限",
        _OWNER,
        least=1,
        most=1000,
    ),
    ParameterDefinition(
        CLAIMS,
        "How many leads a manager may claim on a day",
        10,
        "leads",
        "本行设定：线索认领上限",
        _OWNER,
        least=1,
        most=200,
    ),
    ParameterDefinition(
        VIEWS,
        "How many leads of the pool a manager may open on a day (0: as many as she likes)",
        0,
        "leads",
        "本行设定：公海浏览上限",
        _OWNER,
        least=0,
        most=1000,
    ),
    ParameterDefinition(
        REVEALS,
        "How many numbers of her own leads a manager may see on a day",
        30,
        "numbers",
        "本行设定：线索号码查看上限",
        _OWNER,
        least=0,
        most=500,
    ),
    ParameterDefinition(
        DUE_DAYS,
        "How long a manager has for the opportunity that a lead became",
        3,
        "workdays",
        "本行设定：线索转化跟进时限",
        _OWNER,
        least=1,
        most=30,
    ),
    ParameterDefinition(
        KEEP_MONTHS,
        "How long the name and the number of a lead that came to nothing are kept",
        12,
        "months",
        "《个人信息保护法》第十九条、第四十七条：最短必要期限；本行设定",
        "个人信息保护负责人",
        least=1,
        most=36,
    ),
)  # fmt: skip
