"""Tags follow a customer into another record; facts, tier and stage are worked out anew by the next batch."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take

HISTORY: Final = "insights_history"


def offer() -> None:
    """Register what follows and what stays."""
    moves.offer(
        "insights.customer_tag",
        _("Tags"),
        Take(
            Shape("insights_customer_tag", history=HISTORY),
            stays="t.ended_on is null and exists (select 1 from insights_customer_tag s where s.customer_id = p.survivor_id"
            " and s.tag_id = t.tag_id and s.ended_on is null)",
        ),
        order=80,
    )
    moves.keep(
        "read through the identity map",
        "insights_history",
        "insights_standing_change",
        "insights_tier_keep",
    )
    moves.keep(
        "worked out anew by the next batch",
        "insights_customer_facts",
        "insights_standing",
        "insights_trigger_firing",
        "insights_trigger_draft_row",
    )
