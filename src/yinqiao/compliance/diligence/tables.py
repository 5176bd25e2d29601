"""Columns of the lists of due diligence."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.diligence.choices import FileState
from yinqiao.compliance.diligence.queries import ChecklistRow, DifferenceRow, FileRow
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

TAB = "diligence.panel"


def tab_of(customer_id: int) -> str:
    """Return the address of the file on the page of the customer."""
    return f"{reverse('customers:detail', args=[customer_id])}?tab={TAB}"


def _file_url(row: FileRow) -> str:
    return tab_of(row.customer_id)


def _state(row: FileRow) -> Tag:
    if row.is_late:
        return Tag(row.state_label, "d", "alert-circle")
    return Tag(row.state_label, "ok" if row.state == FileState.COMPLETE else "w", "file-search")


FILES = Table[FileRow](
    key="diligence-files",
    columns=(
        Column("customer", _("Customer"), link=_file_url, phone=Phone.NAME),
        Column("party_label", _("Type of party")),
        Column("org", _("Unit"), phone=Phone.REASON),
        Column("state", _("State"), kind=Kind.TAG, value=_state, phone=Phone.ACTION),
        Column("due_on", _("Due"), kind=Kind.DATE),
        Column("waited", _("Days waiting"), kind=Kind.NUMBER, sort="state_since"),
    ),
    row_id=lambda row: row.id,
    row_url=_file_url,
)


def _company_url(row: DifferenceRow) -> str:
    return tab_of(row.customer_id)


def _mark(is_named: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return "✓" if is_named else "—"


def _standing(row: DifferenceRow) -> Tag:
    if not row.is_open:
        return Tag(row.action_label or _("By comparison"), "ok", "circle-check")
    return Tag(_("Past its day"), "d", "alert-circle") if row.is_late else Tag(_("To be settled"), "w", "clock")  # fmt: skip


def _settle(row: DifferenceRow) -> Action | None:
    if not row.is_open:
        return None
    return Action(_("Settle"), reverse("diligence:difference", args=[row.id]), tone="")


DIFFERENCES = Table[DifferenceRow](
    key="owner-differences",
    columns=(
        Column("customer", _("Company"), link=_company_url, phone=Phone.NAME),
        Column("owner", _("Person")),
        Column("computed", _("Worked out"), value=lambda row: _mark(row.is_computed)),
        Column("registered", _("Our register"), value=lambda row: _mark(row.is_registered)),
        Column("imported", _("Source"), value=lambda row: _mark(row.is_imported)),
        Column("what", _("What differs"), is_wide=True, phone=Phone.REASON),
        Column("found_on", _("Found"), kind=Kind.DATE),
        Column("due_on", _("Due"), kind=Kind.DATE, sort="due_on"),
        Column("state", _("State"), kind=Kind.TAG, value=_standing),
        Column("act", "", kind=Kind.ACTION, value=_settle, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)


def _checklist_state(row: ChecklistRow) -> Tag:
    if row.is_in_force:
        return Tag(_("In force"), "ok", "circle-check")
    return Tag(_("Begins later"), "a", "clock") if row.is_ahead else Tag(_("Earlier version"))


CHECKLISTS = Table[ChecklistRow](
    key="diligence-checklists",
    columns=(
        Column(
            "version",
            _("Code of the version"),
            link=lambda row: reverse("diligence:checklist", args=[row.id]),
            phone=Phone.NAME,
        ),
        Column(
            "valid_from", _("In force from"), kind=Kind.DATE, sort="valid_from", phone=Phone.REASON
        ),
        Column("items", _("Items"), kind=Kind.NUMBER),
        Column("published_at", _("Published on"), kind=Kind.MOMENT),
        Column("published_by", _("Checked and published by")),
        Column("state", _("State"), kind=Kind.TAG, value=_checklist_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
