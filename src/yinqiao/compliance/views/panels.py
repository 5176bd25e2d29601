"""The panels of compliance on the customer page."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext_lazy as _

from yinqiao.compliance import policies, queries
from yinqiao.compliance.privacy import policies as privacy_policies
from yinqiao.compliance.privacy import queries as privacy
from yinqiao.compliance.queries import ContactCard
from yinqiao.customers import queries as customers
from yinqiao.platform.ui.views.panel import PanelPage


class CompliancePanel(PanelPage):
    """授权与测评: consents, assessments, completeness."""

    permission = policies.VIEW_CONSENT
    template_name = "compliance/panel.html"
    title = cast("str", _("Consents and assessments"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Everything the actor may see of it; of contact only what holds now, for the gate has no past."""
        return {
            "object": queries.compliance(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            ),
            "contact": None if self.as_of else self.contact(pk),
        }

    def contact(self, pk: int) -> ContactCard:
        """Whether the customer may be contacted now."""
        return queries.contact_card(actor=self.actor, customer_id=pk, now=self.now)


class ComplianceSummary(CompliancePanel):
    """The short list on the overview."""

    template_name = "compliance/summary.html"
    title = cast("str", _("Compliance"))


class ConsentChips(CompliancePanel):
    """In the head of the page: by which channels marketing is allowed now."""

    template_name = "compliance/consents.html"
    title = cast("str", _("Marketing consent"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Today's answer, whatever day the page below shows."""
        sees_holds = self.actor.can(privacy_policies.VIEW_LEGAL_HOLD)
        return {
            "contact": self.contact(pk),
            "refusal": customers.automation_refusal(customer_id=pk),
            "is_held": sees_holds and privacy.is_held(customer_id=pk),
            "until": customers.restricted_until(customer_ids=[pk]).get(pk) if sees_holds else None,
        }


class GradeMark(PanelPage):
    """Beside the name: the grade of the newest risk assessment and until when it holds."""

    permission = policies.VIEW_CONSENT
    template_name = "compliance/grade.html"
    title = cast("str", _("Risk assessment"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The newest one."""
        return {
            "grade": queries.current_assessment(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            )
        }
