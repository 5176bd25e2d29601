"""The lists of the import centre: history, quarantine, code maps. (`tables` are import targets, not these.)"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.engine.codes import SEEDS_FROM
from yinqiao.platform.imports.queries import BatchLine, CodeLine, QuarantineLine
from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag


def _batch_url(row: BatchLine) -> str:
    return reverse("imports:batch", args=[row.id])


def _batch_state(row: BatchLine) -> Tag:
    return Tag(row.status.label, row.tone, row.icon)


BATCHES = Table[BatchLine](
    key="batches",
    columns=(
        Column("title", _("Import profile"), link=_batch_url, phone=Phone.NAME),
        Column("batch_on", _("Batch date"), kind=Kind.DATE, sort="batch_on", phone=Phone.REASON),
        Column("status", _("Status"), kind=Kind.TAG, value=_batch_state, phone=Phone.ACTION),
        Column("rows", _("Rows"), kind=Kind.NUMBER),
        Column("accepted", _("Accepted"), kind=Kind.NUMBER),
        Column("rejected", _("Rejected"), kind=Kind.NUMBER),
        Column("started_at", _("Started"), kind=Kind.MOMENT, sort="started_at"),
        Column("runner", _("Run by")),
    ),
    row_id=lambda row: row.id,
    row_url=_batch_url,
)


def _row_url(row: QuarantineLine) -> str:
    return reverse("imports:row", args=[row.id])


def place_of(row: QuarantineLine) -> str:
    """Say where a row stood: table and line."""
    return _now("{table} line {line}").format(table=row.table_title, line=row.line)


def _row_action(row: QuarantineLine) -> list[Action]:
    if not row.is_live:
        return []
    return [Action(_("Re-enter"), _row_url(row), is_dialog=True)]


def _row_state(row: QuarantineLine) -> Tag:
    return Tag(row.state.label, row.tone)


QUARANTINE = Table[QuarantineLine](
    key="quarantine",
    columns=(
        Column("place", _("Row"), value=place_of, link=_row_url, phone=Phone.NAME),
        Column("who", _("Whose"), is_desktop_only=True),
        Column("column_title", _("Column")),
        Column("value", _("Value (masked)"), value=lambda row: row.shown or None),
        Column("message", _("Reason"), is_wide=True, phone=Phone.REASON),
        Column("org_code", _("Unit"), is_desktop_only=True),
        Column("state", _("Status"), kind=Kind.TAG, value=_row_state),
        Column("action", "", kind=Kind.ACTION, value=_row_action, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
    row_url=_row_url,
    bulk=(
        BulkAction(_("Set to…"), "imports:values", policies.QUARANTINE, "edit"),
        BulkAction(_("Skip"), "imports:skips", policies.QUARANTINE, "circle-minus"),
        BulkAction(_("Check again"), "imports:reruns", policies.MEND, "refresh"),
    ),
    is_dense=True,
)


def _since(row: CodeLine) -> date | None:
    """A meaning that holds from the beginning has no date worth showing."""
    return row.valid_from if row.valid_from > SEEDS_FROM else None


def _origin(row: CodeLine) -> str:
    return _now("Import profile") if row.is_seed else row.changed_by


def _source(row: CodeLine) -> str:
    return source_title(row.source)


CODES = Table[CodeLine](
    key="codes",
    columns=(
        Column("source", _("Source"), value=_source, is_desktop_only=True),
        Column("map_title", _("Code map"), phone=Phone.REASON),
        Column("source_value", _("Source code"), sort="source_value", phone=Phone.NAME),
        Column("standard_value", _("Our code"), sort="standard_value"),
        Column("valid_from", _("Valid from"), kind=Kind.DATE, value=_since),
        Column("valid_to", _("Valid to"), kind=Kind.DATE),
        Column("origin", _("Set by"), value=_origin),
        Column(
            "action",
            "",
            kind=Kind.ACTION,
            value=lambda row: Action(
                _("Change"), f"{reverse('imports:code-new')}?meaning={row.id}", "pencil"
            ),
            phone=Phone.ACTION,
        ),
    ),
    row_id=lambda row: row.id,
    is_dense=True,
)
