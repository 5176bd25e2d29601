"""Numbers of the bank that scripts go by."""

from typing import Final

from yinqiao.platform.registry import ParameterDefinition

LONGEST_DAYS: Final = "scripts.longest_days"

PARAMETERS: Final = (
    ParameterDefinition(
        LONGEST_DAYS,
        "How long a script may be used before it is reviewed anew",
        365,
        "days",
        "本行制度：营销话术",
        "消费者权益保护部",
        least=7,
        most=730,
    ),
)
