"""Numbers of the bank that performance goes by."""

from typing import Final

from yinqiao.platform.registry import ParameterDefinition

KEY_BOUND: Final = "performance.key_bound"
LOST_BOUND: Final = "performance.lost_bound"
TOUCH_DAYS: Final = "performance.touch_days"
TOUCH_PERCENT: Final = "performance.touch_percent"
RANKING: Final = "performance.ranking"
_OWNER: Final = "零售金融部"
_SOURCE: Final = "本行设定：客户经理业绩考核办法"
PARAMETERS: Final = (
    ParameterDefinition(
        KEY_BOUND,
        "From how much AUM on a customer counts as risen to key",
        500_000,
        "CNY",
        _SOURCE,
        _OWNER,
        least=10_000,
        most=100_000_000,
    ),
    ParameterDefinition(
        LOST_BOUND,
        "Below how much AUM a customer counts as lost",
        1_000,
        "CNY",
        _SOURCE,
        _OWNER,
        least=1,
        most=1_000_000,
    ),
    ParameterDefinition(
        TOUCH_DAYS,
        "How many days before the deal the last contact by somebody else counts",
        30,
        "days",
        _SOURCE,
        _OWNER,
        least=1,
        most=180,
    ),
    ParameterDefinition(
        TOUCH_PERCENT,
        "How much of what was won is that of who touched the customer last before",
        50,
        "percent",
        _SOURCE,
        _OWNER,
        description="100: the last touch takes all; 0: who closed it has all.",
        least=0,
        most=100,
    ),
    ParameterDefinition(
        RANKING,
        "Whether ranks of managers are told by name (on) or only one's own with the mean of the unit (off)",
        "off",
        "",
        _SOURCE,
        _OWNER,
        choices=("off", "on"),
    ),
)
