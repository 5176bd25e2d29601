"""Tags of customers, the wide row of their facts, and the triggers over it."""

from yinqiao.insights.models.facts import CustomerFacts, Fact
from yinqiao.insights.models.standing import CustomerStanding, StandingChange, TierKeep
from yinqiao.insights.models.tags import CustomerTag, History, Tag, TagDraft
from yinqiao.insights.models.triggers import (
    Trigger,
    TriggerDraft,
    TriggerDraftRow,
    TriggerFiring,
    TriggerRun,
)

__all__ = [
    "CustomerFacts",
    "CustomerStanding",
    "CustomerTag",
    "Fact",
    "History",
    "StandingChange",
    "Tag",
    "TagDraft",
    "TierKeep",
    "Trigger",
    "TriggerDraft",
    "TriggerDraftRow",
    "TriggerFiring",
    "TriggerRun",
]
