"""How long tags, facts and standing are kept: as long as the relation, they serve nothing after it."""

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass


def offer() -> None:
    """Register them."""
    erasure.offer(
        DataClass.PROFILE,
        "insights_customer_tag",
        "insights_standing_change",
        "insights_tier_keep",
        "insights_trigger_firing",
        "insights_trigger_draft_row",
        "insights_history",
    )
    for table in ("insights_customer_facts", "insights_standing"):
        erasure.offer(DataClass.PROFILE, table, key="customer_id")
