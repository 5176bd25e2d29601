"""Columns of the list of leads."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform.i18n import times
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag
from yinqiao.sales.leads.choices import Standing, State
from yinqiao.sales.leads.queries import LeadRow

_detail = by_id("leads:detail")
TONES = {
    State.POOL: ("o", "inbox"),
    State.OFFERED: ("w", "clock"),
    State.WORKING: ("a", "phone-call"),
    State.CONVERTED: ("ok", "circle-check"),
    State.DISCARDED: ("", "circle-x"),
}


def state_tag(row: LeadRow) -> Tag:
    """Return the state as icon and word; what may not be worked says so first."""
    if row.is_open and row.standing == Standing.REFUSED:
        return Tag(row.standing_label, "w", "lock")
    return Tag(row.state_label, *TONES[State(row.state)])


def clock_tag(row: LeadRow) -> Tag | None:
    """Return until when it is to be accepted."""
    if row.accept_by is None:
        return None
    return Tag(_("Accept by {day}").format(day=times.day(row.accept_by)), "w", "clock")


def score_tag(row: LeadRow) -> Tag:
    """Return the score; the tone says how much it promises."""
    high, middle = 60, 35
    tone = "ok" if row.score >= high else "a" if row.score >= middle else ""
    return Tag(str(row.score), tone, "star")


def _url(row: LeadRow) -> str:
    return _detail(row.id)


def _owner(row: LeadRow) -> str:
    return row.owner_name or _("In the pool")


def _action(row: LeadRow) -> Action:
    return Action(_("Work on it") if row.is_mine and row.is_open else _("View"), _url(row))


LEADS = Table[LeadRow](
    key="leads",
    columns=(
        Column("name", gettext_lazy("Lead"), link=_url, extra=clock_tag, phone=Phone.NAME),
        Column("mobile_masked", gettext_lazy("Mobile"), is_desktop_only=True),
        Column("interest_label", gettext_lazy("Interested in")),
        Column("need", gettext_lazy("What is wanted"), is_wide=True, phone=Phone.REASON),
        Column("amount_text", gettext_lazy("Amount"), kind=Kind.FIGURE),
        Column("score", gettext_lazy("Score"), kind=Kind.TAG, value=score_tag, sort="score"),
        Column("origin_label", gettext_lazy("Origin"), is_desktop_only=True),
        Column("state", gettext_lazy("State"), kind=Kind.TAG, value=state_tag),
        Column("owner", gettext_lazy("In charge"), value=_owner),
        Column("org_name", gettext_lazy("Unit"), is_desktop_only=True),
        Column("act", "", kind=Kind.ACTION, value=_action, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
