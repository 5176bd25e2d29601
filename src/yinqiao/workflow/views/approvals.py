"""Pages of approvals: three boxes, one request, a decision alone or together."""

from collections.abc import Mapping
from typing import ClassVar, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of, picked_ids
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page, see_other
from yinqiao.workflow import policies, queries, services, tables
from yinqiao.workflow.choices import Box, Decision
from yinqiao.workflow.forms import BatchForm, DecisionForm
from yinqiao.workflow.models import Approval
from yinqiao.workflow.queries import ApprovalCard, ApprovalRow

BOXES: Final = (
    (Box.TODO, "workflow:list"),
    (Box.MINE, "workflow:mine"),
    (Box.DONE, "workflow:done"),
)


class ApprovalList(ListPage[Approval, ApprovalRow]):
    """What waits for the actor, the most urgent first."""

    template_name = "workflow/list.html"
    title = gettext_lazy("Approvals")
    table: Table[ApprovalRow] = tables.TODO
    default_order = "expires_at"
    box: ClassVar[Box] = Box.TODO
    empty = EmptyState(
        gettext_lazy("Nothing waits for you"),
        gettext_lazy("Requests of your organization appear here."),
        "checklist",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Approval]:
        """The actor's box."""
        return QuerySetSource(
            queries.approval_list(actor=self.actor, box=self.box, now=clock.now())
        )

    def present(self, rows: list[Approval]) -> list[ApprovalRow]:
        """One page as read models."""
        return queries.approval_rows(rows, actor=self.actor, now=clock.now())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The three boxes as tabs; the first only for those who may decide."""
        shown = [
            (box, name)
            for box, name in BOXES
            if box != Box.TODO or self.actor.can(policies.APPROVE)
        ]
        tabs: list[dict[str, object]] = [
            {"title": box.label, "url": reverse(name), "is_current": box == self.box}
            for box, name in shown
        ]
        return {
            "tabs": tabs + _request_boxes(self.actor),
            "may_decide": self.actor.can(policies.APPROVE),
        }


class OwnRequests(ApprovalList):
    """What the actor asked for, newest first."""

    table = tables.OWN
    default_order = "-made_at"
    box = Box.MINE
    empty = EmptyState(
        gettext_lazy("You have asked for nothing"),
        gettext_lazy("Requests you make are listed here with their answer."),
        "send",
    )


class OwnDecisions(OwnRequests):
    """What the actor decided, newest first."""

    box = Box.DONE
    empty = EmptyState(gettext_lazy("You have decided nothing yet"), "", "checklist")


class ApprovalPage(DetailPage[ApprovalCard]):
    """One request with the form to decide it."""

    template_name = "workflow/approval.html"

    def read(self, pk: int) -> ApprovalCard:
        """The card, or 404."""
        return queries.approval_card(actor=self.actor, approval_id=pk, now=clock.now())

    def title_of(self, found: ApprovalCard) -> str:
        """What is asked for."""
        return found.row.kind_title

    def breadcrumbs(self, found: ApprovalCard) -> list[tuple[str, str]]:
        """Back to the box."""
        name = "workflow:list" if self.actor.can(policies.APPROVE) else "workflow:mine"
        return [(_("Approvals"), reverse(name))]

    def extra(self, found: ApprovalCard) -> Mapping[str, object]:
        """The state tag and an empty form."""
        return {
            "state": tables.state_tag(found.row),
            "form": DecisionForm(initial={"version": found.row.version}),
        }


def _request_boxes(actor: Actor) -> list[dict[str, object]]:
    """Return the lists of own requests that rooms above keep themselves, as tabs after one's approvals."""
    return [
        {"title": _(item.title), "url": reverse(item.url_name), "is_current": False}
        for item in registry.request_boxes.values()
        if actor.can(item.permission)
    ]


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one decision; without a needed note the page comes back with 422."""
    actor = actor_of(request)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(_("This decision cannot be read. Open the request again."))
    data, now = form.cleaned_data, clock.now()
    try:
        if data["decision"] == Decision.APPROVE:
            text = services.approve(
                actor=actor, now=now, approval_id=pk, version=data["version"], note=data["note"]
            )
        else:
            services.reject(
                actor=actor, now=now, approval_id=pk, version=data["version"], note=data["note"]
            )
            text = _("Rejected.")
    except InvalidInput as error:
        return _again(request, pk, form=form, error=error)
    toasts.toast(request, text or _("Approved."))
    return see_other(request, reverse("workflow:list"))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    services.withdraw(actor=actor_of(request), now=clock.now(), approval_id=pk)
    toasts.toast(request, _("Withdrawn."))
    return see_other(request, reverse("workflow:mine"))


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Show what was picked, then decide all of it; the result names each one that could not be decided."""
    actor, now = actor_of(request), clock.now()
    form = BatchForm(request.POST)
    picked = picked_ids(request)
    waiting = queries.approval_list(actor=actor, box=Box.TODO, now=now)
    rows = waiting if request.POST.get("all") else waiting.filter(pk__in=picked)
    found = queries.approval_rows(
        rows.order_by("expires_at", "pk")[: services.BATCH_LIMIT], actor=actor, now=now
    )
    context: dict[str, object] = {
        "title": _("Decide together"),
        "rows": found,
        "form": form,
        "breadcrumbs": [(_("Approvals"), reverse("workflow:list"))],
    }
    if form.is_valid() and form.cleaned_data["decision"]:
        data = form.cleaned_data
        try:
            context["results"] = services.decide_many(
                actor=actor,
                now=now,
                items=[(row.id, row.version) for row in found],
                decision=Decision(data["decision"]),
                note=data["note"],
            )
        except InvalidInput as error:
            form.add_error("note", error.message)
    return render_page(request, "workflow/batch.html", context)


def _again(
    request: HttpRequest, pk: int, *, form: DecisionForm, error: InvalidInput
) -> HttpResponse:
    form.add_error("note", error.fields.get("note", error.message))
    card = queries.approval_card(actor=actor_of(request), approval_id=pk, now=clock.now())
    context = {
        "title": card.row.kind_title,
        "object": card,
        "form": form,
        "state": tables.state_tag(card.row),
    }
    return render_page(request, "workflow/approval.html", context, status=error.status)
