"""What changes if: how long assessments hold and how often they may be taken, ages and grades, declarations, licences that end."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.suitability import parameters as keys
from yinqiao.compliance.suitability.choices import Regime, Step
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.suitability.queries import facts, limits
from yinqiao.compliance.suitability.rules import (
    DECLARED,
    AssessmentLimits,
    Boundary,
    PolicyLimits,
    SaleLimits,
    is_elder,
    last_valid_day,
    regime_of,
    window_start,
)
from yinqiao.compliance.trials import by_age
from yinqiao.holdings import queries as holdings
from yinqiao.holdings.queries import Bought
from yinqiao.lib.periods import add_months
from yinqiao.platform.parameters.trials import Asked, Line, Trial, cannot, trials

_YEAR: Final = 12
# The newest of each customer; few days, however many customers.
_NEWEST: Final = """
select assessed_on, valid_to, count(*) from (
    select distinct on (customer_id) customer_id, assessed_on, valid_to from compliance_risk_assessment
    where ended_on is null order by customer_id, assessed_on desc, id desc
) as newest where valid_to >= %(today)s group by assessed_on, valid_to
"""
# As `rules.refusal_of` counts: one that two sources deliver counts once.
_USED_UP: Final = """
with taken as (
    select distinct customer_id, assessment_no, assessed_on from compliance_risk_assessment
    where assessed_on > %(after)s and assessed_on <= %(today)s
),
a_day as (select customer_id, assessed_on, count(*) as number from taken group by 1, 2),
a_customer as (
    select customer_id, sum(number) as number, coalesce(sum(number) filter (where assessed_on = %(today)s), 0) as today from a_day group by 1
)
select (select count(*) from a_customer where today >= %(most_a_day)s or number >= %(most_in_window)s),
    (select coalesce(sum(number - %(most_a_day)s), 0) from a_day where number > %(most_a_day)s)
"""
# As `rules.declaration_grounds` judges, out of the figures that each application was judged by.
_DECLARED: Final = """
with told as (
    select (facts->>'household_income')::numeric as income, (facts->>'single_premium')::numeric as single,
        (facts->>'annual_premium')::numeric as annual, (facts->>'pay_years')::int as years, (facts->>'age')::int as age,
        (facts->>'budget')::numeric as budget
    from compliance_evidence where happened_on > %(after)s and facts->>'kind' = any(%(kinds)s)
)
select count(*) from told where single > income * %(times)s or annual * 100 > income * %(income_percent)s or years + age >= %(years_and_age)s
    or coalesce(nullif(single, 0), annual) * 100 >= budget * %(budget_percent)s
"""


def _read(text: str, wanted: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, wanted)
        return list(cursor.fetchall())


def _in_force(change: Callable[[AssessmentLimits, object], AssessmentLimits]) -> Trial:
    def count(asked: Asked) -> list[Line]:
        today = limits.assessment_limits(asked.today)
        newest = _read(_NEWEST, {"today": asked.today})
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
    return replace(validity, months=_whole(value))


def _boundary(validity: AssessmentLimits, value: object) -> AssessmentLimits:
    return replace(validity, boundary=Boundary(str(value)))


def _whole(value: object) -> int:
    return int(str(value))


def _how_often(change: Callable[[AssessmentLimits, int], AssessmentLimits]) -> Trial:
    def count(asked: Asked) -> list[Line]:
        today = limits.assessment_limits(asked.today)
        before, after = (
            _used_up(change(today, _whole(value)), asked.today)
            for value in (asked.before, asked.after)
        )
        return [
            Line(_("Customers who cannot be assessed again today"), before[0], after[0]),
            Line(_("Assessments above the number of their day"), before[1], after[1]),
        ]

    return Trial(lazy("Of the completed assessments of the window, whatever the channel."), count)


def _used_up(validity: AssessmentLimits, today: date) -> tuple[int, int]:
    wanted = {
        "after": window_start(today, validity),
        "today": today,
        "most_a_day": validity.most_a_day,
        "most_in_window": validity.most_in_window,
    }
    [(customers, above)] = _read(_USED_UP, wanted)
    return int(customers), int(above)


_Judge = Callable[[Bought, SaleLimits], bool]


def _purchases(
    said: str | Promise, judge: _Judge, change: Callable[[SaleLimits, object], SaleLimits]
) -> Trial:
    """Return the trial of what persons bought: grouped by product, grade and age, few groups however many purchases."""

    def count(asked: Asked) -> list[Line]:
        bought = holdings.bought_by_age(after=add_months(asked.today, -_YEAR))
        today = limits.sale_limits(asked.today)
        before, after = (
            _judged(bought, judge, change(today, value)) for value in (asked.before, asked.after)
        )
        return [Line(said, before, after)]

    return Trial(
        lazy("What persons bought in the last twelve months, by their age on that day."), count
    )


def _judged(bought: Iterable[Bought], judge: _Judge, sale: SaleLimits) -> int:
    return sum(one.number for one in bought if judge(one, sale))


def _needs_procedure(one: Bought, sale: SaleLimits) -> bool:
    regime = regime_of(one.product_class, one.regime)
    return regime != Regime.NONE and is_elder(one.age, regime=regime, grade=one.grade, limits=sale)


def _above_minors(one: Bought, sale: SaleLimits) -> bool:
    regime = regime_of(one.product_class, one.regime)
    is_minor = sale.capacity_age <= one.age < sale.adult_age
    return regime != Regime.NONE and is_minor and one.grade > sale.limited_grade


def _declarations(change: Callable[[PolicyLimits, object], PolicyLimits]) -> Trial:
    def count(asked: Asked) -> list[Line]:
        today = limits.policy_limits(asked.today)
        before, after = (
            _declared(change(today, value), asked.today) for value in (asked.before, asked.after)
        )
        return [Line(_("Insurance applications that need a signed declaration"), before, after)]

    return Trial(
        lazy(
            "Applications kept in the last twelve months, by all four thresholds: one may need the declaration for another reason all the same."
        ),
        count,
    )


def _declared(policy: PolicyLimits, today: date) -> int:
    wanted = {
        "after": add_months(today, -_YEAR),
        "kinds": sorted(str(kind) for kind in DECLARED),
        "times": policy.income_times,
        "income_percent": policy.income_percent,
        "years_and_age": policy.years_and_age,
        "budget_percent": policy.budget_percent,
    }
    [(number,)] = _read(_DECLARED, wanted)
    return int(number)


def _amount(value: object) -> Decimal:
    return Decimal(str(value))


def _evidence(asked: Asked) -> list[Line]:
    rows = Evidence.objects.filter(kind__in=Step.values, happened_on__lte=asked.today)
    before, after = (
        rows.filter(happened_on__gt=asked.today - timedelta(days=_whole(days))).count()
        for days in (asked.before, asked.after)
    )
    return [Line(_("Pieces of evidence that a sale may rest on today"), before, after)]


def _ending(asked: Asked) -> list[Line]:
    good = facts.in_force(asked.today)
    before, after = (
        good.filter(valid_to__lte=asked.today + timedelta(days=_whole(days))).count()
        for days in (asked.before, asked.after)
    )
    return [Line(_("Licences told as ending"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    trials.add(keys.VALID_MONTHS, _in_force(_months))
    trials.add(keys.VALID_BOUNDARY, _in_force(_boundary))
    trials.add(keys.MOST_A_DAY, _how_often(lambda now, most: replace(now, most_a_day=most)))
    trials.add(keys.MOST_IN_WINDOW, _how_often(lambda now, most: replace(now, most_in_window=most)))
    trials.add(keys.WINDOW_MONTHS, _how_often(lambda now, long: replace(now, window_months=long)))
    trials.add(keys.ELDER_AGE, by_age(lazy("Persons younger than the special procedure asks")))
    trials.add(keys.ADULT_AGE, by_age(lazy("Persons who buy with a guardian only")))
    trials.add(keys.CAPACITY_AGE, by_age(lazy("Persons too young to buy at all")))
    trials.add(keys.LICENCE_NOTICE, Trial(lazy("Of the licences in force today."), _ending))
    trials.add(
        keys.EVIDENCE_DAYS, Trial(lazy("Of the evidence kept, whatever was sold."), _evidence)
    )
    _offer_purchases()
    _offer_declarations()
    cannot(
        [
            keys.QUALIFIED_YEARS,
            keys.QUALIFIED_NET_ASSETS,
            keys.QUALIFIED_ASSETS,
            keys.QUALIFIED_INCOME,
        ],
        lazy(
            "The years and amounts that an investor proved are not on record, only the proof. The number binds the next proof."
        ),
    )
    cannot(
        [keys.MEANS_PERCENT],
        lazy("Amounts of sales that were asked about are not on record, only those of holdings."),
    )
    cannot(
        [keys.EXEMPT_REGIMES, keys.LICENCES],
        lazy("It is decided at each sale; a sale that was refused is not on record."),
    )


def _offer_purchases() -> None:
    elders = lazy("Purchases that run the special procedure for elderly customers")
    trials.add(
        keys.ELDER_GRADE,
        _purchases(
            elders, _needs_procedure, lambda now, value: replace(now, elder_grade=str(value))
        ),
    )
    trials.add(
        keys.ELDER_INSURANCE_AGE,
        _purchases(
            elders,
            _needs_procedure,
            lambda now, value: replace(now, elder_insurance_age=_whole(value)),
        ),
    )
    trials.add(
        keys.LIMITED_GRADE,
        _purchases(
            lazy("Purchases by minors above the grade"),
            _above_minors,
            lambda now, value: replace(now, limited_grade=str(value)),
        ),
    )


def _offer_declarations() -> None:
    trials.add(
        keys.INCOME_TIMES,
        _declarations(lambda now, value: replace(now, income_times=_amount(value))),
    )
    trials.add(
        keys.INCOME_PERCENT,
        _declarations(lambda now, value: replace(now, income_percent=_amount(value))),
    )
    trials.add(
        keys.YEARS_AND_AGE,
        _declarations(lambda now, value: replace(now, years_and_age=_whole(value))),
    )
    trials.add(
        keys.BUDGET_PERCENT,
        _declarations(lambda now, value: replace(now, budget_percent=_amount(value))),
    )
