"""Numbers of the watch over looks (N5): whoever changes one needs a second person."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.compliance.viewing.rules import Limits
from yinqiao.customers import queries as customers
from yinqiao.lib.role_limits import read_limits
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

OUTSIDE: Final = "viewing.outside_limit"
DISTANCE: Final = "viewing.distance"
LEAST_CUSTOMERS: Final = "viewing.least_customers"
LEAST_DAYS: Final = "viewing.least_days"
HABIT_DAYS: Final = "viewing.habit_days"
LEAST_PEERS: Final = "viewing.least_peers"
CROWD: Final = "viewing.crowd"
EMERGENCY_HOURS: Final = "viewing.emergency_hours"
EMERGENCY_DAILY: Final = "viewing.emergency_daily"
EXEMPTION_DAYS: Final = "viewing.exemption_days"
REVIEW_WORKDAYS: Final = "viewing.review_workdays"
CHECK_PERCENT: Final = "viewing.check_percent"
CHECK_LEAST: Final = "viewing.check_least"
CHECK_WORKDAYS: Final = "viewing.check_workdays"

_SOURCE = "本行设定：客户信息查看监督"
_OWNER = "数据安全管理部"


def limits(*, on: date) -> Limits:
    """Return the numbers in force on a day."""
    return Limits(
        outside=read_limits(parameters.value(OUTSIDE, on=on)),
        budget=customers.viewing_limits(on=on),
        distance=float(parameters.integer(DISTANCE, on=on)),
        least_customers=parameters.integer(LEAST_CUSTOMERS, on=on),
        least_days=parameters.integer(LEAST_DAYS, on=on),
        least_peers=parameters.integer(LEAST_PEERS, on=on),
        crowd=parameters.integer(CROWD, on=on),
    )


def problem_with_limits(value: object) -> str:
    """Return why `value` is no list of limits by role."""
    try:
        read_limits(value)
    except ValueError:
        return _("Role and number with a colon between, such as branch_head:300; * for the others.")
    return ""


def _number(
    key: str, title: str, value: int, *, unit: str, least: int, most: int, description: str = ""
) -> ParameterDefinition:
    return ParameterDefinition(
        key,
        title,
        value,
        unit,
        _SOURCE,
        _OWNER,
        least=least,
        most=most,
        approval=DATA_VALUE,
        description=description,
    )


PARAMETERS = (
    ParameterDefinition(
        OUTSIDE,
        "Looks outside the own book in a day that are asked about",
        ["compliance_officer:100", "service_agent:300", "deputy_president:60", "*:20"],
        "role:customers",
        _SOURCE,
        _OWNER,
        approval=DATA_VALUE,
        description="Customers that neither the book nor a task, contact or grant explains. * for the other roles.",
        check=problem_with_limits,
    ),
    _number(
        DISTANCE,
        gettext_noop("How far above the usual a day is asked about"),
        4,
        unit=gettext_noop("deviations"),
        least=2,
        most=10,
        description=gettext_noop("From the median, in robust deviations."),
    ),
    _number(
        LEAST_CUSTOMERS,
        gettext_noop("Customers in a day below which no habit is asked about"),
        20,
        unit=gettext_noop("customers"),
        least=1,
        most=500,
    ),
    _number(
        HABIT_DAYS,
        gettext_noop("Days that make a habit"),
        30,
        unit=gettext_noop("days"),
        least=10,
        most=90,
    ),
    _number(
        LEAST_DAYS,
        gettext_noop("Days with looks before one's own habit counts"),
        10,
        unit=gettext_noop("days"),
        least=5,
        most=60,
    ),
    _number(
        LEAST_PEERS,
        gettext_noop("Colleagues of the role before theirs counts"),
        5,
        unit=gettext_noop("people"),
        least=3,
        most=100,
    ),
    _number(
        CROWD,
        gettext_noop("People who open one customer in a day before it is asked about"),
        6,
        unit=gettext_noop("people"),
        least=2,
        most=100,
        description=gettext_noop("Without those whom the book, a task, contact or grant explains."),
    ),
    _number(
        EMERGENCY_HOURS,
        gettext_noop("How long access taken in an emergency lasts"),
        4,
        unit=gettext_noop("hours"),
        least=1,
        most=24,
    ),
    _number(
        EMERGENCY_DAILY,
        gettext_noop("How often one person may take access in an emergency in a day"),
        2,
        unit=gettext_noop("times a day"),
        least=1,
        most=20,
    ),
    _number(
        REVIEW_WORKDAYS,
        gettext_noop("How long the review of an access in an emergency may take"),
        3,
        unit=gettext_noop("workdays"),
        least=1,
        most=10,
        description=gettext_noop("After that it goes up to the head office."),
    ),
    _number(
        EXEMPTION_DAYS,
        gettext_noop("How long an exemption from a rule may last"),
        180,
        unit=gettext_noop("days"),
        least=1,
        most=366,
    ),
    _number(
        CHECK_PERCENT,
        gettext_noop("Share of a day's looks in clear that is checked"),
        5,
        unit="%",
        least=1,
        most=100,
        description=gettext_noop("Drawn at random every night, rounded up."),
    ),
    _number(
        CHECK_LEAST,
        gettext_noop("Looks in clear of a person that are checked in a month at least"),
        1,
        unit=gettext_noop("times a month"),
        least=0,
        most=50,
        description=gettext_noop("What is missing is drawn on the last day of the month."),
    ),
    _number(
        CHECK_WORKDAYS,
        gettext_noop("How long the check of a look in clear may take"),
        5,
        unit=gettext_noop("workdays"),
        least=1,
        most=20,
        description=gettext_noop("After that it goes to compliance."),
    ),
)
