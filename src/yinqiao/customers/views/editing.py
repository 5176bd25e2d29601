"""Change what the CRM owns: profile fields, contact points, addresses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers import choices, policies, queries, services
from yinqiao.customers.forms import AddressForm, ContactForm, ProfileForm, ReasonForm
from yinqiao.customers.services import AddressDetails, ContactDetails
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import render_page, see_other


class CustomerEdit(EditPage):
    """What all edit pages below a customer share."""

    permission = policies.EDIT
    tab = "customers.reach"

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


class AddContact(CustomerEdit):
    """A new phone, mailbox or WeCom account."""

    form_class = ContactForm
    title = cast("str", gettext_lazy("Add a contact"))
    toast_text = cast("str", gettext_lazy("Contact added."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Nothing yet; the customer must be in scope."""
        queries.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Add it."""
        return services.add_contact(
            actor=self.actor, now=now, customer_id=cast("int", kwargs["pk"]), details=_contact(data)
        )


class EditContact(CustomerEdit):
    """A contact that staff added; the number itself is typed anew or kept."""

    form_class = ContactForm
    title = cast("str", gettext_lazy("Edit the contact"))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Everything but the number."""
        found = queries.reach(
            actor=self.actor, customer_id=cast("int", kwargs["pk"]), now=clock.now()
        )
        row = next((row for row in found.contacts if row.id == kwargs["contact_id"]), None)
        if row is None:
            raise NotFound(_("There is no such entry."))
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
        return services.edit_contact(
            actor=self.actor,
            now=now,
            customer_id=pk,
            contact_id=contact_id,
            version=version or 0,
            details=_contact(data),
        )


class AddAddress(CustomerEdit):
    """A new address."""

    form_class = AddressForm
    title = cast("str", gettext_lazy("Add an address"))
    toast_text = cast("str", gettext_lazy("Address added."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Nothing yet; the customer must be in scope."""
        queries.require_customer(actor=self.actor, customer_id=cast("int", kwargs["pk"]))
        return {}, None

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
        row = next((row for row in found.addresses if row.id == kwargs["address_id"]), None)
        if row is None:
            raise NotFound(_("There is no such entry."))
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
    """Ask why (GET, a dialog), then end a contact that staff added (POST)."""
    actor = actor_of(request)
    found = queries.reach(actor=actor, customer_id=pk, now=clock.now())
    row = next((row for row in found.contacts if row.id == contact_id), None)
    if row is None:
        raise NotFound(_("There is no such entry."))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version, reason = version_of(request), form.cleaned_data["reason"]
        services.end_contact(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            contact_id=contact_id,
            version=version,
            reason=reason,
        )
        toasts.toast(request, _("The contact was ended; it stays in the history."))
        return see_other(request, back_to(pk, "customers.reach"))
    return ask_end(request, form, what=row.value, version=row.version)


def end_address(request: HttpRequest, pk: int, address_id: int) -> HttpResponse:
    """Ask why (GET, a dialog), then end an address that staff added (POST)."""
    actor = actor_of(request)
    found = queries.reach(actor=actor, customer_id=pk, now=clock.now())
    row = next((row for row in found.addresses if row.id == address_id), None)
    if row is None:
        raise NotFound(_("There is no such entry."))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version, reason = version_of(request), form.cleaned_data["reason"]
        services.end_address(
            actor=actor,
            now=clock.now(),
            customer_id=pk,
            address_id=address_id,
            version=version,
            reason=reason,
        )
        toasts.toast(request, _("The address was ended; it stays in the history."))
        return see_other(request, back_to(pk, "customers.reach"))
    return ask_end(request, form, what=f"{row.place} {row.street}", version=row.version)


def ask_end(request: HttpRequest, form: Form, *, what: str, version: int) -> HttpResponse:
    """Show the dialog that asks why an entry ends."""
    status = 422 if form.errors else 200
    return render_page(
        request,
        "customers/end.html",
        {"title": _("End this entry"), "form": form, "what": what, "version": version},
        status=status,
    )


def version_of(request: HttpRequest) -> int:
    """Return the version that the person saw."""
    return whole_number(request.POST.get("version", "")) or 0


def back_to(pk: int, tab: str) -> str:
    """Return the address of a tab of the customer page."""
    return f"{reverse('customers:detail', args=[pk])}?tab={tab}"


def _contact(data: Mapping[str, object]) -> ContactDetails:
    return ContactDetails(
        str(data["usage"]),
        str(data["value"]),
        bool(data["is_primary"]),
        bool(data["is_do_not_disturb"]),
    )


def _address(data: Mapping[str, object]) -> AddressDetails:
    texts = {
        name: str(data[name])
        for name in ("kind", "province", "city", "district", "street", "postcode")
    }
    return AddressDetails(**texts, is_primary=bool(data["is_primary"]))
