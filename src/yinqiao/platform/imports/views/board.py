"""The run board, and the history of batches."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports import listing, policies, queries
from yinqiao.platform.imports.desk import tasks
from yinqiao.platform.imports.forms import BatchFilterForm, BoardForm
from yinqiao.platform.imports.models import ImportBatch
from yinqiao.platform.imports.profile import find_profile
from yinqiao.platform.imports.queries import BatchLine
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

ONE_DAY = timedelta(days=1)

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


class BoardPage(Page):
    """Per source and table of one batch date: expected, arrived, late, refused, loaded."""

    permission = policies.VIEW
    template_name = "imports/board.html"
    fragment_template = "imports/board_body.html"
    title = lazy("Run board")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the board of the day asked for, else of the day that is due."""
        form = BoardForm(request.GET)
        asked = form.cleaned_data["on"] if form.is_valid() else None
        # No bank kept files then, and at the ends of the calendar there is no day before or after to lead to.
        asked = asked if asked is not None and EARLIEST <= asked <= LATEST else None
        now = clock.now()
        found = queries.board(actor=self.actor, now=now, on=asked)
        return self.page(
            {
                "board": found,
                "previous": found.on - ONE_DAY,
                "next": found.on + ONE_DAY,
                "tasks": queries.tasks_under_way(actor=self.actor, now=now),
                "alarms": queries.alarms(actor=self.actor)
                if self.actor.can(policies.CODES)
                else [],
                "may_run": self.actor.can(policies.RUN),
                "now": now,
            }
        )


class TaskListPanel(Page):
    """What is under way, asked again every two seconds while something is."""

    permission = policies.VIEW
    kind = PageKind.FRAGMENT
    template_name = "imports/tasks.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        return self.page({"tasks": queries.tasks_under_way(actor=self.actor, now=clock.now())})


class BatchList(ListPage[ImportBatch, BatchLine]):
    """All batches, newest first."""

    permission = policies.VIEW
    title = lazy("Batches")
    table = listing.BATCHES
    filter_form = BatchFilterForm
    default_order = "-started_at"
    unit = lazy("batches")
    empty: ClassVar[EmptyState] = EmptyState(
        lazy("No batch yet"),
        lazy("Each run of a profile for a batch date becomes one."),
        "database-import",
        lazy("Import files"),
        "/imports/upload/",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[ImportBatch]:
        """Read the batches that match."""
        day = filters.get("batch_on")
        found = queries.batches(
            actor=self.actor,
            profile=str(filters.get("profile", "")),
            status=str(filters.get("status", "")),
            batch_on=day if isinstance(day, date) else None,
        )
        return QuerySetSource(found)

    def present(self, rows: list[ImportBatch]) -> list[BatchLine]:
        """Turn them into lines."""
        return queries.batch_lines(rows)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Lead back to the board."""
        return {"breadcrumbs": ((_("Run board"), reverse("imports:board")),)}


@require_POST
def run_profile(request: HttpRequest) -> HttpResponse:
    """Run a profile for a batch date from the folder where its files arrive."""
    form = BoardForm(request.POST)
    if not form.is_valid() or form.cleaned_data["on"] is None:
        raise NotFound(_("There is no such batch."))
    profile = find_profile(request.POST.get("profile", ""))
    now, day = clock.now(), form.cleaned_data["on"]
    task_id = tasks.request_run(actor=actor_of(request), now=now, profile=profile, on=day)
    toast(request, _("The run is on its way."))
    return see_other(request, reverse("imports:task", args=[task_id]))
