"""Columns of viewing's lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.viewing.choices import AlertState, CheckState, ReviewVerdict
from yinqiao.compliance.viewing.queries import (
    AlertLine,
    CheckLine,
    DrawLine,
    EmergencyLine,
    ExemptionLine,
    MarkLine,
)
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

_TONES = {
    AlertState.OPEN: ("w", "alert-triangle"),
    AlertState.FOLLOW_UP: ("a", "clock"),
    AlertState.FINE: ("ok", "circle-check"),
    AlertState.SETTLED: ("ok", "circle-check"),
}


def alert_url(row: AlertLine) -> str:
    """Return the address of an alert."""
    return reverse("viewing:alert", args=[row.id])


def alert_state(row: AlertLine) -> Tag:
    """Return the state of an alert as a tag."""
    tone, icon = _TONES[AlertState(row.state)]
    return Tag(row.state_label, tone, icon)


ALERTS = Table[AlertLine](
    key="viewing-alerts",
    columns=(
        Column("on", _("Day"), kind=Kind.DATE, sort="on"),
        Column("kind_label", _("Kind"), link=alert_url, phone=Phone.NAME),
        Column("who", _("Who")),
        Column("customer", _("Customer")),
        Column("told", _("Why"), is_wide=True, phone=Phone.REASON),
        Column("state", _("State"), kind=Kind.TAG, value=alert_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=alert_url,
)


def _mark_state(row: MarkLine) -> Tag:
    return (
        Tag(_("Page is watched"), "w", "eye")
        if row.is_open
        else Tag(_("Watched no more"), "", "eye-off")
    )


def _unmark(row: MarkLine) -> Action | None:
    if not row.is_open:
        return None
    return Action(
        _("Stop watching"), reverse("viewing:mark-ends", args=[row.id]), tone="", is_post=True
    )


MARKS = Table[MarkLine](
    key="viewing-marks",
    columns=(
        Column("customer", _("Customer"), phone=Phone.NAME),
        Column("kind_label", _("Kind")),
        Column("about", _("Relative of")),
        Column("reason", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column("marked_by", _("Entered by"), is_desktop_only=True),
        Column("marked_at", _("Entered"), kind=Kind.MOMENT, sort="marked_at"),
        Column("state", _("State"), kind=Kind.TAG, value=_mark_state),
        Column("end", "", kind=Kind.ACTION, value=_unmark, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)


def _verdict(row: EmergencyLine) -> Tag:
    if row.verdict:
        is_justified = row.verdict == ReviewVerdict.JUSTIFIED
        return Tag(
            row.verdict_label,
            "ok" if is_justified else "d",
            "circle-check" if is_justified else "circle-x",
        )
    return (
        Tag(_("Review overdue"), "d", "flame")
        if row.is_late
        else Tag(_("To be reviewed"), "w", "clock")
    )


def _review(row: EmergencyLine) -> Action | None:
    if not row.can_review:
        return None
    return Action(_("Review it"), reverse("viewing:review", args=[row.id]), tone="")


EMERGENCIES = Table[EmergencyLine](
    key="viewing-emergencies",
    columns=(
        Column("taken_at", _("Taken"), kind=Kind.MOMENT, sort="taken_at"),
        Column("who", _("Who took access"), phone=Phone.NAME),
        Column("customer", _("Customer")),
        Column("reason", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column("until", _("Until"), kind=Kind.MOMENT),
        Column("due_on", _("Review by"), kind=Kind.DATE),
        Column("verdict", _("Review"), kind=Kind.TAG, value=_verdict),
        Column("note", _("What was found"), is_desktop_only=True, is_wide=True),
        Column("reviewed_by", _("Reviewed by"), is_desktop_only=True),
        Column("open", "", kind=Kind.ACTION, value=_review, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)


def _exemption_state(row: ExemptionLine) -> Tag:
    if row.ended_at is not None:
        return Tag(_("Exemption ended"), "", "circle-x")
    if not row.is_open:
        return Tag(_("Run out"), "", "circle-minus")
    return Tag(_("Review is due"), "d", "flame") if row.is_due else Tag(_("In force"), "w", "clock")


def _exemption_review(row: ExemptionLine) -> Action | None:
    if not row.is_open:
        return None
    return Action(_("Review it"), reverse("viewing:exemption-review", args=[row.id]), tone="")


_EXEMPTION: tuple[Column[ExemptionLine], ...] = (
    Column("rule", _("Rule"), phone=Phone.NAME, is_wide=True),
    Column("whom", _("Whom it shall not bind"), phone=Phone.REASON),
    Column("reason", _("Reason"), is_wide=True),
    Column("from_on", _("From"), kind=Kind.DATE),
    Column("until_on", _("To, included"), kind=Kind.DATE, sort="until_on"),
    Column("review_on", _("Look at it again on"), kind=Kind.DATE),
    Column("asked_by", _("Asked by"), is_desktop_only=True),
    Column("approved_by", _("Allowed by"), is_desktop_only=True),
    Column("state", _("State"), kind=Kind.TAG, value=_exemption_state),
)
EXEMPTIONS: Table[ExemptionLine] = Table(
    key="exemptions",
    columns=(
        *_EXEMPTION,
        Column("review", "", kind=Kind.ACTION, value=_exemption_review, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
EXEMPTIONS_READ: Table[ExemptionLine] = Table(
    key="exemptions-read", columns=_EXEMPTION, row_id=lambda row: row.id
)

_CHECK_TONES = {
    CheckState.WAITING: ("w", "clock"),
    CheckState.LATE: ("d", "flame"),
    CheckState.GROUNDED: ("ok", "circle-check"),
    CheckState.DOUBTFUL: ("d", "alert-triangle"),
}


def _check_url(row: CheckLine) -> str:
    return reverse("viewing:reveal-check", args=[row.id])


def _check_state(row: CheckLine) -> Tag:
    return Tag(row.state_label, *_CHECK_TONES[CheckState(row.state)])


def _check_before(row: CheckLine) -> str:
    return row.before or str(_("Compliance"))


def _check(row: CheckLine) -> Action | None:
    return Action(_("Check it"), _check_url(row), tone="") if row.can_answer else None


REVEAL_CHECKS = Table[CheckLine](
    key="reveal-checks",
    columns=(
        Column("revealed_at", _("Seen at"), kind=Kind.MOMENT, sort="revealed_at"),
        Column("who", _("Who saw it"), link=_check_url, phone=Phone.NAME),
        Column("customer", _("Customer")),
        Column("field", _("Kind of number")),
        Column("reason", _("Reason given then"), is_wide=True, phone=Phone.REASON),
        Column("before", _("Who checks it"), value=_check_before, is_desktop_only=True),
        Column("due_on", _("Answer by"), kind=Kind.DATE, sort="due_on"),
        Column("state", _("State"), kind=Kind.TAG, value=_check_state),
        Column("open", "", kind=Kind.ACTION, value=_check, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_check_url,
)


def _redraw(row: DrawLine) -> Action:
    return Action(
        _("Draw again"), reverse("viewing:draw-again", args=[row.id]), tone="", is_post=True
    )


DRAWS = Table[DrawLine](
    key="reveal-draws",
    columns=(
        Column("on", _("Day"), kind=Kind.DATE, sort="on", phone=Phone.NAME),
        Column("looks", _("Looks in clear"), kind=Kind.NUMBER),
        Column("drawn", _("Looks drawn"), kind=Kind.NUMBER),
        Column("percent", _("Share in percent"), kind=Kind.NUMBER),
        Column("least", _("Filled up to, by person"), kind=Kind.NUMBER),
        Column("seed", _("Seed of the draw"), is_wide=True, phone=Phone.REASON),
        Column("drawn_at", _("Drawn at"), kind=Kind.MOMENT, is_desktop_only=True),
        Column("again", "", kind=Kind.ACTION, value=_redraw, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
