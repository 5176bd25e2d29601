"""The stewards' desk for duplicates: the queue, two records side by side, a request for a second person."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.customers import duplicate_tables, policies, queries, services
from yinqiao.customers.duplicate_forms import (
    DuplicateFilterForm,
    MergeForm,
    PairForm,
    RejectForm,
    TogetherForm,
)
from yinqiao.customers.models import Suggestion
from yinqiao.customers.queries import SuggestionCard, SuggestionRow
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of, picked_ids
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page, see_other


class DuplicateQueue(ListPage[Suggestion, SuggestionRow]):
    """Pairs that may be one customer: the largest assets first, then the surest."""

    permission = policies.MERGE
    template_name = "customers/duplicates.html"
    title = cast("str", gettext_lazy("Duplicates"))
    table: Table[SuggestionRow] = duplicate_tables.DUPLICATES
    filter_form = DuplicateFilterForm
    default_order = "-value"
    unit = gettext_lazy("pairs")
    empty = EmptyState(
        gettext_lazy("No duplicates to compare"),
        gettext_lazy(
            "Pairs come from linkage runs and from what is typed in. Two numbers can be compared by hand."
        ),
        "git-merge",
    )
    strengths: ClassVar[Mapping[str, bool]] = {"strong": True, "weak": False}

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Suggestion]:
        """By state, kind, what agrees and how much that says."""
        state = str(filters.get("state", "PENDING"))
        return QuerySetSource(
            queries.suggestions(
                actor=self.actor,
                state="" if state == "ALL" else state,
                kind=str(filters.get("kind", "")),
                key=str(filters.get("key", "")),
                is_strong=self.strengths.get(str(filters.get("strength", ""))),
            )
        )

    def present(self, rows: list[Suggestion]) -> list[SuggestionRow]:
        """One page as read models."""
        return queries.suggestion_rows(rows, actor=self.actor)


class DuplicatePage(DetailPage[SuggestionCard]):
    """One pair side by side. `?kept=` turns the records round."""

    permission = policies.MERGE
    template_name = "customers/duplicate.html"

    def read(self, pk: int) -> SuggestionCard:
        """The card, or 404."""
        return queries.suggestion_card(
            actor=self.actor,
            suggestion_id=pk,
            kept_id=whole_number(self.request.GET.get("kept", "")),
        )

    def title_of(self, found: SuggestionCard) -> str:
        """Which pair of how many."""
        return _title(found)

    def breadcrumbs(self, found: SuggestionCard) -> Sequence[tuple[str, str]]:
        """Back to the queue."""
        return [(_("Duplicates"), reverse("customers:duplicates"))]

    def extra(self, found: SuggestionCard) -> Mapping[str, object]:
        """Tags and empty forms."""
        return _context(found)


class ComparePair(EditPage):
    """Two customer numbers to compare by hand."""

    permission = policies.MERGE
    form_class = PairForm
    title = cast("str", gettext_lazy("Compare two records"))
    submit_label = cast("str", gettext_lazy("Compare"))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write the pair down, or find it."""
        return services.suggest_by_hand(
            actor=self.actor,
            now=now,
            first_no=str(data["first"]),
            second_no=str(data["second"]),
        )

    def done_url(self, saved: object) -> str:
        """Side by side."""
        return reverse("customers:duplicate", args=[saved])

    def cancel_url(self) -> str:
        """Back to the queue."""
        return reverse("customers:duplicates")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the queue."""
        return [(_("Duplicates"), reverse("customers:duplicates"))]


@require_POST
def request_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the second person; without a reason the page comes back with 422."""
    actor, form = actor_of(request), MergeForm(request.POST)
    kept = whole_number(request.POST.get("kept", ""))
    card = queries.suggestion_card(actor=actor, suggestion_id=pk, kept_id=kept)
    if form.is_valid():
        try:
            services.request_merge(
                actor=actor,
                now=clock.now(),
                survivor_id=card.comparison.kept.id,
                member_id=card.comparison.other.id,
                sides=form.sides(),
                reason=form.cleaned_data["reason"],
            )
        except InvalidInput as error:
            form.add_error("reason", error.fields.get("reason", error.message))
        else:
            toasts.toast(request, _("Asked. Another person decides."))
            return see_other(request, _next(card))
    context = {"title": _title(card), "object": card, **_context(card), "form": form}
    return render_page(request, "customers/duplicate.html", context, status=422)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Two customers after all: on to the next pair."""
    actor, form = actor_of(request), RejectForm(request.POST)
    card = queries.suggestion_card(actor=actor, suggestion_id=pk)
    if not form.is_valid():
        raise InvalidInput(_("This decision cannot be read. Open the pair again."))
    services.reject_suggestion(
        actor=actor,
        now=clock.now(),
        suggestion_id=pk,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
    )
    toasts.toast(request, _("Kept as two customers. The pair will not be suggested again."))
    return see_other(request, _next(card))


@require_POST
def merge_together(request: HttpRequest) -> HttpResponse:
    """Show what was picked, then ask for all of it by the rule of each field; the result names each one that could not be asked for."""
    actor, form = (
        actor_of(request),
        TogetherForm(request.POST if "reason" in request.POST else None),
    )
    rows = queries.suggestions(actor=actor)
    if not request.POST.get("all"):
        rows = rows.filter(pk__in=picked_ids(request))
    found = queries.suggestion_rows(
        rows.order_by("-value", "pk")[: services.MERGE_BATCH_LIMIT], actor=actor
    )
    context: dict[str, object] = {
        "title": _("Ask for merges"),
        "rows": found,
        "form": form,
        "breadcrumbs": [(_("Duplicates"), reverse("customers:duplicates"))],
    }
    if form.is_valid():
        answered = services.request_many(
            actor=actor,
            now=clock.now(),
            suggestion_ids=[row.id for row in found],
            reason=form.cleaned_data["reason"],
        )
        named = {row.id: row for row in found}
        context["results"] = [(named[item.suggestion_id], item) for item in answered]
    return render_page(
        request, "customers/merge_together.html", context, status=422 if form.errors else 200
    )


def _title(card: SuggestionCard) -> str:
    return _("Pair {place} of {waiting}").format(
        place=card.place, waiting=max(card.waiting, card.place)
    )


def _next(card: SuggestionCard) -> str:
    if card.next_id is None:
        return reverse("customers:duplicates")
    return reverse("customers:duplicate", args=[card.next_id])


def _context(card: SuggestionCard) -> dict[str, object]:
    return {
        "score": duplicate_tables.score_tag(card.row),
        "state": duplicate_tables.suggestion_state(card.row),
        "form": MergeForm(initial={"kept": card.comparison.kept.id}),
        "can_decide": card.row.state == "SUGGESTED" and not card.comparison.refusal,
        "can_reject": card.row.state == "SUGGESTED",
    }
