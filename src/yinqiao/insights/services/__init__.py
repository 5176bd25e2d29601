"""What writes facts and evaluates triggers."""

from yinqiao.insights.ports import FactDefinition
from yinqiao.insights.services.changing import TriggerChange, change_trigger
from yinqiao.insights.services.facts import load_facts, show_facts
from yinqiao.insights.services.keeping import KIND as KEEP_KIND
from yinqiao.insights.services.keeping import apply_tier_keep, request_tier_keep
from yinqiao.insights.services.previewing import preview_trigger
from yinqiao.insights.services.standing import STANDING_COLUMNS, keep_standing
from yinqiao.insights.services.triggers import evaluate, plant_triggers

__all__ = [
    "KEEP_KIND",
    "STANDING_COLUMNS",
    "FactDefinition",
    "TriggerChange",
    "apply_tier_keep",
    "change_trigger",
    "evaluate",
    "keep_standing",
    "load_facts",
    "plant_triggers",
    "preview_trigger",
    "request_tier_keep",
    "show_facts",
]
