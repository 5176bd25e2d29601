"""How fresh the core data is: told to the side bar, to /readyz and to the run board, in business days of the bank's calendar."""

from dataclasses import dataclass
from datetime import date

from yinqiao.lib.workdays import workdays_between
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, registry
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.imports.queries.freshness import business_days
from yinqiao.platform.kept import Kept
from yinqiao.platform.ui import ports
from yinqiao.platform.ui.ports import Freshness

# A batch takes minutes; the side bar of every page may tell of it a moment later.
KEEP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _DataDate:
    """The day, or None before the first batch."""

    day: date | None


_data_date = Kept(lambda: _DataDate(data_date()), seconds=KEEP_SECONDS)


def days_between(first: date, last: date) -> int:
    """Return how many business days lie after `first` up to and with `last`."""
    return workdays_between(organization.calendar(), first, last)


def core_freshness() -> Freshness | None:
    """Return the day to whose end the newest batch reaches; None before the first one.

    T+1 data of Friday is fresh on Monday: one business day lies between.
    """
    data_on = _data_date.get().day
    if data_on is None:
        return None
    is_stale = days_between(data_on, clock.bank_date(clock.now())) > 1
    return Freshness(data_on, is_stale)


def data_check() -> tuple[bool, str]:
    """Tell the data date. Old data does not make a server unfit: it is served with its date (DOMAIN §14)."""
    found = core_freshness()
    if found is None:
        return True, "no data yet"
    return True, f"{found.data_on}, stale" if found.is_stale else str(found.data_on)


def register() -> None:
    """Put the answers on offer."""
    ports.freshness.add("core", core_freshness)
    business_days.add("bank", days_between)
    registry.readiness.add("data", data_check)
