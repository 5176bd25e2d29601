"""What is expected of an opportunity, and one that a manager opens herself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.ui.requests import wants_fragment
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales import policies, services, ways
from yinqiao.sales.choices import OWN
from yinqiao.sales.pipeline_forms import OwnForm, PlanForm
from yinqiao.sales.services import OwnDetails
from yinqiao.sales.views.acts import ActPage


class Plan(ActPage):
    """预计成交."""

    act = staticmethod(services.plan)
    form_class = PlanForm
    title = _("Expectation")
    submit_label = _("Save")
    toast_text = _("Saved.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What is expected now."""
        _none, version = super().load(**kwargs)
        card = self.card
        return {
            "amount": card.row.amount,
            "expected_on": card.row.expected_on,
            "probability": card.own_probability,
        }, version


class Choose(Page):
    """新建商机 from the board: for which customer. Who works without a script searches on a page of its own."""

    permission = policies.WORK
    template_name = "sales/choose.html"
    title = cast("str", _("New opportunity"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the search."""
        return self.page({"is_search": True})

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Return the customers in scope by name or number; every search is in the trail."""
        text = request.POST.get("q", "")[:100]
        found = customers.search(actor=self.actor, now=clock.now(), text=text)
        return self.page(
            {"is_search": not wants_fragment(request), "is_asked": True, "hits": found.hits}
        )


class Open(EditPage):
    """新建商机 for a customer."""

    permission = policies.WORK
    title = cast("str", _("New opportunity"))
    submit_label = _("Open it")
    toast_text = _("The opportunity is open.")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember for whom."""
        self.customer_id = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Find the customer; the key makes a second click the same opportunity."""
        self.customer = customers.customer_card(
            actor=self.actor, customer_id=self.customer_id, now=clock.now()
        ).row
        usual = ways.way_for(OWN, is_company=self.customer.is_company)
        return {"key": uuid4().hex, "way": usual.code, "is_marketing": True}, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the pipelines of this kind of customer."""
        offered = [
            (way.code, way.title)
            for way in ways.ways()
            if way.is_company == self.customer.is_company
        ]
        return OwnForm(data, ways=offered, initial=dict(initial))

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> int:
        """Open it."""
        details = OwnDetails(customer_id=self.customer_id, **data)
        return services.open_own(actor=self.actor, now=now, details=details)

    def done_url(self, saved: object) -> str:
        """To the opportunity."""
        return reverse("sales:detail", args=[saved])

    def cancel_url(self) -> str:
        """Back to the customer."""
        return reverse("customers:detail", args=[self.customer_id])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The customer."""
        return [(self.customer.name, self.cancel_url())]
