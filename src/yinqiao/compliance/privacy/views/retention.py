"""到期数据清理: terms in force, runs with their counts, a dry run, the request for a second person."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.compliance.privacy import policies, queries, services, tables
from yinqiao.compliance.privacy.forms import ReasonForm
from yinqiao.compliance.privacy.models import RetentionRun
from yinqiao.compliance.privacy.queries import RunCard, RunRow
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.cells import Action
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, see_other


class Runs(ListPage[RetentionRun, RunRow]):
    """Every run, the newest first."""

    permission = policies.VIEW_RETENTION
    title = cast("str", gettext_lazy("Retention of data"))
    table = tables.RUNS
    default_order = "-asked_at"
    empty = EmptyState(
        gettext_lazy("Nothing was erased yet"),
        gettext_lazy("A run counts what is over its time; nothing goes before two people agree."),
        "history",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[RetentionRun]:
        """All of them."""
        return QuerySetSource(queries.run_list(actor=self.actor))

    def present(self, rows: list[RetentionRun]) -> list[RunRow]:
        """One page as read models."""
        return queries.run_rows(rows)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The terms stand beside it, and a new run for whoever may begin one."""
        found = [Action(_("Terms in force"), reverse("privacy:terms"), "list-check", "")]
        if self.actor.can(policies.PROPOSE_RETENTION):
            found.append(Action(_("Count what is over"), reverse("privacy:run-new"), "plus", "p"))
        return {"head_actions": found}


class Terms(Page):
    """How long each class of data is kept, with the rule it stands on."""

    permission = policies.VIEW_RETENTION
    template_name = "privacy/terms.html"
    title = cast("str", gettext_lazy("Terms of retention"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        today = clock.bank_date(clock.now())
        return self.page(
            {
                "terms": queries.terms_in_force(actor=self.actor, today=today),
                "breadcrumbs": [(_("Retention of data"), reverse("privacy:retention"))],
            }
        )


class BeginRun(EditPage):
    """A new run: a job counts, nothing is erased."""

    permission = policies.PROPOSE_RETENTION
    form_class = ReasonForm
    title = cast("str", gettext_lazy("Count what is over its time"))
    submit_label = cast("str", gettext_lazy("Count"))
    toast_text = cast("str", gettext_lazy("It is being counted."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Begin it."""
        return services.propose_run(actor=self.actor, now=now, reason=str(data["reason"]))

    def done_url(self, saved: object) -> str:
        """The run."""
        return reverse("privacy:run", args=[saved])

    def cancel_url(self) -> str:
        """The list."""
        return reverse("privacy:retention")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list."""
        return [(_("Retention of data"), reverse("privacy:retention"))]


class RunPage(DetailPage[RunCard]):
    """One run: what it found by table, what the dry run could erase, what was erased."""

    permission = policies.VIEW_RETENTION
    template_name = "privacy/run.html"

    def read(self, pk: int) -> RunCard:
        """The card, or 404."""
        found = queries.run_card(actor=self.actor, run_id=pk)
        record_read(actor=self.actor, verb="privacy.retention-read")
        return found

    def title_of(self, found: RunCard) -> str:
        """Its day."""
        return _("Retention as of {day}").format(day=found.row.as_of)

    def breadcrumbs(self, found: RunCard) -> Sequence[tuple[str, str]]:
        """The list."""
        return [(_("Retention of data"), reverse("privacy:retention"))]

    def extra(self, found: RunCard) -> Mapping[str, object]:
        """The state as a tag."""
        return {"state": tables.run_state(found.row)}


_STEPS: Final[Mapping[str, tuple[Callable[..., object], Promise]]] = MappingProxyType(
    {
        "try": (services.try_run, gettext_lazy("The dry run begins.")),
        "ask": (services.ask_for_run, gettext_lazy("A second person is asked.")),
        "drop": (services.drop_run, gettext_lazy("The run is dropped.")),
    }
)


@require_POST
def step_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next step of a run."""
    if request.POST.get("step", "") not in _STEPS:
        raise InvalidInput(_("Choose one of the list."))
    step, told = _STEPS[request.POST["step"]]
    step(
        actor=actor_of(request),
        now=clock.now(),
        run_id=pk,
        version=whole_number(request.POST.get("version", "")) or 0,
    )
    toasts.toast(request, str(told))
    return see_other(request, reverse("privacy:run", args=[pk]))
