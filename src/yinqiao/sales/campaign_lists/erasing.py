"""Names of lists beside erasure and merges: they go with their customer, and are read through the identity map."""

from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register them."""
    erasure.offer(
        DataClass.SALES,
        "campaign_lists_entry",
        dated="coalesce(t.fed_back_at::date, (select l.due_on from campaign_lists_list l where l.id = t.campaign_list_id))",
    )
    moves.keep(
        "says which record stood on a list; read through the identity map", "campaign_lists_entry"
    )
