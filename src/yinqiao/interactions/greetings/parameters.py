"""Occasions, channels, tiers and approved words of greetings. Words are effective-dated and need a second person, so that each has a version."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers.choices import Tier
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.greetings.choices import Occasion
from yinqiao.interactions.greetings.rules import read_wording
from yinqiao.platform.i18n.codes import named
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

OCCASIONS: Final = "interactions.greetings"
CHANNELS: Final = "interactions.greeting_channels"
TIERS: Final = "interactions.greeting_tiers"
TEXTS: Final = "interactions.greeting_texts"
ATTEMPTS: Final = "interactions.greeting_attempts"
NONE: Final = "-"
WAYS: Final = (Channel.WECOM.value, Channel.SMS.value)
# Commas stand within the texts, so bars part them.
_FIRST: Final = (
    "BIRTHDAY:*:*=尊敬的客户，祝您生日快乐，身体健康，阖家幸福！",
    "BIRTHDAY:*:PRIVATE=尊敬的贵宾，值此生日，谨祝您福寿安康，顺心如意！您的客户经理随时为您服务。",
    "BIRTHDAY:ENGLISH:*=Dear customer: we wish you a very happy birthday and good health.",
    "SPRING_FESTIVAL:*:*=尊敬的客户，新春将至，祝您和家人新年快乐，平安顺遂！",
    "SPRING_FESTIVAL:ENGLISH:*=Dear customer: we wish you and your family a happy Spring Festival.",
    "MID_AUTUMN:*:*=尊敬的客户，中秋佳节，祝您阖家团圆，幸福安康！",
    "MID_AUTUMN:ENGLISH:*=Dear customer: we wish you and your family a happy Mid-Autumn Festival.",
)
_BANK: Final = "本行制度：客户关怀与祝福"
_OWNER: Final = "零售业务部"


def items_of(value: object) -> list[str]:
    """Return the items of a parameter of several texts; a dash stands for none."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [text for item in items if (text := str(item).strip()) != NONE]


def texts_of(value: object) -> list[str]:
    """Return the texts, which bars part."""
    return [text for item in str(value).split("|") if (text := item.strip())]


def _among(known: Sequence[str], value: object) -> str:
    unknown = [item for item in items_of(value) if item not in known]
    if not unknown:
        return ""
    return _("%(names)s is not known. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(known),
    }


def problem_with_occasions(value: object) -> str:
    """Return why `value` are no occasions."""
    return _among(Occasion.values, value)


def problem_with_ways(value: object) -> str:
    """Return why `value` are no channels of greetings."""
    return _among(WAYS, value)


def problem_with_tiers(value: object) -> str:
    """Return why `value` are no tiers."""
    return _among(Tier.values, value)


def problem_with_texts(value: object) -> str:
    """Return why `value` are no texts of greetings."""
    for item in texts_of(value):
        try:
            read_wording(item)
        except ValueError:
            return _(
                "Occasion, language and tier, then the text, such as BIRTHDAY:*:*=…; several with bars between."
            )
    return ""


PARAMETERS: Final = (
    ParameterDefinition(
        OCCASIONS,
        "Occasions on which the bank greets its customers",
        [NONE],
        "",
        _BANK,
        _OWNER,
        description="BIRTHDAY, SPRING_FESTIVAL, MID_AUTUMN. A dash is none: nothing is sent.",
        approval=DATA_VALUE,
        check=problem_with_occasions,
        say=named(Occasion),
    ),
    ParameterDefinition(
        CHANNELS,
        "Channels of greetings, the first that reaches the customer",
        list(WAYS),
        "channel",
        _BANK,
        _OWNER,
        check=problem_with_ways,
        say=named(Channel),
    ),
    ParameterDefinition(
        TIERS,
        "Tiers that the bank greets",
        [Tier.BASIC_WEALTH.value, Tier.WEALTH.value, Tier.PREMIER.value, Tier.PRIVATE.value],
        "",
        _BANK,
        _OWNER,
        check=problem_with_tiers,
        say=named(Tier),
    ),
    ParameterDefinition(
        TEXTS,
        "Approved words of greetings",
        "|".join(_FIRST),
        "",
        _BANK,
        "消费者权益保护部",
        description="Occasion:language:tier=text, several with bars between. Greetings only: a text that offers anything is marketing and needs consent.",
        approval=DATA_VALUE,
        check=problem_with_texts,
    ),
    ParameterDefinition(
        ATTEMPTS,
        "How often a greeting is tried that could not be sent",
        3,
        "",
        _BANK,
        _OWNER,
        least=1,
        most=10,
    ),
)
