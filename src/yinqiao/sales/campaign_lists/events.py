"""What lists tell the rooms above."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("campaign_lists.ListSent")
@dataclass(frozen=True, slots=True)
class ListSent:
    """A list went out to the units."""

    list_id: int


@event("campaign_lists.ListRecalled")
@dataclass(frozen=True, slots=True)
class ListRecalled:
    """The maker took a list back."""

    list_id: int


@event("campaign_lists.NameFedBack")
@dataclass(frozen=True, slots=True)
class NameFedBack:
    """A manager said what came of a name."""

    list_id: int
    entry_id: int
    customer_id: int
    result: str
    staff_id: int
