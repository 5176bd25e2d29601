"""Everything that is the same for all blocks of a bank: offices, staff, shelf, prices, companies, counterparties."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Integers, Rng, integers
from yinqiao.integrations.synthetic_bank.directory import Directory, build_directory
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.offices import Offices, build_offices
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.prices import Prices, build_prices
from yinqiao.integrations.synthetic_bank.shelf import Product, build_shelf
from yinqiao.integrations.synthetic_bank.staffing import Staffing, build_staffing
from yinqiao.integrations.synthetic_bank.vocabulary import words

STRANGERS = 4_000


@dataclass(frozen=True)
class World:
    """The common parts. Counterparty names: nothing, merchants, companies, strangers, each from its own offset."""

    plan: Plan
    offices: Offices
    staffing: Staffing
    shelf: list[Product]
    prices: Prices
    directory: Directory
    names: pl.Series

    @property
    def companies_from(self) -> int:
        """Offset of the companies among the counterparty names."""
        return 1 + len(words("merchants"))

    @property
    def strangers_from(self) -> int:
        """Offset of the strangers among the counterparty names."""
        return self.companies_from + len(self.directory)

    def some_strangers(self, rng: Rng, count: int) -> tuple[Integers, Integers]:
        """Return names and invented 19-digit account numbers of people elsewhere."""
        return integers(
            rng.integers(self.strangers_from, self.strangers_from + STRANGERS, count)
        ), integers(rng.integers(6_217_000_000_000_000_000, 6_230_000_000_000_000_000, count))


@lru_cache(maxsize=2)
def build_world(plan: Plan) -> World:
    """Return the common parts of a plan, built once in each process."""
    offices = build_offices(plan)
    shelf = build_shelf(plan)
    directory = build_directory(plan, offices)
    rng = plan.rng("strangers")
    years = integers(rng.integers(1955, 2003, STRANGERS))
    strangers = person_names(rng, is_male=rng.random(STRANGERS) < 0.5, birth_year=years)
    merchants = pl.Series(words("merchants").column("name"))
    return World(
        plan=plan,
        offices=offices,
        staffing=build_staffing(plan, offices),
        shelf=shelf,
        prices=build_prices(plan, shelf),
        directory=directory,
        names=pl.concat([pl.Series([None], dtype=pl.String), merchants, directory.name, strangers]),
    )


def other_banks(rng: Rng, count: int) -> Integers:
    """Return indexes of other banks, from 1."""
    weights = words("banks").numbers("weight")
    return integers(
        np.searchsorted(np.cumsum(weights), rng.random(count) * weights.sum(), side="right") + 1
    )
