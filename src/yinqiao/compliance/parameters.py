"""Parameters of contact with customers (DOMAIN §4.5): whoever loosens one needs a second person."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from yinqiao.compliance import rules
from yinqiao.compliance.choices import Channel
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

ADULT_AGE = "compliance.adult_age"
OVERDUE_DAYS = "compliance.overdue_days"
CAPS = "compliance.contact_caps"
CALL_CAPS = "compliance.call_caps"
REFUSAL_DAYS = "compliance.refusal_days"
INSURANCE_REFUSAL_MONTHS = "compliance.insurance_refusal_months"
CALL_WINDOW = "compliance.call_window"
INSURANCE_WINDOW = "compliance.insurance_call_window"
COLLECTION_WINDOW = "compliance.collection_window"
MESSAGE_WINDOW = "compliance.message_window"
HOLIDAY_CHANNELS = "compliance.holiday_channels"
BEREAVEMENT_DAYS = "compliance.bereavement_days"

_BANK = "本行制度：客户营销联系管理"
_OWNER = "消费者权益保护部"


def problem_with_window(value: object) -> str:
    """Return why `value` are no hours of a day."""
    return _unreadable(rules.read_window, [value], _("Hours of a day such as 09:00-20:00."))


def problem_with_caps(value: object) -> str:
    """Return why `value` are no limits of frequency."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    said = _("Days and contacts with a colon between, such as 7:2, several with commas between.")
    return _unreadable(rules.read_cap, items, said)


def problem_with_channels(value: object) -> str:
    """Return why `value` are no channels."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    unknown = [str(item) for item in items if item not in Channel.values]
    if not unknown:
        return ""
    return _("%(names)s is no channel. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(Channel.values),
    }


def _unreadable(read: Callable[[str], object], items: Sequence[object], said: str) -> str:
    for item in items:
        try:
            read(str(item))
        except ValueError:
            return said
    return ""


PARAMETERS = (
    ParameterDefinition(
        ADULT_AGE,
        "Age from which a person may be contacted for marketing",
        18,
        "years",
        "个人信息保护法第31条；本行制度：客户营销联系管理",
        _OWNER,
        least=14,
        most=25,
        approval=DATA_VALUE,
        description="From the birthday on.",
    ),
    ParameterDefinition(
        OVERDUE_DAYS,
        "Days overdue from which marketing stops",
        1,
        "days",
        _BANK,
        _OWNER,
        least=1,
        most=90,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        CAPS,
        "Marketing contacts of one customer at most, all channels together",
        ["1:1", "7:2", "30:4"],
        "days:contacts",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        description="7:2 is two contacts in any seven days, today among them.",
        check=problem_with_caps,
    ),
    ParameterDefinition(
        CALL_CAPS,
        "Marketing calls of one customer at most",
        ["7:1"],
        "days:calls",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_caps,
    ),
    ParameterDefinition(
        REFUSAL_DAYS,
        "Silence after a customer refused to be contacted",
        180,
        "days",
        _BANK,
        _OWNER,
        least=30,
        most=3650,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        INSURANCE_REFUSAL_MONTHS,
        "Silence after a customer refused an offer of insurance",
        6,
        "months",
        "人身保险电话销售业务管理办法",
        _OWNER,
        least=6,
        most=120,
        approval=DATA_VALUE,
        description="The longer of this and the general silence holds.",
    ),
    ParameterDefinition(
        CALL_WINDOW,
        "Hours of calls",
        "09:00-20:00",
        "Beijing time",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        description="Marketing and ordinary service. Calls about fraud and maturity are not bound to hours.",
        check=problem_with_window,
    ),
    ParameterDefinition(
        INSURANCE_WINDOW,
        "Hours of calls that sell insurance",
        "09:00-21:00",
        "Beijing time",
        "人身保险电话销售业务管理办法",
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_window,
    ),
    ParameterDefinition(
        COLLECTION_WINDOW,
        "Hours in which overdue payments are asked for",
        "08:00-22:00",
        "Beijing time",
        "国家标准 GB/T 45251-2025（贷后催收）",
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_window,
    ),
    ParameterDefinition(
        MESSAGE_WINDOW,
        "Hours of marketing messages",
        "09:00-20:00",
        "Beijing time",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        description="Text messages, WeCom and app notices. Letters and mail are not bound to hours.",
        check=problem_with_window,
    ),
    ParameterDefinition(
        BEREAVEMENT_DAYS,
        "Days after a loss in the family without marketing",
        90,
        "days",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        least=1,
        most=730,
    ),
    ParameterDefinition(
        HOLIDAY_CHANNELS,
        "Channels closed to marketing on statutory holidays",
        ["CALL"],
        "channel",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_channels,
    ),
)
