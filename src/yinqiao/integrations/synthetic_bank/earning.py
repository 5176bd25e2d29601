"""Money that comes in regularly: wages paid through the bank, wages from elsewhere, pensions, rents."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Flags,
    Integers,
    Rng,
    chosen,
    draw,
    integers,
    money,
    texts,
)
from yinqiao.integrations.synthetic_bank.directory import (
    PENSION_OFFICE,
    basic_account,
    pay_days,
)
from yinqiao.integrations.synthetic_bank.people import (
    EMPLOYED,
    LEADER,
    PROFESSIONAL,
    RETIRED,
    People,
)
from yinqiao.integrations.synthetic_bank.person_contacts import relation_rows
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.world import World, other_banks

AT_A_CUSTOMER = 0.50  # of those employed
BONUS_SHARE = 0.5
STOPPED_SHARE, STARTED_SHARE = 0.02, 0.03


@dataclass(frozen=True)
class Jobs:
    """Who works where. `company` is a row of the directory or -1; `first_month`, `last_month` bound the paid months of the window."""

    works: Flags
    company: Integers
    outside: Integers
    first_month: Integers
    last_month: Integers


def find_jobs(world: World, people: People, rng: Rng) -> Jobs:
    """Return a job for each employed person."""
    directory, months = world.directory, len(world.plan.month_starts)
    count = len(people)
    works = np.isin(people.occupation, EMPLOYED) & people.is_adult
    company = draw(rng, directory.employer_weight, count)
    company = chosen(works & (rng.random(count) < AT_A_CUSTOMER), company, -1)
    outside = draw(rng, words("outside_employers").numbers("weight"), count)
    draws = rng.random(count)
    stopped = (draws < STOPPED_SHARE) & (people.life == 0)
    started = (draws > 1 - STARTED_SHARE) & (people.life == 0)
    last = chosen(stopped, months - 1 - rng.integers(2, 5, count), months)
    first = chosen(started, months - rng.integers(1, 3, count), 0)
    return Jobs(works, company, outside, first, last)


def pay_wages(world: World, people: People, jobs: Jobs, *, sink: Sink, rng: Rng) -> pl.DataFrame:
    """Post wages and bonuses; return the rows of table `payroll` without account and transaction numbers."""
    plan, directory = world.plan, world.directory
    rows = np.flatnonzero((jobs.company >= 0) & directory.has_payroll[np.maximum(jobs.company, 0)])
    company = jobs.company[rows]
    days = pay_days(plan, directory.pay_day)
    frames = []
    for month in range(len(plan.month_starts)):
        day = days[month][company]
        due = (
            (day > directory.opened_on[company])  # NO_DAY is before everything
            & (month >= jobs.first_month[rows])
            & (month < jobs.last_month[rows])
            & _is_alive(people, rows, day)
        )
        paid, firm = rows[due], company[due]
        amount = money(people.income[paid] * rng.normal(1, 0.04, len(paid)).clip(0.85, 1.15))
        frames.append(
            _pay(
                world,
                Kind.SALARY,
                paid=paid,
                firm=firm,
                day=day[due],
                amount=amount,
                month=month,
                sink=sink,
            )
        )
        if int(plan.month_labels[month][4:]) == 1:
            lucky = rng.random(len(paid)) < BONUS_SHARE
            bonus = money(
                people.income[paid][lucky] * rng.uniform(0.8, 3.0, int(lucky.sum())), step=10_000
            )
            later = np.minimum(day[due][lucky] + 5, plan.today)
            still = _is_alive(people, paid[lucky], later)
            frames.append(
                _pay(
                    world,
                    Kind.BONUS,
                    paid=paid[lucky][still],
                    firm=firm[lucky][still],
                    day=later[still],
                    amount=bonus[still],
                    month=month,
                    sink=sink,
                )
            )
    return pl.concat(frames)


def _is_alive(people: People, rows: Integers, day: Integers) -> Flags:
    ends = chosen(people.life_day[rows] == NO_DAY, FOREVER, people.life_day[rows])
    return np.asarray((day > people.opened_on[rows]) & (day < ends))


def _pay(
    world: World,
    kind: Kind,
    *,
    paid: Integers,
    firm: Integers,
    day: Integers,
    amount: Integers,
    month: int,
    sink: Sink,
) -> pl.DataFrame:
    second = 32_400 + paid % 3_600
    sink.add(
        kind,
        account=paid,
        day=day,
        second=second,
        amount=amount,
        name=world.companies_from + firm,
        other_account=basic_account(firm),
    )
    return pl.DataFrame(
        {
            "employee": paid,
            "payer": firm,
            "month": np.full(len(paid), month),
            "pay_month": pl.repeat(world.plan.month_labels[month], len(paid), eager=True),
            "paid_on": day,
            "second": second,
            "amount": amount,
        }
    )


def receive_other_income(world: World, people: People, jobs: Jobs, *, sink: Sink, rng: Rng) -> None:
    """Post wages from outside employers, pensions and rents, monthly."""
    plan = world.plan
    count = len(people)
    draws = rng.random(count)
    outside = np.flatnonzero(jobs.works & (jobs.company < 0) & (draws < 0.10))
    pension = np.flatnonzero((people.occupation == RETIRED) & (draws < 0.5))
    landlords = np.flatnonzero(people.is_adult & (people.tier > 0) & (draws > 0.93))
    tenants = np.flatnonzero(people.is_adult & (people.age < 36) & (draws > 0.2) & (draws < 0.25))
    bank, stranger = other_banks(rng, count), world.some_strangers(rng, count)
    for first in plan.month_starts.tolist():
        groups = [
            (Kind.PENSION, pension, first + 14, 1.0, 0.0),
            (Kind.OUTSIDE_SALARY, outside, first + 9, 1.0, 0.05),
            (Kind.RENT_IN, landlords, first + 2 + landlords % 20, 0.35, 0.0),
            (Kind.RENT_OUT, tenants, first + 1 + tenants % 10, -0.32, 0.0),
        ]
        for kind, rows, day, factor, spread in groups:
            days = integers(np.broadcast_to(day, rows.shape))
            due = days <= plan.today
            amount = money(
                people.income[rows] * factor * (1 + spread * rng.standard_normal(len(rows))),
                step=100,
            )
            own = kind is Kind.PENSION
            sink.add(
                kind,
                account=integers(rows[due]),
                day=days[due],
                second=34_200 + rows[due] % 20_000,
                amount=amount[due],
                name=world.companies_from + PENSION_OFFICE if own else stranger[0][rows[due]],
                other_account=int(basic_account(integers([PENSION_OFFICE]))[0])
                if own
                else stranger[1][rows[due]],
                bank=0 if own else bank[rows[due]],
            )


def employment_rows(world: World, people: People, jobs: Jobs, *, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `employment`: all who work for customers, half of the others."""
    directory = world.directory
    rows = np.flatnonzero(jobs.works & ((jobs.company >= 0) | (rng.random(len(people)) < 0.5)))
    company = jobs.company[rows]
    inside = company >= 0
    names = pl.concat([directory.name, pl.Series(words("outside_employers").column("name"))])
    industries = words("industries").column("code") + words("outside_employers").column("industry")
    own_industry = directory.industry[np.maximum(company, 0)]
    title = np.select(
        [people.occupation[rows] == LEADER, people.occupation[rows] == PROFESSIONAL], [0, 1], 2
    )
    started = integers(
        np.maximum(
            people.birth_on[rows] + 19 * 365,
            world.plan.today - rng.exponential(1_800, len(rows)).astype(np.int64) - 60,
        )
    )
    numbers = pl.DataFrame(
        {"no": directory.customer_no.gather(np.maximum(company, 0)), "inside": inside}
    )
    return pl.DataFrame(
        {
            "customer_no": people.customer_no.gather(rows),
            "employer_name": names.gather(
                chosen(inside, company, len(directory) + jobs.outside[rows])
            ),
            "employer_customer_no": numbers.select(pl.when("inside").then("no")).to_series(),
            "industry": texts(
                industries,
                chosen(inside, own_industry, len(words("industries")) + jobs.outside[rows]),
            ),
            "position": texts(["部门负责人", "专业技术岗", "职员"], integers(title)),
            "monthly_income": money(people.income[rows], step=10_000),
            "started_on": np.minimum(started, world.plan.today),
            "ended_on": integers(np.full(len(rows), FOREVER)),
            "status": pl.repeat("1", len(rows), eager=True),
        }
    )


def employer_relation_rows(world: World, people: People, payroll: pl.DataFrame) -> pl.DataFrame:
    """Return relations of payers to the people they pay."""
    pairs = (
        payroll.group_by("employee", "payer").agg(pl.col("paid_on").min()).sort("employee", "payer")
    )
    return relation_rows(
        world.directory.customer_no.gather(pairs["payer"]),
        people.customer_no.gather(pairs["employee"]),
        kind="31",
        since=integers(pairs["paid_on"].to_numpy()),
    )
