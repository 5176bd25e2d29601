"""Change what the CRM owns: profile fields, contact points, addresses."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, cast

from django import forms
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import choices, policies, queries, services
from yinqiao.customers.forms import AddressForm, ContactForm, ProfileForm, ReasonForm
from yinqiao.customers.services import AddressDetails, ContactDetails
from yinqiao.customers.views.ending import Ending, ask_and_end, back_to, entry
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage

REACH: Final = "customers.reach"
SEEN: Final = "has_seen"


class CustomerEdit(EditPage):
    """What all edit pages below a customer share."""

    permission = policies.EDIT
    tab = REACH

    def done_url(self, saved: object) -> str:
        """Back to the tab that shows the change."""
        return back_to(self.kwargs["pk"], self.tab)

    def cancel_url(self) -> str:
        """Back to the tab."""
        return back_to(self.kwargs["pk"], self.tab)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """List, then the customer by the name this actor may see."""
        pk = self.kwargs["pk"]
        name = queries.customer_label(actor=self.actor, customer_id=pk)
        return [
            (_("Customers"), reverse("customers:list")),
            (name, reverse("customers:detail", args=[pk])),
        ]


class AddEntry(CustomerEdit):
    """A new entry below a customer in scope."""

    def first(self) -> Mapping[str, object]:
        """Return what the form begins with."""
        return {}

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Nothing to change yet; the customer must be in scope."""
        queries.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return self.first(), None


class AddInDialog(AddEntry):
    """The same in a dialog over the tab."""

    template_name = "ui/dialog_form.html"
    fragment_template = "ui/dialog_form.html"


class SecondLook(EditPage):
    """Where somebody alike is a customer already, the form asks whether the person has looked; `seen_once` wraps the service."""

    shown: Form | None = None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With the box to tick once it was asked for."""
        return self.watched(super().form(data, initial), data)

    def watched(self, form: Form, data: QueryDict | None) -> Form:
        """Return the form, which asks again where it was answered."""
        self.shown = form
        if data is not None and SEEN in data:
            self._ask(form)
        return form

    def seen_once(self, call: Callable[[], object]) -> object:
        """Return what `call` returns; whom it found alike is told above the form, which then asks."""
        try:
            return call()
        except services.DuplicateCustomer as error:
            if self.shown is not None:
                self._ask(self.shown)
            raise InvalidInput(error.in_words()) from error

    def _ask(self, form: Form) -> None:
        form.fields[SEEN] = forms.BooleanField(
            label=_("I have looked: it is somebody else, or the number is shared"), required=False
        )


class EditProfile(CustomerEdit):
    """The fields the CRM owns."""

    form_class = ProfileForm
    title = cast("str", gettext_lazy("Edit own fields"))
    tab = "customers.profile"

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The values now, with the version they were read at."""
        pk = cast("int", kwargs["pk"])
        values, version = queries.own_values(actor=self.actor, customer_id=pk)
        customer = queries.require_customer(actor=self.actor, customer_id=pk)
        return {**values, "is_company": customer.kind == choices.Kind.COMPANY}, version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One use case for all fields of the form."""
        changes = {name: "" if value is None else str(value) for name, value in data.items()}
        return services.update_profile(
            actor=self.actor,
            now=now,
            customer_id=cast("int", kwargs["pk"]),
            version=version or 0,
            changes=changes,
        )


class AddContact(SecondLook, AddEntry):
    """A new phone, mailbox or WeCom account."""

    form_class = ContactForm
    title = cast("str", gettext_lazy("Add a contact"))
    toast_text = cast("str", gettext_lazy("Contact added."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Add it."""
        return self.seen_once(
            partial(
                services.add_contact,
                actor=self.actor,
                now=now,
                customer_id=cast("int", kwargs["pk"]),
                details=_contact(data),
            )
        )


class EditContact(SecondLook, CustomerEdit):
    """A contact that staff added; the number itself is typed anew or kept."""

    form_class = ContactForm
    title = cast("str", gettext_lazy("Edit the contact"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Everything but the number."""
        found = queries.reach(
            actor=self.actor, customer_id=cast("int", kwargs["pk"]), now=clock.now()
        )
        row = entry(found.contacts, lambda row: row.id == kwargs["contact_id"])
        return {
            "usage": row.usage,
            "is_primary": row.is_primary,
            "is_do_not_disturb": row.is_do_not_disturb,
        }, row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Change it."""
        pk, contact_id = cast("int", kwargs["pk"]), cast("int", kwargs["contact_id"])
        return self.seen_once(
            partial(
                services.edit_contact,
                actor=self.actor,
                now=now,
                customer_id=pk,
                contact_id=contact_id,
                version=version or 0,
                details=_contact(data),
            )
        )


class AddAddress(AddEntry):
    """A new address."""

    form_class = AddressForm
    title = cast("str", gettext_lazy("Add an address"))
    toast_text = cast("str", gettext_lazy("Address added."))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Add it."""
        return services.add_address(
            actor=self.actor, now=now, customer_id=cast("int", kwargs["pk"]), details=_address(data)
        )


class EditAddress(CustomerEdit):
    """An address that staff added; the street is typed anew."""

    form_class = AddressForm
    title = cast("str", gettext_lazy("Edit the address"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Everything but the street."""
        found = queries.reach(
            actor=self.actor, customer_id=cast("int", kwargs["pk"]), now=clock.now()
        )
        row = entry(found.addresses, lambda row: row.id == kwargs["address_id"])
        values = {
            name: getattr(row, name)
            for name in ("kind", "province", "city", "district", "postcode", "is_primary")
        }
        return values, row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Change it."""
        pk, address_id = cast("int", kwargs["pk"]), cast("int", kwargs["address_id"])
        return services.edit_address(
            actor=self.actor,
            now=now,
            customer_id=pk,
            address_id=address_id,
            version=version or 0,
            details=_address(data),
        )


def end_contact(request: HttpRequest, pk: int, contact_id: int) -> HttpResponse:
    """Ask why, then end a contact that staff added."""
    actor = actor_of(request)
    found = queries.reach(actor=actor, customer_id=pk, now=clock.now())
    row = entry(found.contacts, lambda row: row.id == contact_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.end_contact(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            contact_id=contact_id,
            version=version,
            reason=asked["reason"],
        )

    ending = Ending(
        row.value, row.version, end, _("The contact was ended; it stays in the history.")
    )
    return ask_and_end(request, ReasonForm(request.POST or None), ending, back=back_to(pk, REACH))


def end_address(request: HttpRequest, pk: int, address_id: int) -> HttpResponse:
    """Ask why, then end an address that staff added."""
    actor = actor_of(request)
    found = queries.reach(actor=actor, customer_id=pk, now=clock.now())
    row = entry(found.addresses, lambda row: row.id == address_id)

    def end(version: int, asked: Mapping[str, Any]) -> None:
        services.end_address(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            address_id=address_id,
            version=version,
            reason=asked["reason"],
        )

    what = f"{row.place} {row.street}"
    ending = Ending(what, row.version, end, _("The address was ended; it stays in the history."))
    return ask_and_end(request, ReasonForm(request.POST or None), ending, back=back_to(pk, REACH))


def _contact(data: Mapping[str, object]) -> ContactDetails:
    return ContactDetails(
        str(data["usage"]),
        str(data["value"]),
        bool(data["is_primary"]),
        bool(data["is_do_not_disturb"]),
        has_seen=bool(data.get(SEEN)),
    )


def _address(data: Mapping[str, object]) -> AddressDetails:
    texts = {
        name: str(data[name])
        for name in ("kind", "province", "city", "district", "street", "postcode")
    }
    return AddressDetails(**texts, is_primary=bool(data["is_primary"]))
