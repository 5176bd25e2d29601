"""The numbers of the rules of a run: parameters, read once when it begins."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yinqiao.platform.imports.checks import AgeLimits
from yinqiao.platform.imports.ports import EndLimits
from yinqiao.platform.parameters import queries as parameters

MOST_ENDED = "imports.most_ended_share"
FEW_ENDED = "imports.few_ended_rows"
MOSTLY_BAD_SHARE = "imports.mostly_bad_share"
MOSTLY_BAD_ROWS = "imports.mostly_bad_rows"
OLDEST_STUDENT = "imports.oldest_student_age"
YOUNGEST_RETIRED = "imports.youngest_retired_age"
WORKING_AGE = "imports.working_age"
ADULT_AGE = "imports.adult_age"


@dataclass(frozen=True, slots=True)
class Limits:
    """A first chunk of at least `mostly_bad_rows` with more than `mostly_bad_share` of them rejected is the wrong file."""

    mostly_bad_share: Decimal
    mostly_bad_rows: int
    ends: EndLimits
    ages: AgeLimits


def limits_on(day: date) -> Limits:
    """Return what is in force on `day`, the day of the run: a limit set today helps yesterday's batch through."""
    return Limits(
        mostly_bad_share=parameters.decimal(MOSTLY_BAD_SHARE, on=day),
        mostly_bad_rows=parameters.integer(MOSTLY_BAD_ROWS, on=day),
        ends=EndLimits(
            share=parameters.decimal(MOST_ENDED, on=day),
            few=parameters.integer(FEW_ENDED, on=day),
        ),
        ages=age_limits(day),
    )


def age_limits(day: date) -> AgeLimits:
    """Return the ages that go with an occupation."""
    return AgeLimits(
        student=parameters.integer(OLDEST_STUDENT, on=day),
        retired=parameters.integer(YOUNGEST_RETIRED, on=day),
        working=parameters.integer(WORKING_AGE, on=day),
        adult=parameters.integer(ADULT_AGE, on=day),
    )
