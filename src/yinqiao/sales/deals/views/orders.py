"""开立申请: the list, one of them, what is done with it, and answers that nobody could place."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform import clock
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.views.detail import DetailPage
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.panel import PanelPage
from yinqiao.sales.deals import policies, queries, services, tables
from yinqiao.sales.deals.forms import OrderFilterForm, ReasonForm, RepairForm
from yinqiao.sales.deals.models import Order
from yinqiao.sales.deals.queries import OrderCard, OrderFilter, OrderRow


class OrderList(ListPage[Order, OrderRow]):
    """开立申请: those on the way first; the newest on top."""

    permission = policies.VIEW
    template_name = "deals/orders.html"
    title = cast("str", gettext_lazy("Product openings"))
    table = tables.ORDERS
    filter_form = OrderFilterForm
    default_order = "-state_at"
    unit = gettext_lazy("orders")
    empty: ClassVar[EmptyState] = EmptyState(
        gettext_lazy("No order here"),
        gettext_lazy("An opportunity that is won makes an order for each of its products."),
        "file-check",
    )

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[Order]:
        """Those that match."""
        self.wanted = OrderFilter(**filters)  # type: ignore[arg-type]  # the form's fields are the filter's
        return QuerySetSource(queries.order_list(actor=self.actor, wanted=self.wanted))

    def present(self, rows: list[Order]) -> list[OrderRow]:
        """One page as read models; whose it shows is in the trail before it is sent."""
        queries.record_listed(actor=self.actor, wanted=self.wanted, rows=rows)
        return queries.order_rows(rows, actor=self.actor, now=clock.now())

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """Answers that nobody could place, for who repairs them."""
        return {"unknown": queries.unknown_answers(actor=self.actor)}


class OrderPage(DetailPage[OrderCard]):
    """One order with all that was told of it."""

    permission = policies.VIEW
    template_name = "deals/order.html"

    def read(self, pk: int) -> OrderCard:
        """The card, or 404; the look is in the trail."""
        card = queries.order_card(actor=self.actor, order_id=pk, now=clock.now())
        queries.record_opened(actor=self.actor, card=card)
        return card

    def title_of(self, found: OrderCard) -> str:
        """Its number."""
        return found.row.number

    def breadcrumbs(self, found: OrderCard) -> list[tuple[str, str]]:
        """Back to the list."""
        return [(_("Product openings"), reverse("deals:orders"))]

    def extra(self, found: OrderCard) -> Mapping[str, object]:
        """How far it has come, as a tag."""
        return {"state": tables.order_tag(found.row)}


class OrdersPanel(PanelPage):
    """开立申请 on the customer page."""

    permission = policies.VIEW
    template_name = "deals/of_customer.html"
    title = cast("str", gettext_lazy("Product openings"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The newest ones."""
        rows = queries.orders_of(actor=self.actor, customer_id=pk, now=self.now)
        return {"orders": [(row, tables.order_tag(row)) for row in rows]}


class Nothing(Form):
    """A form without a field: the act says it all."""


class OrderAct(EditPage):
    """What is done with one order."""

    permission = policies.WORK
    form_class: ClassVar[type[Form]] = Nothing

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember which one it is."""
        self.pk = cast("int", kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Return the version that the person sees; raise NotFound outside the scope."""
        card = queries.order_card(actor=self.actor, order_id=self.pk, now=clock.now())
        return {}, card.row.version

    def done_url(self, saved: object) -> str:
        """Back to the order."""
        return reverse("deals:order", args=[self.pk])

    def cancel_url(self) -> str:
        """Back to the order."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list."""
        return [(_("Product openings"), reverse("deals:orders"))]


class Submit(OrderAct):
    """提交."""

    title = cast("str", gettext_lazy("Submit"))
    submit_label = gettext_lazy("Submit")
    toast_text: ClassVar[Text] = gettext_lazy("Submitted.")

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Send it on."""
        services.submit_order(actor=self.actor, now=now, order_id=self.pk, version=version or 0)
        return None


class CallBack(OrderAct):
    """撤销."""

    form_class = ReasonForm
    title = cast("str", gettext_lazy("Withdraw the order"))
    submit_label = gettext_lazy("Withdraw the order")
    toast_text: ClassVar[Text] = gettext_lazy("The order is withdrawn.")

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Call it back."""
        services.withdraw_order(
            actor=self.actor,
            now=now,
            order_id=self.pk,
            version=version or 0,
            reason=data["reason"],
        )
        return None


class Repair(EditPage):
    """回执归位: name the order that an answer is about."""

    permission = policies.ANSWER
    form_class = RepairForm
    title = cast("str", gettext_lazy("Place an answer"))
    submit_label = gettext_lazy("Place it")

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Place it."""
        return services.repair_answer(
            actor=self.actor,
            now=now,
            answer_id=cast("int", kwargs["pk"]),
            order_no=data["order_no"],
        )

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("deals:orders")

    def cancel_url(self) -> str:
        """Back to the list."""
        return self.done_url(None)
