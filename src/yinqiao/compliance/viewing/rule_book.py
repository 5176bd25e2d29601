"""The rules of watching who looks at customers, as the rule book tells them (FEATURES N5, D39)."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_SOURCE: Final = "本行设定：客户信息查看监督"
_OWNER: Final = "数据安全管理部"
_TESTS: Final = "src/yinqiao/compliance/viewing/tests/"

RULES: Final = (
    Rule(
        "D06",
        Chapter.DATA,
        lazy("Odd looks are asked about"),
        lazy(
            "Looks outside the own book, days far above one's own and colleagues' habit, and many people at one customer are asked about with their figures; compliance judges."
        ),
        _SOURCE,
        _OWNER,
        (
            "viewing.outside_limit",
            "viewing.distance",
            "viewing.least_customers",
            "viewing.habit_days",
            "viewing.least_days",
            "viewing.least_peers",
            "viewing.crowd",
        ),
        (f"{_TESTS}test_viewing.py", f"{_TESTS}test_viewing_rules.py"),
    ),
    Rule(
        "D07",
        Chapter.DATA,
        lazy("Access in an emergency"),
        lazy(
            "Whoever may takes access at once for so many hours and so many times a day; supervisor and compliance are told, and it is reviewed within so many workdays."
        ),
        _SOURCE,
        _OWNER,
        ("viewing.emergency_hours", "viewing.emergency_daily", "viewing.review_workdays"),
        (f"{_TESTS}test_emergencies.py",),
    ),
    Rule(
        "D08",
        Chapter.DATA,
        lazy("Exemptions from rules end"),
        lazy(
            "An exemption names rule, person, reason and approver, and lasts so many days at most."
        ),
        _SOURCE,
        _OWNER,
        ("viewing.exemption_days",),
        (f"{_TESTS}test_exemptions.py",),
    ),
    Rule(
        "D09",
        Chapter.DATA,
        lazy("Looks in clear are checked at random"),
        lazy(
            "Every night a share of the day's looks at numbers in clear is drawn by a kept seed, and by the end of a month so many of every person; the head says within so many workdays whether there was a reason. A doubt goes to compliance, and so do a head's own looks and what is late."
        ),
        _SOURCE,
        _OWNER,
        ("viewing.check_percent", "viewing.check_least", "viewing.check_workdays"),
        (f"{_TESTS}test_draw_rules.py", f"{_TESTS}test_reveal_checks.py"),
    ),
)
