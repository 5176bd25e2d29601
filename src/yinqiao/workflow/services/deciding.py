"""Decide approvals: one at a time, or many in one go with a result for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, record_denial, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import policies, queries, rules
from yinqiao.workflow.choices import Decision, State
from yinqiao.workflow.events import ApprovalDecided
from yinqiao.workflow.models import Approval, ApprovalStep
from yinqiao.workflow.services.requesting import expiry

BATCH_LIMIT = 100


class ApprovalClosed(DomainError):
    """Somebody decided it already, the maker took it back, or its time is over."""

    code = "APPROVAL_CLOSED"
    status = 409


class Refused(DomainError):
    """The maker cannot be the checker."""

    code = "MAKER_EQ_CHECKER"
    status = 403


@dataclass(frozen=True, slots=True)
class BatchItem:
    """What became of one approval of a batch; `problem` is empty when it was decided."""

    approval_id: int
    summary: str
    problem: str

    @property
    def is_done(self) -> bool:
        """Tell whether the decision was taken."""
        return not self.problem


@use_case("workflow.approval-granted", permission=policies.APPROVE)
def approve(
    unit: Unit, *, actor: Actor, now: datetime, approval_id: int, version: int, note: str = ""
) -> str:
    """Grant the approval at its level; at the last one do what its kind does, in this transaction, and return what `apply` says.

    Raises NotFound outside the actor's reach, Refused for the maker, ApprovalClosed, StaleVersion, or what `apply` raises
    (then nothing is decided).
    """
    row, giver = _locked(actor, approval_id, version=version, now=now)
    step = _note_step(row, actor, giver, is_granted=True, note=note, now=now)
    if row.later:
        _advance(row, now=now)
        _record_step(unit, row, step)
        return _("Agreed. It goes to the next level.")
    _close(row, step, state=State.APPROVED, now=now)
    kind = registry.approval_kinds.get(row.kind)
    context = {
        "approval_id": row.pk,
        "maker_id": row.maker_id,
        "maker_name": row.maker_name,
        "reason": row.reason,
        "decided_at": now.isoformat(),
    }
    row.result = kind.apply(actor, {**row.payload, **context})[:200]
    row.save(update_fields=["result"])
    _record(unit, row, step)
    return row.result


@use_case("workflow.approval-rejected", permission=policies.APPROVE)
def reject(
    unit: Unit, *, actor: Actor, now: datetime, approval_id: int, version: int, note: str
) -> None:
    """Refuse the request; the maker reads the note. Raises as `approve` does, and InvalidInput without a note."""
    if not note.strip():
        raise InvalidInput(
            _("Say why you reject it."), fields={"note": _("Say why you reject it.")}
        )
    row, giver = _locked(actor, approval_id, version=version, now=now)
    step = _note_step(row, actor, giver, is_granted=False, note=note, now=now)
    _close(row, step, state=State.REJECTED, now=now)
    _record(unit, row, step)


@use_case("workflow.approval-withdrawn", permission=None)
def withdraw(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """Take one's own request back while it waits; raise NotFound for anybody else's."""
    row = (
        Approval.objects.select_for_update()
        .filter(pk=approval_id, maker_id=actor.staff_id or 0)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such approval."))
    if not rules.may_withdraw(_standing(row), maker_id=actor.staff_id):
        raise ApprovalClosed(_("It has been decided already."))
    row.state, row.decided_at, row.version = State.WITHDRAWN, now, row.version + 1
    row.save(update_fields=["state", "decided_at", "version"])
    _record(unit, row)


@use_case("workflow.approval-voided", permission=None)
def void(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """Close a request that has nothing to decide any more: the room that asked took back what it was about, and has checked who may.

    One that was decided meanwhile stays as it is.
    """
    row = Approval.objects.select_for_update().filter(pk=approval_id, state=State.OPEN).first()
    if row is None:
        unit.audit(ObjectRef("workflow.approval", approval_id), detail={"voided": False})
        return
    row.state, row.decided_at, row.version = State.WITHDRAWN, now, row.version + 1
    row.save(update_fields=["state", "decided_at", "version"])
    _record(unit, row)


def decide_many(
    *,
    actor: Actor,
    now: datetime,
    items: Sequence[tuple[int, int]],
    decision: Decision,
    note: str = "",
) -> list[BatchItem]:
    """Decide several (id, version) pairs, each by itself: one that fails does not hold up the others (D15)."""
    if len(items) > BATCH_LIMIT:
        raise InvalidInput(
            _("At most {limit} approvals can be decided at once.").format(limit=BATCH_LIMIT)
        )
    visible = policies.visible_to(actor, queries.givers(actor=actor, now=now))
    summaries = dict(
        Approval.objects.filter(visible, pk__in=[pk for pk, _version in items]).values_list(
            "pk", "summary"
        )
    )
    decide = approve if decision == Decision.APPROVE else reject
    results = []
    for approval_id, version in items:
        problem = ""
        try:
            with transaction.atomic():
                decide(actor=actor, now=now, approval_id=approval_id, version=version, note=note)
        except DomainError as error:
            problem = error.message
        results.append(BatchItem(approval_id, summaries.get(approval_id, ""), problem))
    return results


def _locked(
    actor: Actor, approval_id: int, *, version: int, now: datetime
) -> tuple[Approval, Actor | None]:
    """Lock and check; return it, and as whose deputy the actor decides (None: by her own right). The order of the checks tells a stranger nothing."""
    givers = queries.givers(actor=actor, now=now)
    row = (
        Approval.objects.select_for_update()
        .filter(policies.visible_to(actor, givers), pk=approval_id)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such approval."))
    refusal = rules.refusal_of(
        _standing(row), checker_id=actor.staff_id, seen_version=version, now=now
    )
    if refusal is not None:
        _refuse(refusal, row, actor)
    for giver in (None, *givers):
        by = [giver] if giver else []
        if Approval.objects.filter(policies.decidable_by(actor, by), pk=row.pk).exists():
            return row, giver
    raise NotFound(_("There is no such approval."))


def _refuse(refusal: rules.Refusal, row: Approval, actor: Actor) -> None:
    if refusal is rules.Refusal.SELF:
        record_denial(
            actor=actor,
            verb="workflow.self-approval-refused",
            ref=ObjectRef("workflow.approval", row.pk),
        )
        raise Refused(_("You cannot decide your own request."))
    if refusal is rules.Refusal.STALE:
        message = _("This request changed after you opened it. Look at it again.")
        raise StaleVersion(message, extra={"version": row.version, "differences": {}})
    if refusal is rules.Refusal.EXPIRED:
        raise ApprovalClosed(_("The time for this decision is over. The applicant can ask again."))
    raise ApprovalClosed(_("It has been decided already."))


def _note_step(
    row: Approval, actor: Actor, giver: Actor | None, *, is_granted: bool, note: str, now: datetime
) -> ApprovalStep:
    return ApprovalStep.objects.create(
        approval=row,
        level=row.level,
        is_granted=is_granted,
        checker_id=actor.staff_id or 0,
        checker_name=actor.name,
        for_id=giver.staff_id if giver else None,
        for_name=giver.name if giver else "",
        decided_at=now,
        note=scan_free_text(note.strip()),
    )


def _advance(row: Approval, *, now: datetime) -> None:
    """Let the people of the next level decide, in the time that a level has."""
    row.permission, *row.later = row.later
    row.level += 1
    row.version += 1
    row.expires_at = max(row.expires_at, expiry(now))
    row.save(update_fields=["permission", "later", "level", "version", "expires_at"])


def _close(row: Approval, step: ApprovalStep, *, state: State, now: datetime) -> None:
    row.state = state
    row.checker_id, row.checker_name = step.checker_id, step.checker_name
    row.decided_at, row.note = now, step.note
    row.version += 1
    row.save(update_fields=["state", "checker_id", "checker_name", "decided_at", "note", "version"])


def _record_step(unit: Unit, row: Approval, step: ApprovalStep) -> None:
    """Write down that one level agreed, and that another decides now."""
    customer_id = row.payload.get("customer_id")
    unit.audit(
        ObjectRef("workflow.approval", row.pk),
        old={"level": step.level},
        new={"level": row.level},
        reason=step.note,
        customer_id=customer_id if isinstance(customer_id, int) else None,
        detail=_detail(row, step),
    )


def _detail(row: Approval, step: ApprovalStep | None) -> dict[str, object]:
    found: dict[str, object] = {"kind": row.kind, "maker_id": row.maker_id}
    return found | ({"deputy_for": step.for_id} if step is not None and step.for_id else {})


def _record(unit: Unit, row: Approval, step: ApprovalStep | None = None) -> None:
    customer_id = row.payload.get("customer_id")
    unit.audit(
        ObjectRef("workflow.approval", row.pk),
        old={"state": State.OPEN},
        new={"state": row.state, "result": row.result},
        reason=row.note,
        customer_id=customer_id if isinstance(customer_id, int) else None,
        detail=_detail(row, step),
    )
    unit.publish(ApprovalDecided(approval_id=row.pk, kind=row.kind, state=row.state, note=row.note))


def _standing(row: Approval) -> rules.Standing:
    return rules.Standing(row.state, row.version, row.maker_id, row.expires_at)
