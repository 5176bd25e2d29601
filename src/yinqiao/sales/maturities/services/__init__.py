"""Writes of the maturity planner."""

from yinqiao.sales.maturities.services.planning import MOST_AT_ONCE, Wanted, take_plan

__all__ = ["MOST_AT_ONCE", "Wanted", "take_plan"]
