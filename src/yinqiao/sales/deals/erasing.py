"""How long deals are kept: as long as the opportunities that they belong to."""

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass

_CLOSED = "(select o.closed_at::date from sales_opportunity o where o.id = t.opportunity_id)"


def offer() -> None:
    """Register them: what refers to something before what it refers to."""
    erasure.offer(
        DataClass.SALES,
        "deals_order_answer",
        dated="(select o.closed_at::date from sales_opportunity o join deals_order d on d.opportunity_id = o.id where d.id = t.order_id)",
    )
    for table in (
        "deals_order",
        "deals_preference",
        "deals_line",
        "deals_rival",
        "deals_participant",
    ):
        erasure.offer(DataClass.SALES, table, dated=_CLOSED)
