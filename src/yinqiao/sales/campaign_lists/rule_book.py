"""The rules of lists, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.campaign_lists import parameters as keys

_OWNER: Final = "零售业务部"
_TESTS: Final = "src/yinqiao/sales/campaign_lists/tests/"

RULES: Final = (
    Rule(
        "O30",
        Chapter.WORK,
        lazy("Who gets the names of a list"),
        lazy(
            "Whoever the gate lets through, within the quota of the unit in the order of the list: to the main manager as far as the list allows, else to the pool of the unit, which its head deals out; nobody gets back what she returned. A customer who is not the manager's is seen until the deadline and not longer."
        ),
        "本行设定：名单下发",
        _OWNER,
        (keys.MOST_NAMES, keys.LONGEST),
        (f"{_TESTS}test_rules.py", f"{_TESTS}test_lists.py"),
    ),
    Rule(
        "K30",
        Chapter.CLOCKS,
        lazy("Lists end"),
        lazy("So many workdays before the deadline the managers are reminded; after it the open names leave their desks. The file of a list can be fetched for some hours."),
        "本行设定：名单下发",
        _OWNER,
        (keys.REMIND, keys.EXPORT_HOURS),
        (f"{_TESTS}test_lists.py",),
    ),
)  # fmt: skip
