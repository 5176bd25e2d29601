"""The panels of compliance on the customer page."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext_lazy as _

from yinqiao.compliance import policies, queries
from yinqiao.platform.ui.views.panel import PanelPage


class CompliancePanel(PanelPage):
    """授权与测评: consents, assessments, completeness."""

    permission = policies.VIEW_CONSENT
    template_name = "compliance/panel.html"
    title = cast("str", _("Consents and assessments"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Everything the actor may see of it."""
        return {
            "object": queries.compliance(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            )
        }


class ComplianceSummary(CompliancePanel):
    """The short list on the overview."""

    template_name = "compliance/summary.html"
    title = cast("str", _("Compliance"))


class ConsentChips(CompliancePanel):
    """The marketing consents in the head of the page."""

    template_name = "compliance/consents.html"
    title = cast("str", _("Marketing consent"))
