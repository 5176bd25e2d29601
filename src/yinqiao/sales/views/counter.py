"""转介 at the counter: the customer's wish in the customer's words, to the main manager or the pool."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import queries as customers
from yinqiao.interactions import queries as interactions
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import put_errors
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.sales import policies, queries, services
from yinqiao.sales.forms import ReferralForm


class ReferralPage(Page):
    """One referral of a visit; what the visit's note says already is not typed again."""

    permission = policies.REFER
    kind = PageKind.FRAGMENT
    template_name = "sales/referral.html"
    title: ClassVar[Text] = _("Refer to the manager")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the form, or what became of the referral."""
        visit = self._visit(kwargs)
        noted = interactions.counter_visit(
            actor=self.actor, customer_id=visit.customer_id, key=visit.key
        )
        return self._show(visit, ReferralForm(initial={"need": noted.note if noted else ""}))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Pass it on."""
        visit, form = self._visit(kwargs), ReferralForm(request.POST)
        if not form.is_valid():
            return self._show(visit, form, status=InvalidInput.status)
        try:
            services.refer_customer(
                actor=self.actor,
                now=clock.now(),
                customer_id=visit.customer_id,
                key=visit.key,
                need=form.cleaned_data["need"],
            )
        except InvalidInput as error:
            put_errors(form, error)
            return self._show(visit, form, status=error.status)
        return self._show(visit, form)

    def _visit(self, kwargs: dict[str, object]) -> customers.Visit:
        return customers.visit_of(actor=self.actor, now=clock.now(), name=str(kwargs["visit"]))

    def _show(
        self, visit: customers.Visit, form: ReferralForm, *, status: int = 200
    ) -> HttpResponse:
        referred = queries.referral_of(
            actor=self.actor, customer_id=visit.customer_id, key=visit.key
        )
        return self.page({"form": form, "referred": referred}, status=status)
