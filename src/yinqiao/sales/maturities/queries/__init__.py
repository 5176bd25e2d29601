"""Reads of the maturity planner."""

from yinqiao.sales.maturities.queries.plans import (
    PREFIX,
    BookLine,
    Cell,
    DayPlan,
    DueLine,
    Plan,
    Week,
    books,
    plan_of,
    record_plan,
    task_key,
)

__all__ = [
    "PREFIX",
    "BookLine",
    "Cell",
    "DayPlan",
    "DueLine",
    "Plan",
    "Week",
    "books",
    "plan_of",
    "record_plan",
    "task_key",
]
