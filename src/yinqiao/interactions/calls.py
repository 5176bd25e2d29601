"""Under the bell: the notes that call somebody."""

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.interactions import policies, queries
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.ports import Notice

DAYS: Final = 7
EXCERPT: Final = 60


def notices(actor: Actor) -> list[Notice]:
    """Return one line for each note of the last days that calls the actor and whose customer she may open."""
    if not actor.can(policies.VIEW_TIMELINE):
        return []
    found = queries.calls_to(actor=actor, since=clock.now() - timedelta(days=DAYS))
    return [
        Notice(
            title=_("{name} calls you to a note").format(name=call.author),
            detail=f"{call.customer} · {call.text[:EXCERPT]}",
            url=reverse("interactions:note", args=[call.note_id]),
            at=call.called_at,
            is_read=call.is_seen,
            icon="at",
        )
        for call in found
    ]
