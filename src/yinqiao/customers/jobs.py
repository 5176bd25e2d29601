"""Background work of the customer room: write exports, delete expired files."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import translation
from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.customers import export_files, policies, queries, services
from yinqiao.customers.choices import ExportState, FileFormat, Kind
from yinqiao.customers.export_files import CsvFile, Stamp, WorkbookFile
from yinqiao.customers.models import Export, ListedCustomer
from yinqiao.customers.queries import CustomerFilter, CustomerRow
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto.passphrases import draw_passphrase
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.i18n import formats, times
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every
from yinqiao.platform.masking.rules import mask_name, mask_phone
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui.cursor import Cursor
from yinqiao.platform.ui.paging import Order, QuerySetSource

CHUNK = 1_000


@queue.job(services.EXPORT_JOB, queue="exports", deadline_seconds=900, max_attempts=3)
def write_export(*, export_id: int) -> None:
    """Write one export as the person may see it now: permission, scope and size are checked again (P13)."""
    export = Export.objects.filter(pk=export_id, state=ExportState.QUEUED).first()
    if export is None:
        return
    now = clock.now()
    actor = access.actor_for(get_user_model().objects.get(pk=export.user_id), now=now)
    with translation.override("zh-hans"):
        refusal = _refusal(export, actor)
        if refusal:
            services.fail_export(actor=actor, now=now, export_id=export.pk, refusal=refusal)
            return
        _write(export, actor, now)


@queue.job("customers.clean_exports", schedule=Every(hours=1))
def clean_exports() -> None:
    """Delete the files of expired exports."""
    services.clean_exports(now=clock.now())


def _refusal(export: Export, actor: Actor) -> str:
    """Return why the export may not be written any more, or nothing."""
    if not actor.can(policies.EXPORT):
        return _("The applicant no longer has the permission to export.")
    with scope_session(actor):
        rows = queries.customer_list(actor=actor, wanted=CustomerFilter.of(export.filters)).count()
    agreed = queries.export_tier(rows=export.expected_rows, is_unmasked=export.is_unmasked)
    if queries.export_tier(rows=rows, is_unmasked=export.is_unmasked) != agreed:
        return _("The number of rows changed beyond what was agreed. Ask for the export again.")
    return ""


def _write(export: Export, actor: Actor, now: datetime) -> None:
    path = export_files.new_path(queries.export_folder(), export.pk, export.file_format)
    kind = WorkbookFile if export.file_format == FileFormat.XLSX else CsvFile
    password = _password(export)
    rows, is_kept = 0, False
    try:
        with (
            export_files.sealed_file(path, export_id=export.pk) as sealed,
            export_files.in_format(
                sealed,
                name=f"customers-{export.pk}.{export.file_format}",
                file_format=export.file_format,
                password=password,
            ) as sink,
            kind(sink, stamp=_stamp(export, actor, now), header=_header(export)) as file,
        ):
            for page in _pages(export, actor, now):
                file.write(page)
                rows += len(page)
        with scope_session(actor):
            is_kept = services.finish_export(
                actor=actor,
                now=clock.now(),
                export_id=export.pk,
                path=path,
                rows=rows,
                content=services.ExportContent(sealed.size, sealed.digest, password),
            )
    finally:
        if not is_kept:
            path.unlink(missing_ok=True)


def _password(export: Export) -> Secret | None:
    """Draw the password of the file, if the rules in force want one."""
    is_needed = queries.needs_password(rows=export.expected_rows, is_unmasked=export.is_unmasked)
    return Secret(draw_passphrase()) if is_needed else None


def _pages(export: Export, actor: Actor, now: datetime) -> Iterator[list[Sequence[str]]]:
    """Yield the rows in pages, each read in a short transaction of its own scope."""
    order, after = Order.of(export.order), None
    while True:
        with scope_session(actor):
            source = QuerySetSource(
                queries.customer_list(actor=actor, wanted=CustomerFilter.of(export.filters))
            )
            found = source.take(order=order, after=after, limit=CHUNK)
            listed = [row for _value, _pk, row in found]
            written = _cells(export, actor, listed, now=now)
        if written:
            yield written
        if len(found) < CHUNK:
            return
        value, row_id, _row = found[-1]
        after = Cursor(value, row_id)


def _cells(
    export: Export, actor: Actor, listed: list[ListedCustomer], *, now: datetime
) -> list[Sequence[str]]:
    rows = queries.customer_rows(listed, actor=actor, now=now)
    if not export.is_unmasked:
        names = [row.name if row.kind == Kind.COMPANY else mask_name(row.name) for row in listed]
        phones = [mask_phone(row.phone) if row.phone else "" for row in rows]
    else:
        names = [row.name for row in listed]
        clear = services.clear_mobiles(actor=actor, customer_ids=[row.id for row in rows])
        phones = [clear.get(row.id, "") for row in rows]
    return [_line(row, name, phone) for row, name, phone in zip(rows, names, phones, strict=True)]


def _line(row: CustomerRow, name: str, phone: str) -> Sequence[str]:
    def amount(figure: object, text: str) -> str:
        return str(figure) if figure is not None else text

    return (
        row.customer_no,
        name,
        _("Company") if row.is_company else _("Person"),
        row.tier_label,
        phone,
        row.city,
        amount(row.aum, row.aum_text),
        amount(row.month_average, row.month_average_text),
        amount(row.lum, row.lum_text),
        row.risk_grade,
        row.main_rm_name,
        row.org_name,
        row.status_label,
        times.day(row.opened_on) if row.opened_on else "",
        times.day(row.data_on) if row.data_on else "",
    )


def _header(export: Export) -> Sequence[str]:
    return (
        _("Customer number"),
        _("Full name") if export.is_unmasked else _("Name (masked)"),
        _("Kind"),
        _("Tier"),
        _("Mobile") if export.is_unmasked else _("Mobile (masked)"),
        _("City"),
        _("AUM"),
        _("Month average of AUM"),
        _("LUM"),
        _("Risk grade"),
        _("Main manager"),
        _("Managing unit"),
        _("Customer status"),
        _("Customer since"),
        _("Data as of"),
    )


def _stamp(export: Export, actor: Actor, now: datetime) -> Stamp:
    """Return the mark of the file (P33): who, when, by whose leave."""
    approval = str(export.approval_id) if export.approval_id else _("not needed")
    lines = (
        _("{bank} · internal, not to be passed on").format(bank=parameters.text("brand.name")),
        _("Exported by {name} {staff_no}").format(name=actor.name, staff_no=actor.staff_no),
        _("on {moment}").format(moment=times.moment_in_full(now)),
        _("Approval {number}").format(number=approval),
        _("Rows {rows}").format(rows=formats.count(export.expected_rows, language="zh-hans")),
    )
    return Stamp(_("Customer list"), _("About this file"), lines)
