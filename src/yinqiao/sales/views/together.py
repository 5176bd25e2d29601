"""The same act on several opportunities of the list: shown first, then done, with a result for each (D7)."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.requests import picked_ids
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.sales import policies, queries, services
from yinqiao.sales.choices import Show
from yinqiao.sales.forms import (
    ContactForm,
    HandOverForm,
    LoseForm,
    OpportunityFilterForm,
    SnoozeForm,
)
from yinqiao.sales.queries import OpportunityFilter, OpportunityRow


class Together(Page):
    """What was picked comes as ids, or as `all` of the filter in the address; `confirmed` is sent with the filled form."""

    permission = policies.WORK
    kind = PageKind.ACTION
    template_name = "sales/together.html"
    http_method_names = ["post"]
    act: ClassVar[Callable[..., object]]
    form_class: ClassVar[type[Form]]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the picked ones with the form, or do it."""
        is_confirmed = bool(request.POST.get("confirmed"))
        rows = self._picked(request, is_confirmed=is_confirmed)
        form = self.form(request.POST if is_confirmed else None, rows)
        context: dict[str, object] = {
            "rows": rows,
            "form": form,
            "most": services.MOST_TOGETHER,
            "breadcrumbs": [(queries.list_title(self.actor), reverse("sales:list"))],
        }
        if is_confirmed and form.is_valid():
            context["results"] = self._results(request, rows, form)
        return self.page(context, status=InvalidInput.status if form.errors else 200)

    def form(self, data: QueryDict | None, rows: Sequence[OpportunityRow]) -> Form:
        """Build the form of the act."""
        return self.form_class(data)

    def _picked(self, request: HttpRequest, *, is_confirmed: bool) -> list[OpportunityRow]:
        """Return the open ones that were picked; those sent with the form even if they ended since, so that each is answered."""
        now = clock.now()
        wanted = (
            self._filter(request) if request.POST.get("all") else OpportunityFilter(state=Show.ANY)
        )
        found = queries.opportunity_list(
            actor=self.actor, wanted=wanted, today=clock.bank_date(now)
        )
        if not request.POST.get("all"):
            found = found.filter(pk__in=picked_ids(request))
        if not is_confirmed:
            found = found.filter(closed_at__isnull=True)
        return queries.opportunity_rows(
            found.order_by("urgency", "pk")[: services.MOST_TOGETHER], actor=self.actor, now=now
        )

    def _filter(self, request: HttpRequest) -> OpportunityFilter:
        form = OpportunityFilterForm(request.GET, actor=self.actor)
        form.is_valid()
        return OpportunityFilter(
            **{key: value for key, value in form.cleaned_data.items() if value}
        )

    def _results(
        self, request: HttpRequest, rows: Sequence[OpportunityRow], form: Form
    ) -> list[tuple[OpportunityRow, services.Done]]:
        """Do it with the versions that were shown; a row that changed since says so."""
        shown = {row.id: row for row in rows}
        seen = {pk: whole_number(request.POST.get(f"version-{pk}", "")) or 0 for pk in shown}
        outcomes = services.work_together(
            type(self).act,
            actor=self.actor,
            now=clock.now(),
            items=list(seen.items()),
            **form.cleaned_data,
        )
        return [(shown[outcome.pk], outcome) for outcome in outcomes]


class ContactTogether(Together):
    """Log one contact for many."""

    act = staticmethod(services.contact)
    form_class = ContactForm
    title = _("Log a contact")


class SnoozeTogether(Together):
    """Put many off."""

    act = staticmethod(services.snooze)
    form_class = SnoozeForm
    title = _("Put off together")


class LoseTogether(Together):
    """Close many as lost."""

    act = staticmethod(services.lose)
    form_class = LoseForm
    title = _("Close as lost")


class HandOverTogether(Together):
    """Hand many over."""

    act = staticmethod(services.hand_over)
    form_class = HandOverForm
    title = _("Hand over")

    def form(self, data: QueryDict | None, rows: Sequence[OpportunityRow]) -> Form:
        """Offer those who manage one of the customers; who cannot open another is told so in its line."""
        ids = [row.id for row in rows]
        return HandOverForm(
            data, people=queries.takers(actor=self.actor, opportunity_ids=ids, now=clock.now())
        )
