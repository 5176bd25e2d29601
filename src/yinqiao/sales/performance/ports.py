"""What performance asks of the columnar tier; `analytics` registers it (contract 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from yinqiao.holdings.queries import Valuation
from yinqiao.platform.registry import Registry

if TYPE_CHECKING:
    import polars as pl
    from django.db.backends.base.base import BaseDatabaseWrapper

DEFAULT: Final = "lake"


@dataclass(frozen=True, slots=True)
class MonthAsked:
    """A month up to `last` (its end, or the data date); `workdays` are those of it so far, `units` the unit of each manager.

    `key_bound` and `lost_bound` are in 分.
    """

    first: date
    last: date
    workdays: tuple[date, ...]
    units: Mapping[int, int]
    key_bound: int
    lost_bound: int


class ResultEngine(Protocol):
    """Works results out set-wise over the whole bank."""

    def valuation(self, *, first: date, last: date) -> Valuation:
        """Return what counts as AUM, and at which rates, on these two days."""
        ...

    def results(self, connection: "BaseDatabaseWrapper", *, asked: MonthAsked) -> "pl.DataFrame":
        """Return org_id, staff_id (null: the pool), figure, product_class, value, of (分 or numbers, whole)."""
        ...


engines: Registry[ResultEngine] = Registry("engines of results")


def engine() -> ResultEngine:
    """Return the engine of this instance."""
    return engines.get(DEFAULT)
