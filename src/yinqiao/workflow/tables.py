"""Columns of the approval lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag
from yinqiao.workflow import policies
from yinqiao.workflow.choices import State
from yinqiao.workflow.queries import AnnouncementRow, ApprovalRow, DeputyRow

TONES = {
    State.OPEN: ("w", "clock"),
    State.APPROVED: ("ok", "circle-check"),
    State.REJECTED: ("d", "circle-x"),
}


def state_tag(row: ApprovalRow) -> Tag:
    """Return the state as icon and word."""
    tone, icon = TONES.get(State(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def _url(row: ApprovalRow) -> str:
    return reverse("workflow:detail", args=[row.id])


def _who(row: ApprovalRow) -> str:
    return f"{row.maker_name} · {row.org_name}" if row.org_name else row.maker_name


def _columns() -> tuple[Column[ApprovalRow], ...]:
    return (
        Column("summary", _("Matter"), link=_url, phone=Phone.NAME, is_wide=True),
        Column("kind_title", _("Kind"), is_desktop_only=True),
        Column("maker_name", _("Asked by"), value=_who, phone=Phone.REASON),
        Column("reason", _("Reason"), is_wide=True),
        Column("made_at", _("Asked"), kind=Kind.MOMENT, sort="made_at"),
        Column("expires_at", _("Decide by"), kind=Kind.MOMENT, sort="expires_at"),
        Column("state", _("State"), kind=Kind.TAG, value=state_tag),
        Column(
            "open",
            "",
            kind=Kind.ACTION,
            value=lambda row: Action(_("View"), _url(row), tone=""),
            phone=Phone.ACTION,
        ),
    )


TODO = Table[ApprovalRow](
    key="approvals",
    columns=_columns(),
    row_id=lambda row: row.id,
    row_url=_url,
    bulk=(BulkAction(_("Decide together"), "workflow:batch", policies.APPROVE, "checklist"),),
)
OWN = Table[ApprovalRow](
    key="approvals", columns=_columns(), row_id=lambda row: row.id, row_url=_url
)


def _announcement_url(row: AnnouncementRow) -> str:
    return reverse("workflow:announcement", args=[row.id])


def _announcement_tag(row: AnnouncementRow) -> Tag:
    if row.is_withdrawn:
        return Tag(_("Withdrawn"), "", "circle-x")
    if row.is_over:
        return Tag(_("Over"), "", "circle-minus")
    return (
        Tag(_("Read by me"), "ok", "check") if row.is_read else Tag(_("Not read yet"), "w", "mail")
    )


def _weight_tag(row: AnnouncementRow) -> Tag | None:
    return Tag(row.weight_label, "d", "speakerphone") if row.is_important else None


ANNOUNCEMENTS: Table[AnnouncementRow] = Table(
    key="announcements",
    columns=(
        Column(
            "title",
            _("Headline"),
            link=_announcement_url,
            extra=_weight_tag,
            phone=Phone.NAME,
            is_wide=True,
        ),
        Column("to", _("Meant for"), phone=Phone.REASON),
        Column("made_by", _("Announced by")),
        Column("made_at", _("Announced on"), kind=Kind.MOMENT, sort="made_at"),
        Column("to_on", _("In force until"), kind=Kind.DATE),
        Column("state", _("State"), kind=Kind.TAG, value=_announcement_tag),
    ),
    row_id=lambda row: row.id,
    row_url=_announcement_url,
)


def _deputy_tag(row: DeputyRow) -> Tag:
    if row.is_now:
        return Tag(_("In force"), "ok", "user-check")
    return Tag(_("Planned"), "w", "clock") if row.is_open else Tag(_("Over"), "", "circle-minus")


def _deputy_end(row: DeputyRow) -> Action | None:
    if not row.is_open:
        return None
    return Action(_("End"), reverse("workflow:deputy-ends", args=[row.id]), tone="", is_post=True)


DEPUTIES: Table[DeputyRow] = Table(
    key="deputies",
    columns=(
        Column("giver_name", _("For whom"), phone=Phone.NAME),
        Column("taker_name", _("Deputy"), phone=Phone.REASON),
        Column("from_on", _("From"), kind=Kind.DATE),
        Column("to_on", _("To, included"), kind=Kind.DATE),
        Column("reason", _("Reason"), is_wide=True),
        Column("made_at", _("Named on"), kind=Kind.MOMENT, sort="made_at"),
        Column("state", _("State"), kind=Kind.TAG, value=_deputy_tag),
        Column("end", "", kind=Kind.ACTION, value=_deputy_end, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
