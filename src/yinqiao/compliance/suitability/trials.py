"""What changes if: how long assessments hold, ages, licences that end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.suitability import parameters as keys
from yinqiao.compliance.suitability.queries import facts, limits
from yinqiao.compliance.suitability.rules import AssessmentLimits, Boundary, last_valid_day
from yinqiao.compliance.trials import by_age
from yinqiao.platform.parameters.trials import Asked, Line, Trial, trials

# The newest of each customer; few days, however many customers.
_NEWEST: Final = """
select assessed_on, valid_to, count(*) from (
    select distinct on (customer_id) customer_id, assessed_on, valid_to from compliance_risk_assessment
    where ended_on is null order by customer_id, assessed_on desc, id desc
) as newest where valid_to >= %(today)s group by assessed_on, valid_to
"""


def _in_force(change: Callable[[AssessmentLimits, object], AssessmentLimits]) -> Trial:
    def count(asked: Asked) -> list[Line]:
        today = limits.assessment_limits(asked.today)
        with connection.cursor() as cursor:
            cursor.execute(_NEWEST, {"today": asked.today})
            newest = cursor.fetchall()
        before, after = (
            sum(number for day, _to, number in newest if _holds(day, change(today, value), asked))
            for value in (asked.before, asked.after)
        )
        return [Line(_("Customers with an assessment in force"), before, after)]

    return Trial(
        lazy(
            "By the newest assessment of each customer. What has ended by its source stays ended."
        ),
        count,
    )


def _holds(day: date, validity: AssessmentLimits, asked: Asked) -> bool:
    return last_valid_day(day, validity) >= asked.today


def _months(validity: AssessmentLimits, value: object) -> AssessmentLimits:
    return AssessmentLimits(months=int(str(value)), boundary=validity.boundary)


def _boundary(validity: AssessmentLimits, value: object) -> AssessmentLimits:
    return AssessmentLimits(months=validity.months, boundary=Boundary(str(value)))


def _ending(asked: Asked) -> list[Line]:
    good = facts.in_force(asked.today)
    before, after = (
        good.filter(valid_to__lte=asked.today + timedelta(days=int(str(days)))).count()
        for days in (asked.before, asked.after)
    )
    return [Line(_("Licences told as ending"), before, after)]


def offer() -> None:
    """Register the trials."""
    trials.add(keys.VALID_MONTHS, _in_force(_months))
    trials.add(keys.VALID_BOUNDARY, _in_force(_boundary))
    trials.add(keys.ELDER_AGE, by_age(lazy("Persons younger than the special procedure asks")))
    trials.add(keys.ADULT_AGE, by_age(lazy("Persons who buy with a guardian only")))
    trials.add(keys.LICENCE_NOTICE, Trial(lazy("Of the licences in force today."), _ending))
