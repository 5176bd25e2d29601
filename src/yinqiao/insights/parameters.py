"""Parameters of tiers and lifecycle stages (DOMAIN §2), and what is not said to a customer."""

from datetime import date

from yinqiao.platform.parameters import queries as values
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition, parameters

_TIERS, _STAGES, _OWNER = "本行制度：客户分层标准", "本行制度：客户生命周期口径", "零售金融部"
GRACE_MONTHS = "insights.tier_grace_months"
UPGRADE_BASIS = "insights.tier_upgrade_basis"
KEEP_MONTHS = "insights.tier_keep_months"
NEW_DAYS = "insights.stage_new_days"
MATURE_CLASSES = "insights.stage_mature_classes"
MATURE_MONTHS = "insights.stage_mature_months"
DECLINE_PERCENT = "insights.stage_decline_percent"
LOST_PERCENT = "insights.stage_lost_percent"
LOST_MONTHS = "insights.stage_lost_months"
WINBACK_DAYS = "insights.stage_winback_days"
FORBIDDEN = "insights.forbidden_phrases"
LATE_WORKDAYS = "insights.late_workdays"
POINT, AVERAGE = "POINT_OR_AVERAGE", "AVERAGE"


parameters.add(
    GRACE_MONTHS,
    ParameterDefinition(
        GRACE_MONTHS,
        "Time of grace before a lower tier",
        3,
        "months",
        _TIERS,
        _OWNER,
        least=0,
        most=12,
    ),
)
parameters.add(
    UPGRADE_BASIS,
    ParameterDefinition(
        UPGRADE_BASIS,
        "What reaches a higher tier at once",
        POINT,
        "code",
        _TIERS,
        _OWNER,
        description="POINT_OR_AVERAGE: day-end AUM or its month average; AVERAGE: the month average alone.",
        choices=(POINT, AVERAGE),
    ),
)
parameters.add(
    KEEP_MONTHS,
    ParameterDefinition(
        KEEP_MONTHS,
        "How long a tier may be kept by decision",
        12,
        "months",
        _TIERS,
        _OWNER,
        least=1,
        most=24,
    ),
)
parameters.add(
    NEW_DAYS,
    ParameterDefinition(
        NEW_DAYS, "Days a customer is new", 90, "days", _STAGES, _OWNER, least=1, most=365
    ),
)
parameters.add(
    MATURE_CLASSES,
    ParameterDefinition(
        MATURE_CLASSES,
        "Product classes of a mature customer",
        3,
        "pieces",
        _STAGES,
        _OWNER,
        least=1,
        most=10,
    ),
)
parameters.add(
    MATURE_MONTHS,
    ParameterDefinition(
        MATURE_MONTHS,
        "Months of a stable tier of a mature customer",
        6,
        "months",
        _STAGES,
        _OWNER,
        least=1,
        most=36,
    ),
)
parameters.add(
    DECLINE_PERCENT,
    ParameterDefinition(
        DECLINE_PERCENT,
        "Drop of AUM of a declining customer",
        20,
        "percent of the three-month average",
        _STAGES,
        _OWNER,
        least=1,
        most=100,
    ),
)
parameters.add(
    LOST_PERCENT,
    ParameterDefinition(
        LOST_PERCENT,
        "AUM below which a customer is nearly lost",
        10,
        "percent of the peak of twelve months",
        _STAGES,
        _OWNER,
        least=1,
        most=90,
    ),
)
parameters.add(
    LOST_MONTHS,
    ParameterDefinition(
        LOST_MONTHS,
        "Months of nearly no money until a customer is lost",
        3,
        "months",
        _STAGES,
        _OWNER,
        least=1,
        most=12,
    ),
)
parameters.add(
    WINBACK_DAYS,
    ParameterDefinition(
        WINBACK_DAYS,
        "Days a customer counts as won back",
        90,
        "days",
        _STAGES,
        _OWNER,
        least=1,
        most=365,
    ),
)
parameters.add(
    FORBIDDEN,
    ParameterDefinition(
        FORBIDDEN,
        "What is never said to a customer",
        [
            "保本", "稳赚", "零风险", "无风险", "没有风险", "最高收益", "保证收益", "保收益", "收益保证", "承诺收益",
            "稳健", "高收益", "低门槛", "低利率", "无成本", "秒到账",
            "固定收益率", "刚兑", "刚性兑付", "绝对安全", "只涨不跌", "内部消息", "随存随取无损失", "和存款一样安全",
        ],
        "",
        "《商业银行理财业务监督管理办法》；《金融产品网络营销管理办法》；本行制度：营销话术",
        "消费者权益保护部",
        description="A rule whose script holds one of these is not saved.",
        approval=DATA_VALUE,
    ),
)  # fmt: skip
parameters.add(
    LATE_WORKDAYS,
    ParameterDefinition(
        LATE_WORKDAYS,
        "Workdays to deal with what is overdue",
        3,
        "workdays",
        "本行制度：商机办理时限",
        _OWNER,
        least=1,
        most=30,
    ),
)


def late_workdays(*, on: date) -> int:
    """Return within how many workdays of the data date an opportunity is due whose day has passed."""
    return values.integer(LATE_WORKDAYS, on=on)


def forbidden_phrases(*, on: date) -> list[str]:
    """Return what no script may hold on a day."""
    value = values.value(FORBIDDEN, on=on)
    return [str(item) for item in (value if isinstance(value, list) else [value])]
