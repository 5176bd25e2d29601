"""代理审批: the deputies one named or was named, a new one; and 审批权限表, what needs whose decision."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.access import SIGNED_IN
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, see_other
from yinqiao.workflow import policies, queries, services, tables
from yinqiao.workflow.forms import DeputyForm
from yinqiao.workflow.models import Deputy
from yinqiao.workflow.queries import DeputyRow

_APPROVALS: Final = gettext_lazy("Approvals")


class DeputyList(ListPage[Deputy, DeputyRow]):
    """Both sides: whom the actor named, and who named her."""

    permission = policies.APPROVE
    template_name = "workflow/deputies.html"
    title = gettext_lazy("Deputies")
    table: Table[DeputyRow] = tables.DEPUTIES
    default_order = "-made_at"
    empty = EmptyState(
        gettext_lazy("No deputy"),
        gettext_lazy("Who is away names a colleague who decides in her place until she is back."),
        "user-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Deputy]:
        """The actor's."""
        return QuerySetSource(queries.deputy_list(actor=self.actor))

    def present(self, rows: list[Deputy]) -> list[DeputyRow]:
        """One page as read models."""
        return queries.deputy_rows(rows, actor=self.actor, now=clock.now())


class NewDeputy(EditPage):
    """Name a deputy."""

    permission = policies.APPROVE
    form_class = DeputyForm
    title = gettext_lazy("Name a deputy")
    submit_label = gettext_lazy("Name")
    toast_text = gettext_lazy("She decides in your place from the first day on.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """From today on."""
        today = clock.bank_date(clock.now())
        return {"from_on": today, "to_on": today}, None

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Name her."""
        return services.name_deputy(actor=self.actor, now=now, **data)  # type: ignore[arg-type]

    def done_url(self, saved: object) -> str:
        """The list."""
        return reverse("workflow:deputies")

    def cancel_url(self) -> str:
        """The list."""
        return reverse("workflow:deputies")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The lists above it."""
        return [
            (str(_APPROVALS), reverse("workflow:list")),
            (_("Deputies"), reverse("workflow:deputies")),
        ]


class KindTable(Page):
    """审批权限表: every kind of request, who decides it, from how much on a second level does."""

    permission = SIGNED_IN
    template_name = "workflow/table.html"
    title = cast("str", gettext_lazy("What needs whose decision"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """As it holds today."""
        lines = queries.table_of_kinds(now=clock.now())
        home = "workflow:list" if self.actor.can(policies.APPROVE) else "workflow:mine"
        return self.page({"lines": lines, "breadcrumbs": [(str(_APPROVALS), reverse(home))]})


@require_POST
def end_deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """End it at once."""
    services.end_deputy(actor=actor_of(request), now=clock.now(), deputy_id=pk)
    toasts.toast(request, _("The deputy decides no more."))
    return see_other(request, reverse("workflow:deputies"))
