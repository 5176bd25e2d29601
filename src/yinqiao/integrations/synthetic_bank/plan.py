"""What is asked for, and all that follows from it alone: the window of days, the blocks, the random streams."""

# ruff: noqa: PLR2004 - the numbers are those of the rules named beside them

import zlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import (
    Integers,
    Rng,
    day_date,
    day_number,
    integers,
    months_before,
)

BLOCK_CUSTOMERS = 20_000
MAXIMUM_BLOCKS = 90  # parts are numbered with two digits, and companies follow persons
COMPANY_SHARE = 0.03
MINIMUM_CUSTOMERS = 100


@dataclass(frozen=True)
class Plan:
    """A bank of `customers` on the evening of `as_of`, with `months` calendar months of history (the current one included).

    `dirty_rate` is the share of spoilt rows added to each table that takes them; `block_customers` persons go into one file part.
    """

    customers: int
    seed: int
    as_of: date
    months: int = 13
    dirty_rate: float = 0.001
    block_customers: int = BLOCK_CUSTOMERS

    def __post_init__(self) -> None:
        if self.customers < MINIMUM_CUSTOMERS:
            message = f"a bank needs at least {MINIMUM_CUSTOMERS} customers, not {self.customers}"
            raise ValueError(message)
        if not 2 <= self.months <= 60:
            message = f"history must be 2 to 60 months long, not {self.months}"
            raise ValueError(message)
        if not 0 <= self.dirty_rate <= 0.5:
            message = f"the dirty rate must be between 0 and 0.5, not {self.dirty_rate}"
            raise ValueError(message)

    @property
    def companies(self) -> int:
        """Number of company customers."""
        return max(6, round(self.customers * COMPANY_SHARE))

    @property
    def persons(self) -> int:
        """Number of personal customers."""
        return self.customers - self.companies

    @cached_property
    def today(self) -> int:
        """Day number of the batch date."""
        return day_number(self.as_of)

    @cached_property
    def start(self) -> int:
        """Day number of the first day with transactions."""
        return day_number(months_before(self.as_of, self.months - 1))

    @property
    def days(self) -> int:
        """Number of days with transactions, the batch date included."""
        return self.today - self.start + 1

    @cached_property
    def month_starts(self) -> Integers:
        """Day numbers of the first days of all months in the window."""
        return integers(
            [day_number(months_before(self.as_of, back)) for back in range(self.months - 1, -1, -1)]
        )

    @cached_property
    def month_ends(self) -> Integers:
        """Day numbers of the last days of the finished months; the batch date when it is a month's last day."""
        ends = integers(
            [*(self.month_starts[1:] - 1), day_number(months_before(self.as_of, -1)) - 1]
        )
        return integers(ends[ends <= self.today])

    @property
    def month_labels(self) -> list[str]:
        """YYYYMM of all months in the window."""
        return [f"{day_date(int(day)):%Y%m}" for day in self.month_starts]

    @property
    def block_size(self) -> int:
        """Persons in a block: one file part each."""
        return max(self.block_customers, -(-self.persons // MAXIMUM_BLOCKS))

    @property
    def person_blocks(self) -> list[range]:
        """Ranges of person indexes."""
        return [
            range(first, min(first + self.block_size, self.persons))
            for first in range(0, self.persons, self.block_size)
        ]

    @property
    def company_blocks(self) -> list[range]:
        """Ranges of company indexes."""
        size = max(BLOCK_CUSTOMERS // 2, -(-self.companies // 8))
        return [
            range(first, min(first + size, self.companies))
            for first in range(0, self.companies, size)
        ]

    def rng(self, stream: str, block: int = 0) -> Rng:
        """Return the random stream of one concern in one block: no concern disturbs another."""
        entropy = np.random.SeedSequence([self.seed, zlib.crc32(stream.encode()), block])
        return np.random.Generator(np.random.PCG64(entropy))
