"""What writes facts and evaluates triggers."""

from yinqiao.insights.ports import FactDefinition
from yinqiao.insights.services.changing import TriggerChange, change_trigger
from yinqiao.insights.services.facts import load_facts, show_facts
from yinqiao.insights.services.triggers import evaluate, plant_triggers

__all__ = [
    "FactDefinition",
    "TriggerChange",
    "change_trigger",
    "evaluate",
    "load_facts",
    "plant_triggers",
    "show_facts",
]
