"""Exports: asked for with a reason, agreed to by size, checked again when written and when fetched (P13, P32, P33)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.customers import choices, export_files, policies, queries, rules
from yinqiao.customers.models import Export
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.rules import ExportTier
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.crypto.fields import DecryptionFailed
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.jobs import queue
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

KIND = "customers.export"
LARGE_KIND = "customers.export-large"
JOB = "customers.write_export"
SEALED_AS = "customers.export-password"

logger = logging.getLogger(__name__)


class ExportLimit(DomainError):
    """Too many exports today, or too many rows in one."""

    code = "EXPORT_LIMIT"
    status = 429


class ExportGone(DomainError):
    """The file is not there: not ready, expired, or the applicant's reach has changed since."""

    code = "EXPORT_GONE"
    status = 409


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is asked for. Search texts are no part of it: they may hold a number."""

    wanted: CustomerFilter
    order: str
    file_format: str
    is_unmasked: bool
    reason: str


class ExportDamaged(DomainError):
    """The file is not as it was written: changed, cut, or sealed with a key that is not here."""

    code = "EXPORT_DAMAGED"
    status = 409


@dataclass(frozen=True, slots=True)
class ExportContent:
    """What is handed out: bytes and their SHA-256, by which a file found elsewhere can be told; and the password, if it has one."""

    size: int
    digest: str
    password: Secret | None = None


@use_case("customers.export-requested", permission=policies.EXPORT)
def request_export(unit: Unit, *, actor: Actor, now: datetime, request: ExportOrder) -> Export:
    """Ask for a file of the customers in scope that match; small masked ones are prepared at once, others wait for approval.

    Raises InvalidInput without a reason or without rows, ExportLimit above the day's number or the largest size.
    """
    if actor.staff_id is None or actor.user_id is None:
        raise InvalidInput(_("Only a member of staff can export."))
    _check(request)
    rows = queries.customer_list(actor=actor, wanted=request.wanted).count()
    take_turn(KIND, actor.staff_id)
    _check_limits(actor, rows, now)
    queries.require_export_budget(actor=actor, now=now, rows=rows)
    tier = queries.export_tier(rows=rows, is_unmasked=request.is_unmasked)
    export = Export.objects.create(
        filters=request.wanted.plain(),
        order=request.order
        if request.order.removeprefix("-") in queries.orders_of(actor)
        else queries.default_order(actor),
        file_format=request.file_format,
        is_unmasked=request.is_unmasked,
        reason=scan_free_text(request.reason.strip()),
        expected_rows=rows,
        requested_by=actor.staff_id,
        requested_by_name=actor.name,
        user_id=actor.user_id,
        requested_at=now,
        state=choices.ExportState.QUEUED
        if tier is ExportTier.SELF
        else choices.ExportState.WAITING,
    )
    unit.audit(
        _ref(export),
        new={
            "rows": rows,
            "filters": export.filters,
            "unmasked": export.is_unmasked,
            "tier": tier.value,
        },
        reason=request.reason,
    )
    if tier is ExportTier.SELF:
        queue.defer(JOB, export_id=export.pk)
    else:
        _ask(export, actor=actor, now=now, tier=tier, reason=request.reason)
    return export


def apply_export(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted export: it is prepared in the background."""
    export = (
        Export.objects.select_for_update()
        .filter(pk=int(str(payload["export_id"])), state=choices.ExportState.WAITING)
        .first()
    )
    if export is None:
        raise InvalidInput(_("This export was taken back."))
    export.state = choices.ExportState.QUEUED
    export.save(update_fields=["state"])
    queue.defer(JOB, export_id=export.pk)
    return _("The file of {rows} rows is being prepared.").format(rows=export.expected_rows)


def refuse_export(*, approval_id: int, note: str) -> None:
    """Mark the export whose approval was not granted; nothing to do for one that is not waiting any more."""
    waiting = Export.objects.filter(approval_id=approval_id, state=choices.ExportState.WAITING)
    waiting.update(state=choices.ExportState.REFUSED, refusal=note[:200])


@use_case("customers.export-written", permission=policies.EXPORT)
def finish_export(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    export_id: int,
    path: Path,
    rows: int,
    content: ExportContent,
) -> bool:
    """Hand the written file over for the hours of the link; return False when another attempt did so before."""
    export = Export.objects.select_for_update().get(pk=export_id)
    if export.state != choices.ExportState.QUEUED:
        unit.audit(_ref(export), detail={"repeated": True})
        return False
    hours = parameters.integer("customers.export_hours", on=clock.bank_date(now))
    export.state, export.row_count = choices.ExportState.READY, rows
    export.file_name, export.file_digest, export.file_size = (
        path.name,
        content.digest,
        content.size,
    )
    export.ready_at, export.expires_at = now, now + timedelta(hours=hours)
    export.scope_digest = policies.scope_digest(actor)
    if content.password is not None:
        export.password_token = fields.encrypt(SEALED_AS, export.pk, content.password.unwrap())
    export.save()
    unit.audit(
        _ref(export),
        new={
            "rows": rows,
            "file": path.name,
            "digest": content.digest,
            "password": content.password is not None,
            "expires_at": export.expires_at,
        },
    )
    return True


@use_case("customers.export-failed", permission=None)
def fail_export(unit: Unit, *, actor: Actor, now: datetime, export_id: int, refusal: str) -> None:
    """End an export that may not or cannot be written."""
    changed = Export.objects.filter(pk=export_id, state=choices.ExportState.QUEUED).update(
        state=choices.ExportState.REFUSED, refusal=refusal[:200]
    )
    unit.audit(
        ObjectRef("customers.export", export_id), new={"refusal": refusal, "changed": changed}
    )


@use_case("customers.export-downloaded", permission=policies.EXPORT)
def fetch_export(unit: Unit, *, actor: Actor, now: datetime, export_id: int) -> Export:
    """Count and audit a download whose file was read through once.

    Raises NotFound for somebody else's export, ExportGone when it is not to be had any more, ExportDamaged.
    """
    export = _ready_export(actor=actor, now=now, export_id=export_id)
    _check_file(export)
    export.download_count += 1
    export.downloaded_at = now
    export.save(update_fields=["download_count", "downloaded_at"])
    unit.audit(
        _ref(export),
        new={
            "download": export.download_count,
            "rows": export.row_count,
            "digest": export.file_digest,
        },
        reason=export.reason,
    )
    return export


@use_case("customers.export-password-shown", permission=policies.EXPORT)
def show_password(unit: Unit, *, actor: Actor, now: datetime, export_id: int) -> Secret:
    """Return the password of a file to the one whose export it is; every look is counted and audited, the password nowhere.

    Raises as `fetch_export` does, NotFound too for a file without a password.
    """
    export = _ready_export(actor=actor, now=now, export_id=export_id)
    if export.password_token is None:
        raise NotFound(_("There is no such export."))
    export.password_shown_count += 1
    export.password_shown_at = now
    export.save(update_fields=["password_shown_count", "password_shown_at"])
    unit.audit(_ref(export), new={"shown": export.password_shown_count}, reason=export.reason)
    return Secret(fields.decrypt(SEALED_AS, export.pk, export.password_token))


def clean_exports(*, now: datetime) -> int:
    """Delete the files of expired exports and their passwords; return how many."""
    rows = list(Export.objects.filter(state=choices.ExportState.READY, expires_at__lte=now))
    for row in rows:
        queries.export_file(row.file_name).unlink(missing_ok=True)
    Export.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=choices.ExportState.EXPIRED, password_token=None
    )
    return len(rows)


def _ready_export(*, actor: Actor, now: datetime, export_id: int) -> Export:
    """Lock one's own export whose file may be fetched at this moment."""
    export = (
        Export.objects.select_for_update()
        .filter(pk=export_id, requested_by=actor.staff_id or 0)
        .first()
    )
    if export is None:
        raise NotFound(_("There is no such export."))
    if (
        export.state != choices.ExportState.READY
        or export.expires_at is None
        or now >= export.expires_at
    ):
        raise ExportGone(_("The link has expired. Ask for the export again."))
    if export.scope_digest != policies.scope_digest(actor):
        raise ExportGone(
            _("Your reach has changed since this file was written. Ask for the export again.")
        )
    return export


def _check_file(export: Export) -> None:
    path = queries.export_file(export.file_name)
    if not path.is_file():
        raise ExportGone(_("The file is not there any more. Ask for the export again."))
    try:
        export_files.check_export(path, export_id=export.pk)
    except DecryptionFailed as error:
        logger.exception("export does not open", extra={"export_id": export.pk})
        raise ExportDamaged(
            _("The file is damaged and is not handed out. Ask for the export again.")
        ) from error


def _check(request: ExportOrder) -> None:
    wrong: dict[str, str] = {}
    if len(request.reason.strip()) < rules.SHORTEST_REASON:
        wrong["reason"] = _("Say what the file is for.")
    if request.file_format not in choices.FileFormat.values:
        wrong["file_format"] = _("Choose one of the list.")
    if wrong:
        raise InvalidInput(_("The request is not complete."), fields=wrong)


def _check_limits(actor: Actor, rows: int, now: datetime) -> None:
    today = clock.bank_date(now)
    if rows == 0:
        raise InvalidInput(_("No customer matches; there is nothing to export."))
    largest = parameters.integer("customers.export_max_rows", on=today)
    if rows > largest:
        raise ExportLimit(
            _("One export holds at most {limit} rows. Narrow the filter.").format(
                limit=f"{largest:,}"
            )
        )
    start = datetime.combine(today, datetime.min.time(), tzinfo=clock.BANK_ZONE)
    used = (
        Export.objects.filter(requested_by=actor.staff_id or 0, requested_at__gte=start)
        .exclude(state=choices.ExportState.REFUSED)
        .count()
    )
    if used >= parameters.integer("customers.export_daily_limit", on=today):
        raise ExportLimit(_("You have used all exports of today."))


def _ask(export: Export, *, actor: Actor, now: datetime, tier: ExportTier, reason: str) -> None:
    is_usual = tier is ExportTier.SUPERVISOR
    permission = policies.APPROVE_EXPORT if is_usual else policies.APPROVE_FULL_EXPORT
    export.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND if is_usual else LARGE_KIND,
        payload={
            "export_id": export.pk,
            "rows": export.expected_rows,
            "unmasked": export.is_unmasked,
        },
        reason=reason,
        org_id=_deciding_unit(actor, permission),
        ref=ObjectRef("customers.export", export.pk),
        summary=_("Export of {rows} customers · {filter}").format(
            rows=f"{export.expected_rows:,}", filter=queries.filter_summary(export.filters)
        ),
    )
    export.save(update_fields=["approval_id"])


def _deciding_unit(actor: Actor, permission: str) -> int | None:
    """Return the unit whose people decide: one's own, or the one above for somebody who would decide there herself."""
    if actor.org_id is None or not actor.can(permission):
        return actor.org_id
    return organization.unit_above(actor.org_id) or actor.org_id


def _ref(export: Export) -> ObjectRef:
    return ObjectRef("customers.export", export.pk)
