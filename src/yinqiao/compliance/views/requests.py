"""个人信息请求: what persons ask about their data, the clock of each, and the steps to the answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance import policies, queries, services, tables
from yinqiao.compliance.choices import CollectedVia, RequestKind
from yinqiao.compliance.models import PersonRequest
from yinqiao.compliance.privacy import policies as privacy_policies
from yinqiao.compliance.privacy import queries as privacy
from yinqiao.compliance.queries import RequestRow, RequestWanted
from yinqiao.compliance.request_forms import RequestFilterForm, RequestForm, StepForm
from yinqiao.compliance.services import RequestMade, StepTaken
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind


class RequestListPage(ListPage[PersonRequest, RequestRow]):
    """The queue: what is due first stands first."""

    permission = policies.HANDLE_REQUEST
    title = cast("str", gettext_lazy("Requests about personal data"))
    table = tables.REQUESTS
    filter_form = RequestFilterForm
    default_order = "due_on"
    empty = EmptyState(
        gettext_lazy("No request is open"),
        gettext_lazy("Requests are received on the page of the customer."),
        "inbox",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[PersonRequest]:
        """By kind and state."""
        wanted = RequestWanted(
            kind=str(filters.get("kind") or ""), state=str(filters.get("state") or "open")
        )
        return QuerySetSource(queries.request_list(actor=self.actor, wanted=wanted))

    def present(self, rows: list[PersonRequest]) -> list[RequestRow]:
        """One page as read models; whom it showed is in the trail."""
        shown = queries.request_rows(rows, actor=self.actor, today=clock.bank_date(clock.now()))
        if shown:
            record_read(
                actor=self.actor,
                verb="compliance.requests-listed",
                detail={"customers": sorted({row.customer_id for row in shown})},
            )
        return shown


class RequestPage(Page):
    """One request with its clock, its words and the steps that may follow."""

    permission = policies.HANDLE_REQUEST
    kind = PageKind.DETAIL
    template_name = "compliance/request.html"
    title = cast("str", gettext_lazy("Request about personal data"))

    def get(self, request: HttpRequest, request_id: int) -> HttpResponse:
        """Show it."""
        row = queries.request_row(
            actor=self.actor, request_id=request_id, today=clock.bank_date(clock.now())
        )
        record_read(
            actor=self.actor, verb="compliance.requests-listed", customer_id=row.customer_id
        )
        return self.page(
            {
                "row": row,
                "erasure": privacy.erasure_of(request_id=request_id),
                "review": privacy.review_of(request_id=request_id),
                "is_held": row.kind == RequestKind.DELETION
                and self.actor.can(privacy_policies.VIEW_LEGAL_HOLD)
                and privacy.is_held(customer_id=row.customer_id),
                "has_letter": row.state in queries.LETTERS,
                "approval_id": services.waiting_answer(request_id=request_id, now=clock.now())
                if row.is_open and row.kind == RequestKind.DELETION
                else None,
            }
        )


class ReceiveRequest(EditPage):
    """A new request, from the page of the customer."""

    permission = policies.RECEIVE_REQUEST
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"
    form_class = RequestForm
    title = cast("str", gettext_lazy("Receive a request about personal data"))
    toast_text = cast("str", gettext_lazy("Received; its clock runs."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope."""
        customers.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {"received_via": CollectedVia.BRANCH}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.receive_request(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            made=RequestMade(**data),  # type: ignore[arg-type]  # the fields of the form
        )

    def done_url(self, saved: object) -> str:
        """Back to the consents of the customer."""
        return reverse("compliance:consent-matrix", args=[self.kwargs["pk"]])


class StepPage(EditPage):
    """The next step of a request."""

    permission = policies.HANDLE_REQUEST
    form_class = StepForm
    title = cast("str", gettext_lazy("Next step"))
    toast_text = cast("str", gettext_lazy("The step is written down."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The request must be of a customer in scope."""
        self.row = queries.request_row(
            actor=self.actor,
            request_id=cast("int", kwargs["request_id"]),
            today=clock.bank_date(clock.now()),
        )
        return {"to": self.request.GET.get("to", "")}, self.row.version

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the steps that may follow."""
        return StepForm(
            data,
            initial=dict(initial),
            steps=self.row.steps,
            is_deletion=self.row.kind == RequestKind.DELETION,
            is_review=self.row.kind == RequestKind.HUMAN_REVIEW,
        )

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Take it, or ask a second person to agree to it."""
        return services.step_request(
            actor=self.actor,
            now=now,
            request_id=self.row.id,
            version=version or 0,
            step=StepTaken(**data),  # type: ignore[arg-type]  # the fields of the form
        )

    def toast(self, saved: object) -> str:
        """Say whether it is done or waits."""
        return super().toast(saved) if saved is None else _("A second person decides on it.")

    def done_url(self, saved: object) -> str:
        """Back to the request."""
        return reverse("compliance:request", args=[self.row.id])

    def cancel_url(self) -> str:
        """Back to the request."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The queue."""
        return [(_("Requests about personal data"), reverse("compliance:requests"))]
