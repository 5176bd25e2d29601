"""Numbers of the bank that lists go by."""

from typing import Final

from yinqiao.platform.registry import ParameterDefinition

MOST_NAMES: Final = "campaign_lists.most_names"
LONGEST: Final = "campaign_lists.longest_days"
REMIND: Final = "campaign_lists.remind_workdays"
EXPORT_HOURS: Final = "campaign_lists.export_hours"
_OWNER: Final = "零售业务部"

PARAMETERS: Final = (
    ParameterDefinition(
        MOST_NAMES,
        "How many customers one list may name",
        200_000,
        "customers",
        "本行设定：名单下发",
        _OWNER,
        least=1,
        most=1_000_000,
    ),
    ParameterDefinition(
        LONGEST,
        "How long a list may run, and the sight of a customer that it gives to a manager",
        90,
        "days",
        "本行设定：名单下发",
        _OWNER,
        least=1,
        most=180,
    ),
    ParameterDefinition(
        REMIND,
        "How long before the deadline the managers are reminded of a list",
        3,
        "workdays",
        "本行设定：名单下发",
        _OWNER,
        least=0,
        most=20,
    ),
    ParameterDefinition(
        EXPORT_HOURS,
        "How long the file of a list can be fetched",
        24,
        "hours",
        "本行设定：名单导出",
        "数据安全管理部门",
        least=1,
        most=72,
    ),
)
