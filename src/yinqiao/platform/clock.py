"""The one place that reads the clock. Entry points take `now` here and pass it down as an argument."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BANK_ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(tz=UTC)


def bank_date(moment: datetime) -> date:
    """Return the calendar day of `moment` in the bank's zone (Asia/Shanghai)."""
    return moment.astimezone(BANK_ZONE).date()


def start_of_day(day: date) -> datetime:
    """Return the moment at which `day` begins at the bank."""
    return datetime.combine(day, time.min, tzinfo=BANK_ZONE)
