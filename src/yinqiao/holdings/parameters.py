"""Parameters of holdings: interest, the reference for the make-up of assets, what counts as an unusual move."""

from typing import Final

from yinqiao.holdings import allocation
from yinqiao.platform.registry import ParameterDefinition

DAYS_OF_YEAR: Final = "holdings.days_of_year"
REFERENCE: Final = "holdings.reference_allocation"
TOLERANCE: Final = "holdings.allocation_tolerance"
SHORTEST_RENEWABLE: Final = "holdings.shortest_renewable_days"
UNUSUAL_FACTOR: Final = "holdings.unusual_factor"
UNUSUAL_FLOOR: Final = "holdings.unusual_floor"
UNUSUAL_LEAST_MONTHS: Final = "holdings.unusual_least_months"
_RETAIL: Final = "零售金融部"
_WEALTH: Final = "财富管理部"

PARAMETERS: Final = (
    ParameterDefinition(
        DAYS_OF_YEAR,
        "Days of a year in the interest of a deposit",
        360,
        "days",
        "中国人民银行计结息规则",
        _RETAIL,
    ),
    ParameterDefinition(
        REFERENCE,
        "Reference for the make-up of assets, by risk grade",
        [
            "C1:CASH=20/DEPOSIT=60/FIXED=15/EQUITY=0/INSURANCE=5/ALTERNATIVE=0",
            "C2:CASH=15/DEPOSIT=45/FIXED=30/EQUITY=0/INSURANCE=10/ALTERNATIVE=0",
            "C3:CASH=10/DEPOSIT=30/FIXED=35/EQUITY=15/INSURANCE=10/ALTERNATIVE=0",
            "C4:CASH=10/DEPOSIT=20/FIXED=25/EQUITY=30/INSURANCE=10/ALTERNATIVE=5",
            "C5:CASH=5/DEPOSIT=15/FIXED=20/EQUITY=45/INSURANCE=10/ALTERNATIVE=5",
        ],
        "grade:class=percent",
        "本行制度：大类资产配置参考",
        _WEALTH,
        effective_from="2026-01-01",
        description="Each grade sums to 100. It is compared with, never a recommendation to buy.",
        check=allocation.problem_with_reference,
    ),
    ParameterDefinition(
        TOLERANCE,
        "How far a class may be from the reference and still count as near it",
        5,
        "percentage points",
        "本行制度：大类资产配置参考",
        _WEALTH,
        least=1,
        most=30,
    ),
    ParameterDefinition(
        UNUSUAL_FACTOR,
        "How many times the usual month a single move must be to stand out",
        3,
        "times the median month",
        "本行设定：大额异动提示",
        _RETAIL,
        description="Compared with the median of the twelve months before, money in and money out apart.",
        least=2,
        most=20,
    ),
    ParameterDefinition(
        UNUSUAL_LEAST_MONTHS,
        "How many months must be known before a move can stand out",
        3,
        "months",
        "本行设定：大额异动提示",
        _RETAIL,
        least=1,
        most=12,
    ),
    ParameterDefinition(
        UNUSUAL_FLOOR,
        "Below this amount no move stands out",
        50_000,
        "CNY",
        "本行设定：大额异动提示",
        _RETAIL,
        least=1_000,
        most=100_000_000,
    ),
    ParameterDefinition(
        SHORTEST_RENEWABLE,
        "How long after its account was opened a term must begin to count as a renewal",
        28,
        "days",
        "本行设定：到期资金承接率口径",
        _RETAIL,
        description="Less is the time in which a deposit is raised: nothing has matured. Keep it below the shortest term that is renewed by itself.",
        least=1,
        most=90,
    ),
)
