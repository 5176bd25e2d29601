"""The rules of the organization, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

RULES: Final = (
    Rule(
        "A05",
        Chapter.APPROVALS,
        lazy("Merger of units"),
        lazy(
            "One asks, another agrees. On its day the unit closes; customers, people, reach, open opportunities and requests go to the successor, and what was before stays told as it was."
        ),
        "本行设定：机构管理",
        "运营管理部",
        (),
        ("tests/organization/test_mergers.py",),
    ),
    Rule(
        "K00",
        Chapter.CLOCKS,
        lazy("Calendar days and workdays"),
        lazy(
            "A limit in days counts calendar days, one in workdays the bank's calendar with holidays and make-up workdays. The unit of each parameter says which."
        ),
        "国务院办公厅节假日安排通知；本行设定：营业日历",
        "运营管理部",
        (),
        (
            "src/yinqiao/lib/tests/test_workdays.py",
            "src/yinqiao/organization/tests/test_calendar.py",
        ),
    ),
)
