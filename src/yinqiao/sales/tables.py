"""Columns of the lists of opportunities."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import times
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag
from yinqiao.sales import policies
from yinqiao.sales.choices import State
from yinqiao.sales.queries import OpportunityRow

_detail = by_id("sales:detail")
TONES = {
    State.NEW: ("o", "inbox"),
    State.ASSIGNED: ("w", "clock"),
    State.CONTACTED: ("a", "phone-call"),
    State.NEEDS: ("a", "bulb"),
    State.PROPOSED: ("a", "file-text"),
    State.WON: ("ok", "circle-check"),
    State.LOST: ("", "circle-x"),
}

BULK = (
    BulkAction(
        gettext_lazy("Log a contact"), "sales:contacts-together", policies.WORK, "phone-call"
    ),
    BulkAction(
        gettext_lazy("Put off together"), "sales:snoozes-together", policies.WORK, "clock-pause"
    ),
    BulkAction(
        gettext_lazy("Hand over"), "sales:hand-overs-together", policies.WORK, "arrows-exchange"
    ),
    BulkAction(gettext_lazy("Close as lost"), "sales:losses-together", policies.WORK, "circle-x"),
)


def state_tag(row: OpportunityRow) -> Tag:
    """Return the state as icon and word; on hold while the gate allows no contact about it."""
    if row.is_open and row.suppression_reason:
        return Tag(_("On hold"), "w", "phone-off")
    tone, icon = TONES.get(State(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def due_tag(row: OpportunityRow) -> Tag:
    """Return the deadline: red and with the days when it is missed."""
    if not row.days_late:
        return Tag(times.day(row.due_on), "o")
    late = ngettext("{day}, {days} day late", "{day}, {days} days late", row.days_late)
    return Tag(late.format(day=times.day(row.due_on), days=row.days_late), "d", "alert-circle")


def escalation_tag(row: OpportunityRow) -> Tag | None:
    """Return who was told that nobody acted."""
    if row.escalated_at is None:
        return None
    text = (
        _("Passed up to {name}").format(name=row.escalated_to)
        if row.escalated_to
        else _("Passed up")
    )
    return Tag(text, "d", "arrow-up")


def opportunity_table(actor: Actor) -> Table[OpportunityRow]:
    """Return the columns for one actor; whose it is only where that differs."""
    columns: list[Column[OpportunityRow]] = [
        Column("customer_name", gettext_lazy("Customer"), link=_url, extra=_gone, phone=Phone.NAME),
        Column("title", gettext_lazy("Opportunity"), extra=escalation_tag),
        Column("reason", gettext_lazy("Reason"), is_wide=True, phone=Phone.REASON),
        Column("amount_text", gettext_lazy("Amount"), kind=Kind.FIGURE),
        Column("due_on", gettext_lazy("Act by"), kind=Kind.TAG, value=due_tag, sort="due_on"),
        Column("state", gettext_lazy("State"), kind=Kind.TAG, value=state_tag),
    ]
    if policies.sees_others(actor):
        columns.append(Column("owner", gettext_lazy("In charge"), value=_owner))
    columns.append(Column("act", "", kind=Kind.ACTION, value=_action, phone=Phone.ACTION))
    return Table(
        key="opportunities",
        columns=tuple(columns),
        row_id=lambda row: row.id,
        row_url=_url,
        bulk=BULK,
    )


def _url(row: OpportunityRow) -> str:
    return _detail(row.id)


def _owner(row: OpportunityRow) -> str:
    return row.owner_name or _("In the pool")


def _gone(row: OpportunityRow) -> Tag | None:
    return Tag(_("Reason gone"), "o", "circle-minus") if row.is_open and row.gone_on else None


def _action(row: OpportunityRow) -> Action:
    return Action(
        _("Work on it") if row.is_open else _("View"), _url(row), tone="a" if row.is_open else ""
    )
