"""Leads beside erasure and merges: who came to nothing is forgotten by a clock of its own, who was converted is erased as a customer."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what goes with the customer that a lead became."""
    erasure.offer(
        DataClass.SALES,
        "leads_step",
        "leads_pool_view",
        owners=("lead_id",),
        chosen="t.lead_id in (select l.id from leads_lead l where l.customer_id = any(%(ids)s))",
        dated="(select l.closed_at::date from leads_lead l where l.id = t.lead_id)",
    )
    erasure.offer(DataClass.SALES, "leads_lead", dated="t.closed_at::date")
    moves.keep("says which record a lead became; read through the identity map", "leads_lead")
