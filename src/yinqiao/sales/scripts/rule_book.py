"""The rules of scripts, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.scripts import parameters as keys

RULES: Final = (
    Rule(
        "O24",
        Chapter.WORK,
        lazy("Scripts"),
        lazy(
            "Written by one person, reviewed by another, used for so many days at most and never after. Words about a product are shown only where one of its class may be recommended to the customer; the closest fit comes first."
        ),
        "本行制度：营销话术",
        "消费者权益保护部",
        (keys.LONGEST_DAYS,),
        ("src/yinqiao/sales/scripts/tests/test_rules.py", "tests/sales/test_scripts.py"),
    ),
)
