"""Columns of the lists of opportunities."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats, times
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag
from yinqiao.sales import policies
from yinqiao.sales.choices import WITHOUT_RULE, Show, State
from yinqiao.sales.queries import OpportunityRow, Result

_detail = by_id("sales:detail")
TONES = {
    State.NEW: ("o", "inbox"),
    State.ASSIGNED: ("w", "clock"),
    State.CONTACTED: ("a", "phone-call"),
    State.NEEDS: ("a", "bulb"),
    State.PROPOSED: ("a", "file-text"),
    State.PROCESSING: ("a", "clipboard-check"),
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


def result_table(actor: Actor) -> Table[Result]:
    """Return the columns of the results: the rule and the open ones can be opened by whoever may."""
    columns: list[Column[Result]] = [
        Column("title", gettext_lazy("Opportunity"), link=_rule_link(actor), phone=Phone.NAME),
        Column("made", gettext_lazy("Opened"), kind=Kind.NUMBER, sort="made"),
        Column("contacted", gettext_lazy("Customers contacted"), kind=Kind.NUMBER, sort="contacted"),
        Column("won", gettext_lazy("Won"), kind=Kind.NUMBER, sort="won"),
        Column("conversion", gettext_lazy("Won of contacted"), kind=Kind.FIGURE, value=share_of, sort="conversion"),
        Column("won_amount", gettext_lazy("Amount of those won"), kind=Kind.MONEY, sort="won_amount"),
        Column("median_days", gettext_lazy("Median days to the first contact"), kind=Kind.FIGURE, value=days_of, sort="median_days"),
        Column("lost", gettext_lazy("Lost"), kind=Kind.NUMBER, sort="lost"),
        Column("reasons", gettext_lazy("Why lost"), value=reasons_of, is_wide=True, phone=Phone.REASON),
        Column("expired", gettext_lazy("Expired"), kind=Kind.NUMBER, sort="expired"),
        Column("gone", gettext_lazy("Reason gone"), kind=Kind.NUMBER, sort="gone"),
    ]  # fmt: skip
    if actor.can(policies.VIEW):
        columns.append(Column("open", gettext_lazy("Still open"), kind=Kind.ACTION, value=_open_ones, phone=Phone.ACTION))  # fmt: skip
    return Table(key="results", columns=tuple(columns), row_id=lambda row: row.place)


def share_of(row: Result) -> str:
    """Return how many of those contacted were won, or that there are too few to tell."""
    if row.conversion is None:
        return _("Too few to tell")
    return f"{formats.decimal(row.conversion * 100, places=1)}%"


def days_of(row: Result) -> str:
    """Return the median wait, or that there are too few to tell."""
    if row.median_days is None:
        return _("Too few to tell")
    return formats.decimal(row.median_days, places=1)


def reasons_of(row: Result) -> str:
    """Return why those lost were lost, with how many."""
    return "、".join(f"{why} {number}" for why, number in row.reasons)


def _rule_link(actor: Actor) -> Callable[[Result], str] | None:
    """Return where the rule is told, for whoever may read rules; what the counter referred has none."""
    if not actor.can("insights.view_trigger"):
        return None
    return lambda row: (
        "" if row.kind in WITHOUT_RULE else reverse("insights:trigger", args=[row.kind])
    )


def _open_ones(row: Result) -> Action:
    return Action(
        formats.count(row.open, language=get_language() or "zh-hans"),
        f"{reverse('sales:list')}?filter=1&kind={row.kind}&state={Show.OPEN.value}",
        tone="",
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
