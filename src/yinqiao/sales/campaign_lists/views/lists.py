"""The lists, one of them with its figures, and its names."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.sales.campaign_lists import policies, queries, services, tables
from yinqiao.sales.campaign_lists.forms import ListFilterForm, NameFilterForm
from yinqiao.sales.campaign_lists.models import CampaignList, Entry
from yinqiao.sales.campaign_lists.queries import ListCard, ListRow, NameFilter, NameRow


class Lists(ListPage[CampaignList, ListRow]):
    """名单下发: the lists that one made, and those with names in one's units."""

    permission = policies.VIEW
    title = cast("str", gettext_lazy("Campaign lists"))
    table = tables.LISTS
    filter_form = ListFilterForm
    default_order = "-made_at"
    unit = gettext_lazy("lists")
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("No list here"),
        gettext_lazy(
            "The head office or a branch makes a list of customers, somebody agrees, and it goes down to the units and managers."
        ),
        "list-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[CampaignList]:
        """Those that match."""
        state = str(filters.get("state", ""))
        return QuerySetSource(queries.list_list(actor=self.actor, state=state))

    def present(self, rows: list[CampaignList]) -> list[ListRow]:
        """One page as read models."""
        return queries.list_rows(rows, actor=self.actor)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Where one is made."""
        if not self.actor.can(policies.MAKE):
            return {}
        new = Action(_("New list"), reverse("campaign_lists:new"), "plus", "p")
        return {"head_actions": [new]}


class ListDetail(DetailPage[ListCard]):
    """One list: what it is for, how far it has come by unit and manager, and what to do next."""

    permission = policies.VIEW
    template_name = "campaign_lists/list.html"

    def read(self, pk: int) -> ListCard:
        """The card, or 404."""
        return queries.list_card(actor=self.actor, list_id=pk, now=clock.now())

    def title_of(self, found: ListCard) -> str:
        """What it is called."""
        return found.row.name

    def breadcrumbs(self, found: ListCard) -> list[tuple[str, str]]:
        """Back to the lists."""
        return [(_("Campaign lists"), reverse("campaign_lists:list"))]

    def extra(self, found: ListCard) -> Mapping[str, object]:
        """The state as a tag; whether its names can be drilled down to."""
        sees = not self.actor.scope.is_empty
        return {"state": tables.state_tag(found.row), "sees_names": sees}


class Names(ListPage[Entry, NameRow]):
    """The names of a list in the actor's scope, by unit, manager and state."""

    permission = policies.VIEW
    title = cast("str", gettext_lazy("Names of the list"))
    table = tables.NAMES
    filter_form = NameFilterForm
    default_order = "pk"
    unit = gettext_lazy("names")
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("No name here"),
        gettext_lazy("Names of customers in your scope appear here."),
        "list-details",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Entry]:
        """Those that match, of a list in sight."""
        self.list_id = cast("int", self.kwargs["pk"])
        self.row = queries.list_of(actor=self.actor, list_id=self.list_id)
        self.wanted = NameFilter(
            standing=str(filters.get("standing", "")),
            org_id=whole_number(str(filters.get("org", ""))),
            owner_id=whole_number(str(filters.get("owner", ""))),
        )
        rows = queries.name_list(actor=self.actor, list_id=self.list_id, wanted=self.wanted)
        return QuerySetSource(rows.select_related("code"))

    def present(self, rows: list[Entry]) -> list[NameRow]:
        """One page as read models; whom it shows is in the trail before it is sent."""
        found = queries.name_rows(rows, actor=self.actor, now=clock.now())
        queries.record_names(actor=self.actor, list_id=self.list_id, wanted=self.wanted, rows=found)
        return found

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Back to the list."""
        back = reverse("campaign_lists:detail", args=[self.list_id])
        return {
            "breadcrumbs": [
                (_("Campaign lists"), reverse("campaign_lists:list")),
                (self.row.name, back),
            ]
        }


def export_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the file to who asked for it and got leave; counted and audited."""
    actor, now = actor_of(request), clock.now()
    services.fetch_export(actor=actor, now=now, list_id=pk)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            _("Customer number"),
            _("Unit"),
            _("In charge"),
            _("State"),
            _("What came of it"),
            _("Fed back"),
        ]
    )
    writer.writerows(
        [_safe(cell) for cell in row] for row in queries.exported_rows(actor=actor, list_id=pk)
    )
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="list-{pk}.csv"'
    return answer


def _safe(cell: str) -> str:
    """Let no spreadsheet take a cell for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t"} else cell
