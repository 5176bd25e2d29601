"""本行关系身份: what the customer is to the bank; compliance sets a role and ends one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import policies, queries, services
from yinqiao.customers.role_forms import EndRoleForm, PartyRoleForm
from yinqiao.customers.services import PartyRoleDetails
from yinqiao.customers.views.editing import AddInDialog
from yinqiao.customers.views.ending import Ending, ask_and_end, back_to, entry
from yinqiao.platform import clock
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.panel import PanelPage

TAB = "customers.profile"


class RolesPanel(PanelPage):
    """The roles with their periods, who set them and why."""

    permission = policies.VIEW
    template_name = "customers/panels/roles.html"
    title = cast("str", gettext_lazy("Roles at the bank"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """As known then."""
        found = queries.party_roles(
            actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
        )
        return {
            "rows": found,
            "can_set": self.as_of is None and self.actor.can(policies.SET_ROLE),
        }


class SetRole(AddInDialog):
    """A new role."""

    permission = policies.SET_ROLE
    form_class = PartyRoleForm
    title = cast("str", gettext_lazy("Set a role at the bank"))
    toast_text = cast("str", gettext_lazy("The role is set."))
    tab = TAB

    def first(self) -> Mapping[str, object]:
        """From today on."""
        return {"valid_from": clock.bank_date(clock.now())}

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Set it."""
        return services.set_role(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            details=PartyRoleDetails(**data),  # type: ignore[arg-type]  # the fields of the form
        )


def end_role(request: HttpRequest, pk: int, role_id: int) -> HttpResponse:
    """Ask whether it ends or never was, then note it."""
    actor = actor_of(request)
    found = queries.party_roles(actor=actor, customer_id=pk, now=clock.now())
    row = entry(found, lambda row: row.id == role_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.end_role(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            role_id=role_id,
            version=version,
            reason=asked["reason"],
            is_wrong=asked["how"] == "wrong",
        )

    said = _("Noted; what stood there stays in the history.")
    ending = Ending(row.kind_label, row.version, end, said)
    return ask_and_end(request, EndRoleForm(request.POST or None), ending, back=back_to(pk, TAB))
