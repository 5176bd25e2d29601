"""Parameters of contacts and tasks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.interactions import ports
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.platform import clock
from yinqiao.platform.i18n.codes import named
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

EDIT_HOURS: Final = "interactions.edit_hours"
UNCOUNTED: Final = "interactions.uncounted_outcomes"
CHECK_WORKDAYS: Final = "interactions.number_check_workdays"
LONGEST_WAIT: Final = "interactions.longest_wait_days"
LOGGED_BACK: Final = "interactions.logged_back_days"
ADAPTERS: Final = "interactions.channel_adapters"
FORBIDDEN: Final = "interactions.forbidden_words"
NONE: Final = "-"
# What goes out from here; every other way is only told of afterwards.
HANDED_OUT: Final = (Channel.CALL.value, Channel.SMS.value, Channel.WECOM.value)
MOST_CALLED: Final = "interactions.most_called"
_OWNER = "零售业务部"


def problem_with_outcomes(value: object) -> str:
    """Return why `value` are no outcomes."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    unknown = [str(item) for item in items if item not in Outcome.values]
    if not unknown:
        return ""
    return _("%(names)s is no outcome. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(Outcome.values),
    }


def problem_with_adapters(value: object) -> str:
    """Return why `value` are no channels with the adapters that are there."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    known = [name for name, _adapter in ports.channels.items()]
    for item in items:
        channel, _colon, name = str(item).partition(":")
        if channel not in HANDED_OUT or name not in known:
            return _("Write channel:adapter. Channels: %(channels)s. Adapters: %(known)s.") % {
                "channels": ", ".join(HANDED_OUT),
                "known": ", ".join(known),
            }
    return ""


def forbidden_words(now: datetime) -> list[str]:
    """Return what no message to a customer may hold."""
    value = parameters.value(FORBIDDEN, on=clock.bank_date(now))
    items = value if isinstance(value, list) else [value]
    return [word for item in items if (word := str(item).strip()) and word != NONE]


PARAMETERS: Final = (
    ParameterDefinition(
        MOST_CALLED,
        "How many colleagues a note may call at once",
        5,
        "people",
        "本行设定：客户备注",
        _OWNER,
        least=1,
        most=10,
    ),
    ParameterDefinition(
        EDIT_HOURS,
        "How long the author may change a contact that she logged",
        24,
        "hours",
        "本行制度：客户拜访与联系记录",
        _OWNER,
        description="Afterwards she adds to it; the original stays.",
        least=1,
        most=72,
    ),
    ParameterDefinition(
        UNCOUNTED,
        "Outcomes that do not count towards the limits of marketing contacts",
        ["NO_ANSWER", "EMPTY_NUMBER", "SUSPENDED", "NOT_PERSON", "WRONG_NUMBER"],
        "",
        "本行制度：客户营销联系管理",
        "消费者权益保护部",
        description="Nobody was reached. Whoever wants tries to count as well takes NO_ANSWER out.",
        approval=DATA_VALUE,
        check=problem_with_outcomes,
        say=named(Outcome),
    ),
    ParameterDefinition(
        CHECK_WORKDAYS,
        "How long the main manager has to find a number that works",
        5,
        "workdays",
        "本行设定：手机号核实时限",
        _OWNER,
        least=1,
        most=60,
    ),
    ParameterDefinition(
        LOGGED_BACK,
        "How long ago a contact may lie that is logged",
        92,
        "days",
        "本行制度：客户拜访与联系记录",
        _OWNER,
        description="What lies further back comes by a migration from the system that held it.",
        least=1,
        most=1100,
    ),
    ParameterDefinition(
        LONGEST_WAIT,
        "How far ahead a task may be put",
        366,
        "days",
        "本行设定：任务与日程",
        _OWNER,
        least=7,
        most=1100,
    ),
    ParameterDefinition(
        FORBIDDEN,
        "Words that no message to a customer may hold",
        [
            "保本保息",
            "稳赚不赔",
            "零风险",
            "无风险",
            "刚性兑付",
            "保证收益",
            "承诺收益",
            "低风险高收益",
            "高收益",
            "低门槛",
            "秒到账",
        ],
        "",
        "关于进一步规范金融营销宣传行为的通知（银发〔2019〕316号）；金融产品网络营销管理办法",
        "消费者权益保护部",
        description="A dash is none. The sender sees which word it was and may write anew.",
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        ADAPTERS,
        "What calls and messages go out by",
        ["CALL:local", "SMS:local", "WECOM:local"],
        "channel:adapter",
        "本行设定：外呼与消息通道",
        "信息科技部",
        description="local keeps them on this machine, for trying out; nothing leaves it.",
        approval=DATA_VALUE,
        check=problem_with_adapters,
    ),
)
