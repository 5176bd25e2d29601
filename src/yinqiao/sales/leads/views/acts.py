"""One act on one lead: a form, one service call, and back to the lead."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.customers.services import DuplicateCustomer
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.sales.leads import policies, queries, services, tables
from yinqiao.sales.leads.forms import (
    ContactForm,
    ConvertForm,
    DeclineForm,
    DiscardForm,
    GiveForm,
)
from yinqiao.sales.leads.queries import LeadCard
from yinqiao.sales.leads.services import Conversion, ConversionDetails


class Nothing(Form):
    """A form without a field: the act says it all."""


class ActPage(EditPage):
    """The form of an act. The lead stands above it, so that nobody acts on another one by mistake."""

    permission = policies.WORK
    template_name = "leads/act.html"
    form_class: ClassVar[type[Form]] = Nothing
    act: ClassVar[Callable[..., object]]
    toast_text: ClassVar[Text] = gettext_lazy("Logged.")
    card: LeadCard

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound outside the scope."""
        self.card = services.open_lead(actor=self.actor, now=clock.now(), lead_id=self.pk)
        return {}, self.card.row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Do it."""
        type(self).act(actor=self.actor, now=now, lead_id=self.pk, version=version or 0, **data)
        return None

    def done_url(self, saved: object) -> str:
        """Back to the lead, or to the list once it is somebody else's."""
        if queries.is_visible(actor=self.actor, lead_id=self.pk):
            return reverse("leads:detail", args=[self.pk])
        return reverse("leads:list")

    def cancel_url(self) -> str:
        """Back to the lead."""
        return reverse("leads:detail", args=[self.pk])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list and the lead."""
        return [(_("Leads"), reverse("leads:list")), (self.card.row.name, self.cancel_url())]

    def extra(self) -> Mapping[str, object]:
        """What it is about."""
        return {"row": self.card.row, "state": tables.state_tag(self.card.row)}


class Claim(ActPage):
    """认领."""

    title = gettext_lazy("Claim")
    submit_label = gettext_lazy("Claim")
    toast_text: ClassVar[Text] = gettext_lazy("The lead is yours.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """One that somebody took meanwhile is out of sight: say that, and not that there is none."""
        try:
            return super().load(**kwargs)
        except NotFound:
            raise services.LeadTaken(
                _("Somebody else has it, or it is not in the pool of your unit.")
            ) from None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Take it: whoever comes second is told."""
        services.claim_lead(actor=self.actor, now=now, lead_id=self.pk)
        return None


class Accept(ActPage):
    """接收."""

    act = staticmethod(services.accept_lead)
    title = gettext_lazy("Accept")
    submit_label = gettext_lazy("Accept")


class Decline(ActPage):
    """退回."""

    act = staticmethod(services.decline_lead)
    form_class = DeclineForm
    title = gettext_lazy("Give back")
    submit_label = gettext_lazy("Give back")


class Contact(ActPage):
    """登记联系."""

    act = staticmethod(services.contact_lead)
    form_class = ContactForm
    title = gettext_lazy("Log a contact")
    submit_label = gettext_lazy("Log a contact")


class Discard(ActPage):
    """作废."""

    permission = policies.VIEW
    act = staticmethod(services.discard_lead)
    form_class = DiscardForm
    title = gettext_lazy("Discard")
    submit_label = gettext_lazy("Discard")


class Give(ActPage):
    """分配."""

    permission = policies.ASSIGN
    act = staticmethod(services.give_lead)
    title = gettext_lazy("Give out")
    submit_label = gettext_lazy("Give out")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer those who work in the unit."""
        today = clock.bank_date(clock.now())
        return GiveForm(data, people=services.takers(org_id=self.card.row.org_id, on=today))


class Convert(ActPage):
    """转化."""

    title = gettext_lazy("Convert")
    submit_label = gettext_lazy("Convert")
    template_name = "leads/convert.html"
    asks = False
    check: object = None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With the box to tick where somebody was found alike."""
        return ConvertForm(
            data,
            has_alike=self.card.alike is not None,
            is_company=self.card.row.is_company,
            asks=self.asks or (data is not None and "has_seen" in data),
        )

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Make a customer and an opportunity of it, or show whom it may be."""
        number = str(data.get("id_number", ""))
        try:
            return services.convert_lead(
                actor=self.actor,
                now=now,
                lead_id=self.pk,
                version=version or 0,
                details=ConversionDetails(
                    is_alike=data.get("who") == "alike",
                    id_type=str(data.get("id_type", "")) if number else "",
                    id_number=number,
                    has_seen=bool(data.get("has_seen")),
                ),
            )
        except DuplicateCustomer as error:
            self.check = error.check
            self.asks = not (error.check.is_exact or error.check.is_elsewhere)
            raise InvalidInput(error.message) from error

    def extra(self) -> Mapping[str, object]:
        """Whoever was found alike; the form then asks whether the person has looked."""
        box = None
        if self.asks:
            box = ConvertForm(has_alike=False, is_company=True, asks=True)["has_seen"]
        found = {"check": self.check, "seen_box": box, "alike": self.card.alike}
        return {**super().extra(), **found, "access_url": reverse("customers:access")}

    def done_url(self, saved: object) -> str:
        """To the opportunity, or to the list where the customer is in another's book."""
        done = cast("Conversion", saved)
        if done.is_elsewhere:
            return reverse("leads:list")
        return reverse("sales:detail", args=[done.opportunity_id])

    def toast(self, saved: object) -> str:
        """Say where it went."""
        if cast("Conversion", saved).is_elsewhere:
            return _("The customer has another manager: the opportunity went to her.")
        return _("Converted: here is the opportunity.")
