"""Everything that is the same for all blocks of a bank: offices, staff, shelf, prices, companies, counterparties."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Flags, Integers, Rng, integers
from yinqiao.integrations.synthetic_bank.directory import Directory, build_directory
from yinqiao.integrations.synthetic_bank.identity_numbers import luhn_digits, scattered
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.offices import Offices, build_offices
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.prices import Prices, build_prices
from yinqiao.integrations.synthetic_bank.shelf import Product, build_shelf
from yinqiao.integrations.synthetic_bank.staffing import Staffing, build_staffing
from yinqiao.integrations.synthetic_bank.vocabulary import words

STRANGERS = 4_000
STRANGER_SERIALS_FROM = 15_000_000  # after all persons
FRIENDS = 7
BANK_DIGITS = 9
WRONG_BY = 3


@dataclass(frozen=True)
class World:
    """The common parts. Counterparty names: nothing, merchants, companies, outside employers, strangers, each from its own offset.

    A local merchant has a name for each city: `merchant_from` is its first, `is_local_merchant` tells which they are.
    """

    plan: Plan
    offices: Offices
    staffing: Staffing
    shelf: list[Product]
    prices: Prices
    directory: Directory
    names: pl.Series
    merchant_from: Integers
    is_local_merchant: Flags
    city_of_area: Integers
    companies_from: int

    @property
    def outside_from(self) -> int:
        """Offset of the outside employers among the counterparty names."""
        return self.companies_from + len(self.directory)

    @property
    def strangers_from(self) -> int:
        """Offset of the strangers among the counterparty names."""
        return self.outside_from + len(words("outside_employers"))

    def some_strangers(self, rng: Rng, count: int) -> tuple[Integers, Integers, Integers]:
        """Return names, account numbers and banks of people elsewhere."""
        return self.strangers(integers(rng.integers(0, STRANGERS, count)))

    def friends_of(self, person: Integers, rng: Rng) -> tuple[Integers, Integers, Integers]:
        """Return names, account numbers and banks of people elsewhere: each person knows a few, the same ones throughout."""
        number = rng.integers(0, FRIENDS, len(person)) ** 2 // FRIENDS  # some more often
        return self.strangers((person * 7_919 + number * 104_729) % STRANGERS)

    def strangers(self, number: Integers) -> tuple[Integers, Integers, Integers]:
        """Return name, account number and bank of each stranger."""
        accounts, banks = _accounts_of_strangers()
        return self.strangers_from + number, accounts[number], banks[number]


@lru_cache(maxsize=2)
def build_world(plan: Plan) -> World:
    """Return the common parts of a plan, built once in each process."""
    offices = build_offices(plan)
    shelf = build_shelf(plan)
    directory = build_directory(plan, offices)
    rng = plan.rng("strangers")
    years = integers(rng.integers(1955, 2003, STRANGERS))
    strangers = person_names(rng, is_male=rng.random(STRANGERS) < 0.5, birth_year=years)
    cities, city_of_area = _cities()
    merchants, first, is_local = _merchants(cities)
    outside = pl.Series(words("outside_employers").column("name"))
    return World(
        plan=plan,
        offices=offices,
        staffing=build_staffing(plan, offices),
        shelf=shelf,
        prices=build_prices(plan, shelf),
        directory=directory,
        names=pl.concat(
            [pl.Series([None], dtype=pl.String), merchants, directory.name, outside, strangers]
        ),
        merchant_from=1 + first,
        is_local_merchant=is_local,
        city_of_area=city_of_area,
        companies_from=1 + len(merchants),
    )


def _cities() -> tuple[list[str], Integers]:
    """Return the cities, and the position of the city of each area."""
    names = [area["city"].removesuffix("市") for area in words("areas").rows]
    cities = list(dict.fromkeys(names))
    return cities, integers([cities.index(name) for name in names])


def _merchants(cities: list[str]) -> tuple[pl.Series, Integers, Flags]:
    """Return the names of all merchants; the position of each merchant's first; which are local: one for each city, in their order."""
    names: list[str] = []
    first, is_local = [], []
    for name in words("merchants").column("name"):
        first.append(len(names))
        is_local.append("{city}" in name)
        names += [name.format(city=city) for city in (cities if is_local[-1] else [""])]
    return pl.Series(names), integers(first), np.asarray(is_local)


@cache
def _accounts_of_strangers() -> tuple[Integers, Integers]:
    serial = STRANGER_SERIALS_FROM + integers(np.arange(STRANGERS))
    return own_accounts(serial), own_banks(serial)


def own_banks(serial: Integers) -> Integers:
    """Return the index (from 1) of the other bank with which somebody has an account: always the same one."""
    bounds = np.cumsum(words("banks").numbers("weight"))
    place = scattered(serial, BANK_DIGITS) / 10**BANK_DIGITS * bounds[-1]
    return integers(np.searchsorted(bounds, place, side="right") + 1)


def own_accounts(serial: Integers) -> Integers:
    """Return the number of somebody's account with the other bank: that bank's six digits and a wrong check digit, so that no card has it."""
    prefix = integers(words("banks").numbers("prefix"))[own_banks(serial) - 1]
    body = prefix * 10**12 + scattered(serial, 12)
    return body * 10 + (luhn_digits(body, 18) + WRONG_BY) % 10
