"""The rules of leads, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.leads import parameters as keys

_OWNER: Final = "零售业务部"
_TESTS: Final = "src/yinqiao/sales/leads/tests/"

RULES: Final = (
    Rule(
        "O10",
        Chapter.WORK,
        lazy("Score of a lead"),
        lazy("Points for the origin, the amount and what is known, at most 100; each stands beside the score."),
        "本行设定：线索评分",
        _OWNER,
        (keys.POINTS, keys.AMOUNTS),
        (f"{_TESTS}test_rules.py",),
    ),
    Rule(
        "O11",
        Chapter.WORK,
        lazy("Who gets a lead"),
        lazy(
            "In the unit where it lies: skilled before others, who has the fewest open leads, who got the fewest today, who is the least busy; nobody on leave, nobody who passed it by, nobody who has as many as she may."
        ),
        "本行设定：线索分配",
        _OWNER,
        (keys.MODE, keys.CAPACITY),
        (f"{_TESTS}test_assigning.py",),
    ),
    Rule(
        "O12",
        Chapter.WORK,
        lazy("Claiming and looking into the pool"),
        lazy("So many claims a day, never more open leads than one may have; the bank may limit how many of the pool are opened, and how many numbers are seen."),
        "本行设定：线索认领上限",
        _OWNER,
        (keys.CLAIMS, keys.VIEWS, keys.REVEALS),
        (f"{_TESTS}test_claiming.py",),
    ),
    Rule(
        "K11",
        Chapter.CLOCKS,
        lazy("Leads go back to the pool"),
        lazy("What was not accepted in so many workdays, what was accepted and not contacted in so many, and what was spoken about and left lying in so many."),
        "本行设定：线索接收时限",
        _OWNER,
        (keys.ACCEPT_DAYS, keys.IDLE_DAYS, keys.REST_DAYS),
        (f"{_TESTS}test_clocks.py",),
    ),
    Rule(
        "K12",
        Chapter.CLOCKS,
        lazy("Opportunities of leads"),
        lazy("The manager has so many workdays for the opportunity that a lead became."),
        "本行设定：线索转化跟进时限",
        _OWNER,
        (keys.DUE_DAYS,),
        (f"{_TESTS}test_converting.py",),
    ),
    Rule(
        "P09",
        Chapter.PRIVACY,
        lazy("Leads that came to nothing are forgotten"),
        lazy("So many months after the last act name, number and words are erased; what remains counts and names nobody."),
        "《个人信息保护法》第十九条、第四十七条",
        "个人信息保护负责人",
        (keys.KEEP_MONTHS,),
        (f"{_TESTS}test_clocks.py",),
    ),
)  # fmt: skip
