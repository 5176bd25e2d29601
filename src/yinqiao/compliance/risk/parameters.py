"""From when on a customer is marked."""

from typing import Final

from yinqiao.platform.registry import ParameterDefinition

MONTHS: Final = "compliance.risk_months"
TIMES: Final = "compliance.risk_overdue_times"
DAYS: Final = "compliance.risk_overdue_days"
EVENTS: Final = "compliance.risk_court_events"
_BANK: Final = "本行制度：客户风险提示标准"
_OWNER: Final = "风险管理部"
PARAMETERS: Final = (
    ParameterDefinition(
        MONTHS,
        "Over how many months marks of risk look back",
        12,
        "months",
        _BANK,
        _OWNER,
        least=1,
        most=60,
    ),
    ParameterDefinition(
        TIMES,
        "From how many overdue payments on a customer is frequently overdue",
        3,
        "",
        _BANK,
        _OWNER,
        least=1,
        most=100,
    ),
    ParameterDefinition(
        DAYS,
        "From how many days overdue on a customer is overdue for long",
        90,
        "days",
        "商业银行金融资产风险分类办法（银保监会令2023年第1号）：逾期90天以上",
        _OWNER,
        least=1,
        most=3650,
    ),
    ParameterDefinition(
        EVENTS,
        "From how many court or penalty events on a company is marked",
        1,
        "",
        _BANK,
        _OWNER,
        least=1,
        most=100,
    ),
)
