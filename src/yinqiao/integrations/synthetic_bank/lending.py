"""Loans of persons: amortised month by month, some overdue, some about to be repriced or paid early."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.accounts import LOAN_ACCOUNT, AccountBook, term_accounts
from yinqiao.integrations.synthetic_bank.arrays import (
    NO_DAY,
    Floats,
    Integers,
    Rng,
    chosen,
    concatenated,
    day_number,
    draw,
    integers,
    money,
    texts,
)
from yinqiao.integrations.synthetic_bank.investments import Valuations
from yinqiao.integrations.synthetic_bank.people import EMPLOYED, SELF_EMPLOYED, People
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.rates import lpr_on, spreads
from yinqiao.integrations.synthetic_bank.shelf import positions
from yinqiao.integrations.synthetic_bank.workdays import workday_within
from yinqiao.integrations.synthetic_bank.world import World

OVERDUE_SHARE = 0.022
METHODS = ["1", "3"]
MORTGAGED, GUARANTEED, CREDIT = "1", "3", "4"  # source codes of the guarantee
EQUAL, INTEREST_FIRST = 0, 1
YOUNGEST_BUYER, OLDEST_DEBTOR = 23, 70
SHORTEST_TERM = 12  # months
YEAR_DAYS = 365.2425


@dataclass(frozen=True)
class Loans:
    """Loans to open. Principal and limit in 分; rate and the LPR it follows in percent; term in months."""

    owner: Integers
    product: Integers
    principal: Integers
    rate: Floats
    lpr: float
    months: Integers
    disbursed_on: Integers
    method: Integers
    kind: Kind
    guarantee: str


def instalment_factor(rate: Floats, months: Integers) -> Floats:
    """Return the equal monthly payment for each yuan lent."""
    monthly = rate / 1200
    return np.asarray(monthly / (1 - (1 + monthly) ** -months))


def instalments(principal: Integers, rate: Floats, months: Integers) -> Integers:
    """Return the equal monthly payment in 分."""
    return integers(np.rint(principal * instalment_factor(rate, months)))


def outstanding(loans: Loans, paid: Integers) -> Integers:
    """Return the balance in 分 after `paid` payments, by the loan's method."""
    monthly = loans.rate / 1200
    growth = (1 + monthly) ** paid
    payment = loans.principal * instalment_factor(loans.rate, loans.months)
    left = loans.principal * growth - payment * (growth - 1) / monthly
    return integers(np.rint(np.where(loans.method == EQUAL, np.maximum(left, 0), loans.principal)))


def personal_loans(world: World, people: People, rng: Rng) -> list[Loans]:
    """Return the mortgages, consumer and business loans of a block."""
    works = (
        np.isin(people.occupation, [*EMPLOYED, SELF_EMPLOYED])
        & (people.life == 0)
        & people.is_adult
    )
    draws = rng.random(len(people))
    home = np.flatnonzero(works & (people.age >= 25) & (people.age < 56) & (draws < 0.075))
    consumer = np.flatnonzero(works & (people.age >= 22) & (people.age < 58) & (draws > 0.95))
    business = np.flatnonzero(
        (people.occupation == SELF_EMPLOYED) & (people.life == 0) & (draws > 0.5) & (draws < 0.66)
    )
    income = people.income
    return [
        _loans(
            world,
            people,
            integers(home),
            name="301",
            yuan=income[home] * rng.uniform(40, 110, len(home)),
            months=[120, 180, 240, 240, 300, 360],
            age=3_400,
            burden=0.5,
            rng=rng,
        ),
        _loans(
            world,
            people,
            integers(consumer),
            name="302",
            yuan=np.minimum(income[consumer] * rng.uniform(2, 14, len(consumer)), 300_000),
            months=[12, 24, 36],
            age=330,
            burden=0.4,
            rng=rng,
        ),
        _loans(
            world,
            people,
            integers(business),
            name="303",
            yuan=income[business] * rng.uniform(10, 60, len(business)),
            months=[12, 36],
            age=330,
            burden=1.0,
            rng=rng,
        ),
    ]


def _loans(
    world: World,
    people: People,
    owner: Integers,
    *,
    name: str,
    yuan: Floats,
    months: list[int],
    age: int,
    burden: float,
    rng: Rng,
) -> Loans:
    """Return loans of one class to `owner`: what is asked for, but the instalment at most the part `burden` of the income, paid off at 70."""
    plan = world.plan
    count = len(owner)
    product = integers(np.full(count, positions(world.shelf, name)[0]))
    grown = people.birth_on[owner] + YOUNGEST_BUYER * YEAR_DAYS
    earliest = integers(np.maximum(people.opened_on[owner] + 1, grown))
    disbursed = np.minimum(
        np.maximum(plan.today - rng.integers(20, age, count), earliest), plan.today
    )
    disbursed = workday_within(integers(disbursed), earliest)
    years_left = OLDEST_DEBTOR - (disbursed - people.birth_on[owner]) / YEAR_DAYS
    # Who is 69 and has a shop still gets a year.
    until = np.maximum(years_left.astype(np.int64) * 12, SHORTEST_TERM)
    term = integers(np.minimum(rng.choice(months, count), until))
    lpr = lpr_on(name, plan.today)
    rate = lpr + spreads(rng, name, term)
    bearable = people.income[owner] * burden / instalment_factor(rate, term)
    method = np.full(count, INTEREST_FIRST if name == "303" else EQUAL)
    return Loans(
        owner=owner,
        product=product,
        principal=money(np.maximum(np.minimum(yuan, bearable), 10_000), step=1_000_000),
        rate=rate,
        lpr=lpr,
        months=term,
        disbursed_on=disbursed,
        method=integers(method),
        kind=Kind.MORTGAGE if name == "301" else Kind.LOAN,
        guarantee={"301": MORTGAGED, "302": CREDIT}.get(name, GUARANTEED),
    )


def months_between(first: Integers, day: int, due: Integers) -> Integers:
    """Return how many monthly due days (day of month `due`) lie after `first` and up to `day`."""
    months = first.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    of_first = first - months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + 1
    end = np.asarray(day).astype("datetime64[D]").astype("datetime64[M]")
    of_end = day - end.astype("datetime64[D]").astype(np.int64) + 1
    return integers(end.astype(np.int64) - months + (due <= of_end) - (due <= of_first))


def lend(
    world: World, loans: Loans, *, book: AccountBook, sink: Sink, values: Valuations, rng: Rng
) -> tuple[Integers, pl.DataFrame]:
    """Open the loans; post payments on the main accounts; return their positions and the rows of table `loan` without numbers."""
    plan = world.plan
    due = integers(rng.integers(5, 26, len(loans.owner)))
    paid_all = np.minimum(months_between(loans.disbursed_on, plan.today, due), loans.months - 1)
    missed = np.where(
        rng.random(len(due)) < OVERDUE_SHARE, integers(1 + rng.exponential(1.4, len(due))), 0
    )
    missed = integers(np.minimum(missed, np.maximum(paid_all - 1, 0)))
    maturity = _months_later(loans.disbursed_on, loans.months)
    account = book.add(
        term_accounts(
            LOAN_ACCOUNT,
            owner=loans.owner,
            product=loans.product,
            opened_on=loans.disbursed_on,
            principal=loans.principal,
            term_days=maturity - loans.disbursed_on,
            value_on=loans.disbursed_on,
            matures_on=maturity,
            rate=loans.rate,
        )
    )
    payment = chosen(
        loans.method == EQUAL,
        instalments(loans.principal, loans.rate, loans.months),
        integers(loans.principal * loans.rate / 1200),
    )
    _post(
        plan,
        loans,
        account=account,
        due=due,
        paid=paid_all - missed,
        payment=payment,
        sink=sink,
        values=values,
    )
    first_missed = np.where(
        missed > 0, _due_day(plan, due, missed - 1 + (due > _day_of_month(plan))), plan.today
    )
    overdue_days = integers(np.where(missed > 0, plan.today - first_missed, 0))
    rows = _rows(
        plan,
        loans,
        rng=rng,
        due=due,
        maturity=maturity,
        payment=payment,
        balance=outstanding(loans, paid_all - missed),
        overdue_days=overdue_days,
        missed=missed,
    )
    return account, rows


def _day_of_month(plan: Plan) -> int:
    return plan.today - int(plan.month_starts[-1]) + 1


def _due_day(plan: Plan, due: Integers, months_back: Integers) -> Integers:
    """Return the due day so many calendar months before the current one."""
    month = (
        np.asarray(int(plan.month_starts[-1])).astype("datetime64[D]").astype("datetime64[M]")
        - months_back
    )
    return integers(month.astype("datetime64[D]").astype(np.int64) + due - 1)


def _months_later(day: Integers, months: Integers) -> Integers:
    month = day.astype("datetime64[D]").astype("datetime64[M]")
    of_month = np.minimum(day - month.astype("datetime64[D]").astype(np.int64), 27)
    return integers((month + months).astype("datetime64[D]").astype(np.int64) + of_month)


def _post(
    plan: Plan,
    loans: Loans,
    *,
    account: Integers,
    due: Integers,
    paid: Integers,
    payment: Integers,
    sink: Sink,
    values: Valuations,
) -> None:
    before = loans.disbursed_on < plan.start
    opening = np.minimum(
        np.clip(months_between(loans.disbursed_on, plan.start - 1, due), 0, loans.months - 1), paid
    )
    values.add(account[before], plan.start - 1, outstanding(loans, opening)[before])
    values.add(account[~before], loans.disbursed_on[~before], loans.principal[~before])
    if loans.kind is Kind.LOAN:
        fresh = ~before
        sink.add(
            Kind.LOAN_IN,
            account=loans.owner[fresh],
            day=loans.disbursed_on[fresh],
            second=36_000,
            amount=loans.principal[fresh],
        )
    for first in plan.month_starts.tolist():
        day = first + due - 1
        number = _payments_until(loans, day, due)
        pays = (day > loans.disbursed_on) & (day <= plan.today) & (number <= paid)
        rows = np.flatnonzero(pays)
        sink.add(
            loans.kind,
            account=loans.owner[rows],
            day=day[rows],
            second=68_400 + account[rows] * 61 % 14_400,
            amount=-payment[rows],
        )
        values.add(account[rows], day[rows], outstanding(loans, number)[rows])


def _payments_until(loans: Loans, day: Integers, due: Integers) -> Integers:
    months = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = loans.disbursed_on.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    of_first = (
        loans.disbursed_on
        - first.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        + 1
    )
    return integers(np.maximum(months - first + 1 - (due <= of_first), 0))


def _rows(
    plan: Plan,
    loans: Loans,
    *,
    rng: Rng,
    due: Integers,
    maturity: Integers,
    payment: Integers,
    balance: Integers,
    overdue_days: Integers,
    missed: Integers,
) -> pl.DataFrame:
    count = len(due)
    new_year = day_number(plan.as_of.replace(year=plan.as_of.year + 1, month=1, day=1))
    anniversary = plan.today + integers(rng.integers(3, 360, count))
    # consumer loans are short and fixed
    floating = (rng.random(count) < 0.9) & (loans.guarantee != CREDIT)
    repricing = np.where(rng.random(count) < 0.5, new_year, anniversary)
    limited = loans.kind is Kind.LOAN
    next_due = chosen(
        due > _day_of_month(plan),
        _due_day(plan, due, integers([0])),
        _due_day(plan, due, integers([-1])),
    )
    grade = np.searchsorted([1, 91, 271, 361], overdue_days, side="right")
    asks = (rng.random(count) < 0.012) & (loans.kind is Kind.MORTGAGE)
    return pl.DataFrame(
        {
            "contract_no": concatenated("HT", pl.Series(rng.integers(10**11, 10**12, count))),
            "currency": pl.repeat("156", count, eager=True),
            "principal": loans.principal,
            "balance": balance,
            "credit_limit": pl.Series(
                loans.principal * 3 // 2 // 1_000_000 * 1_000_000 if limited else [None] * count,
                dtype=pl.Int64,
            ),
            "limit_expires_on": chosen(
                np.full(count, limited), _months_later(loans.disbursed_on, integers([36])), NO_DAY
            ),
            "rate": np.round(loans.rate, 4),
            "rate_type": texts(["1", "2"], integers(floating)),
            "spread": np.round(loans.rate - loans.lpr, 4),
            "next_repricing_on": chosen(floating, np.minimum(repricing, maturity), NO_DAY),
            "disbursed_on": loans.disbursed_on,
            "matures_on": maturity,
            "repayment_method": texts(METHODS, loans.method),
            "instalment": payment,
            "next_due_on": next_due,
            "overdue_days": overdue_days,
            "overdue_amount": payment * missed,
            "grade": texts(["1", "2", "3", "4", "5"], integers(grade)),
            "guarantee_type": pl.repeat(loans.guarantee, count, eager=True),
            "collateral_value": pl.Series(
                loans.principal * 16 // 10 if loans.guarantee == MORTGAGED else [None] * count,
                dtype=pl.Int64,
            ),
            "prepayment_requested_on": chosen(
                asks, plan.today - draw(rng, [1.0] * 10, count), NO_DAY
            ),
            "status": texts(["1", "2"], integers(overdue_days > 0)),
        }
    )
