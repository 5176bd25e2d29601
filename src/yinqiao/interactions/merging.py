"""What happened with a customer, and what is to be done for her, follows into another record."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take

HISTORY: Final = "interactions_history"
# One check of the numbers at a time: that of the survivor goes on.
_TWICE: Final = (
    "t.kind = 'CHECK_NUMBER' and t.state = 'OPEN' and exists (select 1 from interactions_task s"
    " where s.customer_id = p.survivor_id and s.kind = 'CHECK_NUMBER' and s.state = 'OPEN')"
)


def offer() -> None:
    """Register what follows and what stays."""
    moves.offer(
        "interactions.contact_record",
        _("Contact records"),
        Take(Shape("interactions_contact_record", history=HISTORY)),
        order=70,
    )
    moves.offer(
        "interactions.note",
        _("Notes"),
        Take(Shape("interactions_note", history=HISTORY)),
        Take(Shape("interactions_mention")),
        order=70,
    )
    moves.offer(
        "interactions.task",
        _("Tasks"),
        Take(
            Shape("interactions_task", history=HISTORY),
            changes={
                "state": f"case when {_TWICE} then 'CANCELLED' else t.state end",
                "closed_at": f"case when {_TWICE} then %(now)s else t.closed_at end",
            },
        ),
        order=70,
    )
    moves.keep(
        "read through the identity map",
        "interactions_document",
        "interactions_history",
        "interactions_sent_out",
    )
    moves.keep("read with the contact that it amends", "interactions_amendment")
