"""产品与条款, 同业竞争, 协同人员 on the page of an opportunity, with the forms behind them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other
from yinqiao.platform.ui.views.panel import PanelPage
from yinqiao.products.choices import PriceLevel
from yinqiao.sales.deals import policies, queries, services, tables
from yinqiao.sales.deals.choices import OfferChannel
from yinqiao.sales.deals.forms import LineForm, ParticipantForm, ReasonForm, RivalForm
from yinqiao.sales.deals.services import LineDetails, RivalDetails

OFFER_DAYS: Final = 30
HUNDRED: Final = 100


class DealPanel(PanelPage):
    """What belongs to the deal, on the page of the opportunity."""

    permission = policies.VIEW
    template_name = "deals/panel.html"
    title = cast("str", gettext_lazy("Products and terms"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Lines with how they stand, orders, competitors, people."""
        found = queries.deal_of(actor=self.actor, opportunity_id=pk, now=self.now)
        orders = queries.orders_of_opportunity(actor=self.actor, opportunity_id=pk, now=self.now)
        return {
            "deal": found,
            "lines": [(line, tables.terms_tag(line)) for line in found.lines],
            "orders": [(row, tables.order_tag(row)) for row in orders],
        }


class OfDeal(EditPage):
    """A form about the deal of an opportunity: `pk` is the opportunity's, or a line's."""

    permission = policies.WORK

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Find the opportunity; raise NotFound outside the scope."""
        self.deal = queries.deal_of(actor=self.actor, opportunity_id=self.pk, now=clock.now())
        self.opportunity_id, self.customer_id = self.pk, self.deal.customer_id
        return {}, None

    def done_url(self, saved: object) -> str:
        """Back to the opportunity."""
        return reverse("sales:detail", args=[self.opportunity_id])

    def cancel_url(self) -> str:
        """Back to the opportunity."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The opportunity."""
        return [(_("Opportunity"), self.cancel_url())]


class AddLine(OfDeal):
    """添加产品."""

    title = cast("str", gettext_lazy("Offer a product"))
    submit_label = gettext_lazy("Offer it")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """An offer stands for a month unless told otherwise."""
        super().load(**kwargs)
        today = clock.bank_date(clock.now())
        return {
            "channel": OfferChannel.MANAGER.value,
            "offered_from": today,
            "offered_until": today + timedelta(days=OFFER_DAYS),
        }, None

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer what may be sold to the customer, each with the list rate and one's own limit."""
        offered = queries.offerable(actor=self.actor, customer_id=self.customer_id, now=clock.now())
        level = policies.level_of(self.actor)
        return LineForm(
            data,
            offered=offered,
            level=level,
            level_label=label(PriceLevel, level),
            initial=dict(initial),
        )

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Offer it."""
        details = LineDetails(**data)
        return services.add_line(actor=self.actor, now=now, opportunity_id=self.pk, details=details)


class OfLine(OfDeal):
    """A form about one line."""

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Find the line; raise NotFound outside the scope."""
        row, self.line = queries.line_of(actor=self.actor, line_id=self.pk, now=clock.now())
        self.opportunity_id, self.customer_id = row.pk, row.customer_id
        return {}, self.line.version


class ChangeLine(OfLine, AddLine):
    """修改条款."""

    title = cast("str", gettext_lazy("Change the terms"))
    submit_label = gettext_lazy("Save")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Fill in what stands."""
        _nothing, version = OfLine.load(self, **kwargs)
        line = self.line
        has_own = line.rate is not None and line.rate != line.list_rate
        return {
            "product_id": line.product_id,
            "amount": line.amount,
            "rate": line.rate * HUNDRED if has_own and line.rate is not None else None,
            "term_days": line.term_days,
            "channel": line.channel,
            "offered_from": line.offered_from,
            "offered_until": line.offered_until,
        }, version

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Change them."""
        details = LineDetails(**data)
        services.change_line(
            actor=self.actor, now=now, line_id=self.pk, version=version or 0, details=details
        )
        return None


class Ask(OfLine):
    """申请优惠: what is asked for, by how much it is beyond one's own limit, who decides."""

    form_class = ReasonForm
    template_name = "deals/ask.html"
    title = cast("str", gettext_lazy("Ask for approval of the rate"))
    submit_label = gettext_lazy("Ask")
    toast_text: ClassVar[Text] = gettext_lazy("Asked. You are told when it is decided.")

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.ask_preference(
            actor=self.actor,
            now=now,
            line_id=self.pk,
            version=version or 0,
            reason=data["reason"],
        )

    def extra(self) -> Mapping[str, object]:
        """What is asked for."""
        return {"line": self.line, "tag": tables.terms_tag(self.line)}


class LineAct(Page):
    """A click about a line, from the page of its opportunity."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["post"]
    said: ClassVar[Text]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, and go back to the opportunity."""
        row, _line = queries.line_of(actor=self.actor, line_id=pk, now=clock.now())
        version = whole_number(request.POST.get("version", "")) or 0
        self.act(pk, version=version)
        toasts.toast(request, str(self.said))
        return see_other(request, reverse("sales:detail", args=[row.pk]))

    def act(self, pk: int, *, version: int) -> None:
        """One service call."""
        raise NotImplementedError


class EndLine(LineAct):
    """删除产品."""

    said = gettext_lazy("No longer offered.")

    def act(self, pk: int, *, version: int) -> None:
        """Take it back."""
        services.end_line(actor=self.actor, now=clock.now(), line_id=pk, version=version)


class Withdrawal(LineAct):
    """撤回优惠申请."""

    said = gettext_lazy("The request is withdrawn.")

    def act(self, pk: int, *, version: int) -> None:
        """Withdraw it."""
        services.withdraw_preference(actor=self.actor, now=clock.now(), line_id=pk, version=version)


class AddRival(OfDeal):
    """登记同业竞争."""

    form_class = RivalForm
    title = cast("str", gettext_lazy("Note a competitor"))
    submit_label = gettext_lazy("Save")

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Keep it."""
        return services.note_rival(
            actor=self.actor, now=now, opportunity_id=self.pk, details=RivalDetails(**data)
        )


class AddParticipant(OfDeal):
    """添加协同人员."""

    title = cast("str", gettext_lazy("Let a colleague take part"))
    submit_label = gettext_lazy("Save")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the colleagues."""
        people = queries.partners(actor=self.actor, opportunity_id=self.pk, now=clock.now())
        return ParticipantForm(data, people=people, initial={"share": 0})

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Let her take part."""
        services.set_participant(actor=self.actor, now=now, opportunity_id=self.pk, **data)
        return None


class PersonAct(Page):
    """A click about a competitor or a participant."""

    permission = policies.WORK
    kind = PageKind.ACTION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, item: int) -> HttpResponse:
        """Take it from the list, and go back to the opportunity."""
        self.act(pk, item)
        toasts.toast(request, _("Taken from the list."))
        return see_other(request, reverse("sales:detail", args=[pk]))

    def act(self, pk: int, item: int) -> None:
        """One service call."""
        raise NotImplementedError


class EndRival(PersonAct):
    """移除同业."""

    def act(self, pk: int, item: int) -> None:
        """It competes no longer."""
        services.end_rival(actor=self.actor, now=clock.now(), opportunity_id=pk, rival_id=item)


class EndParticipant(PersonAct):
    """移除协同人员."""

    def act(self, pk: int, item: int) -> None:
        """She takes part no longer."""
        services.end_participant(
            actor=self.actor, now=clock.now(), opportunity_id=pk, participant_id=item
        )
