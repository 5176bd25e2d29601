"""Merges that were asked for and done, with the way back; and whether the linkage model is trusted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yinqiao.customers import duplicate_tables, labels, policies, queries, services
from yinqiao.customers.duplicate_forms import EvaluationForm, MergeFilterForm, UndoForm
from yinqiao.customers.forms import ReasonForm
from yinqiao.customers.models import Merge
from yinqiao.customers.queries import MergeCard, MergeRowRead
from yinqiao.customers.views.ending import Ending, ask_and_end, entry
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, render_page, see_other

if TYPE_CHECKING:
    from decimal import Decimal


class Merges(ListPage[Merge, MergeRowRead]):
    """Merges of records that the actor may see, the newest first."""

    permission = policies.APPROVE_MERGE
    title = cast("str", gettext_lazy("Merges"))
    table: Table[MergeRowRead] = duplicate_tables.MERGES
    filter_form = MergeFilterForm
    default_order = "-asked_at"
    empty = EmptyState(
        gettext_lazy("No merges"),
        gettext_lazy("A merge begins in the queue of duplicates and takes two people."),
        "git-merge",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Merge]:
        """By state."""
        return QuerySetSource(queries.merges(actor=self.actor, state=str(filters.get("state", ""))))

    def present(self, rows: list[Merge]) -> list[MergeRowRead]:
        """One page as read models."""
        return queries.merge_rows(rows, actor=self.actor, now=clock.now())


class MergePage(DetailPage[MergeCard]):
    """One merge: side by side while it waits, what it moved once it is done."""

    permission = policies.APPROVE_MERGE
    template_name = "customers/merge.html"

    def read(self, pk: int) -> MergeCard:
        """The card, or 404."""
        return queries.merge_card(actor=self.actor, merge_id=pk, now=clock.now())

    def title_of(self, found: MergeCard) -> str:
        """Who goes into another."""
        return found.row.member

    def breadcrumbs(self, found: MergeCard) -> Sequence[tuple[str, str]]:
        """Back to the list."""
        return [(_("Merges"), reverse("customers:merges"))]

    def extra(self, found: MergeCard) -> Mapping[str, object]:
        """The state as a tag, and the fields that were taken from the other record."""
        return {**_context(found), "can_take": self.actor.can(policies.MERGE)}


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why (422 without), then take the merge back."""
    actor, now = actor_of(request), clock.now()
    card = queries.merge_card(actor=actor, merge_id=pk, now=now)
    form = UndoForm(request.POST)
    if form.is_valid():
        gone = services.undo_merge(
            actor=actor,
            now=now,
            merge_id=pk,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
        toasts.toast(request, _undone(gone))
        return see_other(request, reverse("customers:merge", args=[pk]))
    shown = {"title": card.row.member, "object": card, "can_take": True}
    context = {**shown, **_context(card), "form": form}
    return render_page(request, "customers/merge.html", context, status=422)


def take_other(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Ask why the other value of a field is the right one, then ask a second person."""
    actor, now = actor_of(request), clock.now()
    card = queries.merge_card(actor=actor, merge_id=pk, now=now)
    line = entry(card.others, lambda one: one.key == field)
    form = ReasonForm(request.POST) if request.method == "POST" else ReasonForm()
    if form.is_valid():
        services.ask_for_other(
            actor=actor,
            now=now,
            merge_id=pk,
            version=whole_number(request.POST.get("version", "")) or 0,
            field=field,
            reason=form.cleaned_data["reason"],
        )
        toasts.toast(request, _("Asked for. A second person decides."))
        return see_other(request, reverse("customers:merge", args=[pk]))
    context = {
        "title": _("Take the other: {field}").format(field=line.label),
        "line": line,
        "form": form,
        "version": card.row.version,
    }
    return render_page(
        request, "customers/take_other.html", context, status=422 if form.errors else 200
    )


class LinkagePage(Page):
    """How the linkage model did on labelled records of the bank, and who trusts it."""

    permission = policies.APPROVE_MERGE
    title = cast("str", gettext_lazy("Linkage model"))
    template_name = "customers/linkage.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show every evaluation, the newest first."""
        found = queries.evaluations()
        return self.page(
            {
                "rows": [(row, duplicate_tables.evaluation_tag(row)) for row in found],
                "is_on": any(row.is_in_force for row in found),
                "can_submit": self.actor.can(policies.MERGE),
                "can_withdraw": self.actor.can(policies.SIGN_LINKAGE),
            }
        )


class SubmitEvaluation(EditPage):
    """Hand in what ``yinqiao identity evaluate`` printed."""

    permission = policies.MERGE
    form_class = EvaluationForm
    title = cast("str", gettext_lazy("Hand in an evaluation"))
    submit_label = cast("str", gettext_lazy("Send for signature"))
    toast_text = cast("str", gettext_lazy("Sent. Another person signs."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Send it."""
        return services.submit_evaluation(
            actor=self.actor,
            now=now,
            found=services.Evaluation(
                file_name=str(data["file_name"]),
                file_digest=str(data["file_digest"]),
                settings_digest=str(data["settings_digest"]),
                records=cast("int", data["records"]),
                true_pairs=cast("int", data["true_pairs"]),
                precision=cast("Decimal", data["precision"]),
                recall=cast("Decimal", data["recall"]),
                f1=cast("Decimal", data["f1"]),
                measured_at=now,
                remark=str(data["remark"]),
            ),
        )

    def done_url(self, saved: object) -> str:
        """Back to the page."""
        return reverse("customers:linkage")

    def cancel_url(self) -> str:
        """Back to the page."""
        return reverse("customers:linkage")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the page."""
        return [(_("Linkage model"), reverse("customers:linkage"))]


def withdraw_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then turn the model off."""
    actor = actor_of(request)
    form = ReasonForm(request.POST) if request.method == "POST" else ReasonForm()
    ending = Ending(
        _("The linkage model suggests nothing more until an evaluation is signed again."),
        0,
        lambda _version, data: services.withdraw_signature(
            actor=actor, now=clock.now(), evaluation_id=pk, reason=data["reason"]
        ),
        _("The linkage model is off."),
    )
    return ask_and_end(request, form, ending, back=reverse("customers:linkage"))


def _context(found: MergeCard) -> dict[str, object]:
    names = {"team": "main_rm_id"}
    return {
        "state": duplicate_tables.merge_state(found.row),
        "chosen": [labels.field_label(names.get(name, name)) for name in found.chosen],
        "form": UndoForm(initial={"version": found.row.version}),
    }


def _undone(gone: int) -> str:
    if not gone:
        return _("Undone. Both records stand as before.")
    return ngettext(
        "Undone. {number} row was deleted in the meantime and did not come back.",
        "Undone. {number} rows were deleted in the meantime and did not come back.",
        gone,
    ).format(number=gone)
