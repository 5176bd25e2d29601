"""What writes tags and facts and evaluates triggers."""

from yinqiao.insights.ports import FactDefinition
from yinqiao.insights.services.changing import TriggerChange, change_trigger
from yinqiao.insights.services.dictionary import TagWords, change_tag, define_tag, retire_tag
from yinqiao.insights.services.facts import load_facts, show_facts
from yinqiao.insights.services.tags import MOST_TAGS, TagNotYours, end_tag, set_tag
from yinqiao.insights.services.triggers import evaluate, plant_triggers

__all__ = [
    "MOST_TAGS",
    "FactDefinition",
    "TagNotYours",
    "TagWords",
    "TriggerChange",
    "change_tag",
    "change_trigger",
    "define_tag",
    "end_tag",
    "evaluate",
    "load_facts",
    "plant_triggers",
    "retire_tag",
    "set_tag",
    "show_facts",
]
