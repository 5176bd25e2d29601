"""Tags of customers, and the wide row of their facts."""

from yinqiao.insights.models.facts import CustomerFacts, Fact
from yinqiao.insights.models.tags import CustomerTag, History, Tag

__all__ = ["CustomerFacts", "CustomerTag", "Fact", "History", "Tag"]
