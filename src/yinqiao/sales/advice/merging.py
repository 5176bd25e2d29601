"""Advice beside merges and erasure: chosen anew every night, so that nothing has to move; answers and exposures go with the customer."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what stays, and what is erased with a customer."""
    moves.keep(
        "what was advised, answered and shown under the number; tonight it is chosen anew for the record that is kept",
        "advice_customer",
        "advice_line",
        "advice_answer",
        "advice_exposure",
    )
    erasure.offer(DataClass.SALES, "advice_customer", "advice_line", "advice_exposure")
    erasure.offer(DataClass.SALES, "advice_answer", dated="t.at::date")
