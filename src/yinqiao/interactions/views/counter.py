"""核验 and 到店 at the counter: what was compared with the original, and what the visit was about."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import queries as customers
from yinqiao.interactions import policies, queries, services
from yinqiao.interactions.forms import CounterVisitForm
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import put_errors
from yinqiao.platform.ui.views.page import Page, PageKind

LOGGED = "visit-logged"


class CounterVisitPage(Page):
    """One visit, named by what finding the customer gave; once it is logged it is told, not asked again."""

    permission = policies.LOG_COUNTER_VISIT
    kind = PageKind.FRAGMENT
    template_name = "interactions/counter.html"
    title: ClassVar[Text] = _("Verify and note the visit")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the form, or what was logged."""
        return self._show(self._visit(kwargs), CounterVisitForm())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Log it."""
        visit, form = self._visit(kwargs), CounterVisitForm(request.POST)
        if not form.is_valid():
            return self._show(visit, form, status=InvalidInput.status)
        try:
            services.log_counter_visit(
                actor=self.actor,
                now=clock.now(),
                customer_id=visit.customer_id,
                key=visit.key,
                checks=form.cleaned_data["checks"],
                note=form.cleaned_data["note"],
            )
        except InvalidInput as error:
            put_errors(form, error)
            return self._show(visit, form, status=error.status)
        answer = self._show(visit, form)
        answer.headers["HX-Trigger"] = LOGGED
        return answer

    def _visit(self, kwargs: dict[str, object]) -> customers.Visit:
        return customers.visit_of(actor=self.actor, now=clock.now(), name=str(kwargs["visit"]))

    def _show(
        self, visit: customers.Visit, form: CounterVisitForm, *, status: int = 200
    ) -> HttpResponse:
        logged = queries.counter_visit(
            actor=self.actor, customer_id=visit.customer_id, key=visit.key
        )
        return self.page({"form": form, "logged": logged}, status=status)
