"""When a periodic job is due: pure arithmetic on the bank's clock (Asia/Shanghai)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from yinqiao.platform.clock import BANK_ZONE


class Schedule(Protocol):
    """Anything that has a latest slot."""

    def latest(self, now: datetime) -> datetime:
        """Return the last moment at or before `now` when the job is due, in UTC."""


@dataclass(frozen=True, slots=True)
class Every:
    """Due each `seconds` + `minutes` + `hours`, counted from the epoch."""

    seconds: int = 0
    minutes: int = 0
    hours: int = 0

    def latest(self, now: datetime) -> datetime:
        """Return the start of the interval that `now` falls into."""
        length = self.seconds + 60 * self.minutes + 3600 * self.hours
        return datetime.fromtimestamp(int(now.timestamp()) // length * length, tz=UTC)


@dataclass(frozen=True, slots=True)
class Daily:
    """Due each day at `hour`:`minute`, bank time."""

    hour: int
    minute: int = 0

    def latest(self, now: datetime) -> datetime:
        """Return today's slot if it has come, else yesterday's."""
        local = now.astimezone(BANK_ZONE)
        slot = local.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        if slot > local:
            slot -= timedelta(days=1)
        return slot.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Due on `day` (1-28) of each month at `hour`:`minute`, bank time."""

    day: int
    hour: int = 0
    minute: int = 0

    def latest(self, now: datetime) -> datetime:
        """Return this month's slot if it has come, else the last month's."""
        local = now.astimezone(BANK_ZONE)
        slot = local.replace(
            day=self.day, hour=self.hour, minute=self.minute, second=0, microsecond=0
        )
        if slot > local:
            slot = (slot.replace(day=1) - timedelta(days=1)).replace(day=self.day)
        return slot.astimezone(UTC)
