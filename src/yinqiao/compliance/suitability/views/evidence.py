"""留存凭证: what is kept of a customer's sales, keeping more, and opening it with a trace."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from yinqiao.compliance import policies as compliance_policies
from yinqiao.compliance.suitability import evidence_files, packs, policies, queries, services
from yinqiao.compliance.suitability.forms import EvidenceForm, PackForm
from yinqiao.customers import queries as customers
from yinqiao.lib.periods import add_years
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.access import require
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import render_page
from yinqiao.platform.ui.views.panel import PanelPage

TAB = "compliance.evidence"


def tab_of(customer_id: int) -> str:
    """Return the address of the tab."""
    return f"{reverse('customers:detail', args=[customer_id])}?tab={TAB}"


class EvidencePanel(PanelPage):
    """The tab: what is kept, with its digests."""

    permission = compliance_policies.VIEW_CONSENT
    template_name = "compliance/evidence.html"
    title = cast("str", _("Evidence of sales"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """All of it, the newest first."""
        return {
            "rows": queries.evidence_of(actor=self.actor, customer_id=pk),
            "can_keep": self.actor.can(policies.KEEP_EVIDENCE),
            "can_open": self.actor.can(policies.OPEN_EVIDENCE),
            "pack_form": self._pack_form() if self.actor.can(policies.EXPORT_PACK) else None,
        }

    def _pack_form(self) -> PackForm:
        """A year up to today."""
        today = clock.bank_date(self.now)
        return PackForm(initial={"since": add_years(today, -1), "until": today})


class InMemory(MemoryFileUploadHandler):
    """Holds what comes in until it is sealed: nothing of it stands on the disk in clear, and what is too large is not taken."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def handle_raw_input(  # noqa: PLR0917 - Django's signature
        self,
        input_data: object,
        META: Mapping[str, str],  # noqa: N803 - Django's signature
        content_length: int,
        boundary: object,
        encoding: str | None = None,
    ) -> None:
        """Take the body if it is not too large."""
        self.activated = content_length <= self._most


@method_decorator(csrf_exempt, name="dispatch")
class SealedUpload(EditPage):
    """A form with a file that is sealed. The body is read after who sends it was looked at, and so is the forgery check."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Keep the file in memory, then go on as every page does."""
        require(request, self.permission)
        request.upload_handlers = [InMemory(services.most_bytes(clock.now()))]
        inner = super().dispatch
        return csrf_protect(lambda asked: inner(asked, *args, **kwargs))(request)


class KeepEvidence(SealedUpload):
    """A file or the number of a recording, and what it proves."""

    permission = policies.KEEP_EVIDENCE
    title = _("Keep evidence")
    submit_label = _("Keep")
    toast_text = _("Kept. Nobody can change it any more.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope."""
        customers.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {"happened_on": clock.bank_date(clock.now())}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer what is on sale."""
        offered = queries.offered_products(
            actor=self.actor, customer_id=self.kwargs["pk"], now=clock.now()
        )
        files = self.request.FILES if data is not None else None
        return EvidenceForm(data, files, initial=dict(initial), offered=offered)

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Keep it."""
        file = data.get("file")
        is_file = isinstance(file, UploadedFile)
        return services.keep_evidence(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            details=cast("services.EvidenceDetails", data["details"]),
            file=cast("BinaryIO", file) if is_file else None,
            size=int(file.size or 0) if isinstance(file, UploadedFile) else 0,
        )

    def done_url(self, saved: object) -> str:
        """Back to the tab."""
        return tab_of(self.kwargs["pk"])

    def cancel_url(self) -> str:
        """Back to the tab."""
        return tab_of(self.kwargs["pk"])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The customer, by the name that this actor may see."""
        pk = self.kwargs["pk"]
        return [(customers.customer_label(actor=self.actor, customer_id=pk), tab_of(pk))]


@require_safe
def open_evidence(request: HttpRequest, pk: int, evidence_id: int) -> HttpResponseBase:
    """Send a file that was checked as a whole; who opened it is in the trail."""
    row, blocks = services.open_evidence(
        actor=actor_of(request), now=clock.now(), customer_id=pk, evidence_id=evidence_id
    )
    ending = evidence_files.ENDINGS[row.media_type]
    return StreamingHttpResponse(
        blocks,
        content_type=row.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="evidence-{row.pk}.{ending}"',
            "Content-Length": str(row.size),
            "Cache-Control": "no-store",
        },
    )


def pack_password(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the password of a pack that is fetched next (POST); it stands nowhere afterwards, and hides again after a while (GET)."""
    actor, now = actor_of(request), clock.now()
    customers.require_customer(actor=actor, customer_id=pk)
    context: dict[str, object] = {"title": _("Password of the evidence pack"), "object_id": pk}
    if request.method == "POST":
        order = _order(request)
        ticket = services.draw_ticket(actor=actor, now=now, customer_id=pk, order=order)
        context |= {
            "order": order,
            "customer": customers.customer_label(actor=actor, customer_id=pk),
            "ticket": ticket.text,
            "clear": ticket.password.unwrap(),
        }
    return render_page(request, "compliance/evidence_pack.html", context)


@require_POST
def pack_evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the evidence pack of a customer to who was shown its password; nothing of it is kept on the disk."""
    actor, now = actor_of(request), clock.now()
    order, password = services.open_ticket(
        request.POST.get("ticket", ""), actor=actor, now=now, customer_id=pk
    )
    pack = services.pack_evidence(actor=actor, now=now, customer_id=pk, order=order)
    name = f"evidence-{pk}-{now:%Y%m%d%H%M%S}"
    return StreamingHttpResponse(
        packs.protected_stream(
            pack,
            at=now.astimezone(clock.BANK_ZONE),
            name=f"{name}.zip",
            password=password.unwrap(),
        ),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.aes.zip"',
            "Cache-Control": "no-store",
        },
    )


def _order(request: HttpRequest) -> services.PackOrder:
    form = PackForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(
            str(_("The entry is not complete.")),
            fields={name: str(errors[0]) for name, errors in form.errors.items()},
        )
    return services.PackOrder(**form.cleaned_data)
