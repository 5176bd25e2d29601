"""话术库, one script, and what fits an opportunity."""

from collections.abc import Mapping
from typing import ClassVar, cast

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.panel import PanelPage
from yinqiao.sales import policies as sales
from yinqiao.sales.scripts import policies, queries, tables
from yinqiao.sales.scripts.forms import ScriptFilterForm
from yinqiao.sales.scripts.models import Script
from yinqiao.sales.scripts.queries import ScriptCard, ScriptFilter, ScriptRow


class Library(ListPage[Script, ScriptRow]):
    """All scripts with what came of using them."""

    permission = policies.VIEW
    title = cast("str", _("Scripts"))
    table = tables.SCRIPTS
    filter_form = ScriptFilterForm
    default_order = "title"
    unit = _("scripts")
    empty: ClassVar[EmptyState] = EmptyState(
        _("No script here"),
        _("Scripts are written by marketing and product managers and reviewed by compliance."),
        "message-circle",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Script]:
        """Those that match."""
        wanted = ScriptFilter(**{name: str(value) for name, value in filters.items()})
        on = clock.bank_date(clock.now())
        return QuerySetSource(queries.script_list(wanted=wanted, on=on))

    def present(self, rows: list[Script]) -> list[ScriptRow]:
        """One page as read models."""
        return queries.script_rows(rows, actor=self.actor, on=clock.bank_date(clock.now()))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Where one is written."""
        if not self.actor.can(policies.EDIT):
            return {}
        return {
            "head_actions": [Action(gettext("New script"), reverse("scripts:new"), "plus", "p")]
        }


class ScriptPage(DetailPage[ScriptCard]):
    """One script: its words, versions, and results."""

    permission = policies.VIEW
    template_name = "scripts/script.html"

    def read(self, pk: int) -> ScriptCard:
        """The card, or 404."""
        return queries.script_card(actor=self.actor, script_id=pk, on=clock.bank_date(clock.now()))

    def title_of(self, found: ScriptCard) -> str:
        """What it is called."""
        return found.row.title

    def breadcrumbs(self, found: ScriptCard) -> list[tuple[str, str]]:
        """Below the library."""
        return [(str(Library.title), reverse("scripts:list"))]

    def extra(self, found: ScriptCard) -> Mapping[str, object]:
        """The state as a badge."""
        return {"state": tables.state_tag(found.row)}


class ForOpportunity(PanelPage):
    """What fits the customer of an opportunity, with answers to objections by key."""

    permission = sales.VIEW
    template_name = "scripts/fitting.html"
    title = cast("str", _("Scripts"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The closest, and the answers."""
        found = queries.scripts_for(actor=self.actor, opportunity_id=pk, now=self.now)
        return {"found": found, "can_use": self.actor.can(sales.WORK)}
