"""The rules of books, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.sales.books import parameters as keys

_OWNER: Final = "零售业务部"
_SOURCE: Final = "本行设定：管户管理办法"
_TESTS: Final = "tests/books/"
_PURE: Final = "src/yinqiao/sales/books/tests/"

RULES: Final = (
    Rule(
        "O20",
        Chapter.WORK,
        lazy("Customers change hands"),
        lazy(
            "The new manager accepts, the head approves (across branches both heads), never who asked; the day after, customers, opportunities and tasks move with their clocks, and the old manager's access ends. Customers are told if the bank says so."
        ),
        _SOURCE,
        _OWNER,
        (keys.NOTIFY, keys.TEXT),
        (f"{_TESTS}test_transfers.py", f"{_TESTS}test_periods.py"),
    ),
    Rule(
        "O21",
        Chapter.WORK,
        lazy("How full a book is"),
        lazy("Customers weighted by tier, against what the post or the head says that a manager can take."),
        _SOURCE,
        _OWNER,
        (keys.WEIGHTS, keys.CAPACITY),
        (f"{_PURE}test_rules.py", f"{_TESTS}test_pages.py"),
    ),
    Rule(
        "O22",
        Chapter.WORK,
        lazy("A book is shared out fairly"),
        lazy(
            "Who assists already, the household, licences and language are weighed against an even share of load, assets and contribution. A sample by tier is called; assets of who moved are watched."
        ),
        _SOURCE,
        _OWNER,
        (keys.CHECKS, keys.WATCH_DAYS, keys.OUTFLOW),
        (f"{_PURE}test_balancing.py", f"{_TESTS}test_sharing.py"),
    ),
    Rule(
        "K20",
        Chapter.CLOCKS,
        lazy("Customers of a leaver"),
        lazy("They stand in the pool of the unit at once and are handed over in so many workdays."),
        _SOURCE,
        _OWNER,
        (keys.POOL_DAYS,),
        (f"{_TESTS}test_pool.py",),
    ),
    Rule(
        "K21",
        Chapter.CLOCKS,
        lazy("Cover in leave"),
        lazy("A colleague works the book from the first day to the end of the last, for so many days at most."),
        _SOURCE,
        _OWNER,
        (keys.COVER_DAYS,),
        (f"{_TESTS}test_covers.py",),
    ),
)  # fmt: skip
