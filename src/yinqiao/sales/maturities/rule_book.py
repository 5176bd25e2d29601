"""The rules of the maturity planner, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.maturities import parameters as keys

RULES: Final = (
    Rule(
        "O31",
        Chapter.WORK,
        lazy("Whom to call before money falls due"),
        lazy(
            "The rate of what stays is learnt from the maturities of the last months by class, tier and earlier renewals; with too few of them by class and tier, then by class, then it is not told. Who has the most money at risk chooses first, each the earliest workday with room before the maturity."
        ),
        "本行设定：到期承接",
        "零售业务部",
        (
            keys.DAYS,
            keys.MINUTES,
            keys.A_CALL,
            keys.LEAD,
            keys.LEARN_MONTHS,
            keys.STAYS_DAYS,
            keys.LEAST,
        ),
        ("src/yinqiao/sales/maturities/tests/test_rules.py",),
    ),
)  # fmt: skip
