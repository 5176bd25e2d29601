"""Pages of viewing: the worklist of alerts, the register of watched pages, access in an emergency and its review."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.access import policies as access_policies
from yinqiao.compliance.viewing import policies, queries, services, tables
from yinqiao.compliance.viewing.forms import (
    AlertFilterForm,
    AnswerForm,
    EmergencyForm,
    MarkForm,
    ReviewForm,
)
from yinqiao.compliance.viewing.models import Alert, Emergency, MarkedCustomer
from yinqiao.compliance.viewing.queries import (
    AlertCard,
    AlertFilter,
    AlertLine,
    EmergencyLine,
    MarkLine,
)
from yinqiao.compliance.viewing.verdict_views import VerdictPage
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage, put_errors
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page, see_other


class Alerts(ListPage[Alert, AlertLine]):
    """异常查看: what was odd about looks, the newest first."""

    permission = policies.SEE_ALERTS
    title = cast("str", gettext_lazy("Odd looks"))
    table = tables.ALERTS
    filter_form = AlertFilterForm
    default_order = "-on"
    empty = EmptyState(
        gettext_lazy("Nothing odd waits"),
        gettext_lazy("Every night the looks of the day before are set against limits and habits."),
        "eye",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Alert]:
        """By state, kind, person and days."""
        wanted = AlertFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.alert_list(actor=self.actor, wanted=wanted))

    def present(self, rows: list[Alert]) -> list[AlertLine]:
        """One page as read models; whom it showed is in the trail."""
        shown = queries.alert_lines(rows, actor=self.actor)
        ids = sorted({row.customer_id for row in shown if row.customer_id})
        if shown:
            record_read(actor=self.actor, verb="viewing.alerts-listed", detail={"customers": ids})
        return shown

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The register and the emergencies are beside it."""
        beside = (
            (policies.MARK_CUSTOMER, _("Watched pages"), "viewing:marks", "eye"),
            (policies.REVIEW_EMERGENCY, _("Access in emergencies"), "viewing:emergencies", "flame"),
        )
        return {
            "head_actions": [
                Action(title, reverse(name), icon, "")
                for permission, title, name, icon in beside
                if self.actor.can(permission)
            ]
        }


class AlertPage(DetailPage[AlertCard]):
    """One alert: why it was raised, whom it names, what may be said to it."""

    permission = policies.SEE_ALERTS
    template_name = "viewing/alert.html"

    def read(self, pk: int) -> AlertCard:
        """The card, or 404."""
        return queries.alert_card(actor=self.actor, alert_id=pk)

    def title_of(self, found: AlertCard) -> str:
        """What is odd."""
        return found.line.kind_label

    def breadcrumbs(self, found: AlertCard) -> Sequence[tuple[str, str]]:
        """Back to the worklist."""
        return [(_("Odd looks"), reverse("viewing:alerts"))]

    def extra(self, found: AlertCard) -> Mapping[str, object]:
        """The state as a tag, and an empty form."""
        return {"state": tables.alert_state(found.line), "form": AnswerForm()}


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an alert; what is wrong with the form comes back with 422."""
    form = AnswerForm(request.POST)
    actor = actor_of(request)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.judge_alert(
                actor=actor,
                now=clock.now(),
                alert_id=pk,
                version=data["version"],
                state=data["state"],
                note=data["note"],
            )
        except InvalidInput as error:
            put_errors(form, error)
        else:
            toasts.toast(request, _("The alert was answered."))
            return see_other(request, reverse("viewing:alert", args=[pk]))
    card = queries.alert_card(actor=actor, alert_id=pk)
    return render_page(
        request,
        AlertPage.template_name,
        {
            "title": card.line.kind_label,
            "object": card,
            "form": form,
            "state": tables.alert_state(card.line),
            "breadcrumbs": [(_("Odd looks"), reverse("viewing:alerts"))],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


class Marks(ListPage[MarkedCustomer, MarkLine]):
    """The register of watched pages."""

    permission = policies.MARK_CUSTOMER
    title = cast("str", gettext_lazy("Watched pages"))
    table = tables.MARKS
    default_order = "-marked_at"
    empty = EmptyState(
        gettext_lazy("No page is watched"),
        gettext_lazy("Public figures, members of staff and their relatives stand here."),
        "eye",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[MarkedCustomer]:
        """All in scope."""
        return QuerySetSource(queries.mark_list(actor=self.actor))

    def present(self, rows: list[MarkedCustomer]) -> list[MarkLine]:
        """One page as read models; whom it showed is in the trail."""
        shown = queries.mark_lines(rows, actor=self.actor)
        if shown:
            ids = sorted({row.customer_id for row in shown})
            record_read(actor=self.actor, verb="viewing.marks-listed", detail={"customers": ids})
        return shown

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The button for a new entry."""
        return {
            "head_actions": [Action(_("Watch a page"), reverse("viewing:mark-new"), "plus", "p")]
        }


class MarkPage(EditPage):
    """A new entry of the register."""

    permission = policies.MARK_CUSTOMER
    form_class = MarkForm
    title = cast("str", gettext_lazy("Watch a page"))
    toast_text = cast("str", gettext_lazy("The page of the customer is watched from today."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.mark_customer(
            actor=self.actor,
            now=now,
            customer_no=str(data["customer_no"]),
            kind=str(data["kind"]),
            reason=str(data["reason"]),
            staff_no=str(data["staff_no"]),
        )

    def done_url(self, saved: object) -> str:
        """The register."""
        return reverse("viewing:marks")

    def cancel_url(self) -> str:
        """The same."""
        return reverse("viewing:marks")


@require_POST
def end_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop watching a page."""
    services.unmark_customer(actor=actor_of(request), now=clock.now(), mark_id=pk)
    toasts.toast(request, _("The page is watched no more."))
    return see_other(request, reverse("viewing:marks"))


class Emergencies(ListPage[Emergency, EmergencyLine]):
    """Access that was taken in emergencies, the newest first."""

    permission = policies.REVIEW_EMERGENCY
    title = cast("str", gettext_lazy("Access in emergencies"))
    table = tables.EMERGENCIES
    default_order = "-taken_at"
    empty = EmptyState(
        gettext_lazy("Nobody took access in an emergency"),
        gettext_lazy("Each is told at once to the supervisor and to compliance, and reviewed."),
        "flame",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Emergency]:
        """All in reach."""
        return QuerySetSource(queries.emergencies(actor=self.actor))

    def present(self, rows: list[Emergency]) -> list[EmergencyLine]:
        """One page as read models; whom it showed is in the trail."""
        today = clock.bank_date(clock.now())
        shown = queries.emergency_lines(rows, actor=self.actor, today=today)
        if shown:
            ids = sorted({row.customer_id for row in shown if row.customer_id})
            record_read(
                actor=self.actor, verb="viewing.emergencies-listed", detail={"customers": ids}
            )
        return shown


class ReviewPage(VerdictPage):
    """The review of one access in an emergency."""

    permission = policies.REVIEW_EMERGENCY
    form_class = ReviewForm
    title = cast("str", gettext_lazy("Review an access in an emergency"))
    submit_label = cast("str", gettext_lazy("Close the review"))
    toast_text = cast("str", gettext_lazy("The review is done."))
    template_name = "viewing/review.html"
    list_name = "viewing:emergencies"
    list_title = cast("str", gettext_lazy("Access in emergencies"))
    opened_verb = "viewing.emergency-opened"
    object_type = "viewing.emergency"

    def found(self, pk: int) -> EmergencyLine:
        """NotFound outside the scope."""
        return queries.emergency_line(
            actor=self.actor, emergency_id=pk, today=clock.bank_date(clock.now())
        )

    def judge(self, *, now: datetime, version: int, verdict: str, note: str) -> None:
        """Close the review."""
        services.review_emergency(
            actor=self.actor,
            now=now,
            emergency_id=self.line.id,
            version=version,
            verdict=verdict,
            note=note,
        )


class BreakGlass(EditPage):
    """Take access to one customer at once."""

    permission = access_policies.BREAK_GLASS
    form_class = EmergencyForm
    title = cast("str", gettext_lazy("Access in an emergency"))
    submit_label = cast("str", gettext_lazy("Take access now"))
    toast_text = cast(
        "str", gettext_lazy("You may see this customer now. Your access is reviewed.")
    )
    template_name = "viewing/emergency.html"

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Take it."""
        return services.break_glass(
            actor=self.actor, now=now, number=str(data["number"]), reason=str(data["reason"])
        )

    def done_url(self, saved: object) -> str:
        """Straight to the customer."""
        return reverse("customers:detail", args=[saved])

    def cancel_url(self) -> str:
        """To the usual way."""
        return reverse("customers:access")
