"""Columns of the list of orders, and the tags of terms and orders."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag
from yinqiao.sales.deals.choices import OrderState, Standing
from yinqiao.sales.deals.queries import LineCard, OrderRow

_detail = by_id("deals:order")
_ORDERS = {
    OrderState.DRAFT: ("w", "edit"),
    OrderState.SUBMITTED: ("a", "send"),
    OrderState.ACCEPTED: ("a", "clipboard-check"),
    OrderState.OPENED: ("ok", "circle-check"),
    OrderState.REFUSED: ("d", "circle-x"),
    OrderState.WITHDRAWN: ("", "arrow-back-up"),
}
_TERMS = {
    Standing.LISTED: ("o", "list"),
    Standing.OWN: ("ok", "check"),
    Standing.NEEDED: ("w", "alert-triangle"),
    Standing.ASKED: ("a", "clock"),
    Standing.APPROVED: ("ok", "circle-check"),
    Standing.REFUSED: ("d", "circle-x"),
    Standing.LAPSED: ("w", "clock-pause"),
}


def order_tag(row: OrderRow) -> Tag:
    """Return how far it has come, as icon and word."""
    return Tag(row.state_label, *_ORDERS[OrderState(row.state)])


def terms_tag(card: LineCard) -> Tag:
    """Return how the terms stand, as icon and word."""
    return Tag(card.standing_label, *_TERMS[card.standing])


def _url(row: OrderRow) -> str:
    return _detail(row.id)


ORDERS = Table[OrderRow](
    key="orders",
    columns=(
        Column("number", gettext_lazy("Number of the order"), link=_url),
        Column("customer_name", gettext_lazy("Customer"), phone=Phone.NAME),
        Column("product_name", gettext_lazy("Product"), is_wide=True, phone=Phone.REASON),
        Column("amount_text", gettext_lazy("Amount"), kind=Kind.FIGURE),
        Column(
            "rate",
            gettext_lazy("Rate"),
            kind=Kind.FIGURE,
            value=lambda row: formats.rate(row.rate) if row.rate is not None else "",
            is_desktop_only=True,
        ),
        Column("state", gettext_lazy("State"), kind=Kind.TAG, value=order_tag),
        Column(
            "state_at",
            gettext_lazy("State since"),
            kind=Kind.MOMENT,
            sort="state_at",
            is_desktop_only=True,
        ),
        Column("external_no", gettext_lazy("Number in that system"), is_desktop_only=True),
        Column("owner_name", gettext_lazy("In charge"), is_desktop_only=True),
        Column(
            "act",
            "",
            kind=Kind.ACTION,
            value=lambda row: Action(_("View"), _url(row)),
            phone=Phone.ACTION,
        ),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
