"""Reads of opportunities: in scope, masked, frozen."""

from yinqiao.sales.queries.calls import Call, CallList, LeftOut, call_list, reached_today
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
from yinqiao.sales.queries.desk import (
    FeedCard,
    Pressing,
    PressingAnswer,
    due_between,
    feed,
    pressing,
)
from yinqiao.sales.queries.kpi_lines import KpiLine, kpi_lines, record_behind
from yinqiao.sales.queries.kpis import Figures, Measure, kpi_figures, targets_of
from yinqiao.sales.queries.listing import (
    OpportunityFilter,
    kind_choices,
    list_title,
    opportunity_list,
    owner_choices,
    passed_up_to,
    record_feed,
    record_listed,
    waiting_count,
)
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

__all__ = [
    "Call",
    "CallList",
    "FeedCard",
    "Figures",
    "KpiLine",
    "LeftOut",
    "Measure",
    "OpportunityCard",
    "OpportunityFilter",
    "OpportunityRow",
    "Pressing",
    "PressingAnswer",
    "StepLine",
    "call_list",
    "due_between",
    "feed",
    "is_visible",
    "kind_choices",
    "kpi_figures",
    "kpi_lines",
    "list_title",
    "opportunities_of",
    "opportunity_card",
    "opportunity_label",
    "opportunity_list",
    "opportunity_rows",
    "owner_choices",
    "passed_up_to",
    "pressing",
    "reached_today",
    "record_behind",
    "record_feed",
    "record_listed",
    "record_opened",
    "takers",
    "targets_of",
    "waiting_count",
]
