"""Pages of migration reconciliations: the list, one to read, print and sign; and of what the local channel keeps."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.integrations import policies, queries, services
from yinqiao.integrations.choices import SigningState
from yinqiao.integrations.models import LocalMessage
from yinqiao.integrations.queries import LocalLine
from yinqiao.platform import clock
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Column, Kind, Phone, Table
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

_TONES: Mapping[str, str] = {
    SigningState.SIGNED: "ok",
    SigningState.HALF: "w",
    SigningState.VOID: "d",
}


class LocalChannelPage(ListPage[LocalMessage, LocalLine]):
    """本地通道: calls and messages that would have left the machine, newest first."""

    permission = policies.VIEW_CHANNEL
    title = cast("str", gettext_lazy("Local channel"))
    table = Table(
        key="local-channel",
        columns=(
            Column("at", gettext_lazy("When"), kind=Kind.MOMENT, sort="at"),
            Column("channel_label", gettext_lazy("Channel"), phone=Phone.NAME),
            Column("who", gettext_lazy("Who")),
            Column("number", gettext_lazy("Telephone number")),
            Column("text", gettext_lazy("Text"), is_wide=True, phone=Phone.REASON),
        ),
        row_id=lambda row: row.id,
    )
    default_order = "-at"
    empty = EmptyState(
        gettext_lazy("Nothing was sent yet"),
        gettext_lazy(
            "Calls and messages to customers stay here while no channel is connected; nothing leaves this machine."
        ),
        "plug-connected",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[LocalMessage]:
        """All of them."""
        return QuerySetSource(queries.local_messages(actor=self.actor))

    def present(self, rows: list[LocalMessage]) -> list[LocalLine]:
        """One page as read models."""
        return queries.local_lines(rows)


class ReconciliationListPage(Page):
    """The migration batches."""

    permission = imports.SIGN
    template_name = "integrations/reconciliations.html"
    title = cast("str", gettext_lazy("Migration reconciliations"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the batches, newest first."""
        return self.page({"batches": queries.reconciliations(actor=self.actor)})


class ReconciliationPage(Page):
    """Counts and sums per object with the signatures under them; made to be printed."""

    permission = imports.SIGN
    kind = PageKind.DETAIL
    template_name = "integrations/reconciliation.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the figures as they are now."""
        found = queries.reconciliation(actor=self.actor, batch_id=pk)
        title = _("Reconciliation {profile} {day}").format(
            profile=found.batch.title, day=found.batch.batch_on
        )
        above = [(_("Migration reconciliations"), reverse("integrations:reconciliations"))]
        context = {
            "found": found,
            "title": title,
            "breadcrumbs": above,
            "tone": _TONES.get(found.state, ""),
            "now": clock.now(),
        }
        return self.page(context)


def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the actor's signature under the figures that her page showed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    position = services.sign_reconciliation(
        actor=actor_of(request),
        now=clock.now(),
        batch_id=pk,
        digest=request.POST.get("digest", ""),
        note=request.POST.get("note", ""),
    )
    is_complete = position == 2  # noqa: PLR2004 - the second of two
    toasts.toast(
        request,
        _("Signed. The reconciliation is complete.")
        if is_complete
        else _("Signed. A second person must sign."),
    )
    return see_other(request, reverse("integrations:reconciliation", args=[pk]))
