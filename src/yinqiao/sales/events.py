"""What sales tells the rooms above it."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events.bus import event


@event("sales.FiringsTaken")
@dataclass(frozen=True, slots=True)
class FiringsTaken:
    """The firings of a run became opportunities; `closed` lost their reason."""

    run_id: int
    data_on: date
    opened: int
    closed: int


@event("sales.OpportunityMoved")
@dataclass(frozen=True, slots=True)
class OpportunityMoved:
    """Somebody did something with an opportunity; `act` says what, `state` is where it stands now."""

    opportunity_id: int
    customer_id: int
    act: str
    state: str
    staff_id: int | None


@event("sales.OpportunitiesEscalated")
@dataclass(frozen=True, slots=True)
class OpportunitiesEscalated:
    """These were left untouched too long and went up to the supervisors of their owners."""

    opportunity_ids: tuple[int, ...]
