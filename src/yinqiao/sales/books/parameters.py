"""Numbers of the bank for books of customers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers.choices import Tier
from yinqiao.organization.choices import PostKind
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.registry import ParameterDefinition

WEIGHTS: Final = "books.tier_weights"
CAPACITY: Final = "books.capacity"
NOTIFY: Final = "books.tell_customers"
TEXT: Final = "books.customer_text"
POOL_DAYS: Final = "books.pool_workdays"
CHECKS: Final = "books.check_percent"
WATCH_DAYS: Final = "books.watch_days"
OUTFLOW: Final = "books.outflow_percent"
COVER_DAYS: Final = "books.cover_days"
COMPANY: Final = "COMPANY"
KINDS: Final = (
    PostKind.RELATIONSHIP_MANAGER,
    PostKind.WEALTH_MANAGER,
    PostKind.CORPORATE_MANAGER,
)
_OWNER: Final = "零售业务部"
_SOURCE: Final = "本行设定：管户管理办法"


def pairs_of(value: object) -> dict[str, Decimal]:
    """Read ``CODE:number`` items; raise ValueError for anything else."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found: dict[str, Decimal] = {}
    for item in items:
        code, colon, number = str(item).strip().partition(":")
        try:
            figure = Decimal(number)
        except InvalidOperation:
            figure = Decimal(-1)
        if not colon or figure < 0:
            raise ValueError(str(item))
        found[code.strip()] = figure
    return found


def _problem(value: object, known: set[str], *, most: int) -> str:
    said = _(
        "Every code with its number up to %(most)s, such as %(code)s:10. Known: %(known)s."
    ) % {
        "most": most,
        "code": min(known),
        "known": ", ".join(sorted(known)),
    }
    try:
        pairs = pairs_of(value)
    except ValueError:
        return said
    return "" if set(pairs) == known and max(pairs.values()) <= most else said


def problem_with_weights(value: object) -> str:
    """Return why `value` does not weigh every tier."""
    return _problem(value, {*Tier.values, COMPANY}, most=100)


def problem_with_checks(value: object) -> str:
    """Return why `value` does not give every tier its percentage."""
    return _problem(value, {*Tier.values, COMPANY}, most=100)


def problem_with_capacity(value: object) -> str:
    """Return why `value` does not give every post its capacity."""
    return _problem(value, {str(kind) for kind in KINDS}, most=100_000)


def weights(on: date) -> dict[str, Decimal]:
    """Return what a customer of each tier weighs."""
    return pairs_of(parameters.value(WEIGHTS, on=on))


def capacities(on: date) -> dict[str, Decimal]:
    """Return what each post can take, in weighted customers."""
    return pairs_of(parameters.value(CAPACITY, on=on))


def check_percents(on: date) -> dict[str, Decimal]:
    """Return of how many in a hundred the handover is verified by a call, by tier."""
    return pairs_of(parameters.value(CHECKS, on=on))


def outflow_percent(on: date) -> int:
    """Return from which loss of the assets that moved on it alarms."""
    return parameters.integer(OUTFLOW, on=on)


PARAMETERS: Final = (
    ParameterDefinition(
        WEIGHTS,
        "What a customer of each tier weighs in a manager's load",
        ["MASS:0.3", "BASIC_WEALTH:1", "WEALTH:2", "PREMIER:4", "PRIVATE:8", "COMPANY:6"],
        "code:weight",
        _SOURCE,
        _OWNER,
        check=problem_with_weights,
    ),
    ParameterDefinition(
        CAPACITY,
        "What a manager can take, in weighted customers by post",
        ["RELATIONSHIP_MANAGER:500", "WEALTH_MANAGER:500", "CORPORATE_MANAGER:400"],
        "post:load",
        _SOURCE,
        _OWNER,
        check=problem_with_capacity,
    ),
    ParameterDefinition(
        NOTIFY,
        "Whether customers are told of their new manager (on) or not (off)",
        "on",
        "on or off",
        _SOURCE,
        _OWNER,
        choices=("on", "off"),
    ),
    ParameterDefinition(
        TEXT,
        "What a customer is told of the new manager",
        "尊敬的客户，自{day}起由我行客户经理{manager}为您服务，原客户经理不再负责您的业务。如有疑问请致电我行客服热线。",
        "text",
        _SOURCE,
        _OWNER,
        description="{day} and {manager} are filled in.",
    ),
    ParameterDefinition(
        POOL_DAYS,
        "In how many workdays customers of a leaver are handed over",
        5,
        "workdays",
        _SOURCE,
        _OWNER,
        least=1,
        most=60,
    ),
    ParameterDefinition(
        CHECKS,
        "Of how many in a hundred handed-over customers a call verifies it, by tier",
        ["MASS:1", "BASIC_WEALTH:5", "WEALTH:10", "PREMIER:30", "PRIVATE:100", "COMPANY:20"],
        "code:percent",
        _SOURCE,
        _OWNER,
        check=problem_with_checks,
    ),
    ParameterDefinition(
        WATCH_DAYS,
        "For how many days after a handover the assets of those who moved are watched",
        90,
        "days",
        _SOURCE,
        _OWNER,
        least=1,
        most=366,
    ),
    ParameterDefinition(
        OUTFLOW,
        "From which loss of the assets that moved on it alarms",
        10,
        "percent",
        _SOURCE,
        _OWNER,
        least=1,
        most=100,
    ),
    ParameterDefinition(
        COVER_DAYS,
        "How long a colleague may cover for somebody on leave",
        30,
        "days",
        _SOURCE,
        _OWNER,
        least=1,
        most=180,
    ),
)
