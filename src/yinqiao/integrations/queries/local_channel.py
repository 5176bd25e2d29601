"""What the local channel keeps: who sent which text to which number, masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yinqiao.integrations import policies
from yinqiao.integrations.models import LocalMessage
from yinqiao.interactions.choices import Channel
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import labels


@dataclass(frozen=True, slots=True)
class LocalLine:
    """One call or message."""

    id: int
    channel_label: str
    who: str
    number: str
    text: str
    at: datetime


def local_messages(*, actor: Actor) -> QuerySet[LocalMessage]:
    """Return what was kept, for those who look after the channel; nothing for anybody else."""
    rows = LocalMessage.objects.all()
    return rows if actor.can(policies.VIEW_CHANNEL) else rows.none()


def local_lines(rows: Iterable[LocalMessage]) -> list[LocalLine]:
    """Return the read models of one page."""
    names = labels(Channel)
    return [
        LocalLine(
            id=row.pk,
            channel_label=names.get(row.channel, row.channel),
            who=f"{row.staff_name} {row.staff_no}",
            number=row.number_masked,
            text=row.text,
            at=row.at,
        )
        for row in rows
    ]
