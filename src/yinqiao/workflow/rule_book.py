"""The rules of approvals, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "运营管理部"
_TESTS: Final = "src/yinqiao/workflow/tests/"
_SOURCE: Final = "本行设定：审批权限"

RULES: Final = (
    Rule(
        "A01",
        Chapter.APPROVALS,
        lazy("Who asks does not decide"),
        lazy("The maker is never among the checkers, at no level, not as a deputy either."),
        "商业银行内部控制指引；本行设定：审批权限",
        _OWNER,
        (),
        (f"{_TESTS}test_approvals.py", f"{_TESTS}test_deputies.py"),
    ),
    Rule(
        "A02",
        Chapter.APPROVALS,
        lazy("A second level from a measure on"),
        lazy("Requests of these kinds pass two levels once they reach the measure."),
        _SOURCE,
        _OWNER,
        ("workflow.second_levels",),
        (f"{_TESTS}test_levels.py",),
    ),
    Rule(
        "A03",
        Chapter.APPROVALS,
        lazy("Deputies"),
        lazy("In absence somebody else decides, for days at most; what is not delegable waits."),
        "本行设定：代理审批",
        _OWNER,
        ("workflow.deputy_days",),
        (f"{_TESTS}test_deputies.py",),
    ),
    Rule(
        "A04",
        Chapter.APPROVALS,
        lazy("Parameters that protect"),
        lazy("A new value of a protected parameter holds once a second person has agreed."),
        "商业银行内部控制指引",
        _OWNER,
        (),
        (f"{_TESTS}test_protected_parameters.py",),
    ),
    Rule(
        "K04",
        Chapter.CLOCKS,
        lazy("Approvals that nobody decides"),
        lazy("They end after so many workdays and have no effect."),
        "本行设定：审批时限",
        _OWNER,
        ("workflow.approval_workdays",),
        (f"{_TESTS}test_approvals.py",),
    ),
)
