"""The terms of retention as they hold on a day."""

from datetime import date

from yinqiao.compliance.parameters import KEEP_YEARS
from yinqiao.compliance.privacy import parameters as keys
from yinqiao.lib.periods import add_months
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.parameters import queries as parameters

_MONTHS_OF_A_YEAR = 12


def terms_on(day: date) -> dict[DataClass, int]:
    """Return the months that each class is kept."""
    found = {name: parameters.integer(key, on=day) for name, key in keys.TERMS.items()}
    found[DataClass.IDENTITY] = parameters.integer(KEEP_YEARS, on=day) * _MONTHS_OF_A_YEAR
    return found


def prospect_months(day: date) -> int:
    """Return the months after the last contact in which a person without a relation is erased."""
    return parameters.integer(keys.PROSPECT_MONTHS, on=day)


def cut_off(months: int, *, today: date) -> date:
    """Return the day before which a row is over its time by its own day: the last day of its term still counts."""
    return add_months(today, -months)
