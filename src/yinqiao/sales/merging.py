"""Opportunities follow a customer into another record: one open for each occasion, that of the record which is kept."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take

_TWICE: Final = (
    "t.closed_at is null and exists (select 1 from sales_opportunity s where s.customer_id = p.survivor_id and s.closed_at is null"
    " and s.kind = t.kind and s.object_key = t.object_key)"
)


def offer() -> None:
    """Register what follows and what stays."""
    moves.offer(
        "sales.opportunity",
        _("Opportunities"),
        Take(
            Shape("sales_opportunity", counts=True),
            changes={
                "state": f"case when {_TWICE} then 'CLOSED' else t.state end",
                "closed_at": f"case when {_TWICE} then %(now)s else t.closed_at end",
                "closing_note": f"case when {_TWICE} then '客户已合并，同一商机以保留档案为准' else t.closing_note end",
            },
        ),
        order=80,
    )
    moves.keep("read with the opportunity it belongs to", "sales_step", "sales_evidence")
