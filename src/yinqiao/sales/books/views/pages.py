"""The lists: handovers, the pool, how full books are, covers; and one handover."""

from collections.abc import Mapping
from typing import ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Action, Table
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales.books import policies, queries, tables
from yinqiao.sales.books.forms import GiveForm, HandoverFilterForm
from yinqiao.sales.books.models import Cover, Handover
from yinqiao.sales.books.queries import CoverRow, HandoverCard, HandoverRow
from yinqiao.sales.books.views.tabs import tabs


class HandoverList(ListPage[Handover, HandoverRow]):
    """管户移交: those one asked for, gives or receives; for heads those of the units."""

    permission = policies.VIEW
    template_name = "books/list.html"
    title = cast("str", gettext_lazy("Handovers"))
    table: Table[HandoverRow] = tables.HANDOVERS
    filter_form = HandoverFilterForm
    default_order = "-asked_at"
    unit = gettext_lazy("handovers")
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("No handover"),
        gettext_lazy("Customers change hands when a manager moves on, leaves or has too many."),
        "arrows-exchange",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Handover]:
        """Those that match."""
        show = str(filters.get("show", ""))
        return QuerySetSource(queries.handover_list(actor=self.actor, show=show))

    def present(self, rows: list[Handover]) -> list[HandoverRow]:
        """One page as read models."""
        return queries.handover_rows(rows)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The tabs, and where one begins."""
        actions = []
        if self.actor.can(policies.LEAD):
            actions.append(Action(_("Share a book out"), reverse("books:share-out"), "users"))
        if self.actor.can(policies.ASK):
            actions.append(Action(_("New transfer"), reverse("books:new"), "plus", "p"))
        return {**tabs(self.actor, "books:list"), "head_actions": actions}


class HandoverPage(DetailPage[HandoverCard]):
    """One handover: what changes hands, how far it is, who gets whom and why, and the totals before and after."""

    permission = policies.VIEW
    template_name = "books/handover.html"

    def read(self, pk: int) -> HandoverCard:
        """The card, or 404; whose names it shows is in the trail."""
        self.taker_id = whole_number(self.request.GET.get("taker", ""))
        card = queries.handover_card(
            actor=self.actor, handover_id=pk, now=clock.now(), taker_id=self.taker_id
        )
        queries.record_opened(actor=self.actor, card=card)
        return card

    def title_of(self, found: HandoverCard) -> str:
        """From whom to whom."""
        return f"{found.row.giver_name} → {found.row.taker_name}"

    def breadcrumbs(self, found: HandoverCard) -> list[tuple[str, str]]:
        """Back to the list."""
        return [(_("Handovers"), reverse("books:list"))]

    def extra(self, found: HandoverCard) -> Mapping[str, object]:
        """The state as a tag, and for a proposal to whom lines may be given."""
        shown: dict[str, object] = {
            "state": tables.state_tag(found.row),
            "taker_id": self.taker_id,
        }
        if found.can_edit:
            today = clock.bank_date(clock.now())
            people = queries.managers_of(actor=self.actor, on=today)
            shown["give_form"] = GiveForm(
                None,
                takers=[
                    (pk, f"{name} {number}") for pk, name, number in people if pk != found.giver_id
                ],
            )
        return shown


class PoolPage(Page):
    """待交接: who left whom behind, and by when somebody must have them."""

    permission = policies.LEAD
    template_name = "books/pool.html"
    title = cast("str", gettext_lazy("Waiting for a manager"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them."""
        rows = queries.pool_rows(actor=self.actor, now=clock.now())
        return self.page(
            {
                **tabs(self.actor, "books:pool"),
                "rows": rows,
                "customers": sum(row.customers for row in rows),
                "aum": sum(row.aum for row in rows),
            }
        )


class CapacityPage(Page):
    """管户容量: how full the book of each manager is, and of each unit."""

    permission = policies.LEAD
    template_name = "books/capacity.html"
    title = cast("str", gettext_lazy("Book capacity"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them."""
        rows = queries.capacity_rows(actor=self.actor, now=clock.now())
        unit = whole_number(request.GET.get("unit", ""))
        return self.page(
            {
                **tabs(self.actor, "books:capacity"),
                "rows": [row for row in rows if unit in {None, row.org_id}],
                "units": queries.by_unit(rows),
                "unit": unit,
            }
        )


class CoverList(ListPage[Cover, CoverRow]):
    """休假代管: who covers for whom."""

    permission = policies.VIEW
    template_name = "books/list.html"
    title = cast("str", gettext_lazy("Covers in leave"))
    table: Table[CoverRow] = tables.COVERS
    default_order = "-asked_at"
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("No cover"),
        gettext_lazy("A colleague works the customers of somebody on leave, to the end of the last day."),
        "user-check",
    )  # fmt: skip

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Cover]:
        """Those one may see."""
        return QuerySetSource(queries.cover_list(actor=self.actor))

    def present(self, rows: list[Cover]) -> list[CoverRow]:
        """One page as read models."""
        return queries.cover_rows(rows, actor=self.actor, now=clock.now())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The tabs, and where one begins."""
        actions = []
        if self.actor.can(policies.ASK):
            actions.append(Action(_("New cover"), reverse("books:cover-new"), "plus", "p"))
        return {**tabs(self.actor, "books:covers"), "head_actions": actions}
