"""稍后处理 of an opportunity from its card on the workbench."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.urls import reverse

from yinqiao.platform import clock
from yinqiao.platform.ui.views.putting_off import PutOffMenu
from yinqiao.platform.ui.views.undoing import UndoPage
from yinqiao.sales import policies, queries, services
from yinqiao.sales.services import Before


class Later(PutOffMenu):
    """The menu of a card."""

    permission = policies.WORK

    def title_of(self, pk: int) -> str:
        """Customer and reason."""
        card = queries.opportunity_card(actor=self.actor, opportunity_id=pk, now=clock.now())
        self.version = card.row.version
        return f"{card.row.customer_name} · {card.row.title}"

    def put_off(self, pk: int, *, now: datetime, until: date, reason: str) -> Mapping[str, object]:
        """Snooze it as it stands."""
        before = services.snooze(
            actor=self.actor,
            now=now,
            opportunity_id=pk,
            version=self.version,
            until=until,
            reason=reason,
        )
        return {name: _plain(value) for name, value in asdict(before).items()}

    def undo_url(self, pk: int) -> str:
        """Wake it."""
        return reverse("sales:wakings", args=[pk])


class Waking(UndoPage):
    """Take it back."""

    permission = policies.WORK

    def take_back(self, pk: int, *, now: datetime, before: Mapping[str, object]) -> None:
        """One service call."""
        until = before["until"]
        services.take_back_snooze(
            actor=self.actor,
            now=now,
            opportunity_id=pk,
            before=Before(
                version=int(str(before["version"])),
                until=date.fromisoformat(str(until)) if until else None,
                reason=str(before["reason"]),
                touched_at=datetime.fromisoformat(str(before["touched_at"])),
            ),
        )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
