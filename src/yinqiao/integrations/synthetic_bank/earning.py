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
    CLERK,
    EMPLOYED,
    FARMER,
    LEADER,
    OCCUPATIONS,
    PROFESSIONAL,
    RETIRED,
    SELF_EMPLOYED,
    SERVICE,
    WORKER,
    People,
)
from yinqiao.integrations.synthetic_bank.person_contacts import relation_rows
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.workdays import previous_workday
from yinqiao.integrations.synthetic_bank.world import World

AT_A_CUSTOMER = 0.50  # of those employed
BONUS_SHARE = 0.5
STOPPED_SHARE, STARTED_SHARE = 0.02, 0.03
POSITIONS = {
    LEADER: ["总经理", "副总经理", "部门负责人", "项目总监"],
    PROFESSIONAL: ["工程师", "会计", "技术主管", "质量主管", "法务专员"],
    CLERK: ["行政专员", "财务专员", "人事专员", "销售内勤"],
    SERVICE: ["客服专员", "营业员", "门店主管", "司机", "后勤"],
    WORKER: ["操作工", "技工", "班组长", "仓库管理员"],
}
# What people are called in schools (P), hospitals (Q), offices (S) and finance (J).
SPECIAL_POSITIONS = (
    ("P", PROFESSIONAL, "教师"),
    ("Q", PROFESSIONAL, "医师"),
    ("PQS", LEADER, "主任"),
    ("JPQS", WORKER, "后勤人员"),
)


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
            later = previous_workday(np.minimum(day[due][lucky] + 6, plan.today))
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
    stranger, account, bank = world.some_strangers(rng, count)
    employer = world.outside_from + jobs.outside
    for first in plan.month_starts.tolist():
        salary_day = np.maximum(previous_workday(first + 4 + outside % 16), plan.start)
        groups = [
            (Kind.PENSION, pension, first + 14, 1.0, 0.0),
            (Kind.OUTSIDE_SALARY, outside, salary_day, 1.0, 0.05),
            (Kind.RENT_IN, landlords, first + 2 + landlords % 20, 0.35, 0.0),
            (Kind.RENT_OUT, tenants, first + 1 + tenants % 10, -0.32, 0.0),
        ]
        for kind, rows, day, factor, spread in groups:
            days = integers(np.broadcast_to(day, rows.shape))
            due = days <= plan.today
            amount = money(
                people.income[rows] * factor * (1 + spread * rng.standard_normal(len(rows))),
                step=10_000 if kind in {Kind.RENT_IN, Kind.RENT_OUT} else 100,
            )
            own = kind is Kind.PENSION
            other = employer if kind is Kind.OUTSIDE_SALARY else stranger
            sink.add(
                kind,
                account=integers(rows[due]),
                day=days[due],
                second=34_200 + rows[due] % 20_000,
                amount=amount[due],
                name=world.companies_from + PENSION_OFFICE if own else other[rows[due]],
                other_account=int(basic_account(integers([PENSION_OFFICE]))[0])
                if own
                else account[rows[due]],
                bank=0 if own else bank[rows[due]],
            )


def employment_rows(world: World, people: People, jobs: Jobs, *, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `employment`: all who work for customers, half of the others."""
    directory = world.directory
    rows = np.flatnonzero(jobs.works & ((jobs.company >= 0) | (rng.random(len(people)) < 0.5)))
    company = jobs.company[rows]
    inside = company >= 0
    names = pl.concat([directory.name, pl.Series(words("outside_employers").column("name"))])
    started = integers(
        np.maximum(
            people.birth_on[rows] + 19 * 365,
            world.plan.today - rng.exponential(1_800, len(rows)).astype(np.int64) - 60,
        )
    )
    numbers = pl.DataFrame(
        {"no": directory.customer_no.gather(np.maximum(company, 0)), "inside": inside}
    )
    industry = _industries_of_jobs(world, jobs).gather(rows)
    return pl.DataFrame(
        {
            "customer_no": people.customer_no.gather(rows),
            "employer_name": names.gather(
                chosen(inside, company, len(directory) + jobs.outside[rows])
            ),
            "employer_customer_no": numbers.select(pl.when("inside").then("no")).to_series(),
            "industry": industry,
            "position": _positions_held(people.occupation[rows], industry, rng),
            "monthly_income": money(people.income[rows], step=10_000),
            "started_on": np.minimum(started, world.plan.today),
            "ended_on": integers(np.full(len(rows), FOREVER)),
            "status": pl.repeat("1", len(rows), eager=True),
        }
    )


def _positions_held(occupation: Integers, industry: pl.Series, rng: Rng) -> pl.Series:
    titles = [POSITIONS.get(number, ["职员"]) for number in range(len(OCCUPATIONS))]
    lengths = integers([len(entry) for entry in titles])
    offsets = np.cumsum(lengths) - lengths
    drawn = integers(rng.random(len(occupation)) * lengths[occupation])
    usual = texts([title for entry in titles for title in entry], offsets[occupation] + drawn)
    frame = pl.DataFrame({"usual": usual, "letter": industry.str.head(1), "work": occupation})
    title = pl.col("usual")
    for letters, work, special in SPECIAL_POSITIONS:
        is_here = pl.col("letter").is_in(list(letters)) & (pl.col("work") == work)
        title = pl.when(is_here).then(pl.lit(special)).otherwise(title)
    return frame.select(title.alias("title")).to_series()


def _industries_of_jobs(world: World, jobs: Jobs) -> pl.Series:
    industries = words("industries").column("code") + words("outside_employers").column("industry")
    inside = world.directory.industry[np.maximum(jobs.company, 0)]
    outside = len(words("industries")) + jobs.outside
    return texts(industries, chosen(jobs.company >= 0, inside, outside))


def industry_codes(world: World, people: People, jobs: Jobs, *, rng: Rng) -> pl.Series:
    """Return the industry of each person's work: the employer's, any for the self-employed, none for who does not work."""
    table = words("industries")
    any_industry = texts(table.column("code"), draw(rng, table.numbers("weight"), len(people)))
    frame = pl.DataFrame(
        {
            "employer": _industries_of_jobs(world, jobs),
            "any": any_industry,
            "works": jobs.works,
            "trades": people.occupation == SELF_EMPLOYED,
            "farms": people.occupation == FARMER,
        }
    )
    industry = (
        pl.when("works")
        .then("employer")
        .when("trades")
        .then("any")
        .when("farms")
        .then(pl.lit("A01"))
    )
    return frame.select(industry.alias("industry")).to_series()


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
