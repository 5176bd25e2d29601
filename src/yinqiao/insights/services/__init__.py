"""What writes facts and evaluates triggers."""

from yinqiao.insights.ports import FactDefinition
from yinqiao.insights.services.changing import TriggerChange, change_trigger
from yinqiao.insights.services.facts import describe_facts, replace_facts
from yinqiao.insights.services.triggers import evaluate, plant_triggers

__all__ = [
    "FactDefinition",
    "TriggerChange",
    "change_trigger",
    "describe_facts",
    "evaluate",
    "plant_triggers",
    "replace_facts",
]
