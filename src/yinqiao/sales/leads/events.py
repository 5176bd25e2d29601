"""What leads tell the rooms above, and themselves."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("leads.LeadCaptured")
@dataclass(frozen=True, slots=True)
class LeadCaptured:
    """A lead came in, or was given back, and lies in the pool."""

    lead_id: int
    org_id: int


@event("leads.LeadMoved")
@dataclass(frozen=True, slots=True)
class LeadMoved:
    """Somebody did something with a lead; `state` is where it stands now."""

    lead_id: int
    act: str
    state: str
    staff_id: int | None


@event("leads.LeadConverted")
@dataclass(frozen=True, slots=True)
class LeadConverted:
    """A lead became a customer with an opportunity."""

    lead_id: int
    customer_id: int
    opportunity_id: int
