"""Numbers of the bank that chances go by."""

from typing import Final

from yinqiao.platform.registry import ParameterDefinition

LEAST: Final = "chances.least_decided"
DAYS: Final = "chances.learn_days"
_OWNER: Final = "零售业务部"

PARAMETERS: Final = (
    ParameterDefinition(
        LEAST,
        "How many decided opportunities of a pipeline it takes to tell the chance of others by them",
        200,
        "opportunities",
        "本行设定：赢单概率最小样本",
        _OWNER,
        description="With fewer nothing is told but that they are too few.",
        least=50,
        most=100_000,
    ),
    ParameterDefinition(
        DAYS,
        "Over how many days back decided opportunities are learnt from",
        730,
        "days",
        "本行设定：赢单概率学习周期",
        _OWNER,
        least=90,
        most=1_825,
    ),
)
