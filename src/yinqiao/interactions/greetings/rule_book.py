"""The rule of greetings, as the rule book tells it (FEATURES A46)."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.interactions.greetings import parameters as keys
from yinqiao.platform.rule_book import Chapter, Rule

RULES: Final = (
    Rule(
        "O07",
        Chapter.WORK,
        lazy("Greetings"),
        lazy(
            "Customers of these tiers are greeted on these occasions, once a year and in approved words, by the first channel that is allowed; who wants none, is bereaved, under age or has died gets none."
        ),
        "本行制度：客户关怀与祝福",
        "零售业务部",
        (keys.OCCASIONS, keys.TIERS, keys.CHANNELS, keys.TEXTS, keys.ATTEMPTS),
        ("tests/greetings/test_greetings.py",),
    ),
)
