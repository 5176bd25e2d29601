"""Columns of the lists of books."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform.i18n import times
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag
from yinqiao.sales.books.choices import CoverState, State
from yinqiao.sales.books.queries import CoverRow, HandoverRow

_detail = by_id("books:detail")
TONES = {
    State.DRAFT: ("o", "pencil"),
    State.TO_ACCEPT: ("w", "clock"),
    State.TO_APPROVE: ("w", "rubber-stamp"),
    State.TO_APPROVE_THERE: ("w", "rubber-stamp"),
    State.APPROVED: ("a", "calendar"),
    State.DONE: ("ok", "circle-check"),
    State.DECLINED: ("d", "circle-x"),
    State.REJECTED: ("d", "circle-x"),
    State.CANCELLED: ("", "arrow-back-up"),
    State.STOPPED: ("d", "alert-triangle"),
}
COVER_TONES = {
    CoverState.ASKED: ("w", "clock"),
    CoverState.AGREED: ("a", "calendar"),
    CoverState.REJECTED: ("d", "circle-x"),
    CoverState.ENDED: ("", "arrow-back-up"),
}


def state_tag(row: HandoverRow) -> Tag:
    """Return the state as icon and word."""
    return Tag(row.state_label, *TONES[State(row.state)])


def _cover_tag(row: CoverRow) -> Tag | None:
    if row.is_now:
        return Tag(_("Covers now"), "ok", "user-check")
    return Tag(row.state_label, *COVER_TONES[CoverState(row.state)])


def _url(row: HandoverRow) -> str:
    return _detail(row.id)


def _who(row: HandoverRow) -> str:
    return f"{row.giver_name} → {row.taker_name}"


def _days(row: CoverRow) -> str:
    return f"{times.day(row.from_on)} – {times.day(row.to_on)}"


def _end(row: CoverRow) -> Action | None:
    if not row.can_end:
        return None
    return Action(_("End"), reverse("books:cover-ends", args=[row.id]), tone="", is_post=True)


HANDOVERS = Table[HandoverRow](
    key="handovers",
    columns=(
        Column(
            "who",
            gettext_lazy("Who to whom"),
            value=_who,
            link=_url,
            extra=state_tag,
            phone=Phone.NAME,
        ),
        Column("kind_label", gettext_lazy("Kind"), is_desktop_only=True),
        Column("customers", gettext_lazy("Customers"), kind=Kind.FIGURE),
        Column("aum", gettext_lazy("AUM"), kind=Kind.MONEY),
        Column("reason", gettext_lazy("Reason"), is_wide=True, phone=Phone.REASON),
        Column("effective_on", gettext_lazy("In effect from"), kind=Kind.DATE),
        Column("asked_by", gettext_lazy("Asked for by"), is_desktop_only=True),
        Column("asked_at", gettext_lazy("Asked for"), kind=Kind.MOMENT, sort="asked_at"),
    ),
    row_id=lambda row: row.id,
    row_url=_url,
)
COVERS = Table[CoverRow](
    key="covers",
    columns=(
        Column("absent_name", gettext_lazy("On leave"), extra=_cover_tag, phone=Phone.NAME),
        Column("taker_name", gettext_lazy("Covered by")),
        Column("days", gettext_lazy("Days"), value=_days),
        Column("reason", gettext_lazy("Reason"), is_wide=True, phone=Phone.REASON),
        Column("asked_by", gettext_lazy("Asked for by"), is_desktop_only=True),
        Column("asked_at", gettext_lazy("Asked for"), kind=Kind.MOMENT, sort="asked_at"),
        Column("end", "", kind=Kind.ACTION, value=_end, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
