"""Leads beside erasure and merges: who came to nothing is forgotten by a clock of its own, who was converted is erased as a customer."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register what goes with the customer that a lead became."""
    erasure.offer(DataClass.SALES, "leads_lead", dated="t.closed_at::date")
    moves.keep("says which record a lead became; read through the identity map", "leads_lead")
