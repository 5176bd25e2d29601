"""Orders follow a customer into another record; what else belongs to a deal is read with its opportunity."""

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take


def offer() -> None:
    """Register what follows and what stays."""
    moves.offer(
        "deals.order", _("Product openings"), Take(Shape("deals_order", counts=True)), order=81
    )
    moves.keep(
        "read with the opportunity it belongs to",
        "deals_line",
        "deals_preference",
        "deals_rival",
        "deals_participant",
    )
    moves.keep("read with the order it tells of", "deals_order_answer")
