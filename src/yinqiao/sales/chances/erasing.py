"""Chances go with their opportunities; what was learnt names nobody."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what goes with a customer."""
    erasure.offer(
        DataClass.SALES,
        "chances_chance",
        owners=("customer_id",),
        key="opportunity_id",
        dated="(select o.closed_at::date from sales_opportunity o where o.id = t.opportunity_id)",
    )
    moves.keep("written anew every night with the opportunity it belongs to", "chances_chance")
