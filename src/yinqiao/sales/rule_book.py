"""The rules of opportunities and their time limits, as the rule book tells them (DOMAIN §6)."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "零售业务部"
_TESTS: Final = "src/yinqiao/sales/tests/"

RULES: Final = (
    Rule(
        "O01",
        Chapter.WORK,
        lazy("Calls of the day"),
        lazy(
            "A manager's list holds so many calls, by value, chance and urgency; the chance is that of the bank's own history once there is one."
        ),
        "本行设定：商机优先级（价值 × 概率 × 紧迫）",
        _OWNER,
        ("sales.calls_a_day", "sales.urgency_half_life", "sales.expected_win_percent"),
        (f"{_TESTS}test_ranking.py", f"{_TESTS}test_desk.py"),
    ),
    Rule(
        "O02",
        Chapter.WORK,
        lazy("Key customers"),
        lazy("From this tier on a customer counts as a key customer in reports and targets."),
        "本行设定：重点客户口径",
        _OWNER,
        ("sales.key_tier",),
        (f"{_TESTS}test_team.py",),
    ),
    Rule(
        "O03",
        Chapter.WORK,
        lazy("No second opportunity for one reason"),
        lazy(
            "While a reason goes on, what was won or lost is not opened again for so many calendar days."
        ),
        "本行设定：商机去重",
        _OWNER,
        ("sales.quiet_days",),
        (f"{_TESTS}test_taking.py",),
    ),
    Rule(
        "K01",
        Chapter.CLOCKS,
        lazy("Untouched opportunities go up"),
        lazy(
            "What nobody touched for so many workdays by the bank's calendar goes up to the supervisor, once. In shadow mode it is only counted."
        ),
        "本行设定：商机督办时限",
        _OWNER,
        ("sales.escalation_workdays", "sales.escalation_mode"),
        (f"{_TESTS}test_escalating.py",),
    ),
    Rule(
        "K02",
        Chapter.CLOCKS,
        lazy("Opportunities that end by themselves"),
        lazy("So many calendar days after the deadline, if nobody took them up."),
        "本行设定：商机失效",
        _OWNER,
        ("sales.expiry_days",),
        (f"{_TESTS}test_expiring.py",),
    ),
    Rule(
        "K03",
        Chapter.CLOCKS,
        lazy("Referrals from the counter"),
        lazy("The manager has so many workdays."),
        "本行设定：柜面转介时限",
        _OWNER,
        ("sales.referral_workdays",),
        (f"{_TESTS}test_counter.py",),
    ),
    Rule(
        "O06",
        Chapter.WORK,
        lazy("Results of rules"),
        lazy(
            "What the opportunities of a rule came to is counted over two spans; below so many contacted ones no share is told."
        ),
        "本行设定：商机成效统计",
        "零售业务部",
        ("sales.result_days", "sales.result_days_long", "sales.result_least"),
        ("src/yinqiao/sales/tests/test_results.py",),
    ),
)
