"""Enter a potential customer; whoever is known already is shown before anything is saved."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import choices, policies, services
from yinqiao.customers.prospect_forms import ProspectForm
from yinqiao.customers.queries import EntryCheck
from yinqiao.customers.services import ProspectDetails
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.views.edit import EditPage

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer


class NewProspect(EditPage):
    """One screen; a second look where somebody is alike."""

    permission = policies.CREATE
    form_class = ProspectForm
    template_name = "customers/prospect.html"
    fragment_template = "customers/prospect_form.html"
    title = cast("str", gettext_lazy("New potential customer"))
    submit_label = cast("str", gettext_lazy("Enter"))
    check: EntryCheck | None = None
    is_alike = False

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With the box to tick where somebody was found alike."""
        is_alike = data is not None and "has_seen" in data
        return ProspectForm(data, initial=dict(initial), is_alike=is_alike)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """A name that was searched for need not be typed again."""
        return {"name": self.request.GET.get("name", "")[:120]}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Enter her, or show whom she may be."""
        try:
            return services.enter_prospect(
                actor=self.actor,
                now=now,
                details=_details(data),
                has_seen=bool(data.get("has_seen")),
            )
        except services.DuplicateCustomer as error:
            self.check = error.check
            self.is_alike = not (error.check.is_exact or error.check.is_elsewhere)
            raise InvalidInput(error.message) from error

    def extra(self) -> Mapping[str, object]:
        """Whoever was found alike; the form then asks whether the person has looked."""
        box = ProspectForm(is_alike=True)["has_seen"] if self.is_alike else None
        return {"check": self.check, "seen_box": box, "access_url": reverse("customers:access")}

    def done_url(self, saved: object) -> str:
        """The new customer's page."""
        return reverse("customers:detail", args=[cast("Customer", saved).pk])

    def cancel_url(self) -> str:
        """Back to the list."""
        return reverse("customers:list")

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """Below the list."""
        return [(_("Customers"), reverse("customers:list"))]


def _details(data: Mapping[str, Any]) -> ProspectDetails:
    return ProspectDetails(
        kind=data["kind"],
        name=data["name"],
        mobile=data["mobile"],
        id_type=data["id_type"] if data["id_number"] else "",
        id_number=data["id_number"],
        uscc=data["uscc"] if data["kind"] == choices.Kind.COMPANY else "",
        birth_on=data["birth_on"],
    )
