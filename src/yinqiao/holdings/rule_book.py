"""How holdings are told, as the rule book tells it."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "零售金融部"
_TESTS: Final = "src/yinqiao/holdings/tests/"

RULES: Final = (
    Rule(
        "F05",
        Chapter.FIGURES,
        lazy("Interest of a deposit"),
        lazy("By so many days of a year."),
        "中国人民银行计结息规则",
        _OWNER,
        ("holdings.days_of_year",),
        (f"{_TESTS}test_positions.py",),
    ),
    Rule(
        "F06",
        Chapter.FIGURES,
        lazy("Make-up of assets against the reference"),
        lazy(
            "By risk grade; a class as far from the reference as the tolerance still counts as near it."
        ),
        "本行制度：大类资产配置参考",
        "财富管理部",
        ("holdings.reference_allocation", "holdings.allocation_tolerance"),
        (f"{_TESTS}test_allocation.py",),
    ),
    Rule(
        "F07",
        Chapter.FIGURES,
        lazy("Moves that stand out"),
        lazy(
            "So many times the usual month, once enough months are known, and not below the amount."
        ),
        "本行设定：大额异动提示",
        _OWNER,
        ("holdings.unusual_factor", "holdings.unusual_least_months", "holdings.unusual_floor"),
        (f"{_TESTS}test_flows.py",),
    ),
    Rule(
        "F08",
        Chapter.FIGURES,
        lazy("A deposit that was renewed has matured"),
        lazy(
            "It counts on the day its new term began, when that is so many days after the account was opened; a term that begins earlier is the time in which the deposit was raised."
        ),
        "本行设定：到期资金承接率口径",
        _OWNER,
        ("holdings.shortest_renewable_days",),
        ("src/yinqiao/sales/tests/test_retention.py",),
    ),
)
