"""How figures are worked out, as the rule book tells it."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.analytics import parameters as keys
from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "零售金融部"
_TESTS: Final = "src/yinqiao/analytics/tests/"

RULES: Final = (
    Rule(
        "F01",
        Chapter.FIGURES,
        lazy("AUM and LUM"),
        lazy(
            "Balances of these classes with their weights, foreign currency at the mid rate of the day's end; the month average divides by calendar days."
        ),
        "本行制度：资产管理规模口径；本行制度：贷款规模口径",
        _OWNER,
        ("analytics.aum_weights", "analytics.lum_classes", "analytics.fx_rates"),
        (f"{_TESTS}test_facts.py", f"{_TESTS}test_customer_facts.py"),
    ),
    Rule(
        "F02",
        Chapter.FIGURES,
        lazy("Near the next tier"),
        lazy("As near as this share of the lower bound."),
        "本行制度：客户分层标准",
        _OWNER,
        (keys.NEAR_TIER,),
        (f"{_TESTS}test_customer_facts.py",),
    ),
    Rule(
        "F03",
        Chapter.FIGURES,
        lazy("Idle money"),
        lazy("Demand deposits from this amount on."),
        "本行制度：活期资金闲置口径",
        _OWNER,
        ("analytics.idle_demand",),
        (f"{_TESTS}test_customer_facts.py",),
    ),
    Rule(
        "F04",
        Chapter.FIGURES,
        lazy("Value and loyalty of a customer"),
        lazy("Parts with weights, each against its full marks, costs of accounts taken off."),
        "本行制度：客户价值评价体系；本行制度：客户忠诚度评估",
        _OWNER,
        (
            "analytics.account_cost",
            "analytics.value_weights",
            "analytics.value_full_marks",
            "analytics.loyalty_weights",
            "analytics.loyalty_full_marks",
        ),
        (f"{_TESTS}test_contribution.py", f"{_TESTS}test_customer_facts.py"),
    ),
)
