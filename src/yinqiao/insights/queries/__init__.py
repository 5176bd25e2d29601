"""Reads of tags, facts and triggers."""

from yinqiao.insights.queries.books import AumChange, BookTotals, aum_changes, book_totals
from yinqiao.insights.queries.facts import FactLine, FactSection, catalogue, fact_columns, facts_of
from yinqiao.insights.queries.head import HeadFigure, head_figures
from yinqiao.insights.queries.standing import (
    Standing,
    StandingRules,
    kept_tier_choice,
    standing_of,
    standing_rules,
)
from yinqiao.insights.queries.tags import (
    TagChip,
    TagChoice,
    TagEntry,
    TagPast,
    dictionary,
    past_tags,
    tag_choices,
    tag_entry,
    tags_of,
)
from yinqiao.insights.queries.told import standing_told, tags_told
from yinqiao.insights.queries.triggers import (
    Firing,
    RunDay,
    TriggerCard,
    TriggerLine,
    firings,
    newest_run,
    rules_evaluated,
    trigger_card,
    trigger_draft,
    trigger_lines,
    trigger_values,
)

__all__ = [
    "AumChange",
    "BookTotals",
    "FactLine",
    "FactSection",
    "Firing",
    "HeadFigure",
    "RunDay",
    "Standing",
    "StandingRules",
    "TagChip",
    "TagChoice",
    "TagEntry",
    "TagPast",
    "TriggerCard",
    "TriggerLine",
    "aum_changes",
    "book_totals",
    "catalogue",
    "dictionary",
    "fact_columns",
    "facts_of",
    "firings",
    "head_figures",
    "kept_tier_choice",
    "newest_run",
    "past_tags",
    "rules_evaluated",
    "standing_of",
    "standing_rules",
    "standing_told",
    "tag_choices",
    "tag_entry",
    "tags_of",
    "tags_told",
    "trigger_card",
    "trigger_draft",
    "trigger_lines",
    "trigger_values",
]
