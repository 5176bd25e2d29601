"""Parameters of contact with customers (DOMAIN §4.5): whoever loosens one needs a second person."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from yinqiao.compliance import rules
from yinqiao.compliance.choices import Channel, ContactPurpose
from yinqiao.customers.choices import PartyRoleKind
from yinqiao.platform.i18n.codes import named
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
PROVINCE_WINDOWS = "compliance.province_windows"
PROVINCE_HOLIDAYS = "compliance.province_holidays"
PREFERENCE_CHANNELS = "compliance.preference_channels"
PRIOR_PURPOSES = "compliance.prior_purposes"
UNSOLD_ROLES = "compliance.unsold_roles"

REQUEST_DAYS = "compliance.request_days"
REQUEST_ALARM_DAYS = "compliance.request_alarm_days"
OBJECTION_DAYS = "compliance.aml_objection_days"
OBJECTION_ALARM_DAYS = "compliance.aml_objection_alarm_days"
BASIC_OBJECTION_DAYS = "compliance.aml_basic_objection_days"
KEEP_YEARS = "compliance.keep_years"
BLACKLIST_DAYS = "compliance.blacklist_days"
GUARDIAN_AGE = "compliance.guardian_age"
NONE = "-"
_BANK = "本行制度：客户营销联系管理"
_OWNER = "消费者权益保护部"
_AML_LAW = "反洗钱法（2024年修订）"
_AML_OWNER = "反洗钱中心"


def items_of(value: object) -> list[str]:
    """Return the items of a parameter of several texts; a dash stands for none."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [text for item in items if (text := str(item).strip()) != NONE]


def problem_with_window(value: object) -> str:
    """Return why `value` are no hours of a day."""
    return _unreadable(rules.read_window, [value], _("Hours of a day such as 09:00-20:00."))


def problem_with_caps(value: object) -> str:
    """Return why `value` are no limits of frequency."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    said = _("Days and contacts with a colon between, such as 7:2, several with commas between.")
    return _unreadable(rules.read_cap, items, said)


def problem_with_province_windows(value: object) -> str:
    """Return why `value` are no hours of provinces."""
    said = _("Province, kind and hours such as 65:CALL=10:00-20:00, several with commas between.")
    return _unreadable(rules.read_province_window, items_of(value), said)


def problem_with_province_days(value: object) -> str:
    """Return why `value` are no holidays of provinces."""
    said = _("Province and days such as 45:2026-04-19 or 45:2026-04-18..2026-04-20.")
    return _unreadable(rules.read_province_days, items_of(value), said)


def problem_with_purposes(value: object) -> str:
    """Return why `value` are no purposes that can go before marketing."""
    known = [code for code in ContactPurpose.values if code != ContactPurpose.MARKETING]
    unknown = [item for item in items_of(value) if item not in known]
    if not unknown:
        return ""
    return _("%(names)s is no purpose that goes before marketing. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(known),
    }


def problem_with_roles(value: object) -> str:
    """Return why `value` are no roles that customers have at the bank."""
    unknown = [item for item in items_of(value) if item not in PartyRoleKind.values]
    if not unknown:
        return ""
    return _("%(names)s is no role at the bank. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(PartyRoleKind.values),
    }


def problem_with_channels(value: object) -> str:
    """Return why `value` are no channels."""
    unknown = [item for item in items_of(value) if item not in Channel.values]
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


def say_caps(value: object) -> str:
    """Tell limits of contacts in words."""
    caps = [rules.read_cap(item) for item in items_of(value)]
    told = (_("at most {most} in {days} days").format(most=cap.most, days=cap.days) for cap in caps)
    return _(", ").join(told)


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
        GUARDIAN_AGE,
        "Age below which the guardian agrees for a child",
        14,
        "years",
        "个人信息保护法第31条",
        "消费者权益保护部",
        least=14,
        most=18,
        approval=DATA_VALUE,
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
        say=say_caps,
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
        say=say_caps,
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
        BLACKLIST_DAYS,
        "Days that an entry of the blacklist holds at most",
        365,
        "days",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        least=1,
        most=1825,
        description="Then somebody looks at it again and enters it anew, or lets it end.",
    ),
    ParameterDefinition(
        REQUEST_DAYS,
        "Workdays in which a request about personal data is answered",
        15,
        "workdays",
        "个人信息保护法第50条；App违法违规收集使用个人信息行为认定方法",
        _OWNER,
        approval=DATA_VALUE,
        least=1,
        most=22,
    ),
    ParameterDefinition(
        REQUEST_ALARM_DAYS,
        "Workdays after which an open request about personal data stands out",
        10,
        "workdays",
        "本行制度：个人信息主体权利响应",
        _OWNER,
        least=1,
        most=22,
    ),
    ParameterDefinition(
        OBJECTION_DAYS,
        "Days in which an objection to a measure against money laundering is answered",
        15,
        "days",
        _AML_LAW,
        _AML_OWNER,
        approval=DATA_VALUE,
        least=1,
        most=15,
        description="Calendar days after the day of receipt.",
    ),
    ParameterDefinition(
        OBJECTION_ALARM_DAYS,
        "Days after which an open objection to a measure against money laundering stands out",
        10,
        "days",
        "本行制度：洗钱风险管理措施异议处理",
        _AML_OWNER,
        least=1,
        most=15,
    ),
    ParameterDefinition(
        BASIC_OBJECTION_DAYS,
        "Days in which an objection is answered that concerns a basic service",
        1,
        "days",
        f"{_AML_LAW}（基本的、必需的金融服务应当及时处理）；本行制度：洗钱风险管理措施异议处理",
        _AML_OWNER,
        approval=DATA_VALUE,
        least=1,
        most=15,
        description="Calendar days after the day of receipt; it stands out at once.",
    ),
    ParameterDefinition(
        KEEP_YEARS,
        "Years that records of customers are kept after the relation ends",
        10,
        "years",
        _AML_LAW,
        _AML_OWNER,
        approval=DATA_VALUE,
        least=10,
        most=30,
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
        say=named(Channel),
    ),
    ParameterDefinition(
        PROVINCE_WINDOWS,
        "Hours of contact that differ in a province",
        [NONE],
        "province:kind=hours",
        "本行制度：客户营销联系管理（各省监管要求与作息）",
        _OWNER,
        approval=DATA_VALUE,
        description="Two digits of the region code; CALL, INSURANCE, COLLECTION or MESSAGE. Where nothing stands the bank's hours hold. A dash is none.",
        check=problem_with_province_windows,
    ),
    ParameterDefinition(
        PROVINCE_HOLIDAYS,
        "Holidays of a province on which marketing rests",
        [NONE],
        "province:day",
        "全国年节及纪念日放假办法第四条（少数民族习惯的节日由各地方规定）",
        _OWNER,
        approval=DATA_VALUE,
        description="Closed are the channels that rest on statutory holidays. A dash is none.",
        check=problem_with_province_days,
    ),
    ParameterDefinition(
        PREFERENCE_CHANNELS,
        "Channels in which marketing gives way to the channel that the customer likes better",
        ["CALL", "SMS"],
        "channel",
        _BANK,
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_channels,
        say=named(Channel),
    ),
    ParameterDefinition(
        PRIOR_PURPOSES,
        "Purposes whose contact closes marketing for the day",
        ["FRAUD", "OVERDUE", "MATURITY"],
        "purpose",
        "本行制度：客户营销联系管理（同日多目的先服务后营销）",
        _OWNER,
        approval=DATA_VALUE,
        check=problem_with_purposes,
        say=named(ContactPurpose),
    ),
    ParameterDefinition(
        UNSOLD_ROLES,
        "Roles at the bank whose holders are not marketed to",
        [PartyRoleKind.STAFF.value, PartyRoleKind.RELATED.value],
        "role",
        "银行保险机构关联交易管理办法（银保监会令2022年第1号）；本行制度：客户营销联系管理",
        _OWNER,
        approval=DATA_VALUE,
        description="Codes as in the list of roles. A dash is none: everybody may be marketed to.",
        check=problem_with_roles,
        say=named(PartyRoleKind),
    ),
)
