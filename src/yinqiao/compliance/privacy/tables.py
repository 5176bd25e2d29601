"""Columns of privacy's lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.privacy.choices import PaperState, RunState
from yinqiao.compliance.privacy.queries import AssessmentRow, LegalHoldRow, RunRow
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

_RUN_TONES = {
    RunState.COUNTING: ("a", "clock"),
    RunState.WAITING: ("w", "clock"),
    RunState.APPROVED: ("a", "clock"),
    RunState.DONE: ("ok", "circle-check"),
}


def run_state(row: RunRow) -> Tag:
    """Return the state of a run as a tag."""
    return Tag(row.state_label, *_RUN_TONES.get(RunState(row.state), ("", "history")))


def _run_url(row: RunRow) -> str:
    return reverse("privacy:run", args=[row.id])


RUNS = Table[RunRow](
    key="retention-runs",
    columns=(
        Column("as_of", _("As of"), kind=Kind.DATE, link=_run_url, phone=Phone.NAME),
        Column("reason", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column("found", _("Rows over their time"), kind=Kind.NUMBER),
        Column("erased", _("Rows erased"), kind=Kind.NUMBER),
        Column("asked_by", _("Proposed by")),
        Column("approved_by", _("Agreed to by")),
        Column("asked_at", _("Proposed"), kind=Kind.MOMENT, sort="asked_at"),
        Column("state", _("State"), kind=Kind.TAG, value=run_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_run_url,
)


def _hold_state(row: LegalHoldRow) -> Tag:
    if row.is_due:
        return Tag(_("To be looked at again"), "w", "clock")
    return (
        Tag(_("Hold in force"), "d", "lock")
        if row.is_open
        else Tag(_("Hold is over"), "", "history")
    )


def _look_again(row: LegalHoldRow) -> Action | None:
    if not row.is_open:
        return None
    return Action(_("Look again"), reverse("privacy:hold-reviews", args=[row.id]), tone="")


def _end(row: LegalHoldRow) -> Action | None:
    if not row.is_open:
        return None
    return Action(_("End the hold"), reverse("privacy:hold-ends", args=[row.id]), tone="")


LEGAL_HOLDS = Table[LegalHoldRow](
    key="legal-holds",
    columns=(
        Column("customers", _("Customers"), phone=Phone.NAME, is_wide=True),
        Column("case_no", _("Number of the matter")),
        Column("reason", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column("owner", _("Department that answers for it")),
        Column("placed_by", _("Entered by")),
        Column("placed_at", _("Entered"), kind=Kind.MOMENT),
        Column("review_on", _("Look at it again on"), kind=Kind.DATE, sort="review_on"),
        Column("state", _("State"), kind=Kind.TAG, value=_hold_state, phone=Phone.ACTION),
        Column("review", "", kind=Kind.ACTION, value=_look_again),
        Column("end", "", kind=Kind.ACTION, value=_end),
    ),
    row_id=lambda row: row.id,
)


def assessment_state(row: AssessmentRow) -> Tag:
    """Return whether an assessment holds, as a tag."""
    if row.holds:
        return (
            Tag(_("Ends soon"), "w", "clock")
            if row.is_soon
            else Tag(_("Assessment holds"), "ok", "circle-check")
        )
    if row.state == PaperState.SIGNED:
        return Tag(_("Does not hold"), "d", "alert-circle")
    return Tag(row.state_label, "w" if row.state == PaperState.WAITING else "", "file-text")


def _assessment_url(row: AssessmentRow) -> str:
    return reverse("privacy:assessment", args=[row.id])


ASSESSMENTS = Table[AssessmentRow](
    key="impact-assessments",
    columns=(
        Column("title", _("Impact assessment"), link=_assessment_url, phone=Phone.NAME),
        Column("activity_label", _("Kind of processing"), is_wide=True, phone=Phone.REASON),
        Column("verdict_label", _("Verdict")),
        Column("made_by", _("Drafted by")),
        Column("signed_by", _("Signed by")),
        Column("valid_to", _("Valid to"), kind=Kind.DATE, sort="valid_to"),
        Column("state", _("State"), kind=Kind.TAG, value=assessment_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_assessment_url,
)
