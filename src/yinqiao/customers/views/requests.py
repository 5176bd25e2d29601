"""Exports and access requests."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import choices, policies, queries, services, tables
from yinqiao.customers.export_files import file_ending, open_export
from yinqiao.customers.forms import AccessForm, ExportForm
from yinqiao.customers.models import Export
from yinqiao.customers.queries import CustomerFilter, ExportRow
from yinqiao.customers.services import ExportOrder
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page


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
            "has_password": queries.needs_password(rows=rows, is_unmasked=False),
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
    ending = file_ending(export.file_format, has_password=export.password_token is not None)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"customers-{export.pk}.{ending}",
        headers={"Content-Length": str(export.file_size)},
    )


def export_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a look is written down (GET), then show the password (POST); it hides again after a while."""
    actor, now = actor_of(request), clock.now()
    found = queries.export_rows(queries.exports(actor=actor).filter(pk=pk), now=now)
    if not found or not found[0].has_password or not found[0].can_download:
        raise NotFound(_("There is no such export."))
    context: dict[str, object] = {"title": _("Password of the file"), "export": found[0]}
    if request.method == "POST":
        secret = services.show_password(actor=actor, now=now, export_id=pk)
        context["clear"] = secret.unwrap()
    return render_page(request, "customers/export_password.html", context)


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
