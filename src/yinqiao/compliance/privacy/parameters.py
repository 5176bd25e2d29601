"""How long each class of data is kept, and the numbers of legal holds and impact assessments."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

_PRIVACY: Final = "消费者权益保护部"
PROSPECT_MONTHS: Final = "privacy.prospect_months"
PAGE: Final = "privacy.erased_at_a_time"
REVIEW_DAYS: Final = "privacy.hold_review_days"
ASSESSMENT_MONTHS: Final = "privacy.assessment_months"
NOTICE_DAYS: Final = "privacy.assessment_notice_days"
TERMS: Final[Mapping[DataClass, str]] = MappingProxyType(
    {
        DataClass.SUITABILITY: "privacy.keep_suitability",
        DataClass.CONSENT: "privacy.keep_consent",
        DataClass.PROFILE: "privacy.keep_profile",
        DataClass.SALES: "privacy.keep_sales",
        DataClass.CONTACT: "privacy.keep_contact",
        DataClass.SENT: "privacy.keep_sent",
        DataClass.LOG: "privacy.keep_log",
    }
)
"""The parameter of each class, in months. Identity and transactions are kept for `compliance.keep_years`."""


def _term(
    data_class: DataClass,
    *,
    title: str,
    months: int,
    source: str,
    owner: str,
    least: int,
    description: str = "",
) -> ParameterDefinition:
    return ParameterDefinition(
        TERMS[data_class],
        title,
        months,
        "months",
        source,
        owner,
        approval=DATA_VALUE,
        least=least,
        most=480,
        description=description,
    )


PARAMETERS: Final = (
    _term(
        DataClass.SUITABILITY,
        title=_("Months that records of suitability are kept after the relation ends"),
        months=240,
        source="证券期货投资者适当性管理办法（不少于20年）；金融机构产品适当性管理办法（不少于5年）；反洗钱法（客户身份资料不少于10年），取较长者",
        owner="财富管理部",
        # Copies of identity documents lie among the evidence: never less than the law keeps those.
        least=120,
    ),
    _term(
        DataClass.CONSENT,
        title=_("Months that consents and withdrawals are kept after the relation ends"),
        months=36,
        source="个人信息保护法第14条、第15条；本行制度：授权留痕（关系存续期加3年）",
        owner=_PRIVACY,
        least=36,
    ),
    _term(
        DataClass.PROFILE,
        title=_("Months that tags, facts and declared data are kept after the relation ends"),
        months=0,
        source="个人信息保护法第19条、第47条（处理目的已实现即删除）",
        owner="零售业务部",
        least=0,
    ),
    _term(
        DataClass.SALES,
        title=_("Months that opportunities are kept after they were closed"),
        months=36,
        source="本行制度：营销资料保存",
        owner="零售业务部",
        least=6,
    ),
    _term(
        DataClass.CONTACT,
        title=_("Months that contacts, notes and tasks are kept"),
        months=60,
        source="本行制度：客户服务记录保存",
        owner="零售业务部",
        least=36,
        description=_("From the contact itself."),
    ),
    _term(
        DataClass.SENT,
        title=_("Months that records of messages and counted contacts are kept"),
        months=12,
        source="通信短信息服务管理规定（不少于6个月）；本行制度：客户营销联系管理",
        owner=_PRIVACY,
        least=6,
    ),
    _term(
        DataClass.LOG,
        title=_("Months that records of access, holds and requests are kept"),
        months=36,
        source="中国人民银行业务领域数据安全管理办法（人民银行令〔2025〕第3号）；个人信息保护法第56条",
        owner="信息安全部",
        least=36,
    ),
    ParameterDefinition(
        PROSPECT_MONTHS,
        "Months after the last contact in which a person without a relation is erased",
        12,
        "months",
        "个人信息保护法第47条；本行制度：潜在客户资料保存",
        "零售业务部",
        approval=DATA_VALUE,
        least=1,
        most=24,
    ),
    ParameterDefinition(
        PAGE,
        "Customers whose rows are erased in one transaction",
        200,
        "customers",
        "本行设定：批处理事务长度",
        "信息科技部",
        least=1,
        most=5_000,
    ),
    ParameterDefinition(
        REVIEW_DAYS,
        "Days until somebody looks at a legal hold again, at most",
        180,
        "days",
        "本行制度：法律保全管理",
        "法律合规部",
        least=30,
        most=730,
    ),
    ParameterDefinition(
        ASSESSMENT_MONTHS,
        "Months that an impact assessment holds at most",
        24,
        "months",
        "个人信息保护法第55条、第56条；本行制度：个人信息保护影响评估",
        _PRIVACY,
        approval=DATA_VALUE,
        least=6,
        most=36,
    ),
    ParameterDefinition(
        NOTICE_DAYS,
        "Days before its end in which an impact assessment is to be made anew",
        60,
        "days",
        "本行制度：个人信息保护影响评估",
        _PRIVACY,
        least=7,
        most=180,
    ),
)
