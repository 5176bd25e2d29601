"""What performance tells."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("performance.TargetsSet")
@dataclass(frozen=True, slots=True)
class TargetsSet:
    """Targets of a span took force; `first` is its first day."""

    first: str
    count: int


@event("performance.MonthClosed")
@dataclass(frozen=True, slots=True)
class MonthClosed:
    """The results of a month are final."""

    month: str


@event("performance.ResultRestated")
@dataclass(frozen=True, slots=True)
class ResultRestated:
    """A figure of a locked month was told anew."""

    result_id: int
