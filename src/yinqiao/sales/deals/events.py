"""What deals tell the rooms above."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("deals.PreferenceDecided")
@dataclass(frozen=True, slots=True)
class PreferenceDecided:
    """Terms beyond a limit were decided; `state` is how."""

    opportunity_id: int
    customer_id: int
    line_id: int
    state: str


@event("deals.OrderPlaced")
@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """A deal asks for a product to be opened."""

    order_id: int
    number: str
    opportunity_id: int
    customer_id: int
    product_id: int


@event("deals.OrderMoved")
@dataclass(frozen=True, slots=True)
class OrderMoved:
    """An order has come to another state."""

    order_id: int
    number: str
    opportunity_id: int
    customer_id: int
    state: str
