"""The same act on several tasks of the list: shown first, then done, with a result for each (D7)."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.interactions import policies, queries, services
from yinqiao.interactions.forms import DoneForm, GiveForm, PutOffForm, TaskFilterForm
from yinqiao.interactions.queries import Todo, TodoFilter
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock, together
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.requests import picked_ids
from yinqiao.platform.ui.views.page import Page, PageKind


class TasksTogether(Page):
    """What was picked comes as ids, or as `all` of the filter in the address; `confirmed` is sent with the filled form."""

    permission = policies.WORK
    kind = PageKind.ACTION
    template_name = "interactions/tasks_together.html"
    http_method_names = ["post"]
    act: ClassVar[Callable[..., object]]
    form_class: ClassVar[type[Form]]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the picked ones with the form, or do it."""
        is_confirmed = bool(request.POST.get("confirmed"))
        rows = self._picked(request)
        form = self.form(request.POST if is_confirmed else None, rows)
        context: dict[str, object] = {
            "rows": rows,
            "form": form,
            "most": together.MOST_TOGETHER,
            "breadcrumbs": [(_("Tasks and calendar"), reverse("interactions:task-list"))],
        }
        if is_confirmed and form.is_valid():
            context["results"] = self._results(request, rows, form)
        return self.page(context, status=InvalidInput.status if form.errors else 200)

    def form(self, data: QueryDict | None, rows: Sequence[Todo]) -> Form:
        """Build the form of the act."""
        return self.form_class(data)

    def _picked(self, request: HttpRequest) -> list[Todo]:
        today = clock.bank_date(clock.now())
        wanted = TodoFilter(whose="team", state="ANY")
        if request.POST.get("all"):
            form = TaskFilterForm(request.GET)
            form.is_valid()
            given = {key: value for key, value in form.cleaned_data.items() if value}
            wanted = TodoFilter(**{"whose": "mine", **given})
        found = queries.todo_list(actor=self.actor, wanted=wanted, today=today)
        if not request.POST.get("all"):
            found = found.filter(pk__in=picked_ids(request))
        rows = found.order_by("due_on", "pk")[: together.MOST_TOGETHER]
        return queries.todo_rows(rows, actor=self.actor, today=today)

    def _results(
        self, request: HttpRequest, rows: Sequence[Todo], form: Form
    ) -> list[tuple[Todo, together.Done]]:
        """Do it with the versions that were shown; a row that changed since says so."""
        shown = {row.id: row for row in rows}
        seen = [(pk, whole_number(request.POST.get(f"version-{pk}", "")) or 0) for pk in shown]
        done = together.work_together(
            type(self).act,
            name="task_id",
            items=seen,
            actor=self.actor,
            now=clock.now(),
            **form.cleaned_data,
        )
        return [(shown[one.pk], one) for one in done]


class DoneTogether(TasksTogether):
    """Mark several as done."""

    act = staticmethod(services.complete_task)
    form_class = DoneForm
    title = gettext_lazy("Done together")


class PutOffTogether(TasksTogether):
    """Give several another day."""

    act = staticmethod(services.reschedule_task)
    form_class = PutOffForm
    title = gettext_lazy("Another day")


class GiveTogether(TasksTogether):
    """Hand several over."""

    act = staticmethod(services.hand_over_task)
    form_class = GiveForm
    title = gettext_lazy("Hand over")

    def form(self, data: QueryDict | None, rows: Sequence[Todo]) -> Form:
        """Offer those who manage one of the customers; who cannot open another is told so in its line."""
        today = clock.bank_date(clock.now())
        ids = [row.id for row in rows]
        people = queries.task_takers(actor=self.actor, task_ids=ids, today=today)
        return GiveForm(data, people=people)
