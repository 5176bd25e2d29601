"""One batch: how far it has come, its files and sums, what was wrong, run it again, take it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.i18n import formats
from yinqiao.platform.imports import policies, queries
from yinqiao.platform.imports.choices import BatchStatus, FileState, Level
from yinqiao.platform.imports.desk import tasks
from yinqiao.platform.imports.forms import ReasonForm
from yinqiao.platform.imports.queries import BatchCard, QuarantineFilter
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.page import Page, PageKind, render_page, see_other

SHOWN = 12
DONE, CURRENT, OPEN = "done", "current", ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the row above the page."""

    title: str
    detail: str
    state: str


class BatchPage(DetailPage[BatchCard]):
    """A batch with its errors; while it runs, the upper part asks again every two seconds."""

    permission = policies.VIEW
    template_name = "imports/batch.html"

    def read(self, pk: int) -> BatchCard:
        """Read it."""
        return queries.batch_card(actor=self.actor, batch_id=pk)

    def title_of(self, found: BatchCard) -> str:
        """Name profile and day."""
        return f"{found.line.title} {found.line.batch_on}"

    def breadcrumbs(self, found: BatchCard) -> Sequence[tuple[str, str]]:
        """Back to the board of its day."""
        return ((_("Run board"), f"{reverse('imports:board')}?on={found.line.batch_on}"),)

    def extra(self, found: BatchCard) -> Mapping[str, object]:
        """Add steps, errors and what the actor may do."""
        now = clock.now()
        return {
            **progress(found),
            **errors(self.request, found),
            "tasks": queries.tasks_under_way(actor=self.actor, now=now, batch_id=found.line.id),
            "may_run": self.actor.can(policies.RUN),
            "may_undo": self.actor.can(policies.RUN) and not found.undo_problem,
        }


class BatchProgress(Page):
    """The upper part alone; once the run has ended, the whole page is asked for again."""

    permission = policies.VIEW
    kind = PageKind.FRAGMENT
    template_name = "imports/batch_progress.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        found = queries.batch_card(actor=self.actor, batch_id=pk)
        response = self.page({"object": found, "is_fragment": True, **progress(found)})
        if not found.is_alive:
            response.headers["HX-Refresh"] = "true"
        return response


class BatchErrors(Page):
    """What was wrong, for one reason or table."""

    permission = policies.VIEW
    kind = PageKind.FRAGMENT
    template_name = "imports/errors.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        found = queries.batch_card(actor=self.actor, batch_id=pk)
        return self.page({"object": found, **errors(request, found)})


def progress(found: BatchCard) -> Mapping[str, object]:
    """Return what the upper part shows."""
    return {"steps": steps(found), "is_live": found.is_alive}


def errors(request: HttpRequest, found: BatchCard) -> Mapping[str, object]:
    """Return the rows of one level, reason and table; only counts to those who may not see rows."""
    actor = actor_of(request)
    level = Level.WARNING if request.GET.get("level") == Level.WARNING else Level.ERROR
    wanted = QuarantineFilter(
        batch=found.line.id,
        level=level,
        table=request.GET.get("table", ""),
        code=request.GET.get("code", ""),
        column=request.GET.get("column", ""),
        state="live" if found.waiting else "all",
    )
    counts = found.warnings if level == Level.WARNING else found.errors
    context = {"level": level, "wanted": wanted, "counts": counts[:4], "all_counts": counts}
    if not actor.can(policies.QUARANTINE):
        return {**context, "may_see": False}
    rows = queries.quarantine_rows(actor=actor, wanted=wanted).order_by(
        "file__table_position", "file__position", "line"
    )
    lines = queries.quarantine_lines(list(rows[:SHOWN]))
    chosen = next((one for one in counts if _is_chosen(one, wanted)), None)
    return {**context, "may_see": True, "lines": lines, "total": rows.count(), "chosen": chosen}


def _is_chosen(count: queries.CodeCount, wanted: QuarantineFilter) -> bool:
    return (count.table, count.column, count.code) == (wanted.table, wanted.column, wanted.code)


def steps(found: BatchCard) -> list[Step]:
    """Return how far the batch has come."""
    files = [file for file in found.files if file.state != FileState.MISSING]
    refused = sum(file.state == FileState.REFUSED for file in files)
    controlled = sum(file.has_control for file in files)
    is_over = found.line.status not in (BatchStatus.RUNNING, BatchStatus.FAILED)
    has_begun = found.totals.rows > 0
    checked = _("{count} rejected").format(count=_count(found.totals.rejected))
    verified = _("{count} control files").format(count=controlled)
    return [
        Step(
            _("Arrived"),
            ngettext("{count} file", "{count} files", len(files)).format(count=len(files)),
            DONE,
        ),
        Step(
            _("Verified"), _("{count} refused").format(count=refused) if refused else verified, DONE
        ),
        Step(_("Checked"), checked, DONE if is_over or has_begun else CURRENT),
        Step(
            _("Loaded"),
            _("{done} of {of} tables").format(done=found.done_tables, of=found.table_count),
            DONE if is_over else CURRENT if has_begun else OPEN,
        ),
        Step(_("Reconciled"), _difference(found) if is_over else "", DONE if is_over else OPEN),
        Step(
            str(found.line.status.label) if is_over else _("Finished"),
            _("can be undone") if is_over and not found.undo_problem else "",
            DONE if is_over else OPEN,
        ),
    ]


def _count(number: int) -> str:
    return f"{number:,}"


def _difference(found: BatchCard) -> str:
    if not found.totals.unexplained:
        return _("sums agree")
    return _("difference {amount}").format(amount=formats.money_in_full(found.totals.unexplained))


@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Run the batch again from where its files lay."""
    task_id = tasks.request_repeat(actor=actor_of(request), now=clock.now(), batch_id=pk)
    toast(request, _("The run is on its way."))
    return see_other(request, reverse("imports:task", args=[task_id]))


class UndoPage(Page):
    """Ask for the reason and the batch date in words, then take the batch back."""

    permission = policies.RUN
    template_name = "imports/undo.html"
    fragment_template = "imports/undo_form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        return self._show(request, pk, ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it back by a job."""
        found = queries.batch_card(actor=self.actor, batch_id=pk)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._show(request, pk, form, status=InvalidInput.status)
        if request.POST.get("confirm", "").strip() != str(found.line.batch_on):
            form.add_error(None, _("Type the batch date to confirm."))
            return self._show(request, pk, form, status=InvalidInput.status)
        reason = form.cleaned_data["reason"]
        task_id = tasks.request_undo(actor=self.actor, now=clock.now(), batch_id=pk, reason=reason)
        toast(request, _("The batch is being taken back."))
        return see_other(request, reverse("imports:task", args=[task_id]))

    def _show(
        self, request: HttpRequest, pk: int, form: ReasonForm, *, status: int = 200
    ) -> HttpResponse:
        found = queries.batch_card(actor=self.actor, batch_id=pk)
        title = _("Undo the whole batch")
        context = {"object": found, "form": form, "title": title}
        return render_page(
            request, self.template_name, context, fragment=self.fragment_template, status=status
        )
