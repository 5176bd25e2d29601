"""The truth about assets of some customers, worked out from postings and prices day by day, not from the files."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.accounts import AccountBook
from yinqiao.integrations.synthetic_bank.arrays import Integers, Rng, day_number, integers
from yinqiao.integrations.synthetic_bank.ledger import Ledger
from yinqiao.integrations.synthetic_bank.people import BASIC, People
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.shelf import Product

SAMPLE_OF_BLOCK = 60
LOAN_CLASSES = ("301", "302", "303", "304", "401")


@dataclass(frozen=True)
class AumSample:
    """Assets and loans of one customer in 分: on the batch date, averages since the 1st of the month and of the year (days as calendar days).

    `year_total` is -1 when the window does not reach back to 1 January.
    """

    customer_no: str
    aum: int
    month_total: int
    month_days: int
    year_total: int
    year_days: int
    loans: int


def sample_aum(
    plan: Plan,
    people: People,
    book: AccountBook,
    *,
    ledger: Ledger,
    valued: tuple[Integers, Integers, Integers],
    shelf: list[Product],
    rng: Rng,
) -> list[AumSample]:
    """Return the truth for some customers of a block, half of them above 大众."""
    richer = np.flatnonzero(people.tier >= BASIC)
    half = rng.choice(richer, min(len(richer), SAMPLE_OF_BLOCK // 2), replace=False)
    rows = np.unique(np.r_[half, rng.choice(len(people), SAMPLE_OF_BLOCK // 2, replace=False)])
    owner, product = book.column("owner"), book.column("product")
    is_loan = np.asarray([entry.product_class in LOAN_CLASSES for entry in shelf])[product]
    samples = []
    for row in rows.tolist():
        accounts = np.flatnonzero(owner == row)
        days = {
            int(account): _daily(plan, int(account), ledger=ledger, valued=valued)
            for account in accounts
        }
        assets = sum(
            (days[int(account)] for account in accounts if not is_loan[account]),
            np.zeros(plan.days, dtype=np.int64),
        )
        loans = sum(int(days[int(account)][-1]) for account in accounts if is_loan[account])
        samples.append(_sample(plan, people.customer_no[row], assets=integers(assets), loans=loans))
    return samples


def _daily(
    plan: Plan, account: int, *, ledger: Ledger, valued: tuple[Integers, Integers, Integers]
) -> Integers:
    """Return the balance at the end of each day of the window."""
    days = np.zeros(plan.days + 1, dtype=np.int64)  # the first: the day before the window
    if account < len(ledger.opening):
        days[0] = ledger.opening[account]
        mine = ledger.postings.account == account
        np.add.at(days, ledger.postings.day[mine] - plan.start + 1, ledger.postings.amount[mine])
        return integers(np.cumsum(days)[1:])
    accounts, on, value = valued
    for number in np.flatnonzero(accounts == account).tolist():
        days[on[number] - plan.start + 1 :] = value[number]
    return integers(days[1:])


def _sample(plan: Plan, customer_no: str, *, assets: Integers, loans: int) -> AumSample:
    month_days = plan.today - int(plan.month_starts[-1]) + 1
    year_days = plan.today - day_number(plan.as_of.replace(month=1, day=1)) + 1
    covered = year_days <= plan.days
    year = int(assets[-year_days:].sum()) if covered else -1
    return AumSample(
        customer_no,
        int(assets[-1]),
        int(assets[-month_days:].sum()),
        month_days,
        year,
        year_days,
        loans,
    )


def aum_rows(plan: Plan, samples: list[AumSample]) -> pl.DataFrame:
    """Return the rows of truth_aum.csv, in yuan with two decimals."""
    return pl.DataFrame(
        [
            {
                "customer_no": sample.customer_no,
                "as_of": plan.as_of,
                "aum": _yuan(sample.aum, 1),
                "month_average": _yuan(sample.month_total, sample.month_days),
                "year_average": None
                if sample.year_total < 0
                else _yuan(sample.year_total, sample.year_days),
                "loans": _yuan(sample.loans, 1),
            }
            for sample in samples
        ],
        infer_schema_length=None,
    ).sort("customer_no")


def _yuan(cents: int, days: int) -> str:
    """Return 分 over days as yuan, halves rounded up."""
    rounded = (2 * cents + days) // (2 * days)
    return f"{rounded // 100}.{rounded % 100:02d}"
