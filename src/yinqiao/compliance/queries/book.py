"""The rule book of the gate in words: what each rule says, where it comes from, and the numbers it goes by (rules as data)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import parameters as keys
from yinqiao.compliance.rules import Step
from yinqiao.platform.parameters import queries as parameters

_BANK: Final = "本行制度：客户营销联系管理"
_PIPL: Final = "个人信息保护法"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is written: `source` names the law or the bank's own rule in Chinese, `keys` the parameters it goes by."""

    title: Promise
    text: Promise
    source: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """A number of the rule as it was in force: its name, value, unit, and since when it holds."""

    title: str
    value: str
    unit: str
    since: date


@dataclass(frozen=True, slots=True)
class Citation:
    """A rule as an answer cites it."""

    number: str
    title: str
    text: str
    source: str
    values: tuple[ValueUsed, ...] = ()


RULES: Final[Mapping[Step, Rule]] = MappingProxyType(
    {
        Step.REVIEW: Rule(
            lazy("Business review"),
            lazy("While the bank reviews a customer's file there is no marketing."),
            "本行制度：客户资料与业务审核",
        ),
        Step.DECEASED: Rule(
            lazy("Deceased"),
            lazy("A customer who has died is not contacted for any purpose."),
            _BANK,
        ),
        Step.MINOR: Rule(
            lazy("Under age"),
            lazy("Persons under age are not marketed to, until the birthday."),
            f"{_PIPL}第31条；{_BANK}",
            (keys.ADULT_AGE,),
        ),
        Step.BLACKLIST: Rule(
            lazy("Marketing blacklist"),
            lazy("The bank does not market to customers on the list while their entry holds."),
            _BANK,
        ),
        Step.DO_NOT_DISTURB: Rule(
            lazy("Do not disturb"),
            lazy("No marketing to numbers or customers that are marked do-not-disturb."),
            f"广告法第43条；{_BANK}",
        ),
        Step.REFUSED: Rule(
            lazy("Silence after a refusal"),
            lazy(
                "Whoever refused when contacted is left alone for a time; longer after insurance."
            ),
            f"广告法第43条；人身保险电话销售业务管理办法；{_BANK}",
            (keys.REFUSAL_DAYS, keys.INSURANCE_REFUSAL_MONTHS),
        ),
        Step.BEREAVEMENT: Rule(
            lazy("Bereavement"),
            lazy("No marketing for a time after a loss in the family."),
            _BANK,
            (keys.BEREAVEMENT_DAYS,),
        ),
        Step.PARTY_ROLE: Rule(
            lazy("Roles at the bank"),
            lazy("Staff, related parties and whoever else the bank names are not marketed to."),
            f"银行保险机构关联交易管理办法；{_BANK}",
            (keys.UNSOLD_ROLES,),
        ),
        Step.CONSENT: Rule(
            lazy("Consent"),
            lazy(
                "Marketing needs a consent for this channel with text version, time and evidence that was not withdrawn since."
            ),
            f"{_PIPL}第13—16条；通信短信息服务管理规定",
        ),
        Step.PROFILING: Rule(
            lazy("Automated decisions"),
            lazy("Whoever refused automated decisions is not chosen by a machine; a person may."),
            f"{_PIPL}第24条",
        ),
        Step.COMPLAINT: Rule(
            lazy("Open complaint"),
            lazy("No marketing while a complaint is handled."),
            f"银行业保险业消费投诉处理管理办法；{_BANK}",
        ),
        Step.OVERDUE: Rule(
            lazy("Overdue payment"),
            lazy("No marketing to whoever is behind with payments."),
            _BANK,
            (keys.OVERDUE_DAYS,),
        ),
        Step.SUITABILITY: Rule(
            lazy("Suitability"),
            lazy("The product must suit the customer, and who sells it must be licensed."),
            "金融机构产品适当性管理办法（金融监管总局令2025年第7号）",
        ),
        Step.PRIORITY: Rule(
            lazy("Purposes that go first"),
            lazy(
                "A day on which the bank had to warn or remind the customer is closed to marketing."
            ),
            _BANK,
            (keys.PRIOR_PURPOSES,),
        ),
        Step.CAP: Rule(
            lazy("Contact limits"),
            lazy(
                "So many marketing contacts at most in so many days, over all channels and lines."
            ),
            _BANK,
            (keys.CAPS,),
        ),
        Step.CALL_CAP: Rule(
            lazy("Limits of calls"),
            lazy("So many marketing calls at most in so many days."),
            _BANK,
            (keys.CALL_CAPS,),
        ),
        Step.HOLIDAY: Rule(
            lazy("Holidays"),
            lazy("No marketing in these channels on statutory holidays and those of the province."),
            _BANK,
            (keys.HOLIDAY_CHANNELS, keys.PROVINCE_HOLIDAYS),
        ),
        Step.HOURS: Rule(
            lazy("Hours of contact"),
            lazy("The hours of the purpose and channel, as they are where the customer lives."),
            f"人身保险电话销售业务管理办法；GB/T 45251-2025；{_BANK}",
            (
                keys.CALL_WINDOW,
                keys.INSURANCE_WINDOW,
                keys.COLLECTION_WINDOW,
                keys.MESSAGE_WINDOW,
                keys.PROVINCE_WINDOWS,
            ),
        ),
        Step.PREFERENCE: Rule(
            lazy("Channel that the customer likes"),
            lazy("Marketing comes by the channel that the customer named."),
            _BANK,
            (keys.PREFERENCE_CHANNELS,),
        ),
        Step.CONTROL: Rule(
            lazy("Control group"),
            lazy("Customers of the control group of a campaign are not contacted for it."),
            "本行制度：营销效果评估",
        ),
    }
)


def citation(step: Step, *, on: date) -> Citation:
    """Return the rule as it stands on the day, with its numbers."""
    rule = RULES[step]
    return Citation(
        number=step.value,
        title=str(rule.title),
        text=str(rule.text),
        source=rule.source,
        values=tuple(_used(key, on) for key in rule.keys),
    )


def _used(key: str, on: date) -> ValueUsed:
    card = parameters.card(key, on=on)
    items = keys.items_of(card.current.value)
    return ValueUsed(
        title=_(card.definition.title),
        value="、".join(items) or _("none"),
        unit=_(card.definition.unit),
        since=card.current.effective_from,
    )
