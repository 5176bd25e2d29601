"""The panels of this room on the customer page."""

from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from yinqiao.interactions import policies, queries
from yinqiao.interactions.forms import TimelineFilterForm
from yinqiao.interactions.queries import TimelineFilter
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.panel import as_of_asked

TAB = "interactions-timeline"
ON_OVERVIEW = 5


class TimelinePanel(Page):
    """What happened, newest first, narrowed by the filter.

    `?cursor=` answers with the further entries alone, `?as_of=` with what was known that day. A new filter goes into the address of
    the customer page, which hands it back when it is opened again.
    """

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
        people = queries.people_of(actor=self.actor, customer_id=pk)
        form = TimelineFilterForm(
            request.GET, kinds=queries.kind_choices(self.actor), people=people
        )
        is_read = form.is_valid()
        wanted = _wanted(form)
        cursor = request.GET.get("cursor", "")
        found = queries.timeline_of(
            actor=self.actor,
            customer_id=pk,
            as_of=as_of_asked(request),
            wanted=wanted,
            cursor=cursor,
        )
        asked = _asked(request)
        context = {
            "timeline": found,
            "pk": pk,
            "as_of": request.GET.get("as_of", ""),
            "can_note": self.can_note,
            "query": asked.urlencode(),
            "filter_form": form,
            "filter_said": form.said() if is_read else [],
            "has_filter": wanted != TimelineFilter() or not is_read,
        }
        if cursor:
            return render(request, "interactions/entries.html", context)
        response = self.page(context)
        if "filter" in request.GET:
            response["HX-Replace-Url"] = _address(pk, asked)
        return response


class StoryPanel(TimelinePanel):
    """The newest entries on the overview."""

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


def _wanted(form: TimelineFilterForm) -> TimelineFilter:
    given = form.cleaned_data
    return TimelineFilter(
        kind=given.get("kind", ""),
        staff_id=whole_number(given.get("who", "")),
        since=given.get("since"),
        until=given.get("until"),
        words=given.get("words", ""),
    )


def _asked(request: HttpRequest) -> QueryDict:
    """Return the filter as it stands in an address: what was filled in, and nothing else."""
    asked = QueryDict(mutable=True)
    for name in TimelineFilterForm.base_fields:
        if request.GET.get(name):
            asked[name] = request.GET[name]
    return asked


def _address(pk: int, asked: QueryDict) -> str:
    """Return the address of the customer page with the timeline so narrowed."""
    page = asked.copy()
    page["tab"] = TAB
    return f"{reverse('customers:detail', args=[pk])}?{page.urlencode()}"
