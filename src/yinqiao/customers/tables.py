"""Columns of the lists of this room."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.access.queries import ReachLine
from yinqiao.customers import choices, policies
from yinqiao.customers.export_files import file_ending
from yinqiao.customers.queries import CorrectionRow, CustomerRow, ExportRow
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, Column, Kind, Phone, Table, Tag

_detail = by_id("customers:detail")
STATUS_TONES = {
    choices.Status.ACTIVE: "ok",
    choices.Status.DORMANT: "w",
    choices.Status.PROSPECT: "a",
}
CORRECTION_TONES = {
    choices.CorrectionState.OPEN: ("w", "clock"),
    choices.CorrectionState.SENT: ("a", "send"),
    choices.CorrectionState.CONFIRMED: ("a", "database-import"),
    choices.CorrectionState.DONE: ("ok", "circle-check"),
    choices.CorrectionState.REJECTED: ("d", "circle-x"),
}
EXPORT_TONES = {
    choices.ExportState.WAITING: ("w", "clock"),
    choices.ExportState.QUEUED: ("a", "loader-2"),
    choices.ExportState.READY: ("ok", "circle-check"),
    choices.ExportState.REFUSED: ("d", "circle-x"),
    choices.ExportState.FAILED: ("d", "circle-x"),
}


def customer_table(actor: Actor) -> Table[CustomerRow]:
    """Return the columns for one actor: sorted only by what she sees in full; manager and unit only where they differ.

    What the table does not declare for her, the column chooser does not offer and the address cannot ask for.
    """
    name_sort = "sort_key" if policies.sees_all_names(actor) else ""
    columns: list[Column[CustomerRow]] = [
        Column("name", _("Customer"), link=_url, extra=_mark, phone=Phone.NAME, sort=name_sort),
        Column("customer_no", _("Customer number"), sort="customer_no", is_desktop_only=True),
        Column("tier", _("Tier"), kind=Kind.TIER),
        Column("phone", _("Mobile"), phone=Phone.REASON),
        *_amounts(actor),
        Column(
            "risk_grade",
            _("Risk"),
            kind=Kind.TAG,
            value=lambda row: Tag(row.risk_grade, "o") if row.risk_grade else None,
        ),
    ]
    is_own_book = policies.owns_all(actor)
    if not is_own_book:
        columns.append(Column("manager", _("Manager and unit"), value=_manager))
    columns += [
        Column("city", _("City"), is_optional=not is_own_book),
        *_more_amounts(actor),
        Column("status_label", _("Status"), is_optional=True),
        Column("opened_on", _("Customer since"), kind=Kind.DATE, is_optional=True),
    ]
    return Table(key="customers", columns=tuple(columns), row_id=lambda row: row.id, row_url=_url)


def _amounts(actor: Actor) -> list[Column[CustomerRow]]:
    if policies.sees_all_amounts(actor):
        return [
            Column("aum", _("AUM"), kind=Kind.MONEY, sort="aum", phone=Phone.ACTION),
            Column("month_average", _("Month average"), kind=Kind.MONEY, sort="aum_month_average"),
        ]
    return [Column("aum_text", _("AUM")), Column("month_average_text", _("Month average"))]


def _more_amounts(actor: Actor) -> list[Column[CustomerRow]]:
    if policies.sees_all_amounts(actor):
        return [
            Column("year_average", _("Year average"), kind=Kind.MONEY, is_optional=True),
            Column("lum", _("LUM"), kind=Kind.MONEY, sort="lum", is_optional=True),
        ]
    return [
        Column("year_average_text", _("Year average"), is_optional=True),
        Column("lum_text", _("LUM"), is_optional=True),
    ]


def _url(row: CustomerRow) -> str:
    return _detail(row.id)


def _mark(row: CustomerRow) -> Tag | None:
    if row.status == choices.Status.ACTIVE:
        return Tag(_("Company"), "o") if row.is_company else None
    return Tag(
        row.status_label,
        STATUS_TONES.get(choices.Status(row.status), "")
        if row.status in choices.Status.values
        else "",
    )


def _manager(row: CustomerRow) -> str:
    return " · ".join(part for part in (row.main_rm_name, row.org_name) if part)


def correction_state(row: CorrectionRow) -> Tag:
    """Return the state as icon and word."""
    tone, icon = CORRECTION_TONES.get(choices.CorrectionState(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def _withdrawal(row: CorrectionRow) -> Action | None:
    if not row.can_withdraw:
        return None
    url = reverse("customers:correction-withdrawals", args=[row.id])
    return Action(_("Withdraw"), url, "arrow-back-up", tone="", is_post=True)


CORRECTIONS = Table[CorrectionRow](
    key="corrections",
    columns=(
        Column(
            "customer_name",
            _("Customer"),
            link=lambda row: _detail(row.customer_id),
            phone=Phone.NAME,
        ),
        Column("label", _("Field")),
        Column("current", _("Now")),
        Column("proposed", _("Should be")),
        Column("reason", _("How one knows"), is_wide=True, phone=Phone.REASON),
        Column("requested_by_name", _("Asked by")),
        Column("requested_at", _("Asked"), kind=Kind.MOMENT, sort="requested_at"),
        Column("state", _("State"), kind=Kind.TAG, value=correction_state, phone=Phone.ACTION),
        Column("decision_note", _("Answer"), is_wide=True),
        Column("action", "", kind=Kind.ACTION, value=_withdrawal),
    ),
    row_id=lambda row: row.id,
)


def _correction_url(row: CorrectionRow) -> str:
    return reverse("customers:correction-detail", args=[row.id])


def _lateness(row: CorrectionRow) -> Tag | None:
    return Tag(_("Late"), "d", "flame") if row.is_late else None


CORRECTION_DESK = Table[CorrectionRow](
    key="correction-desk",
    columns=(
        Column("label", _("Field"), link=_correction_url, phone=Phone.NAME),
        Column("customer_no", _("Customer number")),
        Column("customer_name", _("Customer")),
        Column("current", _("Now")),
        Column("proposed", _("Should be")),
        Column("requested_by_name", _("Asked by"), phone=Phone.REASON),
        Column("requested_at", _("Asked"), kind=Kind.MOMENT, sort="requested_at"),
        Column("age", _("Age in days"), kind=Kind.NUMBER),
        Column("due_on", _("Due"), kind=Kind.DATE, extra=_lateness),
        Column("state", _("State"), kind=Kind.TAG, value=correction_state, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_correction_url,
)


def export_state(row: ExportRow) -> Tag:
    """Return the state as icon and word."""
    tone, icon = EXPORT_TONES.get(choices.ExportState(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def _export_actions(row: ExportRow) -> list[Action]:
    if not row.can_download:
        return []
    file = Action(_("Download"), reverse("customers:export-file", args=[row.id]), "download")
    password = Action(
        _("Password"), reverse("customers:export-passwords", args=[row.id]), "key", is_dialog=True
    )
    return [file, password] if row.has_password else [file]


def _format(row: ExportRow) -> str:
    ending = file_ending(row.file_format, has_password=row.has_password)
    name = row.file_format.upper()
    return name if ending == row.file_format else f"{name} ({ending.upper()})"


EXPORTS = Table[ExportRow](
    key="exports",
    columns=(
        Column("summary", _("Content"), phone=Phone.NAME, is_wide=True),
        Column("rows", _("Rows"), kind=Kind.NUMBER),
        Column("file_format", _("Format"), value=_format),
        Column("reason", _("What for"), is_wide=True, phone=Phone.REASON),
        Column("requested_at", _("Asked"), kind=Kind.MOMENT, sort="requested_at"),
        Column("expires_at", _("Link valid to"), kind=Kind.MOMENT),
        Column(
            "state",
            _("State"),
            kind=Kind.TAG,
            value=export_state,
            extra=lambda row: Tag(row.refusal) if row.refusal else None,
        ),
        Column("action", "", kind=Kind.ACTION, value=_export_actions, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)


COULD_READ: Table[ReachLine] = Table(
    key="could-read",
    columns=(
        Column("name", _("Person"), phone=Phone.NAME),
        Column("staff_no", _("Staff number")),
        Column("org_name", _("Unit"), phone=Phone.REASON),
        Column("role_name", _("Role")),
        Column("why", _("Because of"), is_wide=True),
        Column("from_at", _("From"), kind=Kind.MOMENT),
        Column("until", _("Until"), kind=Kind.MOMENT),
    ),
    row_id=lambda row: row.position,
)
