"""我的查看额度: what is left of one's own budget, and the leave one holds; more of it is asked for here."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.customers import policies, queries, services
from yinqiao.customers.forms import FieldsForm
from yinqiao.customers.services import FieldsOrder
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, see_other


class OwnBudget(Page):
    """One's own budget of today; it is read by nobody else here."""

    permission = policies.VIEW
    template_name = "customers/viewing_budget.html"
    title = cast("str", gettext_lazy("My viewing budget"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        now = clock.now()
        return self.page(
            {
                "budget": queries.viewing_budget(actor=self.actor, now=now),
                "grants": queries.own_field_grants(actor=self.actor, now=now),
            }
        )


class RequestFields(EditPage):
    """Ask for several numbers of several customers for some hours; another person decides."""

    permission = policies.VIEW
    form_class = FieldsForm
    title = cast("str", gettext_lazy("Ask for numbers in clear"))
    submit_label = cast("str", gettext_lazy("Submit for approval"))
    toast_text = cast("str", gettext_lazy("The request was sent. Another person decides."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer whose page one comes from."""
        return {"customer_nos": self.request.GET.get("customer_no", "")}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Send it."""
        order = FieldsOrder(
            customer_nos=str(data["customer_nos"]).split(),
            fields=cast("list[str]", data["fields_wanted"]),
            hours=cast("int", data["hours"]),
            reason=str(data["reason"]),
        )
        try:
            return services.request_fields(actor=self.actor, now=now, order=order)
        except InvalidInput as error:
            named = {
                {"fields": "fields_wanted"}.get(name, name): said
                for name, said in error.fields.items()
            }
            raise InvalidInput(error.message, fields=named) from None

    def done_url(self, saved: object) -> str:
        """One's own requests."""
        return reverse("workflow:mine")

    def cancel_url(self) -> str:
        """One's own leave and budget."""
        return reverse("customers:viewing-budget")


@require_POST
def revoke_fields(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what an approval opened."""
    services.revoke_fields(
        actor=actor_of(request),
        now=clock.now(),
        approval_id=pk,
        reason=request.POST.get("reason", ""),
    )
    toasts.toast(request, _("The leave was taken back."))
    return see_other(request, reverse("workflow:done"))
