"""The list of leads, one of them, and the screen on which one is captured."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.table import Action
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.sales.leads import policies, queries, services, tables
from yinqiao.sales.leads.forms import CaptureForm, ContactForm, LeadFilterForm
from yinqiao.sales.leads.models import Lead
from yinqiao.sales.leads.queries import LeadCard, LeadFilter, LeadRow
from yinqiao.sales.leads.services import Captured, LeadDetails


class LeadList(ListPage[Lead, LeadRow]):
    """线索: one's own, the pool of the unit, those of the units; the best first."""

    permission = policies.VIEW
    title = cast("str", gettext_lazy("Leads"))
    table = tables.LEADS
    filter_form = LeadFilterForm
    default_order = "-score"
    unit = gettext_lazy("leads")
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("No lead here"),
        gettext_lazy(
            "Leads come from visitors, campaigns, recommendations, partner systems and lists. Look into the pool, or enter one."
        ),
        "user-search",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Lead]:
        """Those that match."""
        self.wanted = LeadFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.lead_list(actor=self.actor, wanted=self.wanted))

    def present(self, rows: list[Lead]) -> list[LeadRow]:
        """One page as read models; which it shows is in the trail before it is sent."""
        queries.record_listed(actor=self.actor, wanted=self.wanted, rows=rows)
        return queries.lead_rows(rows, actor=self.actor)

    def _form(self, query: QueryDict) -> Form | None:
        return LeadFilterForm(query, first=queries.first_show(self.actor))

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Where one is entered."""
        if not self.actor.can(policies.CAPTURE):
            return {}
        return {"head_actions": [Action(_("New lead"), reverse("leads:new"), "plus", "p")]}


class LeadPage(DetailPage[LeadCard]):
    """One lead: what it is worth and why, what was done, and what to do next."""

    permission = policies.VIEW
    template_name = "leads/lead.html"

    def read(self, pk: int) -> LeadCard:
        """The card, or 404; the look is in the trail, and one into the pool counts."""
        return services.open_lead(actor=self.actor, now=clock.now(), lead_id=pk)

    def title_of(self, found: LeadCard) -> str:
        """Who it is."""
        return found.row.name

    def breadcrumbs(self, found: LeadCard) -> list[tuple[str, str]]:
        """Back to the list."""
        return [(_("Leads"), reverse("leads:list"))]

    def extra(self, found: LeadCard) -> Mapping[str, object]:
        """State and clock as tags, and the form that is filled in most."""
        return {
            "form": ContactForm(),
            "state": tables.state_tag(found.row),
            "clock": tables.clock_tag(found.row),
            "score": tables.score_tag(found.row),
        }


class Capture(EditPage):
    """录入线索: one screen; who is known already is not entered twice."""

    permission = policies.CAPTURE
    title = cast("str", gettext_lazy("New lead"))
    submit_label = gettext_lazy("Enter")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Whoever works on leads may keep it."""
        return CaptureForm(data, initial=dict(initial), may_keep=self.actor.can(policies.WORK))

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> Captured:
        """Take it in."""
        details = LeadDetails(
            kind=data["kind"],
            name=data["name"],
            origin=data["origin"],
            interest=data["interest"],
            mobile=data["mobile"],
            uscc=data["uscc"],
            need=data["need"],
            amount=data["amount"],
            campaign=data["campaign"],
        )
        return services.capture_lead(
            actor=self.actor, now=now, details=details, keeps=bool(data.get("keeps"))
        )

    def toast(self, saved: object) -> str:
        """Say whether it was there already."""
        if cast("Captured", saved).is_known:
            return _("This lead was there already; what was said now stands with it.")
        return _("Lead entered.")

    def done_url(self, saved: object) -> str:
        """To the lead where the actor may see it, else on to the next one."""
        pk = cast("Captured", saved).lead_id
        if self.actor.can(policies.VIEW) and queries.is_visible(actor=self.actor, lead_id=pk):
            return reverse("leads:detail", args=[pk])
        return reverse("leads:new")

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("leads:list") if self.actor.can(policies.VIEW) else ""

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the list."""
        return [(_("Leads"), reverse("leads:list"))] if self.actor.can(policies.VIEW) else []
