"""外部信息: what is said about the customer outside the bank; attach an item, withdraw one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import policies, queries, services
from yinqiao.customers.external_forms import ExternalItemForm
from yinqiao.customers.forms import ReasonForm
from yinqiao.customers.services import ExternalDetails
from yinqiao.customers.views.editing import AddInDialog
from yinqiao.customers.views.ending import Ending, ask_and_end, back_to, entry
from yinqiao.platform import clock
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.panel import PanelPage

TAB = "customers.external"


class ExternalPanel(PanelPage):
    """Items and events of registers, the newest first."""

    permission = policies.VIEW
    template_name = "customers/panels/external.html"
    title = cast("str", gettext_lazy("External information"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """As known then."""
        return {
            "rows": queries.external_items(actor=self.actor, customer_id=pk, as_of=self.as_of),
            "can_edit": self.as_of is None and self.actor.can(policies.EDIT),
        }


class AttachItem(AddInDialog):
    """A new item."""

    form_class = ExternalItemForm
    title = cast("str", gettext_lazy("Attach external information"))
    toast_text = cast("str", gettext_lazy("Attached."))
    tab = TAB

    def first(self) -> Mapping[str, object]:
        """Of today."""
        return {"published_on": clock.bank_date(clock.now())}

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Attach it."""
        return services.attach_item(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            details=ExternalDetails(**data),  # type: ignore[arg-type]  # the fields of the form
        )


def withdraw_item(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """Ask why, then take an item off the page."""
    actor = actor_of(request)
    found = queries.external_items(actor=actor, customer_id=pk)
    row = entry(found, lambda row: row.item_id == item_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.withdraw_item(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            item_id=item_id,
            version=version,
            reason=asked["reason"],
        )

    said = _("Noted; what stood there stays in the history.")
    ending = Ending(row.title, row.version, end, said)
    return ask_and_end(request, ReasonForm(request.POST or None), ending, back=back_to(pk, TAB))
