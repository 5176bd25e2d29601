"""Columns of the lists and of their names."""

from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag
from yinqiao.sales.campaign_lists.choices import Standing, State
from yinqiao.sales.campaign_lists.queries import ListRow, NameRow

_detail = by_id("campaign_lists:detail")
_customer = by_id("customers:detail")
TONES = {
    State.DRAFT: ("o", "pencil"),
    State.ASKED: ("w", "clock"),
    State.APPROVED: ("a", "send"),
    State.OUT: ("a", "phone-call"),
    State.ENDED: ("ok", "circle-check"),
    State.RECALLED: ("", "arrow-back-up"),
}
STANDING_TONES = {
    Standing.BARRED: ("w", "lock"),
    Standing.OPEN: ("a", "phone-call"),
    Standing.DONE: ("ok", "circle-check"),
    Standing.RETURNED: ("w", "arrow-back-up"),
}


def state_tag(row: ListRow) -> Tag:
    """Return the state as icon and word."""
    return Tag(row.state_label, *TONES[State(row.state)])


def standing_tag(row: NameRow) -> Tag:
    """Return the state of a name as icon and word."""
    return Tag(row.standing_label, *STANDING_TONES.get(Standing(row.standing), ("o", "point")))


def _url(row: ListRow) -> str:
    return _detail(row.id)


def _rate(row: ListRow) -> str:
    return "—" if row.figures.rate is None else f"{row.figures.rate}%"


def _customer_url(row: NameRow) -> str:
    return _customer(row.customer_id)


def _sent(row: ListRow) -> int:
    return row.figures.sent or row.figures.total


def _done(row: ListRow) -> int:
    return row.figures.done


LISTS = Table[ListRow](
    key="campaign-lists",
    columns=(
        Column("name", _("List"), link=_url, phone=Phone.NAME),
        Column("goal", _("What it is for"), phone=Phone.REASON, is_wide=True),
        Column("state", _("State"), kind=Kind.TAG, value=state_tag),
        Column("names", _("Customers on it"), kind=Kind.NUMBER, value=_sent),
        Column("done", _("Fed back"), kind=Kind.NUMBER, value=_done),
        Column("rate", _("Execution rate"), kind=Kind.FIGURE, value=_rate),
        Column("due_on", _("Deadline"), kind=Kind.DATE, sort="due_on"),
        Column("maker_name", _("Made by")),
        Column("org_name", _("Unit"), is_desktop_only=True),
        Column("made_at", _("Made at"), kind=Kind.MOMENT, sort="made_at", is_desktop_only=True),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
NAMES = Table[NameRow](
    key="campaign-list-names",
    columns=(
        Column("customer_name", _("Customer"), link=_customer_url, phone=Phone.NAME),
        Column("tier", _("Tier"), kind=Kind.TIER),
        Column("org_name", _("Unit")),
        Column("owner_name", _("In charge")),
        Column("standing", _("State"), kind=Kind.TAG, value=standing_tag),
        Column("said", _("What came of it"), phone=Phone.REASON),
        Column("note", _("Remark"), is_wide=True),
        Column("fed_back_at", _("Fed back"), kind=Kind.MOMENT),
    ),
    row_id=lambda row: row.id,
)
