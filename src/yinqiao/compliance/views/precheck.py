"""合规预检: think of a contact, and see what each rule of the gate says; and the same from a button that is closed."""

from datetime import datetime, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance import policies, queries
from yinqiao.compliance.choices import Channel, ContactPurpose
from yinqiao.compliance.forms import CONTACT_CHANNELS, PrecheckForm
from yinqiao.compliance.queries import ContactAsked, Precheck
from yinqiao.customers import queries as customers
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.products import queries as products


class PrecheckPage(Page):
    """Who, what for, how, about what and when: each rule in order, and the answer."""

    permission = policies.SIMULATE_CONTACT
    template_name = "compliance/precheck.html"
    title = cast("str", gettext_lazy("Compliance precheck"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and the answer when somebody is named."""
        if "customer_no" not in request.GET:
            form = PrecheckForm(initial={"at": _now()})
            rules = queries.rule_book(on=clock.bank_date(clock.now()))
            return self.page({"form": form, "rules": rules})
        form = PrecheckForm(request.GET)
        found = self._found(form) if form.is_valid() else None
        return self.page({"form": form, "found": found}, status=200 if found else 422)

    def _found(self, form: PrecheckForm) -> Precheck | None:
        data = form.cleaned_data
        customer_id = customers.id_of_number(actor=self.actor, customer_no=data["customer_no"])
        if customer_id is None:
            # A foreign customer looks like none (contract 17).
            form.add_error(
                "customer_no", _("There is no such customer, or it is not in your scope.")
            )
            return None
        product = products.id_of_code(data["product_code"]) if data["product_code"] else None
        if data["product_code"] and product is None:
            form.add_error("product_code", _("There is no such product."))
            return None
        asked = ContactAsked(
            purpose=data["purpose"],
            channel=data["channel"],
            at=data["at"] or clock.now(),
            product=product,
            campaign=data["campaign"],
            is_profiled=data["is_profiled"],
        )
        return queries.precheck(actor=self.actor, customer_id=customer_id, asked=asked)


class WhyPage(Page):
    """为什么: the rules about a contact now, for the managing team, from where the button would stand."""

    permission = policies.RESERVE_CONTACT
    kind = PageKind.DETAIL
    template_name = "compliance/why.html"
    title = cast("str", gettext_lazy("Why not"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Explain it."""
        purpose = request.GET.get("purpose", "")
        channel = request.GET.get("channel", "")
        asked = ContactAsked(
            purpose=purpose if purpose in ContactPurpose.values else ContactPurpose.MARKETING,
            channel=channel if channel in dict(CONTACT_CHANNELS) else Channel.CALL,
            at=clock.now(),
            product=whole_number(request.GET.get("product", "")),
            is_profiled=bool(request.GET.get("profiled")),
        )
        found = queries.precheck(actor=self.actor, customer_id=pk, asked=asked)
        return self.page({"found": found, "object_id": pk, "is_now": True})


def _now() -> datetime:
    """Return the present minute at the bank, as the field of the form writes it."""
    now = clock.now().astimezone(clock.BANK_ZONE)
    return now - timedelta(seconds=now.second, microseconds=now.microsecond)
