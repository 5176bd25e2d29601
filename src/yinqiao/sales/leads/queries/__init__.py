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
from yinqiao.sales.leads.queries.lying import NOBODY, at_rest, not_contacted, to_forget
from yinqiao.sales.leads.queries.rows import LeadRow, lead_rows

__all__ = [
    "NOBODY",
    "AlikeCustomer",
    "LeadCard",
    "LeadFilter",
    "LeadRow",
    "StepLine",
    "at_rest",
    "first_show",
    "is_visible",
    "lead_card",
    "lead_label",
    "lead_list",
    "lead_of",
    "lead_rows",
    "not_contacted",
    "record_listed",
    "record_opened",
    "to_accept",
    "to_forget",
    "waiting_count",
]
