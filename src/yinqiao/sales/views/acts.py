"""One act on one opportunity: a form, one service call, and back to the opportunity."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.sales import policies, queries, rules, services, tables
from yinqiao.sales.forms import (
    WITHOUT_PRODUCT,
    HandOverForm,
    LoseForm,
    SnoozeForm,
    WinForm,
    contact_form,
)
from yinqiao.sales.queries import OpportunityCard


class ActPage(EditPage):
    """The form of an act. The opportunity stands above it, so that nobody acts on another one by mistake."""

    permission = policies.WORK
    template_name = "sales/act.html"
    act: ClassVar[Callable[..., object]]
    toast_text: ClassVar[Text] = _("Logged.")
    card: OpportunityCard

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound outside the scope."""
        self.card = queries.opportunity_card(
            actor=self.actor, opportunity_id=self.pk, now=clock.now()
        )
        return {}, self.card.row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Do it."""
        type(self).act(
            actor=self.actor, now=now, opportunity_id=self.pk, version=version or 0, **data
        )
        return None

    def done_url(self, saved: object) -> str:
        """Back to the opportunity."""
        return reverse("sales:detail", args=[self.pk])

    def cancel_url(self) -> str:
        """Back to the opportunity."""
        return reverse("sales:detail", args=[self.pk])

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list and the opportunity."""
        return [
            (queries.list_title(self.actor), reverse("sales:list")),
            (self.card.row.title, self.cancel_url()),
        ]

    def extra(self) -> Mapping[str, object]:
        """What it is about."""
        return {"row": self.card.row, "state": tables.state_tag(self.card.row)}


class Contact(ActPage):
    """登记联系."""

    act = staticmethod(services.contact)
    title = _("Log a contact")
    submit_label = _("Log a contact")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """With a script, ask whether it was used."""
        return contact_form(self.card.row.script, data)


class Win(ActPage):
    """成交."""

    act = staticmethod(services.win)
    title = _("Close as won")
    submit_label = _("Close as won")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer what may be sold to this customer; what was proposed is filled in."""
        row = self.card.row
        offered = queries.sellable(actor=self.actor, row=row, now=clock.now())
        none = WITHOUT_PRODUCT if row.kind in rules.DUTIES else ""
        initial = {"product": row.proposed_product_id or none, "amount": row.amount}
        return WinForm(data, offered=offered, initial=initial)


class Lose(ActPage):
    """未成交."""

    act = staticmethod(services.lose)
    form_class = LoseForm
    title = _("Close as lost")
    submit_label = _("Close as lost")


class Snooze(ActPage):
    """稍后处理."""

    act = staticmethod(services.snooze)
    form_class = SnoozeForm
    title = _("Put it off")
    submit_label = _("Put it off")


class HandOver(ActPage):
    """移交."""

    act = staticmethod(services.hand_over)
    form_class = HandOverForm
    title = _("Hand over")
    submit_label = _("Hand over")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer those who may open the customer."""
        people = queries.takers(actor=self.actor, opportunity_ids=[self.pk], now=clock.now())
        return HandOverForm(data, people=people)
