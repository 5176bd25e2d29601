"""Reads of opportunities: in scope, masked, frozen."""

from yinqiao.sales.queries.card import (
    OpportunityCard,
    StepLine,
    is_visible,
    opportunities_of,
    opportunity_card,
    opportunity_label,
    record_opened,
    takers,
)
from yinqiao.sales.queries.listing import (
    OpportunityFilter,
    kind_choices,
    list_title,
    opportunity_list,
    owner_choices,
    passed_up_to,
    record_listed,
    waiting_count,
)
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

__all__ = [
    "OpportunityCard",
    "OpportunityFilter",
    "OpportunityRow",
    "StepLine",
    "is_visible",
    "kind_choices",
    "list_title",
    "opportunities_of",
    "opportunity_card",
    "opportunity_label",
    "opportunity_list",
    "opportunity_rows",
    "owner_choices",
    "passed_up_to",
    "record_listed",
    "record_opened",
    "takers",
    "waiting_count",
]
