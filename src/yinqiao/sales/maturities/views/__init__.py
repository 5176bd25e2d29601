"""Pages of the maturity planner."""

from yinqiao.sales.maturities.views.planner import BooksPage, PlannerPage

__all__ = ["BooksPage", "PlannerPage"]
