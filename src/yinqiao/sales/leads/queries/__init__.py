"""Reads of leads: in scope, masked, frozen."""

from yinqiao.sales.leads.queries.card import (
    AlikeCustomer,
    LeadCard,
    StepLine,
    is_visible,
    lead_card,
    lead_label,
    lead_of,
    record_opened,
)
from yinqiao.sales.leads.queries.listing import (
    LeadFilter,
    first_show,
    lead_list,
    record_listed,
    to_accept,
    waiting_count,
)
from yinqiao.sales.leads.queries.rows import LeadRow, lead_rows

__all__ = [
    "AlikeCustomer",
    "LeadCard",
    "LeadFilter",
    "LeadRow",
    "StepLine",
    "first_show",
    "is_visible",
    "lead_card",
    "lead_label",
    "lead_list",
    "lead_of",
    "lead_rows",
    "record_listed",
    "record_opened",
    "to_accept",
    "waiting_count",
]
