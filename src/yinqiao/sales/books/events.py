"""What books tell the rooms above, and themselves."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("books.HandoverMoved")
@dataclass(frozen=True, slots=True)
class HandoverMoved:
    """A handover came to another state."""

    handover_id: int
    state: str


@event("books.CoverMoved")
@dataclass(frozen=True, slots=True)
class CoverMoved:
    """A cover was agreed or ended."""

    cover_id: int
    state: str
