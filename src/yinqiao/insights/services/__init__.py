"""What writes facts and evaluates triggers."""

from yinqiao.insights.ports import FactDefinition
from yinqiao.insights.services.changing import TriggerChange, change_trigger
from yinqiao.insights.services.dictionary import TagWords, change_tag, define_tag, retire_tag
from yinqiao.insights.services.facts import load_facts, show_facts
from yinqiao.insights.services.keeping import KIND as KEEP_KIND
from yinqiao.insights.services.keeping import apply_tier_keep, request_tier_keep
from yinqiao.insights.services.previewing import preview_trigger
from yinqiao.insights.services.standing import STANDING_COLUMNS, keep_standing
from yinqiao.insights.services.tag_rules import (
    TagRule,
    change_rule_tag,
    define_rule_tag,
    preview_rule_tag,
    switch_rule_tag,
)
from yinqiao.insights.services.tagging import tag_by_rules
from yinqiao.insights.services.tags import MOST_TAGS, TagNotYours, end_tag, set_tag
from yinqiao.insights.services.triggers import evaluate, plant_triggers

__all__ = [
    "KEEP_KIND",
    "MOST_TAGS",
    "STANDING_COLUMNS",
    "FactDefinition",
    "TagNotYours",
    "TagRule",
    "TagWords",
    "TriggerChange",
    "apply_tier_keep",
    "change_rule_tag",
    "change_tag",
    "change_trigger",
    "define_rule_tag",
    "define_tag",
    "end_tag",
    "evaluate",
    "keep_standing",
    "load_facts",
    "plant_triggers",
    "preview_rule_tag",
    "preview_trigger",
    "request_tier_keep",
    "retire_tag",
    "set_tag",
    "show_facts",
    "switch_rule_tag",
    "tag_by_rules",
]
