"""拨打, 短信, 企微: ask, go through the gate, hand over, and open the form of what came of it."""

from collections.abc import Mapping
from typing import ClassVar, cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import ContactPurpose
from yinqiao.customers import queries as customers
from yinqiao.interactions import drafting, policies, queries, services
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.forms import CallForm, MessageForm
from yinqiao.interactions.services import Order, Reached
from yinqiao.interactions.views.follow_ups import (
    follow_up_dialog,
    matter_of,
    ref_of,
    script_of,
    subject_choices,
)
from yinqiao.platform import clock
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.platform.ui.views.panel import PanelPage


class ContactBarPanel(PanelPage):
    """The buttons in the head of the customer page and on an opportunity: `?about=` goes along to the form."""

    permission = policies.LOG
    template_name = "interactions/contact_bar.html"
    title = cast("str", gettext_lazy("Reach the customer"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """What may be done now, whatever day the page below shows."""
        is_service = self.request.GET.get("purpose") == ContactPurpose.SERVICE
        purpose = ContactPurpose.SERVICE if is_service else ContactPurpose.MARKETING
        about = self.request.GET.get("about", "")
        bar = queries.contact_bar(
            actor=self.actor, customer_id=pk, now=self.now, purpose=purpose, about=ref_of(about)
        )
        return {
            "bar": bar,
            "purpose": bar.purpose,
            "about": about,
            "is_small": bool(self.request.GET.get("small")),
        }


class ReachPage(Page):
    """Ask first (GET), then do it (POST)."""

    permission = policies.LOG
    kind = PageKind.ACTION
    form_class: ClassVar[type[CallForm]] = CallForm
    template_name = "interactions/call.html"

    def channel(self) -> str:
        """Return by which way."""
        return Channel.CALL.value

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say who is contacted at which number, masked."""
        purpose = self.purpose(pk)
        initial = {"key": uuid4().hex, "purpose": purpose, **self.prepared(pk)}
        return self._show(pk, self._form(pk, None, purpose=purpose, initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it once."""
        form = self._form(pk, request.POST, purpose=request.POST.get("purpose", ""))
        if not form.is_valid():
            return self._show(pk, form, status=InvalidInput.status)
        data = form.cleaned_data
        order = Order(
            channel=self.channel(),
            key=data["key"],
            purpose=data["purpose"],
            text=data.get("text", ""),
            contact_id=data["contact_id"],
            about=self._about(pk),
            product_id=data.get("product_id"),
        )
        try:
            reached = services.reach_out(
                actor=self.actor, now=clock.now(), customer_id=pk, order=order
            )
        except InvalidInput as error:
            form.add_error("text" if "text" in error.fields else None, error.message)
            return self._show(pk, form, status=error.status)
        return self.after(pk, order, reached)

    def purpose(self, pk: int) -> str:
        """Return what it is for: what it is about says so, else the address."""
        matter = matter_of(self, pk, self.request.GET.get("about", ""))
        return matter.purpose if matter else self.request.GET.get("purpose", "MARKETING")

    def prepared(self, pk: int) -> Mapping[str, object]:
        """Return what is filled in before."""
        return {}

    def _form(
        self,
        pk: int,
        data: QueryDict | None,
        *,
        purpose: str,
        initial: Mapping[str, object] | None = None,
    ) -> CallForm:
        """Build the form; marketing names the product, of those that may be recommended."""
        offered = (
            compliance.recommendable(actor=self.actor, customer_id=pk, now=clock.now())
            if purpose == ContactPurpose.MARKETING
            else []
        )
        matter = matter_of(self, pk, self.request.GET.get("about", ""))
        given = {"product_id": matter.product_id if matter else None, **(initial or {})}
        return self.form_class(data, numbers=self._numbers(pk), offered=offered, initial=given)

    def after(self, pk: int, order: Order, reached: Reached) -> HttpResponse:
        """Open the form of what came of it, by itself."""
        toasts.toast(
            self.request,
            _("Calling {number} through the switchboard.").format(number=reached.number_masked),
        )
        given = {
            "channel": order.channel,
            "purpose": order.purpose,
            "slot_key": reached.slot_key,
            "contact_point_id": reached.contact_id,
            "about": self.request.GET.get("about", ""),
            # It stood in the dialog: whoever did not use it takes the tick away.
            "used_script": bool(self._script(pk)),
        }
        filled = {name: value for name, value in given.items() if value}
        return follow_up_dialog(self, pk, given=filled)

    def _about(self, pk: int) -> ObjectRef | None:
        """Return what the address says it is about, if that is one of the customer's things: what has ended meanwhile still binds the gate."""
        asked = self.request.GET.get("about", "")
        is_hers = matter_of(self, pk, asked) is not None
        if not is_hers and asked not in dict(subject_choices(self, pk)):
            return None
        kind, _colon, number = asked.partition(":")
        return ObjectRef(kind, int(number))

    def _script(self, pk: int) -> str:
        """Return what may be said about it; empty where nothing is offered."""
        about = self.request.GET.get("about", "")
        return script_of(self, about) if self._about(pk) is not None else ""

    def _numbers(self, pk: int) -> list[tuple[str, str]]:
        if self.channel() == Channel.WECOM:
            return []
        lines = customers.phones_of(actor=self.actor, customer_id=pk)
        return [(str(row.id), row.masked) for row in lines if row.is_mobile and row.is_usable]

    def _show(self, pk: int, form: CallForm, *, status: int = 200) -> HttpResponse:
        customers.require_customer(actor=self.actor, customer_id=pk)
        numbers = self._numbers(pk)
        context = {
            "form": form,
            "customer_name": customers.customer_label(actor=self.actor, customer_id=pk),
            "number": numbers[0][1] if numbers else "",
            "channel": self.channel(),
            "script": self._script(pk),
            "title": self.title,
        }
        return self.page(context, status=status)


class CallPage(ReachPage):
    """拨打, without showing the number."""

    title = cast("str", gettext_lazy("Call the customer"))


class MessagePage(ReachPage):
    """短信 and 企微: a prepared text that the sender may change."""

    form_class = MessageForm
    title = cast("str", gettext_lazy("Write to the customer"))

    def channel(self) -> str:
        """A text message unless the address says WeCom."""
        return Channel.WECOM if self.request.GET.get("channel") == Channel.WECOM else Channel.SMS

    def prepared(self, pk: int) -> Mapping[str, object]:
        """A greeting that says who writes."""
        return {
            "text": drafting.greeting(
                actor=self.actor,
                customer_id=pk,
                now=clock.now(),
                is_refusable=self.channel() == Channel.SMS
                and self.purpose(pk) != ContactPurpose.SERVICE,
            )
        }

    def after(self, pk: int, order: Order, reached: Reached) -> HttpResponse:
        """It is on the timeline already: back to the page."""
        toasts.toast(self.request, _("Handed over; it stands on the timeline."))
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
