"""Reads of tags and facts."""

from yinqiao.insights.queries.facts import FactLine, FactSection, catalogue, fact_columns, facts_of
from yinqiao.insights.queries.tags import TagChip, tags_of

__all__ = ["FactLine", "FactSection", "TagChip", "catalogue", "fact_columns", "facts_of", "tags_of"]
