"""The list of opportunities, one of them, and the panel on the customer page."""

from collections.abc import Iterable, Mapping
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Tag
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.panel import PanelPage
from yinqiao.sales import policies, queries, tables
from yinqiao.sales.forms import OpportunityFilterForm, contact_form
from yinqiao.sales.models import Opportunity
from yinqiao.sales.queries import OpportunityCard, OpportunityFilter, OpportunityRow
from yinqiao.sales.views.switch import switch

# On the overview; the tab has them all.
SHOWN = 5


class OpportunityList(ListPage[Opportunity, OpportunityRow]):
    """我的商机: what waits, the most urgent first; a head sees her units', those that went up before everything else."""

    permission = policies.VIEW
    template_name = "sales/opportunities.html"
    title = cast("str", _("Opportunities"))
    filter_form = OpportunityFilterForm
    default_order = "urgency"
    unit = _("opportunities")
    empty = EmptyState(
        _("No opportunity waits for you"),
        _(
            "Opportunities come up with the nightly data, each with its reason, and are listed here until somebody has acted."
        ),
        "target-arrow",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page with the columns of this actor."""
        self.table = tables.opportunity_table(self.actor)
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Opportunity]:
        """Those that match."""
        self.wanted = OpportunityFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        today = clock.bank_date(clock.now())
        return QuerySetSource(
            queries.opportunity_list(actor=self.actor, wanted=self.wanted, today=today)
        )

    def present(self, rows: list[Opportunity]) -> list[OpportunityRow]:
        """One page as read models; whom it shows is in the trail before it is sent."""
        queries.record_listed(actor=self.actor, wanted=self.wanted, rows=rows)
        return queries.opportunity_rows(rows, actor=self.actor, now=clock.now())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Whose list it is."""
        return {
            "title": queries.list_title(self.actor),
            "views": switch(self.request, "sales:list"),
        }

    def _form(self, query: QueryDict) -> Form | None:
        return OpportunityFilterForm(query, actor=self.actor)


class OpportunityPage(DetailPage[OpportunityCard]):
    """One opportunity: why, what to suggest, what was done, and what to do next."""

    permission = policies.VIEW
    template_name = "sales/opportunity.html"

    def read(self, pk: int) -> OpportunityCard:
        """The card, or 404; the look is in the trail."""
        card = queries.opportunity_card(actor=self.actor, opportunity_id=pk, now=clock.now())
        queries.record_opened(actor=self.actor, card=card)
        return card

    def title_of(self, found: OpportunityCard) -> str:
        """What it is about."""
        return found.row.title

    def breadcrumbs(self, found: OpportunityCard) -> list[tuple[str, str]]:
        """Back to the list."""
        return [(queries.list_title(self.actor), reverse("sales:list"))]

    def extra(self, found: OpportunityCard) -> Mapping[str, object]:
        """State and deadline as tags, and the form that is filled in most."""
        return {
            "form": contact_form(found.row.script),
            "state": tables.state_tag(found.row),
            "due": tables.due_tag(found.row),
            "escalation": tables.escalation_tag(found.row),
        }


class OpportunitiesPanel(PanelPage):
    """商机 on the overview of the customer page."""

    permission = policies.VIEW
    template_name = "sales/panel.html"
    title = cast("str", _("Opportunities"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Those of the customer, open ones first."""
        rows = queries.opportunities_of(
            actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
        )
        return {
            "lines": _tagged(rows[:SHOWN]),
            "open": sum(row.is_open for row in rows),
            "has_more": len(rows) > SHOWN,
        }


class OpportunitiesTab(PanelPage):
    """商机 as a tab of the customer page: the open ones, and all that were closed."""

    permission = policies.VIEW
    template_name = "sales/tab.html"
    title = cast("str", _("Opportunities"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Open and closed ones apart, the newest when there are very many."""
        rows = queries.opportunities_of(
            actor=self.actor,
            customer_id=pk,
            now=self.now,
            as_of=self.as_of,
            most=queries.MOST_ON_TAB,
        )
        closed = sorted(
            (row for row in rows if row.closed_at is not None),
            key=lambda row: (row.closed_at, row.id),
            reverse=True,
        )
        return {
            "open_ones": _tagged(row for row in rows if row.is_open),
            "closed_ones": _tagged(closed),
            "is_cut": len(rows) == queries.MOST_ON_TAB,
            "most": queries.MOST_ON_TAB,
        }


def _tagged(rows: Iterable[OpportunityRow]) -> list[tuple[OpportunityRow, Tag, Tag]]:
    return [(row, tables.state_tag(row), tables.due_tag(row)) for row in rows]
