"""Parameters of data quality: targets and owners of the rules, when a value counts as stale, how many tasks a manager gets."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers.quality import catalogue, rules
from yinqiao.platform.imports.engine import limits
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.registry import ParameterDefinition

TARGETS: Final = "customers.quality_targets"
OWNERS: Final = "customers.quality_owners"
MOBILE_MONTHS: Final = "customers.mobile_stale_months"
ADDRESS_MONTHS: Final = "customers.address_stale_months"
SHARING: Final = "customers.mobile_shared_by"
OLDEST: Final = "customers.oldest_age"
KEPT: Final = "customers.quality_days_kept"
MOST_TASKS: Final = "customers.cleansing_tasks"
REST_DAYS: Final = "customers.cleansing_rest_days"
_SOURCE: Final = "本行设定：数据质量管理"
_DEPARTMENT: Final = "数据管理部"


def problem_with_targets(value: object) -> str:
    """Return why `value` are no targets of rules in percent."""
    for text in _items(value):
        key, _sign, number = text.partition("=")
        if key.strip() not in catalogue.BY_KEY or not _is_percent(number.strip()):
            return _(
                "Rule and percent with an equals sign between, such as mobile_filled=95, from 0 to 100."
            )
    return ""


def problem_with_owners(value: object) -> str:
    """Return why `value` are no departments that answer for rules."""
    for text in _items(value):
        key, _sign, owner = text.partition("=")
        if key.strip() not in catalogue.BY_KEY or not owner.strip():
            return _(
                "Rule and department with an equals sign between, such as mobile_filled=零售金融部."
            )
    return ""


def _items(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _is_percent(text: str) -> bool:
    try:
        return 0 <= Decimal(text) <= rules.WHOLE
    except InvalidOperation:
        return False


PARAMETERS: Final = (
    ParameterDefinition(
        TARGETS,
        "Targets of the rules of data quality",
        [f"{rule.key}={rule.target}" for rule in catalogue.RULES],
        "rule=%",
        "本行设定：数据质量管理",
        _DEPARTMENT,
        description="A rule that is not named keeps the target it was delivered with.",
        check=problem_with_targets,
    ),
    ParameterDefinition(
        OWNERS,
        "Departments that answer for the rules of data quality",
        [f"{rule.key}={rule.owner}" for rule in catalogue.RULES],
        "rule=department",
        _SOURCE,
        _DEPARTMENT,
        check=problem_with_owners,
    ),
    ParameterDefinition(
        MOBILE_MONTHS,
        "Months after which a mobile number that nobody confirmed is stale",
        24,
        "months",
        _SOURCE,
        _DEPARTMENT,
        least=1,
        most=240,
    ),
    ParameterDefinition(
        ADDRESS_MONTHS,
        "Months after which an address that nobody confirmed is stale",
        36,
        "months",
        _SOURCE,
        _DEPARTMENT,
        least=1,
        most=240,
    ),
    ParameterDefinition(
        SHARING,
        "Customers who may share a mobile number",
        3,
        "customers",
        _SOURCE,
        _DEPARTMENT,
        least=1,
        most=50,
    ),
    ParameterDefinition(
        OLDEST,
        "Greatest age that can be true",
        120,
        "years",
        "本行设定：客户信息合理性核对",
        _DEPARTMENT,
        least=100,
        most=150,
    ),
    ParameterDefinition(
        KEPT,
        "Days for which measures of data quality are kept",
        750,
        "days",
        _SOURCE,
        _DEPARTMENT,
        least=31,
        most=3_650,
    ),
    ParameterDefinition(
        MOST_TASKS,
        "Fields to fill in that one manager is shown at a time",
        20,
        "fields",
        _SOURCE,
        "零售金融部",
        least=1,
        most=200,
        description="The customers with the largest assets come first.",
    ),
    ParameterDefinition(
        REST_DAYS,
        "Days for which a field rests after the customer was asked for it",
        30,
        "days",
        _SOURCE,
        "零售金融部",
        least=1,
        most=365,
    ),
)


def values_on(day: date) -> Mapping[str, int | date]:
    """Return what the SQL of the rules asks for, as in force on `day`."""
    ages = limits.age_limits(day)
    return {
        "day": day,
        "mobile_months": parameters.integer(MOBILE_MONTHS, on=day),
        "address_months": parameters.integer(ADDRESS_MONTHS, on=day),
        "sharing": parameters.integer(SHARING, on=day),
        "oldest": parameters.integer(OLDEST, on=day),
        "student": ages.student,
        "retired": ages.retired,
        "adult": ages.adult,
    }


def targets_on(day: date) -> dict[str, Decimal]:
    """Return the target of every rule in percent, as in force on `day`."""
    texts = rules.pairs(parameters.value(TARGETS, on=day))
    return {
        rule.key: rules.target_of(texts, rule.key, default=Decimal(rule.target))
        for rule in catalogue.RULES
    }


def owners_on(day: date) -> dict[str, str]:
    """Return the department that answers for each rule, as in force on `day`."""
    texts = rules.pairs(parameters.value(OWNERS, on=day))
    return {rule.key: texts.get(rule.key, rule.owner) for rule in catalogue.RULES}
