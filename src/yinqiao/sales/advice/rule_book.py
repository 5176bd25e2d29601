"""The rules of advice, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.advice import parameters as keys

_OWNER: Final = "零售业务部"
_TESTS: Final = "src/yinqiao/sales/advice/tests/"
_SOURCE: Final = "本行设定：下一步建议"

RULES: Final = (
    Rule(
        "O20",
        Chapter.WORK,
        lazy("What is advised next"),
        lazy(
            "Of what may be sold, is for her, suits her and she needs: propensity × value × urgency × lever, one of a class, so many at most. Never what does not suit."
        ),
        _SOURCE,
        _OWNER,
        (keys.MOST, keys.HALF_LIFE, keys.IDLE, keys.WORTH),
        (f"{_TESTS}test_choosing.py", "tests/sales/test_advising.py"),
    ),
    Rule(
        "O21",
        Chapter.WORK,
        lazy("How likely somebody buys"),
        lazy(
            "The take rate of customers alike (tier, age, classes held), with their number; a model where it said more of a window it had not seen."
        ),
        _SOURCE,
        _OWNER,
        (keys.WINDOW, keys.LEAST_BUYERS),
        (f"{_TESTS}test_choosing.py", "src/yinqiao/analytics/tests/test_propensity.py"),
    ),
    Rule(
        "O22",
        Chapter.WORK,
        lazy("A no rests"),
        lazy("A product that does not fit is not advised to the customer for so many days; what is taken up has so many workdays."),
        _SOURCE,
        _OWNER,
        (keys.KEPT_AWAY, keys.DUE_DAYS),
        ("tests/sales/test_advising.py",),
    ),
    Rule(
        "O23",
        Chapter.WORK,
        lazy("What advice brings"),
        lazy(
            "Shown beside a random control group of the quarter; a purchase of the class within so many days counts. Nothing is claimed of too few, or of a control group that was offered the product all the same."
        ),
        "本行设定：推荐成效口径",
        _OWNER,
        (keys.HELD_PERCENT, keys.TAKE_DAYS, keys.LEAST_GROUP, keys.CONTAMINATED),
        (f"{_TESTS}test_choosing.py", "tests/sales/test_measuring.py"),
    ),
)  # fmt: skip
