"""稍后处理 of a task from its card on the workbench."""

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse

from yinqiao.interactions import policies, queries, services
from yinqiao.platform import clock
from yinqiao.platform.ui.views.putting_off import PutOffMenu
from yinqiao.platform.ui.views.undoing import UndoPage


class TaskLater(PutOffMenu):
    """The menu of a card."""

    permission = policies.WORK

    def title_of(self, pk: int) -> str:
        """What is to be done."""
        today = clock.bank_date(clock.now())
        self.row = queries.todo(actor=self.actor, task_id=pk, today=today)
        return self.row.title

    def put_off(self, pk: int, *, now: datetime, until: date, reason: str) -> Mapping[str, object]:
        """Give it another day, as it stands."""
        services.reschedule_task(
            actor=self.actor,
            now=now,
            task_id=pk,
            version=self.row.version,
            due_on=until,
            reason=reason,
        )
        return {
            "version": self.row.version + 1,
            "due_on": self.row.due_on.isoformat() if self.row.due_on else "",
            "reason": self.row.waits_because,
        }

    def undo_url(self, pk: int) -> str:
        """Back to its day."""
        return reverse("interactions:day-returns", args=[pk])


class TaskDayReturn(UndoPage):
    """Take it back."""

    permission = policies.WORK

    def take_back(self, pk: int, *, now: datetime, before: Mapping[str, object]) -> None:
        """One service call."""
        services.return_task_day(
            actor=self.actor,
            now=now,
            task_id=pk,
            version=int(str(before["version"])),
            due_on=date.fromisoformat(str(before["due_on"])) if before["due_on"] else None,
            reason=str(before["reason"]),
        )
