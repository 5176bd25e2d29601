"""Corrections, exports and access requests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import choices, policies, queries, services, tables
from yinqiao.customers.export_files import open_export
from yinqiao.customers.forms import AccessForm, CorrectionForm, DecisionForm, ExportForm
from yinqiao.customers.labels import field_label
from yinqiao.customers.models import CorrectionRequest, Export
from yinqiao.customers.queries import CorrectionRow, CustomerFilter, ExportRow
from yinqiao.customers.services import ExportOrder
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page, see_other


class Corrections(ListPage[CorrectionRequest, CorrectionRow]):
    """Correction requests about customers in scope, the newest first."""

    permission = policies.REQUEST_CORRECTION
    title = cast("str", gettext_lazy("Correction requests"))
    table = tables.CORRECTIONS
    default_order = "-requested_at"
    empty = EmptyState(
        gettext_lazy("No correction requests"),
        gettext_lazy("Ask from the lock beside a field of the source system on a customer page."),
        "edit",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[CorrectionRequest]:
        """All in scope."""
        return QuerySetSource(queries.corrections(actor=self.actor))

    def present(self, rows: list[CorrectionRequest]) -> list[CorrectionRow]:
        """One page as read models."""
        return queries.correction_rows(rows, actor=self.actor)


class RequestCorrection(EditPage):
    """Ask the owner of a locked field to correct it; field and row come from the lock that was pressed."""

    permission = policies.REQUEST_CORRECTION
    form_class = CorrectionForm
    title = cast("str", gettext_lazy("Ask for a correction"))
    submit_label = cast("str", gettext_lazy("Send the request"))
    toast_text = cast("str", gettext_lazy("The request was sent to the owner of the field."))
    template_name = "customers/correction.html"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope."""
        queries.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Send it."""
        return services.request_correction(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            field=self.request.GET.get("field", ""),
            proposed=str(data["proposed"]),
            reason=str(data["reason"]),
            row_id=whole_number(self.request.GET.get("row", "")),
        )

    def done_url(self, saved: object) -> str:
        """The history shows the request."""
        return f"{reverse('customers:detail', args=[self.kwargs['pk']])}?tab=customers.history"

    def cancel_url(self) -> str:
        """Back to the customer."""
        return reverse("customers:detail", args=[self.kwargs["pk"]])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """List, then the customer."""
        pk = self.kwargs["pk"]
        name = queries.customer_label(actor=self.actor, customer_id=pk)
        return [
            (_("Customers"), reverse("customers:list")),
            (name, reverse("customers:detail", args=[pk])),
        ]

    def extra(self) -> Mapping[str, object]:
        """What is to be corrected."""
        return {"field_label": field_label(self.request.GET.get("field", ""))}


def decide_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the request (GET, a dialog), then answer it (POST)."""
    actor = actor_of(request)
    row = queries.correction(actor=actor, request_id=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_correction(
                actor=actor,
                now=clock.now(),
                request_id=pk,
                version=whole_number(request.POST.get("version", "")) or 0,
                is_done=request.POST.get("decision") == "done",
                note=form.cleaned_data["note"],
            )
        except InvalidInput as error:
            form.add_error("note", error.message)
        else:
            toasts.toast(request, _("Answered."))
            return see_other(request, reverse("customers:corrections"))
    context = {"title": _("Answer the correction request"), "row": row, "form": form}
    return render_page(
        request, "customers/correction_decision.html", context, status=422 if form.errors else 200
    )


class Exports(ListPage[Export, ExportRow]):
    """The actor's exports with their state and link."""

    permission = policies.EXPORT
    title = cast("str", gettext_lazy("My exports"))
    table = tables.EXPORTS
    default_order = "-requested_at"
    empty = EmptyState(
        gettext_lazy("No exports yet"),
        gettext_lazy("Start one below the customer list."),
        "file-export",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Export]:
        """Her own."""
        return QuerySetSource(queries.exports(actor=self.actor))

    def present(self, rows: list[Export]) -> list[ExportRow]:
        """One page as read models."""
        return queries.export_rows(rows, now=clock.now())


class RequestExport(EditPage):
    """Ask for a file of the list as filtered; the page says who has to agree before it is sent."""

    permission = policies.EXPORT
    form_class = ExportForm
    title = cast("str", gettext_lazy("Export customers"))
    submit_label = cast("str", gettext_lazy("Submit"))
    toast_text = cast("str", gettext_lazy("The export was asked for."))
    template_name = "customers/export.html"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """A workbook, masked."""
        return {"file_format": choices.FileFormat.XLSX}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Ask for it."""
        order = self.request.GET.get("sort", "") or queries.default_order(self.actor)
        request = ExportOrder(
            self._wanted(),
            order,
            str(data["file_format"]),
            bool(data["is_unmasked"]),
            str(data["reason"]),
        )
        return services.request_export(actor=self.actor, now=now, request=request)

    def done_url(self, saved: object) -> str:
        """The list of exports."""
        return reverse("customers:exports")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("customers:list")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list."""
        return [(_("Customers"), reverse("customers:list"))]

    def extra(self) -> Mapping[str, object]:
        """How many rows, what they are, and who has to agree."""
        wanted = self._wanted()
        rows = queries.customer_list(actor=self.actor, wanted=wanted).count()
        return {
            "rows": rows,
            "summary": queries.filter_summary(wanted.plain()),
            "tier": queries.export_tier(rows=rows, is_unmasked=False),
        }

    def _wanted(self) -> CustomerFilter:
        values = {
            name: self.request.GET.get(name, "")
            for name in CustomerFilter.__dataclass_fields__
            if name != "q"
        }
        return CustomerFilter.of(dict(values))


def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the file to the one who asked for it; counted and audited."""
    export = services.fetch_export(actor=actor_of(request), now=clock.now(), export_id=pk)
    file = open_export(queries.export_file(export.file_name), export_id=export.pk)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"customers-{export.pk}.{export.file_format}",
        headers={"Content-Length": str(export.file_size)},
    )


class RequestAccess(EditPage):
    """Ask to see a customer outside the scope, by number; the page answers the same for a foreign number and for none."""

    permission = policies.VIEW
    form_class = AccessForm
    title = cast("str", gettext_lazy("Ask for access to a customer"))
    submit_label = cast("str", gettext_lazy("Submit for approval"))
    toast_text = cast(
        "str",
        gettext_lazy(
            "The request was sent. If it is granted, the customer appears in your search."
        ),
    )
    template_name = "customers/access.html"

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Send it."""
        return services.request_access(
            actor=self.actor, now=now, number=str(data["number"]), reason=str(data["reason"])
        )

    def done_url(self, saved: object) -> str:
        """One's own requests."""
        return reverse("workflow:mine")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("customers:list")
