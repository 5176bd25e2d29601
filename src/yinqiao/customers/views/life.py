"""Write down, end and strike out life events and members of the family."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import queries, services
from yinqiao.customers.forms import ReasonForm
from yinqiao.customers.life_forms import DependantForm, EndLifeEventForm, LifeEventForm
from yinqiao.customers.services import DependantDetails, LifeEventDetails
from yinqiao.customers.views.editing import CustomerEdit, ask_end, back_to, version_of
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import see_other

TAB = "customers.profile"


class AddLifeEvent(CustomerEdit):
    """A new life event."""

    form_class = LifeEventForm
    title = cast("str", gettext_lazy("Write a life event down"))
    toast_text = cast("str", gettext_lazy("Life event written down."))
    tab = TAB
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Nothing yet; the customer must be in scope."""
        queries.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {"happened_on": clock.bank_date(clock.now()), "told_by": "CUSTOMER"}, None

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Add it."""
        return services.add_life_event(
            actor=self.actor,
            now=clock.now(),
            customer_id=cast("int", kwargs["pk"]),
            details=LifeEventDetails(**data),  # type: ignore[arg-type]  # the fields of the form
        )


class AddDependant(CustomerEdit):
    """A new member of the family."""

    form_class = DependantForm
    title = cast("str", gettext_lazy("Add to the family"))
    toast_text = cast("str", gettext_lazy("Added to the family."))
    tab = TAB
    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Nothing yet; the customer must be in scope."""
        queries.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {}, None

    def save(
        self, *, now: object, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Add it."""
        return services.add_dependant(
            actor=self.actor,
            now=clock.now(),
            customer_id=cast("int", kwargs["pk"]),
            details=DependantDetails(**data),  # type: ignore[arg-type]  # the fields of the form
        )


def end_life_event(request: HttpRequest, pk: int, event_id: int) -> HttpResponse:
    """Ask whether it is over or was never so (GET, a dialog), then note it (POST)."""
    actor = actor_of(request)
    found = queries.life(actor=actor, customer_id=pk, now=clock.now())
    row = next((row for row in found.events if row.id == event_id), None)
    if row is None:
        raise NotFound(_("There is no such entry."))
    form = EndLifeEventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_life_event(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            event_id=event_id,
            version=version_of(request),
            reason=form.cleaned_data["reason"],
            is_wrong=form.cleaned_data["how"] == "wrong",
        )
        toasts.toast(request, _("Noted; what stood there stays in the history."))
        return see_other(request, back_to(pk, TAB))
    what = f"{row.kind_label} {row.happened_on}"
    return ask_end(request, form, what=what, version=row.version)


def end_dependant(request: HttpRequest, pk: int, dependant_id: int) -> HttpResponse:
    """Ask why (GET, a dialog), then take the member off (POST)."""
    actor = actor_of(request)
    found = queries.life(actor=actor, customer_id=pk, now=clock.now())
    row = next((one for one in (*found.children, *found.elders) if one.id == dependant_id), None)
    if row is None:
        raise NotFound(_("There is no such entry."))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_dependant(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            dependant_id=dependant_id,
            version=version_of(request),
            reason=form.cleaned_data["reason"],
        )
        toasts.toast(request, _("Noted; what stood there stays in the history."))
        return see_other(request, back_to(pk, TAB))
    return ask_end(request, form, what=row.kind_label, version=row.version)
