"""Requests about customers: reveals left today, exports; and what is parameterised about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from yinqiao.customers import choices, rules
from yinqiao.customers.models import Export, Reveal
from yinqiao.customers.queries.field_grants import field_grant
from yinqiao.customers.queries.summaries import filter_summaries
from yinqiao.customers.rules import ExportTier
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import queries as approvals

REVEAL_KIND: Final = "customers.reveal"
PROTECTED_FROM: Final = "customers.export_password_from"


@dataclass(frozen=True, slots=True)
class ExportRow:
    """An export that the actor asked for. `can_download` while the file is there and the link has not expired.

    `has_password`: its file opens with a password, which was shown so many times, last at `password_shown_at`.
    """

    id: int
    summary: str
    file_format: str
    is_unmasked: bool
    reason: str
    rows: int
    state: str
    state_label: str
    refusal: str
    requested_at: datetime
    approval_id: int | None
    ready_at: datetime | None
    expires_at: datetime | None
    file_size: int | None
    download_count: int
    can_download: bool
    has_password: bool
    password_shown_count: int
    password_shown_at: datetime | None


def reveals_left(*, actor: Actor, now: datetime) -> int:
    """Return how many more numbers the actor may reveal today."""
    today = clock.bank_date(now)
    used = Reveal.objects.filter(
        staff_id=actor.staff_id or 0, revealed_on=today, approval_id__isnull=True
    ).count()
    return max(parameters.integer("customers.reveal_daily_quota", on=today) - used, 0)


def reveal_hours() -> timedelta:
    """Return how long an approved reveal may be used: at most 24 hours."""
    return timedelta(hours=min(parameters.integer("customers.reveal_hours"), 24))


@dataclass(frozen=True, slots=True)
class RevealStanding:
    """Whether the actor may see a protected number now (`until`), or has asked for it (`approval_id`)."""

    until: datetime | None
    approval_id: int | None


def reveal_standing(
    *, actor: Actor, ref: ObjectRef, customer_id: int, now: datetime
) -> RevealStanding:
    """Return how the actor stands with a number that needs approval: this one alone, or all of its kind of the customer."""
    maker = actor.staff_id or 0
    wide = field_grant(staff_id=maker, customer_id=customer_id, field=ref.type, now=now)
    if wide is not None:
        return RevealStanding(wide.until, wide.approval_id)
    grant = approvals.granted(
        maker_id=maker, kind=REVEAL_KIND, ref=ref, lasts=reveal_hours(), now=now
    )
    if grant is not None:
        return RevealStanding(grant.until, grant.approval_id)
    return RevealStanding(
        None, approvals.open_request(maker_id=maker, kind=REVEAL_KIND, ref=ref, now=now)
    )


def export_tier(*, rows: int, is_unmasked: bool) -> ExportTier:
    """Return who must agree to an export of that size, by the limits in force."""
    return rules.export_tier(
        rows=rows,
        is_unmasked=is_unmasked,
        self_limit=parameters.integer("customers.export_self_rows"),
        supervisor_limit=parameters.integer("customers.export_supervisor_rows"),
    )


def needs_password(*, rows: int, is_unmasked: bool) -> bool:
    """Tell whether a file of that size opens with a password only, by the rules in force."""
    first = ExportTier(parameters.text(PROTECTED_FROM))
    return rules.has_password(export_tier(rows=rows, is_unmasked=is_unmasked), first=first)


def exports(*, actor: Actor) -> QuerySet[Export]:
    """Return the exports the actor asked for."""
    return Export.objects.filter(requested_by=actor.staff_id or 0)


def export_rows(rows: Iterable[Export], *, now: datetime) -> list[ExportRow]:
    """Return the read models of one page."""
    found = list(rows)
    summaries = filter_summaries([row.filters for row in found])
    return [_export(row, summary, now) for row, summary in zip(found, summaries, strict=True)]


def export_folder() -> Path:
    """Return where exports lie: below the state folder, outside of anything served."""
    return Path(settings.HOME) / "exports"


def export_file(name: str) -> Path:
    """Return the path of an export's file by its bare name."""
    return export_folder() / Path(name).name


def _export(row: Export, summary: str, now: datetime) -> ExportRow:
    is_over = row.expires_at is not None and now >= row.expires_at
    state = (
        choices.ExportState.EXPIRED
        if row.state == choices.ExportState.READY and is_over
        else choices.ExportState(row.state)
    )
    return ExportRow(
        id=row.pk,
        summary=summary,
        file_format=row.file_format,
        is_unmasked=row.is_unmasked,
        reason=row.reason,
        rows=row.row_count if row.row_count is not None else row.expected_rows,
        state=state,
        state_label=str(state.label),
        refusal=row.refusal,
        requested_at=row.requested_at,
        approval_id=row.approval_id,
        ready_at=row.ready_at,
        expires_at=row.expires_at,
        file_size=row.file_size,
        download_count=row.download_count,
        can_download=state == choices.ExportState.READY,
        has_password=row.password_token is not None,
        password_shown_count=row.password_shown_count,
        password_shown_at=row.password_shown_at,
    )
