"""Approvals as a person sees them: boxes, one card, and what stands granted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.workflow import policies
from yinqiao.workflow.choices import Box, State
from yinqiao.workflow.models import Approval, ApprovalStep
from yinqiao.workflow.queries.deputies import givers


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One approval in a list. `is_late` when it is open past its end and waits only for the sweep."""

    id: int
    kind: str
    kind_title: str
    summary: str
    reason: str
    maker_name: str
    org_name: str
    made_at: datetime
    expires_at: datetime
    state: str
    state_label: str
    is_open: bool
    version: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """A decision at one level; `for_name` is whose deputy the checker was."""

    level: int
    is_granted: bool
    checker_name: str
    for_name: str
    decided_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ApprovalCard:
    """One approval in full; what the actor may do with it now; the object's page if she may see it.

    `level` of `levels` decides, or decided last; `steps` are the decisions so far. `preview_url` is what granting it would change.
    """

    row: ApprovalRow
    level: int
    levels: int
    steps: tuple[StepLine, ...]
    checker_name: str
    decided_at: datetime | None
    note: str
    result: str
    object_label: str
    object_url: str
    can_decide: bool
    can_withdraw: bool
    preview_url: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """An approval that was granted and still holds."""

    approval_id: int
    decided_at: datetime
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class KindGrant:
    """A grant that still holds, whoever asked for it; `payload` is what its kind keeps."""

    approval_id: int
    maker_name: str
    checker_name: str
    reason: str
    until: datetime
    payload: dict[str, object]


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """The end of one of the actor's own requests, for the bell."""

    approval_id: int
    title: str
    detail: str
    decided_at: datetime


def approval_list(*, actor: Actor, box: str, now: datetime, kind: str = "") -> QuerySet[Approval]:
    """Return the approvals of one box: to decide, asked for, decided."""
    rows = Approval.objects.filter(_in_box(actor, box, now))
    return rows.filter(kind=kind) if kind else rows


def approval_rows(rows: Iterable[Approval], *, actor: Actor, now: datetime) -> list[ApprovalRow]:
    """Return the read models of one page, with the names of the organizations in one query.

    The maker's own rows name no unit: where a request went would tell where a foreign customer belongs (contract 17).
    """
    found = list(rows)
    names = organization.org_names(
        row.org_id for row in found if row.org_id and row.maker_id != actor.staff_id
    )
    return [_row(row, names if row.maker_id != actor.staff_id else {}, now) for row in found]


def approval_card(*, actor: Actor, approval_id: int, now: datetime) -> ApprovalCard:
    """Return one approval; raise NotFound if it is absent or none of the actor's business."""
    for_whom = givers(actor=actor, now=now)
    row = Approval.objects.filter(policies.visible_to(actor, for_whom), pk=approval_id).first()
    if row is None:
        raise NotFound(_("There is no such approval."))
    label, url = _object(actor, row)
    is_open = row.state == State.OPEN and now < row.expires_at
    return ApprovalCard(
        row=approval_rows([row], actor=actor, now=now)[0],
        level=row.level,
        levels=row.level + len(row.later),
        steps=tuple(_step(step) for step in row.steps.order_by("level")),
        checker_name=row.checker_name,
        decided_at=row.decided_at,
        note=row.note,
        result=row.result,
        object_label=label,
        object_url=url,
        can_decide=is_open
        and Approval.objects.filter(policies.decidable_by(actor, for_whom), pk=row.pk).exists(),
        can_withdraw=row.state == State.OPEN and actor.staff_id == row.maker_id,
        preview_url=_preview(row) if is_open else "",
    )


def waiting_count(*, actor: Actor, now: datetime) -> int:
    """Return how many approvals wait for the actor (the number in the menu)."""
    return (
        approval_list(actor=actor, box=Box.TODO, now=now).count()
        if actor.can(policies.APPROVE)
        else 0
    )


def granted(
    *, maker_id: int, kind: str, ref: ObjectRef, lasts: timedelta, now: datetime
) -> Grant | None:
    """Return the latest grant of `kind` about `ref` for the maker that is younger than `lasts`, or None."""
    row = (
        Approval.objects.filter(
            maker_id=maker_id,
            kind=kind,
            object_type=ref.type,
            object_id=ref.pk,
            state=State.APPROVED,
        )
        .filter(decided_at__gt=now - lasts)
        .order_by("-decided_at")
        .first()
    )
    if row is None or row.decided_at is None:
        return None
    return Grant(row.pk, row.decided_at, row.decided_at + lasts, row.reason)


def outcomes(ids: Collection[int]) -> dict[int, str]:
    """Return the states of these approvals, for rooms that keep what was asked for."""
    return dict(Approval.objects.filter(pk__in=ids).values_list("pk", "state"))


def checkers(ids: Collection[int]) -> dict[int, str]:
    """Return who decided these approvals."""
    return dict(Approval.objects.filter(pk__in=ids).values_list("pk", "checker_name"))


def grants_of_kind(*, kind: str, lasts: timedelta, now: datetime, limit: int) -> list[KindGrant]:
    """Return everybody's grants of `kind` that are younger than `lasts`, the newest first, for a room that watches over them."""
    rows = Approval.objects.filter(
        kind=kind, state=State.APPROVED, decided_at__gt=now - lasts, decided_at__lte=now
    ).order_by("-decided_at")
    return [
        KindGrant(
            row.pk,
            row.maker_name,
            row.checker_name,
            row.reason,
            row.decided_at + lasts,
            row.payload,
        )
        for row in rows[:limit]
        if row.decided_at is not None
    ]


def open_request(*, maker_id: int, kind: str, ref: ObjectRef, now: datetime) -> int | None:
    """Return the maker's approval of `kind` about `ref` that still waits, or None."""
    rows = Approval.objects.filter(
        maker_id=maker_id, kind=kind, object_type=ref.type, object_id=ref.pk
    )
    return rows.filter(state=State.OPEN, expires_at__gt=now).values_list("pk", flat=True).first()


def waiting_about(*, kind: str, ref: ObjectRef, now: datetime) -> int | None:
    """Return anybody's approval of `kind` about `ref` that still waits, or None."""
    rows = Approval.objects.filter(kind=kind, object_type=ref.type, object_id=ref.pk)
    return rows.filter(state=State.OPEN, expires_at__gt=now).values_list("pk", flat=True).first()


def recent_decisions(*, actor: Actor, since: datetime) -> list[DecisionNotice]:
    """Return the actor's own requests that came to an end after `since`, newest first (for the bell)."""
    if actor.staff_id is None:
        return []
    rows = Approval.objects.filter(maker_id=actor.staff_id, decided_at__gt=since).exclude(
        state=State.WITHDRAWN
    )
    return [
        DecisionNotice(
            row.pk,
            f"{State(row.state).label} · {_kind_title(row.kind)}",
            row.note or row.result or row.summary,
            row.decided_at,
        )
        for row in rows.order_by("-decided_at")[:10]
        if row.decided_at is not None
    ]


def is_visible(*, actor: Actor, approval_id: int, now: datetime) -> bool:
    """Tell whether the actor may open the approval."""
    visible = policies.visible_to(actor, givers(actor=actor, now=now))
    return Approval.objects.filter(visible, pk=approval_id).exists()


def approval_label(*, actor: Actor, approval_id: int, now: datetime) -> str:
    """Return what the approval is called, or nothing if it is none of the actor's business."""
    visible = policies.visible_to(actor, givers(actor=actor, now=now))
    row = Approval.objects.filter(visible, pk=approval_id).only("kind", "summary").first()
    return f"{_kind_title(row.kind)} · {row.summary}" if row else ""


def _in_box(actor: Actor, box: str, now: datetime) -> Q:
    if box == Box.MINE:
        return Q(maker_id=actor.staff_id or 0)
    if box == Box.DONE:
        steps = ApprovalStep.objects.filter(checker_id=actor.staff_id or 0)
        return Q(checker_id=actor.staff_id or 0) | Q(pk__in=steps.values("approval_id"))
    decidable = policies.decidable_by(actor, givers(actor=actor, now=now))
    return decidable & Q(state=State.OPEN, expires_at__gt=now)


def _step(step: ApprovalStep) -> StepLine:
    return StepLine(
        step.level, step.is_granted, step.checker_name, step.for_name, step.decided_at, step.note
    )


def _row(row: Approval, names: dict[int, str], now: datetime) -> ApprovalRow:
    state = State.EXPIRED if row.state == State.OPEN and now >= row.expires_at else State(row.state)
    return ApprovalRow(
        id=row.pk,
        kind=row.kind,
        kind_title=_kind_title(row.kind),
        summary=row.summary,
        reason=row.reason,
        maker_name=row.maker_name,
        org_name=names.get(row.org_id, "") if row.org_id else "",
        made_at=row.made_at,
        expires_at=row.expires_at,
        state=state,
        state_label=str(state.label),
        is_open=state == State.OPEN,
        version=row.version,
    )


def _kind_title(kind: str) -> str:
    found = registry.approval_kinds.find(kind)
    return _(found.title) if found else kind


def _preview(row: Approval) -> str:
    kind = registry.approval_kinds.find(row.kind)
    return kind.preview(row.payload) if kind else ""


def _object(actor: Actor, row: Approval) -> tuple[str, str]:
    """Return label and address of what the approval is about, as far as the actor may see it."""
    found = registry.object_types.find(row.object_type) if row.object_type else None
    if found is None or row.object_id is None or not found.visible(actor, row.object_id):
        return "", ""
    try:
        return found.label(actor, row.object_id), reverse(found.url_name, args=[row.object_id])
    except NoReverseMatch:
        return found.label(actor, row.object_id), ""
