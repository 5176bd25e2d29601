"""任务与日程: the list, one task with what can be done with it, a new one, and several at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import queries as customers
from yinqiao.interactions import policies, queries, services, tables
from yinqiao.interactions.forms import DoneForm, GiveForm, PutOffForm, TaskFilterForm, TaskForm
from yinqiao.interactions.models import Task
from yinqiao.interactions.queries import Todo, TodoFilter
from yinqiao.interactions.services import TaskOrder
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other


class TaskList(ListPage[Task, Todo]):
    """What is to be done, overdue first; one's own, of the team, or what lies in the pool."""

    permission = policies.VIEW_TASKS
    template_name = "interactions/task_list.html"
    title = cast("str", gettext_lazy("Tasks and calendar"))
    filter_form = TaskFilterForm
    default_order = "due_on"
    unit = gettext_lazy("tasks")
    empty = EmptyState(
        gettext_lazy("Nothing is to be done"),
        gettext_lazy(
            "Next steps of follow-ups, numbers to be checked and tasks of your own are listed here until they are done."
        ),
        "checklist",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page with the columns of this actor."""
        self.table = tables.task_table(self.actor)
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Task]:
        """Those that match: one's own unless another choice was made."""
        wanted = TodoFilter(**{"whose": "mine", **filters})  # type: ignore[arg-type]  # the form's fields are the filter's
        rows = queries.todo_list(actor=self.actor, wanted=wanted, today=_today())
        return QuerySetSource(rows.exclude(due_on__isnull=True))

    def present(self, rows: list[Task]) -> list[Todo]:
        """One page as read models; whom it shows is in the trail before it is sent."""
        queries.record_listed(actor=self.actor, rows=rows)
        return queries.todo_rows(rows, actor=self.actor, today=_today())


class TaskPage(DetailPage[Todo]):
    """One task: whose, by when, why, and what to do with it."""

    permission = policies.VIEW_TASKS
    template_name = "interactions/task.html"

    def read(self, pk: int) -> Todo:
        """The task, or 404; the look is in the trail."""
        row = queries.todo(actor=self.actor, task_id=pk, today=_today())
        queries.record_opened(actor=self.actor, row=row)
        return row

    def title_of(self, found: Todo) -> str:
        """What is to be done."""
        return found.title

    def breadcrumbs(self, found: Todo) -> list[tuple[str, str]]:
        """Back to the list."""
        return [(_("Tasks and calendar"), reverse("interactions:task-list"))]

    def extra(self, found: Todo) -> Mapping[str, object]:
        """Tags, and the form that is filled in most."""
        return {
            "form": DoneForm(),
            "state": tables.state_tag(found),
            "due": tables.due_tag(found),
            "can_work": found.is_open and self.actor.can(policies.WORK),
            "can_log": self.actor.can(policies.LOG),
            "about": f"{found.about.type}:{found.about.pk}" if found.about else "",
        }


class TaskAct(EditPage):
    """The form of an act on one task."""

    permission = policies.WORK
    act: ClassVar[Callable[..., object]]
    toast_text: ClassVar[Text] = gettext_lazy("Saved.")
    row: Todo

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound outside the scope."""
        self.row = queries.todo(actor=self.actor, task_id=self.pk, today=_today())
        return {"due_on": self.row.due_on}, self.row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Do it."""
        type(self).act(actor=self.actor, now=now, task_id=self.pk, version=version or 0, **data)
        return None

    def done_url(self, saved: object) -> str:
        """Back to the task."""
        return reverse("interactions:task", args=[self.pk])

    def cancel_url(self) -> str:
        """Back to the task."""
        return reverse("interactions:task", args=[self.pk])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list and the task."""
        return [
            (_("Tasks and calendar"), reverse("interactions:task-list")),
            (self.row.title, self.cancel_url()),
        ]


class DonePage(TaskAct):
    """完成."""

    act = staticmethod(services.complete_task)
    form_class = DoneForm
    title = gettext_lazy("Done with it")
    submit_label = gettext_lazy("Done with it")

    def done_url(self, saved: object) -> str:
        """Back to the list: the next one waits."""
        return reverse("interactions:task-list")

    def undo_url(self, saved: object) -> str:
        """It can be opened again at once."""
        return reverse("interactions:reopenings", args=[self.pk])


class PutOffPage(TaskAct):
    """改期."""

    act = staticmethod(services.reschedule_task)
    form_class = PutOffForm
    title = gettext_lazy("Another day")
    submit_label = gettext_lazy("Another day")


class GivePage(TaskAct):
    """移交."""

    act = staticmethod(services.hand_over_task)
    form_class = GiveForm
    title = gettext_lazy("Hand over")
    submit_label = gettext_lazy("Hand over")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer those who may open the customer."""
        people = queries.task_takers(actor=self.actor, task_ids=[self.pk], today=_today())
        return GiveForm(data, people=people)


class TickPage(Page):
    """Done, by a tick on the workbench: nothing is asked, and it can be taken back."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Complete it as it stands; the workbench draws its blocks anew."""
        row = queries.todo(actor=self.actor, task_id=pk, today=_today())
        services.complete_task(actor=self.actor, now=clock.now(), task_id=pk, version=row.version)
        undo_url = reverse("interactions:reopenings", args=[pk])
        toasts.toast(request, _("Done: {title}").format(title=row.title), undo_url=undo_url)
        response = HttpResponse(status=204, headers={"HX-Trigger": '{"refresh-desk": true}'})
        toasts.hand_over(request, response)
        return response


class ReopenPage(Page):
    """Take back that it was done."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open it again."""
        services.reopen_task(actor=self.actor, now=clock.now(), task_id=pk)
        toasts.toast(request, _("Open again."))
        return see_other(request, reverse("interactions:task", args=[pk]))


class EndSeries(Page):
    """Call off what is left of a series after one of its tasks."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Call it off."""
        number = services.end_series(actor=self.actor, now=clock.now(), task_id=pk)
        toasts.toast(request, _("{number} later tasks called off.").format(number=number))
        return see_other(request, reverse("interactions:task", args=[pk]))


class NewTask(EditPage):
    """A task of one's own about a customer (``?customer=``)."""

    permission = policies.WORK
    form_class = TaskForm
    title = gettext_lazy("New task")
    submit_label = gettext_lazy("Create the task")
    toast_text = gettext_lazy("Created.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Start from the day of today."""
        customers.require_customer(actor=self.actor, customer_id=self._customer())
        return {"due_on": self.request.GET.get("day") or _today()}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Create it."""
        values = dict(data)
        repeat, until = str(values.pop("repeat") or ""), cast("date | None", values.pop("until"))
        order = TaskOrder(**values)  # type: ignore[arg-type]  # the form's other fields are those of the order
        made = services.create_series(
            actor=self.actor,
            now=now,
            customer_id=self._customer(),
            order=order,
            repeat=repeat,
            until=until,
        )
        return made[0]

    def done_url(self, saved: object) -> str:
        """To the new task."""
        return reverse("interactions:task", args=[saved])

    def cancel_url(self) -> str:
        """Back to the customer."""
        return reverse("customers:detail", args=[self._customer()])

    def extra(self) -> Mapping[str, object]:
        """Whom it is about stands in the title."""
        name = customers.customer_label(actor=self.actor, customer_id=self._customer())
        return {"title": _("New task: {name}").format(name=name)}

    def _customer(self) -> int:
        number = whole_number(self.request.GET.get("customer", ""))
        if number is None:
            raise NotFound(_("There is no such customer, or it is not in your scope."))
        return number


def _today() -> date:
    return clock.bank_date(clock.now())
