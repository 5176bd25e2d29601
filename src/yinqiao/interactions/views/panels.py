"""The panels of this room on the customer page."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from yinqiao.interactions import policies, queries
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.panel import as_of_asked

MOST_SKIPPED = 999_999
ON_OVERVIEW = 5


class TimelinePanel(Page):
    """Contacts and notes, newest first; `?skip=` answers with the further entries alone, `?as_of=` with what was known that day."""

    permission = policies.VIEW_TIMELINE
    kind = PageKind.FRAGMENT
    template_name = "interactions/timeline.html"
    title = cast("str", gettext_lazy("Timeline"))

    @property
    def can_note(self) -> bool:
        """Tell whether a note may be written: today's page only."""
        return not self.request.GET.get("as_of") and self.actor.can(policies.WRITE_NOTE)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the timeline of customer `pk`."""
        skip = _places(request.GET.get("skip", ""))
        found = queries.timeline_of(
            actor=self.actor, customer_id=pk, as_of=as_of_asked(request), skip=skip
        )
        context = {
            "timeline": found,
            "pk": pk,
            "as_of": request.GET.get("as_of", ""),
            "can_note": self.can_note,
        }
        if skip:
            return render(request, "interactions/entries.html", context)
        return self.page(context)


class StoryPanel(TimelinePanel):
    """The newest contacts and notes on the overview."""

    template_name = "interactions/story.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the newest few of customer `pk`."""
        found = queries.timeline_of(
            actor=self.actor, customer_id=pk, as_of=as_of_asked(request), limit=ON_OVERVIEW
        )
        return self.page(
            {
                "timeline": found,
                "pk": pk,
                "as_of": request.GET.get("as_of", ""),
                "can_note": self.can_note,
            }
        )


class TasksPanel(Page):
    """Tasks about the customer, open ones first."""

    permission = policies.VIEW_TASKS
    kind = PageKind.FRAGMENT
    template_name = "interactions/tasks.html"
    title = cast("str", gettext_lazy("Tasks"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the tasks of customer `pk`."""
        return self.page(
            {
                "tasks": queries.tasks_of(
                    actor=self.actor, customer_id=pk, now=clock.now(), as_of=as_of_asked(request)
                )
            }
        )


def _places(text: str) -> int:
    return min(whole_number(text) or 0, MOST_SKIPPED)
