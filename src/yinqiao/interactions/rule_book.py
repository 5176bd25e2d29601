"""The rules of contacts and tasks, as the rule book tells them."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.interactions import parameters as keys
from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "零售业务部"
_TESTS: Final = "src/yinqiao/interactions/tests/"
_LOG: Final = "本行制度：客户拜访与联系记录"

RULES: Final = (
    Rule(
        "G21",
        Chapter.GATE,
        lazy("What counts as a contact"),
        lazy("Calls with these outcomes reached nobody and use up none of the contacts allowed."),
        "本行制度：客户营销联系管理",
        "消费者权益保护部",
        (keys.UNCOUNTED,),
        (f"{_TESTS}test_follow_ups.py",),
    ),
    Rule(
        "G22",
        Chapter.GATE,
        lazy("Messages to customers"),
        lazy(
            "A message is marketing unless it is about a service that the customer has with the bank; none holds words that promise or lure."
        ),
        "关于进一步规范金融营销宣传行为的通知（银发〔2019〕316号）；金融产品网络营销管理办法",
        "消费者权益保护部",
        (keys.FORBIDDEN,),
        (f"{_TESTS}test_reaching.py",),
    ),
    Rule(
        "K06",
        Chapter.CLOCKS,
        lazy("A number that leads nowhere"),
        lazy("The main manager finds one that works within workdays."),
        "本行设定：手机号核实时限",
        _OWNER,
        (keys.CHECK_WORKDAYS,),
        (f"{_TESTS}test_follow_ups.py",),
    ),
    Rule(
        "K09",
        Chapter.CLOCKS,
        lazy("Changes to what was logged"),
        lazy(
            "The author changes a contact within hours and logs it at most so many calendar days later; then it stands."
        ),
        _LOG,
        _OWNER,
        (keys.EDIT_HOURS, keys.LOGGED_BACK),
        (f"{_TESTS}test_follow_ups.py", f"{_TESTS}test_timeline.py"),
    ),
    Rule(
        "K10",
        Chapter.CLOCKS,
        lazy("Tasks ahead"),
        lazy("A task lies at most so many calendar days ahead."),
        "本行设定：任务与日程",
        _OWNER,
        (keys.LONGEST_WAIT,),
        (f"{_TESTS}test_tasks.py",),
    ),
)
TECHNICAL: Final = (keys.ADAPTERS, keys.MOST_CALLED)
