"""Who the persons of a block are: households, ages, names, work, wealth, and what is about to happen to them."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    NO_DAY,
    Flags,
    Floats,
    Integers,
    Rng,
    chosen,
    draw,
    draw_by_row,
    integers,
    rank_in_group,
    texts,
)
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.world import World

MASS, BASIC, WEALTH, PREMIER, PRIVATE = range(5)
TIER_WEIGHTS = [0.862, 0.098, 0.0318, 0.0060, 0.0022]
HEAD, SPOUSE, CHILD = range(3)
# Occupations by the source codes of the profile.
OCCUPATIONS = ["10", "20", "30", "40", "50", "60", "80", "93", "94", "92", "91", "90", "95"]
(
    LEADER,
    PROFESSIONAL,
    CLERK,
    SERVICE,
    FARMER,
    WORKER,
    OTHER,
    SELF_EMPLOYED,
    FREELANCE,
    UNEMPLOYED,
    RETIRED,
    STUDENT,
    INFANT,
) = range(13)
MONTHLY_INCOME = np.asarray(
    [15000, 11000, 8200, 5800, 4200, 6300, 5200, 9500, 6200, 0, 3900, 0, 0], dtype=np.float64
)
EMPLOYED = (LEADER, PROFESSIONAL, CLERK, SERVICE, WORKER, OTHER)
IDLE, LIGHT, REGULAR, HEAVY = range(4)
LIFE_NONE, LIFE_CHURNED, LIFE_CLOSED, LIFE_DECEASED, LIFE_SILENT = range(5)
MAJORITY = 18


@dataclass(frozen=True)
class People:
    """Columns over the persons of one block. Incomes in yuan a month, targets of assets in yuan."""

    first_index: int
    household: Integers
    role: Integers
    head: Integers
    birth_on: Integers
    age: Integers
    is_male: Flags
    name: pl.Series
    area: Integers
    outlet: Integers
    tier: Integers
    wealth: Floats
    occupation: Integers
    education: Integers
    marital: Integers
    income: Floats
    opened_on: Integers
    life: Integers
    life_day: Integers
    activity: Integers
    is_new: Flags

    def __len__(self) -> int:
        return len(self.age)

    @property
    def index(self) -> Integers:
        """Return the persons' indexes in the whole bank."""
        return integers(np.arange(self.first_index, self.first_index + len(self)))

    @property
    def customer_no(self) -> pl.Series:
        """Return the customer numbers."""
        return person_numbers(self.index)

    @property
    def is_adult(self) -> Flags:
        """Return who is 18 or older on the batch date."""
        return self.age >= MAJORITY


def person_numbers(index: Integers) -> pl.Series:
    """Return the customer number of each person index."""
    return pl.Series(1_000_000_001 + index).cast(pl.String)


def build_people(world: World, block: int) -> People:
    """Return the persons of a block."""
    plan = world.plan
    rng = plan.rng("people", block)
    span = plan.person_blocks[block]
    count = len(span)
    household, role, head, size = _households(rng, count)
    birth_on, is_male = _births(rng, plan, role=role, head=head, size=size)
    age = ages_on(birth_on, plan.today)
    tier = _tiers(rng, age)
    occupation = _occupations(rng, age=age, tier=tier, is_male=is_male)
    income = (
        MONTHLY_INCOME[occupation]
        * rng.lognormal(0, 0.38, count)
        * np.asarray([0.9, 1.5, 2.6, 4.5, 8.0])[tier]
    )
    outlet = integers(rng.integers(0, len(world.offices.outlets), count))[head]
    is_new = rng.random(count) < 0.06
    opened_on = _opening_days(
        rng,
        plan,
        is_new=is_new,
        birth_on=birth_on,
        outlet_opened_on=world.offices.outlet_opened_on[outlet],
    )
    is_new = opened_on >= plan.start  # infants too
    life, life_day = _lives(rng, plan, age=age, is_new=is_new)
    activity = _activities(rng, age, tier)
    father = chosen(is_male[head], head, np.minimum(head + 1, count - 1))  # spouses stand second
    return People(
        first_index=span.start,
        household=household,
        role=role,
        head=head,
        birth_on=birth_on,
        age=age,
        is_male=is_male,
        name=person_names(
            rng,
            is_male=is_male,
            birth_year=_years(birth_on),
            surname_of=chosen(role == CHILD, father, integers(np.arange(count))),
        ),
        area=world.offices.outlet_area[outlet],
        outlet=outlet,
        tier=tier,
        wealth=_wealth(rng, tier),
        occupation=occupation,
        education=_educations(rng, age, occupation),
        marital=_marital(rng, age=age, role=role, size=size),
        income=income,
        opened_on=opened_on,
        life=life,
        life_day=life_day,
        activity=integers(np.where(life == LIFE_SILENT, IDLE, activity)),
        is_new=is_new,
    )


def _households(rng: Rng, count: int) -> tuple[Integers, Integers, Integers, Integers]:
    """Return household, role, the head's row and the household's size, for each person: households stand together."""
    sizes = integers(rng.choice([1, 2, 3, 4], count, p=[0.55, 0.24, 0.16, 0.05]))
    household = integers(np.repeat(np.arange(count), sizes)[:count])
    rank = rank_in_group(household)
    first = integers(np.searchsorted(household, household))
    actual = np.bincount(household, minlength=count)
    role = integers(np.minimum(rank, CHILD))
    return household, role, first, integers(actual[household])


def _births(
    rng: Rng, plan: Plan, *, role: Integers, head: Integers, size: Integers
) -> tuple[Integers, Flags]:
    count = len(role)
    band = draw(rng, [0.09, 0.25, 0.23, 0.20, 0.13, 0.10], count)
    low, high = integers([18, 25, 35, 45, 55, 65])[band], integers([25, 35, 45, 55, 65, 90])[band]
    years = rng.uniform(low, high)
    with_children = rng.uniform(27, 56, count)
    # nobody is married at 18
    years = np.where((size == 2) & (years < 24), years + 7, years)
    years = np.where(size > 2, with_children, years)[head]
    years = np.where(
        role == SPOUSE, np.clip(years + rng.normal(0, 2.5, count).clip(-4, 4), 22.2, 92), years
    )
    years = np.where(
        role == CHILD,
        np.maximum(years - rng.uniform(25, 34, count), rng.uniform(0.2, 6, count)),
        years,
    )
    heads_male = (rng.random(count) < 0.54)[head]
    is_male = np.where(
        role == HEAD, heads_male, np.where(role == SPOUSE, ~heads_male, rng.random(count) < 0.52)
    )
    return integers(plan.today - years * 365.2425), np.asarray(is_male, dtype=np.bool_)


def ages_on(birth_on: Integers, day: int) -> Integers:
    """Return full years on `day`; who was born on 29 February grows older on 1 March."""
    births = birth_on.astype("datetime64[D]")
    years = births.astype("datetime64[Y]")
    of_year = births.astype("datetime64[M]").astype(np.int64) % 12 * 31 + (
        births - births.astype("datetime64[M]")
    ).astype(np.int64)
    today = np.asarray([day]).astype("datetime64[D]")
    today_of_year = today.astype("datetime64[M]").astype(np.int64) % 12 * 31 + (
        today - today.astype("datetime64[M]")
    ).astype(np.int64)
    return integers(
        today.astype("datetime64[Y]").astype(np.int64)
        - years.astype(np.int64)
        - (of_year > today_of_year)
    )


def _years(birth_on: Integers) -> Integers:
    return integers(
        birth_on.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    )


def _tiers(rng: Rng, age: Integers) -> Integers:
    """Return tiers: older working people hold more, children and students are all 大众."""
    group = np.searchsorted([MAJORITY, 28, 40, 65], age, side="right")
    factors = np.asarray([0.0, 0.25, 0.9, 1.5, 1.1])[group]
    weights = np.asarray(TIER_WEIGHTS)
    draws = rng.random(len(age))
    tier = np.zeros(len(age), dtype=np.int64)
    for level in (BASIC, WEALTH, PREMIER, PRIVATE):
        tier += draws > 1 - np.minimum(weights[level:].sum() * factors, 0.9)
    return tier


def _wealth(rng: Rng, tier: Integers) -> Floats:
    """Return the target of assets: lognormal for 大众, Pareto inside the band of each higher tier."""
    low = np.asarray([0, 50_000, 500_000, 3_000_000, 6_000_000])[tier]
    high = np.asarray([49_000, 490_000, 2_900_000, 5_900_000, 80_000_000])[tier]
    pareto = low * (1 - rng.random(len(tier))) ** (-1 / 1.3)
    mass = rng.lognormal(np.log(3_500), 1.6, len(tier))
    return np.clip(np.where(tier == MASS, mass, pareto), 0, high)


def _activities(rng: Rng, age: Integers, tier: Integers) -> Integers:
    """Return how often somebody pays with this bank: the wealthy more often, small children never, others under age seldom."""
    usual, wealthy = [0.30, 0.37, 0.24, 0.09], [0.0, 0.20, 0.45, 0.35]
    child, pupil = [1.0, 0, 0, 0], [0.5, 0.5, 0, 0]
    group = np.select([age < 12, age < MAJORITY, tier >= WEALTH], [2, 3, 1], 0)
    return draw_by_row(rng, np.asarray([usual, wealthy, child, pupil]), integers(group))


def _occupations(rng: Rng, *, age: Integers, tier: Integers, is_male: Flags) -> Integers:
    working = np.asarray([0.03, 0.22, 0.16, 0.22, 0.04, 0.16, 0.03, 0.07, 0.05, 0.02, 0, 0, 0])
    wealthy = np.asarray([0.22, 0.30, 0.12, 0.05, 0, 0.01, 0.02, 0.24, 0.04, 0, 0, 0, 0])
    ending = np.asarray([0.01, 0.03, 0.01, 0.02, 0.04, 0, 0.01, 0.03, 0.01, 0.01, 0.83, 0, 0])
    # women retire earlier, many at 50 or 55
    early = np.asarray([0.02, 0.09, 0.04, 0.06, 0.04, 0.01, 0.01, 0.04, 0.02, 0.01, 0.66, 0, 0])
    old = np.asarray([0, 0, 0, 0, 0.03, 0, 0, 0.01, 0, 0.02, 0.94, 0, 0])
    student = np.asarray([0, 0, 0.03, 0.19, 0, 0.08, 0.02, 0, 0.02, 0, 0, 0.66, 0])
    child = np.eye(13)[STUDENT]
    infant = np.eye(13)[INFANT]
    group = np.searchsorted([6, MAJORITY, 23, 60], age, side="right")
    group = np.where((group == 3) & ~is_male & (age >= 55), 6, group)
    group = np.where((group == 3) & (tier >= WEALTH), 5, group)
    group = np.where(age >= 70, 7, group)
    weights = np.stack([infant, child, student, working, ending, wealthy, early, old])
    drawn = draw_by_row(rng, weights, integers(group))
    return chosen((drawn == LEADER) & (age < 30), PROFESSIONAL, drawn)  # no heads of that age


def _educations(rng: Rng, age: Integers, occupation: Integers) -> Integers:
    """Return positions in `EDUCATION_CODES`."""
    low = np.asarray([0.01, 0.04, 0.10, 0.12, 0.20, 0.35, 0.18, 0])
    middle = np.asarray([0.04, 0.26, 0.28, 0.12, 0.18, 0.11, 0.01, 0])
    high = np.asarray([0.16, 0.52, 0.22, 0.04, 0.05, 0.01, 0.0, 0])
    beginner = np.asarray([0, 0.08, 0.34, 0.26, 0.24, 0.08, 0, 0])
    student = np.asarray([0, 0.58, 0.36, 0.06, 0, 0, 0, 0])
    # who is too young for any school, then primary, junior and senior school
    by_age = np.eye(8)[[7, 6, 5, 4]]
    group = np.where(np.isin(occupation, [LEADER, PROFESSIONAL]), 2, np.where(age > 55, 0, 1))
    group = np.where(age < 24, np.where(occupation == STUDENT, 4, 3), group)
    group = np.where((age < 21) & (occupation != STUDENT), 9, group)
    pupil = 5 + np.searchsorted([6, 12, 15], age, side="right")
    youngest = np.asarray([[0, 0, 0, 0.4, 0.42, 0.18, 0, 0]])
    weights = np.concatenate([[low, middle, high, beginner, student], by_age, youngest])
    return draw_by_row(rng, weights, integers(np.where(age < MAJORITY, pupil, group)))


EDUCATION_CODES = ["10", "20", "30", "40", "60", "70", "80", "90"]
MARITAL_CODES = ["10", "20", "30", "40"]
SINGLE, MARRIED, WIDOWED, DIVORCED = range(4)


def _marital(rng: Rng, *, age: Integers, role: Integers, size: Integers) -> Integers:
    """Return positions in `MARITAL_CODES`: couples are married, others by age."""
    alone = np.stack(
        [[1, 0, 0, 0], [0.75, 0.22, 0, 0.03], [0.2, 0.6, 0.02, 0.18], [0.04, 0.58, 0.28, 0.10]]
    )
    group = integers(np.searchsorted([23, 35, 60], age, side="right"))
    is_couple = (role != CHILD) & (size > 1)
    return chosen(is_couple, MARRIED, draw_by_row(rng, alone, group))


def _opening_days(
    rng: Rng, plan: Plan, *, is_new: Flags, birth_on: Integers, outlet_opened_on: Integers
) -> Integers:
    """Return when each became a customer: never before the outlet opened or the customer was born."""
    count = len(birth_on)
    recent = rng.random(count) < 0.35
    newest = plan.today - rng.integers(3, 95, count)
    new = np.where(recent, newest, rng.integers(plan.start + 1, plan.today - 3, count))
    longest = np.minimum(plan.start - outlet_opened_on, 6_500)
    old = plan.start - 20 - integers(rng.random(count) * (longest - 20))
    days = np.where(is_new, new, old)
    return integers(np.maximum(days, np.minimum(birth_on + 10, plan.today - 3)))


def _lives(rng: Rng, plan: Plan, *, age: Integers, is_new: Flags) -> tuple[Integers, Integers]:
    """Return what happens to each person and when: money leaves, account closed, death, silence."""
    count = len(age)
    life = draw(rng, [0.938, 0.018, 0.004, 0.0, 0.04], count)
    life = chosen((age > 70) & (rng.random(count) < 0.012), LIFE_DECEASED, life)
    life = chosen(is_new | (age < MAJORITY), LIFE_NONE, life)
    back = np.where(life == LIFE_SILENT, rng.integers(95, 330, count), rng.integers(1, 130, count))
    day = np.maximum(plan.today - back, plan.start + 1)
    return life, chosen(life == LIFE_NONE, NO_DAY, integers(day))


def birth_areas(rng: Rng, people: People, weights: Floats) -> Integers:
    """Return the county in which each ID card begins: at home for six in ten."""
    elsewhere = draw(rng, weights, len(people))
    return chosen(rng.random(len(people)) < 0.6, people.area, elsewhere)


def occupation_codes(people: People) -> pl.Series:
    """Return the source codes of the occupations."""
    return texts(OCCUPATIONS, people.occupation)
