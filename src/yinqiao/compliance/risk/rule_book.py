"""The rule of risk marks, as the rule book tells it (FEATURES A18)."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.risk import parameters as keys
from yinqiao.platform.rule_book import Chapter, Rule

RULES: Final = (
    Rule(
        "W07",
        Chapter.SCREENING,
        lazy("Marks of risk"),
        lazy(
            "Customers who are overdue often or for long, and companies with court or penalty events, are told to the risk desk once for each mark."
        ),
        "本行制度：客户风险提示标准；商业银行金融资产风险分类办法（银保监会令2023年第1号）",
        "风险管理部",
        (keys.MONTHS, keys.TIMES, keys.DAYS, keys.EVENTS),
        ("tests/risk/test_risk.py",),
    ),
)
