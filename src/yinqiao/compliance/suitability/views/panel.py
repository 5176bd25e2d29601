"""适当性: what may be sold to this customer and why not, and what is on record."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext_lazy

from yinqiao.compliance import policies as compliance_policies
from yinqiao.compliance.suitability import policies, queries, services
from yinqiao.compliance.suitability.choices import MarkKind
from yinqiao.compliance.suitability.forms import (
    ChangeForm,
    MarkForm,
    OfferFilterForm,
    WithdrawForm,
)
from yinqiao.compliance.suitability.services import MarkDetails
from yinqiao.compliance.suitability.views.sittings import tab_of
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.panel import PanelPage
from yinqiao.products.queries import ShelfFilter


class SuitabilityPanel(PanelPage):
    """The tab: how the customer stands, and each product on sale with its answer."""

    permission = compliance_policies.VIEW_CONSENT
    template_name = "compliance/suitability.html"
    title = cast("str", gettext_lazy("Suitability of products"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Today's answer: what may be sold is no matter of the past."""
        form = OfferFilterForm(self.request.GET)
        form.is_valid()
        wanted = form.cleaned_data
        return {
            "standing": queries.buyer_standing(actor=self.actor, customer_id=pk, now=self.now),
            "answers": queries.shelf_for(
                actor=self.actor,
                customer_id=pk,
                wanted=ShelfFilter(
                    q=wanted.get("q", ""),
                    product_class=wanted.get("product_class", ""),
                    on_sale_only=True,
                ),
                now=self.now,
                is_customer_initiated=bool(wanted.get("is_customer_initiated")),
            ),
            "made": queries.sittings(actor=self.actor, customer_id=pk),
            "filter_form": form,
            "has_filter": bool(wanted.get("q") or wanted.get("product_class")),
            "can_take": self.actor.can(policies.TAKE_ASSESSMENT),
            "can_mark": self.actor.can(policies.MARK_BUYER),
        }


class _MarkPage(EditPage):
    """What writing a mark down has in common."""

    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"
    toast_text = gettext_lazy("Noted.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The customer must be in scope."""
        customers.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {}, None

    def done_url(self, saved: object) -> str:
        """Back to the tab."""
        return tab_of(self.kwargs["pk"])


class SetMark(_MarkPage):
    """What compliance or the head found."""

    permission = policies.MARK_BUYER
    form_class = MarkForm
    title = gettext_lazy("Note about suitability")

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.set_mark(
            actor=self.actor,
            now=clock.now(),
            customer_id=cast("int", kwargs["pk"]),
            details=MarkDetails(**data),  # type: ignore[arg-type]  # the fields of the form
        )


class TellChange(_MarkPage):
    """What the customer tells: sales of investments stop until a new assessment."""

    permission = policies.TAKE_ASSESSMENT
    form_class = ChangeForm
    title = gettext_lazy("The customer's circumstances changed")

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        return services.set_mark(
            actor=self.actor,
            now=clock.now(),
            customer_id=cast("int", kwargs["pk"]),
            details=MarkDetails(MarkKind.CHANGED, str(data["reason"])),
        )


class EndMark(_MarkPage):
    """It holds no more."""

    permission = policies.MARK_BUYER
    form_class = WithdrawForm
    title = gettext_lazy("End the note")
    toast_text = gettext_lazy("The note was ended; it stays in the history.")

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """End it."""
        services.end_mark(
            actor=self.actor,
            now=clock.now(),
            customer_id=cast("int", kwargs["pk"]),
            mark_id=cast("int", kwargs["mark_id"]),
            reason=str(data["reason"]),
        )
        return None
