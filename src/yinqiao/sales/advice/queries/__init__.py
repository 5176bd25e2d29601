"""Reads of advice: in scope, masked, frozen."""

from yinqiao.sales.advice.queries.customer import (
    AdviceCard,
    AdviceItem,
    advice_card,
    customer_of_line,
    record_card,
)
from yinqiao.sales.advice.queries.desk import DeskAdvice, advice_feed, record_feed
from yinqiao.sales.advice.queries.levers import LeverRow, lever, lever_list, lever_rows, leverable
from yinqiao.sales.advice.queries.results import (
    AdviceResults,
    ModelRow,
    ResultRow,
    advice_results,
    result_periods,
)
from yinqiao.sales.advice.queries.runs import RunInfo, newest_run

__all__ = [
    "AdviceCard",
    "AdviceItem",
    "AdviceResults",
    "DeskAdvice",
    "LeverRow",
    "ModelRow",
    "ResultRow",
    "RunInfo",
    "advice_card",
    "advice_feed",
    "advice_results",
    "customer_of_line",
    "lever",
    "lever_list",
    "lever_rows",
    "leverable",
    "newest_run",
    "record_card",
    "record_feed",
    "result_periods",
]
