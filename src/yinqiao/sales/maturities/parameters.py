"""Numbers of the bank that the maturity planner goes by."""

from typing import Final

from yinqiao.platform.registry import ParameterDefinition

DAYS: Final = "maturities.days_ahead"
MINUTES: Final = "maturities.minutes_a_day"
A_CALL: Final = "maturities.minutes_a_call"
LEAD: Final = "maturities.lead_days"
LEARN_MONTHS: Final = "maturities.learn_months"
STAYS_DAYS: Final = "maturities.stays_days"
LEAST: Final = "maturities.least_sample"
_OWNER: Final = "零售业务部"
_SOURCE: Final = "本行设定：到期承接"

PARAMETERS: Final = (
    ParameterDefinition(
        DAYS,
        "How far ahead maturities are planned",
        90,
        "days",
        _SOURCE,
        _OWNER,
        least=15,
        most=180,
    ),
    ParameterDefinition(
        MINUTES,
        "How long a manager calls about maturities on a workday",
        90,
        "minutes",
        _SOURCE,
        _OWNER,
        least=10,
        most=480,
    ),
    ParameterDefinition(
        A_CALL,
        "How long a call about a maturity takes",
        15,
        "minutes",
        _SOURCE,
        _OWNER,
        least=5,
        most=60,
    ),
    ParameterDefinition(
        LEAD,
        "How long before a maturity the customer is called at the earliest",
        30,
        "days",
        _SOURCE,
        _OWNER,
        least=3,
        most=90,
    ),
    ParameterDefinition(
        LEARN_MONTHS,
        "From how many months the rate of what stays is learnt",
        12,
        "months",
        _SOURCE,
        _OWNER,
        least=3,
        most=36,
    ),
    ParameterDefinition(
        STAYS_DAYS,
        "How long after a maturity new money counts as what stayed",
        30,
        "days",
        _SOURCE,
        _OWNER,
        least=1,
        most=90,
    ),
    ParameterDefinition(
        LEAST,
        "From how many maturities on a learnt rate is told",
        30,
        "maturities",
        _SOURCE,
        _OWNER,
        least=5,
        most=1000,
    ),
)
