"""The rules of performance, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.performance import parameters as keys

_OWNER: Final = "零售金融部"
_TESTS: Final = "src/yinqiao/sales/performance/tests/"
_SOURCE: Final = "本行设定：客户经理业绩考核办法"
RULES: Final = (
    Rule(
        "F20",
        Chapter.FIGURES,
        lazy("Customers risen and customers lost"),
        lazy("Over the one bound a customer counts as risen to key, below the other as lost; who was handed over in the month counts for neither."),
        _SOURCE,
        _OWNER,
        (keys.KEY_BOUND, keys.LOST_BOUND),
        ("tests/performance/test_results.py", "src/yinqiao/analytics/tests/test_results.py"),
    ),
    Rule(
        "F21",
        Chapter.FIGURES,
        lazy("Who has what was won"),
        lazy("Of an opportunity that somebody else touched last within so many days before it was won, that person has this part; the parts add up to the cent."),
        _SOURCE,
        _OWNER,
        (keys.TOUCH_DAYS, keys.TOUCH_PERCENT),
        ("tests/performance/test_results.py", f"{_TESTS}test_rules.py"),
    ),
    Rule(
        "F22",
        Chapter.FIGURES,
        lazy("Ranks"),
        lazy("A manager sees her own rank and the mean of her unit; names beside ranks only where the bank switches them on."),
        _SOURCE,
        _OWNER,
        (keys.RANKING,),
        (f"{_TESTS}test_pages.py",),
    ),
)  # fmt: skip
