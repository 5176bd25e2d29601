"""Pages of data quality: the overview, one rule with the customers it means, a manager's tasks and their forms."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import policies
from yinqiao.customers.models import Customer
from yinqiao.customers.quality import queries, tables
from yinqiao.customers.quality.catalogue import DIFFERENCES
from yinqiao.customers.quality.desk import steward_desk
from yinqiao.customers.quality.differences import DifferenceRow, difference_rows
from yinqiao.customers.quality.forms import (
    DifferenceForm,
    NumberForm,
    QualityFilterForm,
)
from yinqiao.customers.quality.numbers import SystemNumber, find_numbers, numbers_of
from yinqiao.customers.quality.queries import FaultyRow, TrendPoint, Wanted
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource, SequenceSource
from yinqiao.platform.ui.table import Table
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page
from yinqiao.platform.ui.views.panel import PanelPage


class QualityPage(Page):
    """数据质量: four dimensions, every rule against its target, the trend; by unit and source."""

    permission = policies.VIEW_QUALITY
    template_name = "customers/quality.html"
    title = cast("str", gettext_lazy("Data quality"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the newest measure; a unit or source that is not in reach filters nothing."""
        wanted = wanted_of(request.GET)
        found = queries.overview(actor=self.actor, wanted=wanted, now=clock.now())
        form = QualityFilterForm(request.GET, units=found.units, sources=found.sources)
        return self.page(
            {
                "object": found,
                "filter_form": form,
                "query": request.GET.urlencode(),
                "course": course_of(found.trend),
            }
        )


class FaultyCustomers(ListPage[Customer, FaultyRow]):
    """One rule: by unit and source, over time, and the customers in scope whom it means now."""

    permission = policies.VIEW_QUALITY
    template_name = "customers/quality_rule.html"
    table: Table[FaultyRow] = tables.FAULTY
    default_order = "pk"
    unit = gettext_lazy("customers")
    empty = EmptyState(
        gettext_lazy("Nobody in your scope"),
        gettext_lazy("The rule finds fault with no customer whom you may see."),
        "circle-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Customer]:
        """Whom the rule finds fault with at this moment."""
        rows = queries.faulty(
            actor=self.actor,
            key=self.kwargs["rule"],
            wanted=wanted_of(self.request.GET),
            now=clock.now(),
        )
        return QuerySetSource(
            rows, counted_as=(self.actor.user_id, self.kwargs["rule"], self.request.GET.urlencode())
        )

    def present(self, rows: list[Customer]) -> list[FaultyRow]:
        """One page as read models; whom it shows is written down."""
        ids = [row.pk for row in rows]
        queries.record_faulty(actor=self.actor, key=self.kwargs["rule"], customer_ids=ids)
        return queries.faulty_rows(rows, actor=self.actor)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """The rule itself above the list."""
        card = queries.rule_card(
            actor=self.actor,
            key=self.kwargs["rule"],
            wanted=wanted_of(self.request.GET),
            now=clock.now(),
        )
        return {
            "title": str(queries.rule_named(self.kwargs["rule"]).title),
            "card": card,
            "course": course_of(card.trend) if card else {},
            "breadcrumbs": [(_("Data quality"), reverse("customers:quality"))],
        }


class Differences(ListPage[Customer, DifferenceRow]):
    """主数据差异: what sources say differently of one field, which value stands and why, and how it is settled."""

    permission = policies.VIEW_QUALITY
    title = cast("str", gettext_lazy("Differences between systems"))
    table: Table[DifferenceRow] = tables.DIFFERENCES
    filter_form = DifferenceForm
    default_order = "pk"
    unit = gettext_lazy("customers")
    empty = EmptyState(
        gettext_lazy("The sources agree"),
        gettext_lazy("No customer in your scope of whom two sources tell different things."),
        "circle-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Customer]:
        """Whose sources differ at this moment."""
        rows = queries.faulty(actor=self.actor, key=self.compared, wanted=Wanted(), now=clock.now())
        return QuerySetSource(rows, counted_as=(self.actor.user_id, "differences", self.compared))

    def present(self, rows: list[Customer]) -> list[DifferenceRow]:
        """One page as read models; whom it shows is written down."""
        ids = [row.pk for row in rows]
        queries.record_faulty(actor=self.actor, key=self.compared, customer_ids=ids)
        return difference_rows(rows, actor=self.actor, key=self.compared)

    @property
    def compared(self) -> str:
        """The rule that compares the field asked for."""
        asked = self.request.GET.get("rule", "")
        known = [rule.key for rule in DIFFERENCES]
        return asked if asked in known else known[0]


class NumberSearch(ListPage[SystemNumber, SystemNumber]):
    """Which customer a number of any system belongs to."""

    permission = policies.GOVERN
    title = cast("str", gettext_lazy("Numbers in other systems"))
    table: Table[SystemNumber] = tables.NUMBERS
    filter_form = NumberForm
    default_order = "id"
    unit = gettext_lazy("numbers")
    empty = EmptyState(
        gettext_lazy("Look a number up"),
        gettext_lazy("Type the whole number that a system gives the customer."),
        "search",
    )

    def source(self, filters: Mapping[str, object]) -> SequenceSource[SystemNumber]:
        """Exact numbers only."""
        rows = find_numbers(actor=self.actor, number=str(filters.get("number", "")))
        return SequenceSource(rows, key=lambda row: row.id, value=lambda row, _field: row.id)


class NumbersPanel(PanelPage):
    """One customer's numbers in every system."""

    permission = policies.VIEW
    template_name = "customers/panels/numbers.html"
    title = cast("str", gettext_lazy("Numbers in other systems"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The numbers, those of merged records with whom they answer as."""
        rows = numbers_of(actor=self.actor, customer_id=pk)
        return {"rows": [(row, tables.number_state(row)) for row in rows]}


class StewardDesk(Page):
    """数据治理: what waits for the data steward, by kind and by unit."""

    permission = policies.GOVERN
    template_name = "customers/steward.html"
    title = cast("str", gettext_lazy("Data governance"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the counts of now and the measures of the last batch."""
        return self.page({"object": steward_desk(actor=self.actor, now=clock.now())})


def wanted_of(query: QueryDict) -> Wanted:
    """Return unit and source that the address asks for."""
    return Wanted(whole_number(query.get("org_id", "")), query.get("source", "")[:20])


def course_of(points: tuple[TrendPoint, ...]) -> dict[str, object]:
    """Return the option of the trend's line; nothing for less than two days."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return {}
    return {
        "grid": {"left": 4, "right": 16, "top": 12, "bottom": 0, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": [f"{point.on:%m-%d}" for point in points],
            "boundaryGap": False,
        },
        "yAxis": {"type": "value", "scale": True, "splitNumber": 3},
        "series": [
            {
                "type": "line",
                "data": [float(point.share) for point in points],
                "symbol": "none",
                "lineStyle": {"width": 2},
            }
        ],
    }
