"""The companies of the bank as persons see them: who employs, who pays, who is paid. The same in every process."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    NO_DAY,
    Flags,
    Floats,
    Integers,
    draw,
    integers,
    money,
    padded,
    texts,
)
from yinqiao.integrations.synthetic_bank.identity_numbers import unified_codes
from yinqiao.integrations.synthetic_bank.names import company_names
from yinqiao.integrations.synthetic_bank.offices import Offices
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.workdays import previous_workday

LARGE, MEDIUM, SMALL, MICRO = range(4)
PARTY_CORP, PARTY_FI, PARTY_GOV = "21", "22", "23"
COMPANY_NUMBERS_FROM = 90_000_000  # in account numbers, so that they never meet a person's
# Name after the city, kind of party, industry.
FIXED = [
    ("社会保险基金管理中心", PARTY_GOV, "S94"),
    ("澜江实验中学", PARTY_GOV, "P83"),
    ("银桥消费金融有限公司", PARTY_FI, "J66"),
    ("银桥证券股份有限公司", PARTY_FI, "J67"),
]
PENSION_OFFICE, SECURITIES_FIRM = 0, 3
SOLE_TRADER_SHARE = 0.30


@dataclass(frozen=True)
class Directory:
    """Columns over all companies; money in 分, days as day numbers."""

    name: pl.Series
    short_name: pl.Series
    party_type: list[str]
    outlet: Integers
    area: Integers
    industry: Integers
    size: Integers
    is_sole_trader: Flags
    uscc: pl.Series
    staff_count: Integers
    revenue: Integers
    opened_on: Integers
    established_on: Integers
    has_payroll: Flags
    pay_day: Integers

    def __len__(self) -> int:
        return len(self.outlet)

    @cached_property
    def customer_no(self) -> pl.Series:
        """Return the customer numbers."""
        return padded("20", integers(np.arange(1, len(self) + 1)), 8)

    @cached_property
    def employer_weight(self) -> Floats:
        """Return how likely a working customer of the bank works here."""
        return np.asarray(self.staff_count, dtype=np.float64)


def basic_account(company: Integers) -> Integers:
    """Return the account number of each company's basic account."""
    return 71 * 10**11 + (COMPANY_NUMBERS_FROM + company + 1) * 1000 + 1


def build_directory(plan: Plan, offices: Offices) -> Directory:
    """Return the same companies for the same plan."""
    rng = plan.rng("directory")
    count = plan.companies
    is_fixed = np.arange(count) < len(FIXED)
    sole = (rng.random(count) < SOLE_TRADER_SHARE) & ~is_fixed
    size = np.where(sole, MICRO, draw(rng, [0.012, 0.07, 0.33, 0.588], count))
    size = integers(np.where(is_fixed, LARGE, size))
    industry = draw(rng, words("industries").numbers("weight"), count)
    codes = words("industries").column("code")
    industry[: len(FIXED)] = [codes.index(code) for _, _, code in FIXED]
    outlet = integers(rng.integers(0, len(offices.outlets), count))
    area = offices.outlet_area[outlet]
    cities = texts(words("areas").column("city"), area)
    names = company_names(rng, city=cities, industry=industry, is_sole_trader=sole)
    first_names = [
        f"{city}{title}" if party == PARTY_GOV else title
        for city, (title, party, _) in zip(cities.to_list(), FIXED, strict=False)
    ]
    name = pl.Series([*first_names, *names["name"].to_list()[len(FIXED) :]])
    established = integers(plan.start - rng.integers(60, 9_000, count))
    opened = integers(np.maximum(established + 20, plan.start - rng.integers(-330, 5_000, count)))
    opened = np.maximum(opened, offices.outlet_opened_on[outlet])
    staff = integers(np.maximum(1, rng.lognormal(np.log(integers([420, 90, 18, 4])[size]), 0.5)))
    staff[: len(FIXED)] //= 6  # few of those who work there bank here
    revenue = (
        words("industries").numbers("revenue")[industry] * integers([400, 40, 8, 1])[size] / 10
    )
    return Directory(
        name=name,
        short_name=names["short_name"],
        party_type=[party for _, party, _ in FIXED] + [PARTY_CORP] * (count - len(FIXED)),
        outlet=outlet,
        area=area,
        industry=industry,
        size=size,
        is_sole_trader=sole,
        uscc=unified_codes(
            integers(words("areas").numbers("code"))[area], _organization_numbers(plan, count)
        ),
        staff_count=staff,
        revenue=money(revenue * rng.lognormal(0, 0.6, count), step=1_000_000),
        opened_on=np.minimum(opened, plan.today - 40),
        established_on=established,
        has_payroll=rng.random(count) < np.asarray([0.85, 0.75, 0.55, 0.25])[size],
        pay_day=integers(rng.choice([5, 8, 10, 10, 15, 15, 20, 25], count)),
    )


def _organization_numbers(plan: Plan, count: int) -> Integers:
    """Return distinct eight-digit numbers that do not look like a sequence."""
    return integers((np.arange(count) * 5_915_587 + plan.seed * 7_919 + 12_345_678) % 10**8)


def pay_days(plan: Plan, day_of_month: Integers) -> Integers:
    """Return day numbers of pay in each month of the window: shape (months, companies); the workday before a day off, NO_DAY if not due yet."""
    days = previous_workday(plan.month_starts[:, None] + day_of_month[None, :] - 1)
    return integers(np.where((days >= plan.start) & (days <= plan.today), days, NO_DAY))
