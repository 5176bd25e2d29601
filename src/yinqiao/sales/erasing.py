"""How long opportunities are kept: so long after they were closed."""

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register them: the steps before what they belong to."""
    for table in ("sales_step", "sales_evidence"):
        erasure.offer(
            DataClass.SALES,
            table,
            dated="(select o.closed_at::date from sales_opportunity o where o.id = t.opportunity_id)",
        )
    erasure.offer(DataClass.SALES, "sales_opportunity", dated="t.closed_at::date")
