"""No decision by a machine alone: the customer says so, or takes it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.compliance import services
from yinqiao.compliance.choices import CollectedVia
from yinqiao.compliance.privacy.forms import RefusalForm
from yinqiao.customers import policies
from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.services import RefusalTold
from yinqiao.platform import clock
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import see_other


class RefuseAutomation(EditPage):
    """The customer refuses: a dialog over the consents."""

    permission = policies.RECORD_REFUSAL
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"
    form_class = RefusalForm
    title = cast("str", gettext_lazy("Record a refusal of automated decisions"))
    toast_text = cast("str", gettext_lazy("No score is used for the customer any more."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope."""
        customers.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {"told_via": CollectedVia.BRANCH}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.refuse_automation(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            told=RefusalTold(**data),  # type: ignore[arg-type]  # the fields of the form
        )

    def done_url(self, saved: object) -> str:
        """Back to the consents."""
        return reverse("compliance:consent-matrix", args=[self.kwargs["pk"]])


@require_POST
def accept_automation(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer takes the refusal back."""
    customer_services.accept_automation(actor=actor_of(request), now=clock.now(), customer_id=pk)
    toasts.toast(request, _("The refusal is taken back."))
    return see_other(request, reverse("compliance:consent-matrix", args=[pk]))
