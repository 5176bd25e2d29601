"""Write down, end and strike out life events and members of the family."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import queries, services
from yinqiao.customers.choices import ToldBy
from yinqiao.customers.forms import ReasonForm
from yinqiao.customers.life_forms import DependantForm, EndLifeEventForm, LifeEventForm
from yinqiao.customers.services import DependantDetails, LifeEventDetails
from yinqiao.customers.views.editing import AddInDialog
from yinqiao.customers.views.ending import Ending, ask_and_end, back_to, entry
from yinqiao.platform import clock
from yinqiao.platform.ui.requests import actor_of

TAB = "customers.profile"


class AddLifeEvent(AddInDialog):
    """A new life event."""

    form_class = LifeEventForm
    title = cast("str", gettext_lazy("Write a life event down"))
    toast_text = cast("str", gettext_lazy("Life event written down."))
    tab = TAB

    def first(self) -> Mapping[str, object]:
        """Today, and told by the customer."""
        return {"happened_on": clock.bank_date(clock.now()), "told_by": ToldBy.CUSTOMER.value}

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


class AddDependant(AddInDialog):
    """A new member of the family."""

    form_class = DependantForm
    title = cast("str", gettext_lazy("Add to the family"))
    toast_text = cast("str", gettext_lazy("Added to the family."))
    tab = TAB

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
    """Ask whether it is over or was never so, then note it."""
    actor = actor_of(request)
    found = queries.life(actor=actor, customer_id=pk, now=clock.now())
    row = entry(found.events, lambda row: row.id == event_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.end_life_event(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            event_id=event_id,
            version=version,
            reason=asked["reason"],
            is_wrong=asked["how"] == "wrong",
        )

    what = f"{row.kind_label} {row.happened_on}"
    ending = Ending(what, row.version, end, _("Noted; what stood there stays in the history."))
    form = EndLifeEventForm(request.POST or None)
    return ask_and_end(request, form, ending, back=back_to(pk, TAB))


def end_dependant(request: HttpRequest, pk: int, dependant_id: int) -> HttpResponse:
    """Ask why, then take the member off."""
    actor = actor_of(request)
    found = queries.life(actor=actor, customer_id=pk, now=clock.now())
    row = entry((*found.children, *found.elders), lambda row: row.id == dependant_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.end_dependant(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            dependant_id=dependant_id,
            version=version,
            reason=asked["reason"],
        )

    said = _("Noted; what stood there stays in the history.")
    ending = Ending(row.kind_label, row.version, end, said)
    return ask_and_end(request, ReasonForm(request.POST or None), ending, back=back_to(pk, TAB))
