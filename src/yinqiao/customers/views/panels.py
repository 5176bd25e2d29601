"""The tabs of the customer page that this room owns."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from django.utils.translation import gettext_lazy as _

from yinqiao.customers import policies, queries, relation_map
from yinqiao.platform import clock
from yinqiao.platform.ui import next_steps
from yinqiao.platform.ui.views.detail import Slot, slots
from yinqiao.platform.ui.views.panel import PanelPage

STEPS_SHOWN = 5


class ProfilePanel(PanelPage):
    """资料: facts with their owner, employment, declared figures."""

    permission = policies.VIEW
    template_name = "customers/panels/profile.html"
    title = cast("str", _("Profile"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The profile as known then."""
        found = queries.profile(actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of)
        return {
            "object": found,
            "life": self._life(found),
            "role_slots": self._roles(pk),
            "can_edit": self.as_of is None and self.actor.can(policies.EDIT),
            "can_correct": self.as_of is None and self.actor.can(policies.REQUEST_CORRECTION),
        }

    def _roles(self, pk: int) -> list[Slot]:
        """The panel of roles, as of the same day."""
        asked = self.request.GET.get("as_of", "")
        return [
            replace(slot, url=f"{slot.url}?as_of={asked}") if asked else slot
            for slot in slots("customer.profile", actor=self.actor, pk=pk)
        ]

    def _life(self, found: queries.Profile) -> queries.Life | None:
        """Life events and family of a person."""
        if found.is_company:
            return None
        return queries.life(
            actor=self.actor, customer_id=found.customer_id, now=self.now, as_of=self.as_of
        )


class ProfileSummary(ProfilePanel):
    """The facts on the overview; of a company also who stands behind it."""

    template_name = "customers/panels/summary.html"

    def _life(self, found: queries.Profile) -> queries.Life | None:
        """Told in full on its own tab."""
        return None

    def panel(self, pk: int) -> Mapping[str, object]:
        """The profile as known then, and the owners of a company."""
        found = super().panel(pk)
        profile = cast("queries.Profile", found["object"])
        if not profile.is_company:
            return found
        owners = queries.owners(actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of)
        return {**found, "owners": owners}


class ReachPanel(PanelPage):
    """证件与联系方式."""

    permission = policies.VIEW
    template_name = "customers/panels/reach.html"
    title = cast("str", _("Certificates and contacts"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Certificates, contacts and addresses as known then."""
        found = queries.reach(actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of)
        is_now = self.as_of is None
        return {
            "object": found,
            "can_edit": is_now and self.actor.can(policies.EDIT),
            "can_correct": is_now and self.actor.can(policies.REQUEST_CORRECTION),
            "can_reveal": is_now and self.actor.can(policies.REVEAL_PHONE),
        }


class TiesPanel(PanelPage):
    """家庭与关系, and who managed the customer when."""

    permission = policies.VIEW
    template_name = "customers/panels/ties.html"
    title = cast("str", _("Family and relations"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Relations and assignments as known then, and the map of the relations."""
        found = queries.ties(actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of)
        return {
            "object": found,
            "map": relation_map.map_of(found.relations),
            "label": queries.customer_label(actor=self.actor, customer_id=pk),
            "can_edit": self.as_of is None and self.actor.can(policies.EDIT),
        }


class TiesSummary(TiesPanel):
    """The relations on the overview."""

    template_name = "customers/panels/ties_summary.html"


class HistoryPanel(PanelPage):
    """变更历史: field, old, new, when, who."""

    permission = policies.VIEW
    template_name = "customers/panels/history.html"
    title = cast("str", _("History of changes"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The latest changes, and the correction requests about the customer."""
        requests = queries.corrections(actor=self.actor, customer_id=pk).order_by("-requested_at")[
            :20
        ]
        return {
            "entries": queries.history(actor=self.actor, customer_id=pk),
            "can_travel": self.actor.can(policies.VIEW_PAST),
            "corrections": queries.correction_rows(requests, actor=self.actor, now=clock.now()),
        }


class NextStepsPanel(PanelPage):
    """下一步: what stands open for the customer in all rooms, one line each with one thing to do. Of today only."""

    permission = policies.VIEW
    template_name = "customers/panels/next_steps.html"
    title = cast("str", _("Next steps"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The most urgent first; the rest behind a fold."""
        customer = queries.require_customer(actor=self.actor, customer_id=pk)
        asked = next_steps.StepAsked(
            pk,
            in_team=queries.is_in_team(actor=self.actor, customer=customer),
            now=self.now,
            today=clock.bank_date(self.now),
        )
        steps = next_steps.open_steps(self.actor, asked)
        return {
            "steps": steps,
            "shown": steps[:STEPS_SHOWN],
            "more": steps[STEPS_SHOWN:],
            "today": asked.today,
        }


class OwnershipPanel(PanelPage):
    """受益所有人 of a company, by the threshold of the rule or, asked for, by that of enhanced due diligence. Of today only."""

    permission = policies.VIEW
    template_name = "customers/panels/ownership.html"
    title = cast("str", _("Beneficial owners"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """As far as the scope reaches."""
        is_enhanced = self.request.GET.get("closer") == "1"
        found = queries.ownership_of(
            actor=self.actor, customer_id=pk, now=self.now, is_enhanced=is_enhanced
        )
        return {"object": found}


class GroupPanel(PanelPage):
    """集团与股东 of a company."""

    permission = policies.VIEW
    template_name = "customers/panels/group.html"
    title = cast("str", _("Group and shareholders"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """As known then."""
        found = queries.group_of(actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of)
        return {"object": found}
