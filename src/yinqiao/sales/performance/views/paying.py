"""Rules of incentives, and the vetoes of compliance."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other
from yinqiao.sales.performance import policies, queries, services
from yinqiao.sales.performance.forms import IncentiveForm, VetoForm


class Incentives(EditPage):
    """激励规则: what is paid for each figure, and from when."""

    permission = policies.SET_INCENTIVES
    template_name = "performance/incentives.html"
    form_class = IncentiveForm
    title = _("Rules of incentives")
    toast_text = _("The rule holds from its month on.")
    is_wide: ClassVar[bool] = True

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Set it."""
        return services.set_incentive(actor=self.actor, now=now, **dict(data))

    def done_url(self, saved: object) -> str:
        """Stay."""
        return reverse("performance:incentives")

    def extra(self) -> Mapping[str, object]:
        """All that held and hold."""
        return {"rules": queries.incentive_rules()}


class Vetoes(EditPage):
    """合规否决: whose incentives are set to nothing, and why."""

    permission = policies.VETO
    template_name = "performance/vetoes.html"
    form_class = VetoForm
    title = _("Compliance vetoes")
    toast_text = _("The veto holds; the person and her head see it with the reason.")
    is_wide: ClassVar[bool] = True

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Set it."""
        staff_id = organization.staff_ids([data["staff_no"]]).get(data["staff_no"])
        if staff_id is None:
            said = gettext("There is no such person.")
            raise InvalidInput(said, fields={"staff_no": said})
        return services.set_veto(
            actor=self.actor,
            now=now,
            staff_id=staff_id,
            month=data["month"],
            reason=data["reason"],
        )

    def done_url(self, saved: object) -> str:
        """Stay."""
        return reverse("performance:vetoes")

    def extra(self) -> Mapping[str, object]:
        """All of them."""
        return {"vetoes": queries.vetoes()}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """A veto that stands already is told at the form."""
        try:
            return super().post(request, *args, **kwargs)
        except services.VetoedAlready as error:
            form = VetoForm(request.POST)
            form.is_valid()
            form.add_error(None, error.message)
            return self._show(form, None, status=error.status)


class LiftVeto(Page):
    """Lift a veto."""

    permission = policies.VETO
    kind = PageKind.ACTION
    title = cast("str", _("Compliance vetoes"))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lift it, with the reason."""
        reason = request.POST.get("reason", "")
        services.lift_veto(actor=self.actor, now=clock.now(), veto_id=pk, reason=reason)
        toasts.toast(request, gettext("The veto is lifted; it stays on record."))
        return see_other(request, reverse("performance:vetoes"))
