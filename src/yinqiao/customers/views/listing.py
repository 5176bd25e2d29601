"""The customer list and the counter's find screen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import policies, queries, tables
from yinqiao.customers.forms import CustomerFilterForm, FindForm
from yinqiao.customers.models import ListedCustomer
from yinqiao.customers.queries import CustomerFilter, CustomerRow
from yinqiao.customers.rules import is_personal_number
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock, registry
from yinqiao.platform.ui.paging import Order, QuerySetSource
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page
from yinqiao.platform.ui.views.searching import ChoicesPage


class CustomerList(ListPage[ListedCustomer, CustomerRow]):
    """Customers in scope: filters in the URL, keyset pages, the largest assets first where they may be seen."""

    permission = policies.VIEW
    template_name = "customers/list.html"
    fragment_template = "customers/list_rows.html"
    title = cast("str", _("Customers"))
    unit = _("customers")
    empty = EmptyState(
        _("No customers yet"),
        _("Customers come with the nightly batch, or when they are assigned to you."),
        "users",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page with the columns of this actor."""
        self.table = tables.customer_table(self.actor)
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[ListedCustomer]:
        """The customers that match."""
        self.wanted = CustomerFilter.of(dict(filters))
        return QuerySetSource(
            queries.customer_list(actor=self.actor, wanted=self.wanted),
            counted_as=("customers", self.actor.user_id, self.actor.scope, self.wanted),
        )

    def present(self, rows: list[ListedCustomer]) -> list[CustomerRow]:
        """One page as read models; whom it shows is in the trail before it is sent."""
        shown = [row.customer_id for row in rows]
        queries.record_listed(actor=self.actor, wanted=self.wanted, customer_ids=shown)
        return queries.customer_rows(rows, actor=self.actor, now=clock.now())

    def order(self) -> Order:
        """Return the order of the URL if this actor may sort by it."""
        plain = queries.default_order(self.actor)
        asked = Order.of(self.request.GET.get("sort", "") or plain)
        return asked if asked.field in queries.orders_of(self.actor) else Order.of(plain)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Whether the list can be exported, and the hint for numbers, which never stand in an address."""
        text = str(filters.get("q", ""))
        return {
            "title": gettext("My customers") if policies.owns_all(self.actor) else self.title,
            "always_shown": ("tier", "aum_band", "org_id", "rm_id"),
            "can_export": self.actor.can(policies.EXPORT) and not text,
            "is_number": bool(text) and is_personal_number(text),
            "access_url": reverse("customers:access"),
        }

    def _form(self, query: QueryDict) -> Form | None:
        return CustomerFilterForm(query, actor=self.actor, today=_today())


class UnitChoices(ChoicesPage):
    """The units to filter by, for a select that searches."""

    permission = policies.VIEW

    def choices(self, search: str) -> Iterable[tuple[str, str]]:
        """Those within one's own."""
        return queries.unit_choices(
            actor=self.actor, on=_today(), search=search, limit=queries.MOST_FOUND
        )


class ManagerChoices(ChoicesPage):
    """The managers to filter by, for a select that searches."""

    permission = policies.VIEW

    def choices(self, search: str) -> Iterable[tuple[str, str]]:
        """Those of the unit chosen."""
        return queries.manager_choices(
            actor=self.actor,
            on=_today(),
            org_id=whole_number(self.request.GET.get("org_id", "")),
            search=search,
            limit=queries.MOST_FOUND,
        )


def _today() -> date:
    return clock.bank_date(clock.now())


class FindCustomer(Page):
    """The counter: a number in full, five fields, nothing else (UI.md §6)."""

    permission = policies.FIND
    template_name = "customers/find.html"
    title = cast("str", _("Find a customer"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the empty form."""
        return self.page({"form": FindForm()})

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Find; the number travels in the body and is asked for again on every visit."""
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.page({"form": form}, status=422)
        found = queries.counter_card(
            actor=self.actor, now=clock.now(), number=form.cleaned_data["number"]
        )
        steps = self._steps(found.visit) if found else []
        known = {"found": found, "is_answered": True, "steps": steps}
        return self.page({"form": FindForm(), **known, "stranger": self._stranger()})

    def _stranger(self) -> tuple[str, str] | None:
        """Return (title, address) of what a room above offers to do for somebody who is no customer."""
        offered = (
            (gettext(one.title), reverse(one.url_name))
            for one in registry.panels.values()
            if one.place == "counter.stranger" and self.actor.can(one.permission)
        )
        return next(offered, None)

    def _steps(self, visit: str) -> list[tuple[str, str]]:
        """Return (title, address) of what rooms above offer to do for this visit."""
        offered = sorted(
            (one for one in registry.panels.values() if one.place == "counter.action"),
            key=lambda panel: panel.order,
        )
        return [
            (gettext(panel.title), reverse(panel.url_name, args=[visit]))
            for panel in offered
            if visit and self.actor.can(panel.permission)
        ]
