"""Corrections of locked fields (D4): asking, one's own requests, and the desk of the data stewards."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar, Final, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.customers import choices, policies, queries, services, tables
from yinqiao.customers.forms import AnswerForm, CorrectionFilterForm, CorrectionForm
from yinqiao.customers.labels import field_label
from yinqiao.customers.models import CorrectionRequest
from yinqiao.customers.queries import CorrectionCard, CorrectionRow
from yinqiao.customers.views.editing import CustomerEdit
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page, see_other


class Corrections(ListPage[CorrectionRequest, CorrectionRow]):
    """Correction requests about customers in scope, the newest first."""

    permission = policies.REQUEST_CORRECTION
    title = cast("str", gettext_lazy("Correction requests"))
    table: Table[CorrectionRow] = tables.CORRECTIONS
    default_order = "-requested_at"
    is_mine: ClassVar[bool] = False
    empty = EmptyState(
        gettext_lazy("No correction requests"),
        gettext_lazy("Ask from the lock beside a field of the source system on a customer page."),
        "edit",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[CorrectionRequest]:
        """All in scope, or one's own."""
        return QuerySetSource(queries.corrections(actor=self.actor, is_mine=self.is_mine))

    def present(self, rows: list[CorrectionRequest]) -> list[CorrectionRow]:
        """One page as read models."""
        return queries.correction_rows(rows, actor=self.actor, now=clock.now())


class OwnCorrections(Corrections):
    """What the actor asked to have corrected, with the answers; a box of 我的申请."""

    title = cast("str", gettext_lazy("My correction requests"))
    is_mine = True


class RequestCorrection(CustomerEdit):
    """Ask the owner of a locked field to correct it; field and row come from the lock that was pressed."""

    permission = policies.REQUEST_CORRECTION
    tab = "customers.history"  # shows the request
    form_class = CorrectionForm
    title = cast("str", gettext_lazy("Ask for a correction"))
    submit_label = cast("str", gettext_lazy("Send the request"))
    toast_text = cast("str", gettext_lazy("The request was sent to the owner of the field."))
    template_name = "customers/correction.html"

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """The control that fits the field."""
        field = self.request.GET.get("field", "")
        return CorrectionForm(data, initial=dict(initial), field=field)

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
            evidence=str(data["evidence"]),
            row_id=whole_number(self.request.GET.get("row", "")),
        )

    def extra(self) -> Mapping[str, object]:
        """What is to be corrected."""
        return {"field_label": field_label(self.request.GET.get("field", ""))}


class CorrectionDesk(Corrections):
    """The stewards' list: what waits, the oldest first."""

    permission = policies.ANSWER_CORRECTION
    title = cast("str", gettext_lazy("Correction desk"))
    table = tables.CORRECTION_DESK
    filter_form = CorrectionFilterForm
    default_order = "requested_at"
    empty = EmptyState(
        gettext_lazy("No correction requests"),
        gettext_lazy("Requests of the staff about customers in your scope appear here."),
        "edit",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[CorrectionRequest]:
        """By state and field."""
        state = str(filters.get("state", choices.PENDING))
        return QuerySetSource(
            queries.corrections(
                actor=self.actor,
                state="" if state == "ALL" else state,
                field=str(filters.get("field", "")),
            )
        )


class CorrectionPage(DetailPage[CorrectionCard]):
    """One request on the desk, masked; both values in clear are one click away."""

    permission = policies.ANSWER_CORRECTION
    template_name = "customers/correction_desk.html"

    def read(self, pk: int) -> CorrectionCard:
        """The card, or 404."""
        return queries.correction_card(actor=self.actor, request_id=pk, now=clock.now())

    def title_of(self, found: CorrectionCard) -> str:
        """Which field."""
        return _("Correction of {field}").format(field=found.row.label)

    def breadcrumbs(self, found: CorrectionCard) -> Sequence[tuple[str, str]]:
        """Back to the desk."""
        return [(_("Correction desk"), reverse("customers:correction-desk"))]

    def extra(self, found: CorrectionCard) -> Mapping[str, object]:
        """The state as a tag, and an empty form."""
        return {"state": tables.correction_state(found.row), "form": AnswerForm()}


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step; without a needed note the page comes back with 422."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("This decision cannot be read. Open the request again."))
    data = form.cleaned_data
    step, told = _STEPS[data["step"]]
    seen = {"has_seen": data["has_seen"]} if data["step"] in _LOOKED else {}
    try:
        step(
            actor=actor_of(request),
            now=clock.now(),
            request_id=pk,
            version=data["version"],
            note=data["note"],
            **seen,
        )
    except services.DuplicateCustomer as error:
        form.add_error("has_seen", error.in_words())
        return _again(request, pk, form)
    except InvalidInput as error:
        form.add_error("note", error.message)
        return _again(request, pk, form)
    toasts.toast(request, str(told))
    return see_other(request, reverse("customers:correction-desk"))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back while nobody has passed it on."""
    services.withdraw_correction(actor=actor_of(request), now=clock.now(), request_id=pk)
    toasts.toast(request, _("Withdrawn."))
    return see_other(request, reverse("customers:own-corrections"))


def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the values (POST), counted and audited; they hide again after ten minutes (GET: masked, with the button)."""
    actor, now = actor_of(request), clock.now()
    card = queries.correction_card(actor=actor, request_id=pk, now=now)
    context: dict[str, object] = {
        "title": _("Both values") if card.shows_present else _("Proposed number"),
        "object": card,
    }
    if request.method == "POST":
        values = services.reveal_correction(actor=actor, now=now, request_id=pk)
        context |= {
            "is_clear": True,
            "present": values.present.unwrap() if values.present else None,
            "proposed": values.proposed.unwrap(),
            "is_same": values.is_same,
        }
    context["left"] = queries.reveals_left(actor=actor, now=now)
    return render_page(request, "customers/correction_values.html", context)


_STEPS: Mapping[str, tuple[Callable[..., object], object]] = MappingProxyType(
    {
        "send": (services.send_correction, gettext_lazy("Passed on to the source system.")),
        "confirm": (
            services.confirm_correction,
            gettext_lazy("Noted. The request closes when the batch brings the value."),
        ),
        "close": (services.close_correction, gettext_lazy("Closed as corrected.")),
        "refuse": (services.refuse_correction, gettext_lazy("Rejected.")),
    }
)

# Steps past a customer who has the proposed number already.
_LOOKED: Final = frozenset({"send", "confirm"})


def _again(request: HttpRequest, pk: int, form: AnswerForm) -> HttpResponse:
    found = queries.correction_card(actor=actor_of(request), request_id=pk, now=clock.now())
    context = {
        "title": found.row.label,
        "object": found,
        "form": form,
        "state": tables.correction_state(found.row),
    }
    return render_page(request, "customers/correction_desk.html", context, status=422)
