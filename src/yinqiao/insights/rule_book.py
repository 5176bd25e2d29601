"""The rules of tiers and stages, and the triggers as the bank has them today, as the rule book tells them."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.insights import parameters as keys
from yinqiao.insights import policies, queries
from yinqiao.platform.actor import Actor
from yinqiao.platform.rule_book import Chapter, Rule

_TIERS: Final = "本行制度：客户分层标准"
_STAGES: Final = "本行制度：客户生命周期口径"
_OWNER: Final = "零售金融部"
_STANDING: Final = ("src/yinqiao/analytics/tests/test_standing.py",)
_KEEPING: Final = ("src/yinqiao/insights/tests/test_keeping.py",)

RULES: Final = (
    Rule(
        "T01",
        Chapter.TIERS,
        lazy("Tiers by assets"),
        lazy("Persons stand in the tier whose lower bound their month average of AUM reaches."),
        _TIERS,
        _OWNER,
        ("customers.tier_thresholds",),
        _STANDING,
    ),
    Rule(
        "T02",
        Chapter.TIERS,
        lazy("Up at once, down after a time of grace"),
        lazy(
            "Who reaches a higher tier rises with the next batch; who falls below keeps the tier until the months of grace are over."
        ),
        _TIERS,
        _OWNER,
        (keys.UPGRADE_BASIS, keys.GRACE_MONTHS),
        _STANDING,
    ),
    Rule(
        "T03",
        Chapter.TIERS,
        lazy("A tier kept by decision"),
        lazy("Asked for with a reason, agreed to by a second person, for months at most."),
        _TIERS,
        _OWNER,
        (keys.KEEP_MONTHS,),
        _KEEPING,
    ),
    Rule(
        "T04",
        Chapter.TIERS,
        lazy("New customer"),
        lazy("So many days from the first account on."),
        _STAGES,
        _OWNER,
        (keys.NEW_DAYS,),
        _STANDING,
    ),
    Rule(
        "T05",
        Chapter.TIERS,
        lazy("Mature customer"),
        lazy("So many product classes, or a tier that has been stable for months."),
        _STAGES,
        _OWNER,
        (keys.MATURE_CLASSES, keys.MATURE_MONTHS),
        _STANDING,
    ),
    Rule(
        "T06",
        Chapter.TIERS,
        lazy("Declining customer"),
        lazy("Assets fell by this share against the average of three months."),
        _STAGES,
        _OWNER,
        (keys.DECLINE_PERCENT,),
        _STANDING,
    ),
    Rule(
        "T07",
        Chapter.TIERS,
        lazy("Lost customer, and won back"),
        lazy(
            "Nearly no assets for months, or all accounts closed; back again counts for days as won back."
        ),
        _STAGES,
        _OWNER,
        (keys.LOST_PERCENT, keys.LOST_MONTHS, keys.WINBACK_DAYS),
        _STANDING,
    ),
    Rule(
        "O05",
        Chapter.WORK,
        lazy("What is never said to a customer"),
        lazy("Scripts and reasons with such a phrase are refused."),
        "《商业银行理财业务监督管理办法》；《金融产品网络营销管理办法》",
        "消费者权益保护部",
        (keys.FORBIDDEN,),
        ("src/yinqiao/insights/tests/test_changing.py",),
    ),
    Rule(
        "K05",
        Chapter.CLOCKS,
        lazy("Overdue occasions"),
        lazy("What is overdue is dealt with in workdays."),
        "本行制度：商机办理时限",
        _OWNER,
        (keys.LATE_WORKDAYS,),
        ("src/yinqiao/insights/tests/test_triggers.py",),
    ),
)
TECHNICAL: Final = ("insights.most_tags",)
_TRIGGER_TESTS: Final = (
    "src/yinqiao/insights/tests/test_triggers.py",
    "src/yinqiao/insights/tests/test_conditions.py",
)


def triggers(actor: Actor, on: date) -> list[Rule]:
    """Return the triggers of the day in words, each under its code, for those who may see them."""
    if not actor.can(policies.VIEW_TRIGGERS):
        return []
    return [
        Rule(
            line.code,
            Chapter.TRIGGERS,
            line.title,
            f"{line.condition} → {line.reason}",
            line.source,
            line.owner,
            (),
            _TRIGGER_TESTS,
        )
        for line in queries.trigger_lines(actor=actor, day=on)
    ]
