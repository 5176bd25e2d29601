"""Columns of the queue of duplicates, the list of merges and the evaluations of the linkage model."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices, policies
from yinqiao.customers.queries import EvaluationRow, MergeRowRead, SuggestionRow
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import BulkAction, Column, Kind, Phone, Table, Tag

SUGGESTION_TONES = {
    choices.SuggestionState.SUGGESTED: ("w", "clock"),
    choices.SuggestionState.CHECKED: ("a", "send"),
    choices.SuggestionState.MERGED: ("ok", "git-merge"),
    choices.SuggestionState.UNMERGED: ("", "arrow-back-up"),
    choices.SuggestionState.REJECTED: ("", "circle-x"),
}
MERGE_TONES = {
    choices.MergeState.WAITING: ("w", "clock"),
    choices.MergeState.DONE: ("ok", "git-merge"),
    choices.MergeState.REFUSED: ("d", "circle-x"),
    choices.MergeState.UNDONE: ("", "arrow-back-up"),
}
_pair = by_id("customers:duplicate")
_merge = by_id("customers:merge")


def _pair_url(row: SuggestionRow) -> str:
    return _pair(row.id)


def _merge_url(row: MergeRowRead) -> str:
    return _merge(row.id)


def suggestion_state(row: SuggestionRow) -> Tag:
    """Return the state as icon and word."""
    tone, icon = SUGGESTION_TONES.get(choices.SuggestionState(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def merge_state(row: MergeRowRead) -> Tag:
    """Return the state as icon and word."""
    tone, icon = MERGE_TONES.get(choices.MergeState(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def score_tag(row: SuggestionRow) -> Tag:
    """Return how sure the match is, the surer the warmer."""
    return Tag(f"{row.score:.0f}%", "d" if row.is_strong else "w")


def _weak(row: SuggestionRow) -> Tag | None:
    return None if row.is_strong else Tag(_("Only alike"), "w")


DUPLICATES = Table[SuggestionRow](
    key="duplicates",
    columns=(
        Column("score", _("Match"), kind=Kind.TAG, value=score_tag, sort="score"),
        Column("first", _("Record"), link=_pair_url, phone=Phone.NAME),
        Column("second", _("Other record"), phone=Phone.REASON),
        Column(
            "keys",
            _("What agrees"),
            value=lambda row: " · ".join(row.keys),
            extra=_weak,
            is_wide=True,
        ),
        Column("band", _("Assets of both"), sort="value"),
        Column(
            "doubt", _("Doubt"), value=lambda row: row.doubt_text, sort="doubt", is_optional=True
        ),
        Column("suggested_at", _("Suggested"), kind=Kind.MOMENT, sort="suggested_at"),
        Column("state", _("State"), kind=Kind.TAG, value=suggestion_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_pair_url,
    bulk=(
        BulkAction(_("Ask for merges"), "customers:merge-together", policies.MERGE, "git-merge"),
    ),
)
MERGES = Table[MergeRowRead](
    key="merges",
    columns=(
        Column("member", _("Goes into"), link=_merge_url, phone=Phone.NAME),
        Column("survivor", _("Record that is kept"), phone=Phone.REASON),
        Column("maker_name", _("Asked by")),
        Column("asked_at", _("Asked"), kind=Kind.MOMENT, sort="asked_at"),
        Column("checker_name", _("Agreed by")),
        Column("undo_until", _("Can be undone until"), kind=Kind.MOMENT),
        Column("state", _("State"), kind=Kind.TAG, value=merge_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_merge_url,
)


def _signed(row: EvaluationRow) -> Tag:
    if row.withdrawn_at is not None:
        return Tag(_("Withdrawn"), "", "circle-x")
    return (
        Tag(_("Signed, in force"), "ok", "shield-check")
        if row.is_in_force
        else Tag(_("Waiting for the second person"), "w", "clock")
    )


def evaluation_tag(row: EvaluationRow) -> Tag:
    """Return whether an evaluation is in force."""
    return _signed(row)


def queue_url() -> str:
    """Return the address of the queue."""
    return reverse("customers:duplicates")
