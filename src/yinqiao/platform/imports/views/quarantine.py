"""Rows that were kept out: the list, one row, the error list as a file and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports import inbox, listing, policies, queries, services
from yinqiao.platform.imports.desk import errors_file, tasks, uploads
from yinqiao.platform.imports.forms import MendedFileForm, QuarantineFilterForm
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.queries import QuarantineCard, QuarantineLine
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import PageRequest, actor_of
from yinqiao.platform.ui.toasts import toast
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

FIELD = "field."
DOWNLOADED = "imports.errors-downloaded"


class QuarantineList(ListPage[QuarantineRow, QuarantineLine]):
    """All rows within reach that wait, or that were worked on."""

    permission = policies.MEND
    template_name = "imports/quarantine.html"
    title = lazy("Quarantine")
    table = listing.QUARANTINE
    filter_form = QuarantineFilterForm
    default_order = "-pk"
    unit = lazy("rows")
    empty: ClassVar[EmptyState] = EmptyState(
        lazy("Nothing waits"),
        lazy("Rows that fail a check are kept out of the tables and wait here, with the reason."),
        "circle-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[QuarantineRow]:
        """Read the rows that the form describes."""
        wanted = QuarantineFilterForm(self.request.GET).wanted()
        return QuerySetSource(queries.quarantine_rows(actor=self.actor, wanted=wanted))

    def present(self, rows: list[QuarantineRow]) -> list[QuarantineLine]:
        """Turn them into masked lines."""
        return queries.quarantine_lines(rows)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Add the addresses of the files."""
        may_work = self.actor.can(policies.QUARANTINE)
        return {"query": self.request.GET.urlencode(), "may_work": may_work}


class RowPage(Page):
    """One row with all its fields; a dialog shows only those at fault."""

    permission = policies.MEND
    kind = PageKind.DETAIL
    template_name = "imports/row.html"
    fragment_template = "imports/row_dialog.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self._show(queries.quarantine_card(actor=self.actor, row_id=pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take new texts over; each is checked by itself now, the whole row when it is run again."""
        values = {
            name.removeprefix(FIELD): errors_file.typed_text(text.strip())
            for name, text in request.POST.items()
            if name.startswith(FIELD) and isinstance(text, str) and text.strip()
        }
        if not values:
            card = queries.quarantine_card(actor=self.actor, row_id=pk)
            return self._show(card, problem=_("Type a new value."), status=InvalidInput.status)
        version = whole_number(request.POST.get("version", "")) or 0
        try:
            services.mend_row(
                actor=self.actor, now=clock.now(), row_id=pk, version=version, values=values
            )
        except services.ValueRefused as refusal:
            card = queries.quarantine_card(actor=self.actor, row_id=pk)
            return self._show(card.refused(values, refusal.fields), status=refusal.status)
        toast(request, _("Changed. Check the row again to load it."))
        return see_other(request, _back(request))

    def _show(self, card: QuarantineCard, *, problem: str = "", status: int = 200) -> HttpResponse:
        title = listing.place_of(card.line)
        above = ((_("Quarantine"), reverse("imports:quarantine")),)
        context = {
            "card": card,
            "line": card.line,
            "title": title,
            "breadcrumbs": above,
            "profile_title": queries.profile_title(card.line.profile),
            "may_see_batch": self.actor.can(policies.VIEW),
        }
        return self.page(
            {**context, "problem": problem, "empty_word": errors_file.EMPTY}, status=status
        )


class MendInline(Page):
    """One value re-entered in the list of a batch; answers with the row as it is now."""

    permission = policies.MEND
    kind = PageKind.ACTION
    template_name = "imports/error_row.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the value over."""
        text = request.POST.get("text", "").strip()
        if not text:
            raise InvalidInput(_("Type a new value."))
        values = {request.POST.get("column", ""): errors_file.typed_text(text)}
        version = whole_number(request.POST.get("version", "")) or 0
        problem, status = "", 200
        try:
            services.mend_row(
                actor=self.actor, now=clock.now(), row_id=pk, version=version, values=values
            )
        except services.ValueRefused as refusal:
            problem, status = next(iter(refusal.fields.values())), refusal.status
        line = queries.quarantine_card(actor=self.actor, row_id=pk).line
        typed = text if problem else ""
        return self.page({"line": line, "problem": problem, "typed": typed}, status=status)


def _back(request: HttpRequest) -> str:
    """Return the list that a dialog was opened over, else the quarantine."""
    htmx = request.htmx if isinstance(request, PageRequest) else getattr(request, "htmx", None)
    here = htmx.current_url_abs_path if htmx else ""
    return here if here and here.startswith("/") else reverse("imports:quarantine")


def download(request: HttpRequest) -> HttpResponse:
    """Give the error list as CSV or xlsx: masked, marked with who took it, noted in the audit."""
    actor, now = actor_of(request), clock.now()
    form = QuarantineFilterForm(request.GET)
    rows = queries.quarantine_rows(actor=actor, wanted=form.wanted()).order_by(
        "batch_id", "table_name", "line"
    )
    found = list(rows[: tasks.MAX_ROWS])
    is_workbook = request.GET.get("as") == "xlsx"
    detail = {"rows": len(found), "filter": dict(request.GET.items())}
    record_read(actor=actor, verb=DOWNLOADED, detail=detail)
    stamp = f"{actor.name} {actor.staff_no} {now.astimezone(clock.BANK_ZONE):%Y-%m-%d %H:%M}"
    write = errors_file.as_workbook if is_workbook else errors_file.as_csv
    response = HttpResponse(write(errors_file.lines_of(found), stamp=stamp))
    response.headers["Content-Type"] = _type_of(is_workbook=is_workbook)
    name = (
        f"errors-{now.astimezone(clock.BANK_ZONE):%Y%m%d-%H%M}.{'xlsx' if is_workbook else 'csv'}"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _type_of(*, is_workbook: bool) -> str:
    if is_workbook:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "text/csv; charset=utf-8"


class MendedFilePage(EditPage):
    """Take a filled-in error list back."""

    permission = policies.QUARANTINE
    form_class = MendedFileForm
    title = lazy("Upload a mended list")
    submit_label = lazy("Take over and check again")
    toast_text = lazy("The list is being worked on.")

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Read the list at once, so that its mistakes are told here; work on it in a job."""
        upload = data["file"]
        name = str(getattr(upload, "name", ""))
        is_workbook = name.lower().endswith(".xlsx")
        if not is_workbook and not name.lower().endswith(".csv"):
            text = _("The list must be a CSV or xlsx file.")
            raise InvalidInput(text, fields={"file": text})
        folder = inbox.new_folder()
        path = folder / f"mended{'.xlsx' if is_workbook else '.csv'}"
        try:
            uploads.write(upload, path)
            mends = errors_file.read_mends(path, is_workbook=is_workbook)
            file = {"name": name[:200], "bytes": path.stat().st_size, "path": path.name}
            return tasks.request_mends(
                actor=self.actor, now=now, row_ids=mends.row_ids, folder=folder, file=file
            )
        except Exception:
            inbox.remove(folder)
            raise

    def done_url(self, saved: object) -> str:
        """Go to the task."""
        return reverse("imports:task", args=[saved])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("imports:quarantine")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Back to the list."""
        return ((_("Quarantine"), reverse("imports:quarantine")),)
