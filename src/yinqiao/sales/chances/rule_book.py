"""The rule of chances, as the rule book tells it."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.chances import parameters as keys

RULES: Final = (
    Rule(
        "O13",
        Chapter.WORK,
        lazy("Chance of a deal by history"),
        lazy(
            "Learnt every night for each pipeline from what became of its opportunities: stage, days at it, amount, tier, source, contacts. It stands beside the probability of the stage and replaces none; with too few it is not told."
        ),
        "本行设定：赢单概率",
        "零售业务部",
        (keys.LEAST, keys.DAYS),
        ("src/yinqiao/sales/chances/tests/test_chances.py",),
    ),
)
