"""What insights tells the rooms above it."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events.bus import event


@event("insights.TriggersEvaluated")
@dataclass(frozen=True, slots=True)
class TriggersEvaluated:
    """All triggers were evaluated as of `data_on`; the firings of the run are read by `queries.firings`."""

    run_id: int
    data_on: date
