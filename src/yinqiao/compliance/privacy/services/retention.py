"""Retention: what is over its time is counted, tried, agreed to by a second person, and erased in short transactions (DOMAIN §13)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.choices import OPEN_RUNS, RunState
from yinqiao.compliance.privacy.models import RetentionRun
from yinqiao.compliance.privacy.queries import terms as terms_of
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.jobs import queue
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import services as workflow

KIND: Final = "privacy.retention"
TYPE: Final = "privacy.retention_run"
COUNT_JOB: Final = "privacy.count_retention"
TRY_JOB: Final = "privacy.try_retention"
ERASE_JOB: Final = "privacy.erase_retention"
LOCK: Final = "privacy.retention"
_LONGEST_REASON: Final = 200


class RunOpen(DomainError):
    """One run of retention at a time."""

    code = "RETENTION_OPEN"
    status = 409


class RunNotThere(DomainError):
    """The run is at another step."""

    code = "RETENTION_STEP"
    status = 409


@use_case("privacy.retention-proposed", permission=policies.PROPOSE_RETENTION)
def propose_run(unit: Unit, *, actor: Actor, now: datetime, reason: str) -> int:
    """Begin a run over what is over its time today; a job counts it. Raises RunOpen while another is open, InvalidInput without a reason."""
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    if RetentionRun.objects.select_for_update().filter(state__in=OPEN_RUNS).exists():
        raise RunOpen(_("Another run of retention is open. Finish or drop it first."))
    today = clock.bank_date(now)
    run = RetentionRun.objects.create(
        as_of=today,
        terms={
            **{name.value: months for name, months in terms_of.terms_on(today).items()},
            "PROSPECT": terms_of.prospect_months(today),
        },
        reason=scan_free_text(reason.strip())[:_LONGEST_REASON],
        asked_at=now,
        asked_by_id=actor.staff_id,
        asked_by_name=actor.name,
    )
    queue.defer(COUNT_JOB, lock=LOCK, run_id=run.pk)
    unit.audit(ObjectRef(TYPE, run.pk), new={"as_of": today, "terms": run.terms}, reason=reason)
    return run.pk


def propose_monthly(*, now: datetime) -> int | None:
    """Begin a run by the calendar, so that nothing over its time is forgotten; none while another is open. Return its id."""
    if RetentionRun.objects.filter(state__in=OPEN_RUNS).exists():
        return None
    actor = system_actor(name="retention", permissions=frozenset({policies.PROPOSE_RETENTION}))
    return propose_run(actor=actor, now=now, reason=str(_("Monthly count")))


@use_case("privacy.retention-tried", permission=policies.PROPOSE_RETENTION)
def try_run(unit: Unit, *, actor: Actor, now: datetime, run_id: int, version: int) -> None:
    """Let a job erase everything and take each step back: a dry run. Raises NotFound, StaleVersion, RunNotThere before it is counted."""
    run = _at(run_id, version, RunState.COUNTED)
    run.version += 1
    run.save(update_fields=["version"])
    queue.defer(TRY_JOB, lock=LOCK, run_id=run.pk)
    unit.audit(ObjectRef(TYPE, run.pk), detail={"asked": True})


@use_case("privacy.retention-asked", permission=policies.PROPOSE_RETENTION)
def ask_for_run(unit: Unit, *, actor: Actor, now: datetime, run_id: int, version: int) -> int:
    """Ask a second person to let the run erase; return the approval's id. Raises NotFound, StaleVersion, RunNotThere before it is counted and tried."""
    run = _at(run_id, version, RunState.COUNTED)
    if run.tried_at is None:
        raise RunNotThere(_("Try it first: a dry run shows what would be erased."))
    found = sum(run.lines.values_list("found", flat=True))
    run.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"run_id": run.pk, "rows": found},
        reason=run.reason,
        org_id=None,
        ref=ObjectRef(TYPE, run.pk),
        summary=_("Erase {rows} rows over their time as of {day}").format(
            rows=f"{found:,}", day=run.as_of
        ),
    )
    run.state, run.version = RunState.WAITING, run.version + 1
    # Who asks answers for it, so that the agreement is another person's.
    run.asked_by_id, run.asked_by_name = actor.staff_id, actor.name
    run.save()
    unit.audit(ObjectRef(TYPE, run.pk), new={"state": run.state, "rows": found})
    return run.approval_id


@use_case("privacy.retention-dropped", permission=policies.PROPOSE_RETENTION)
def drop_run(unit: Unit, *, actor: Actor, now: datetime, run_id: int, version: int) -> None:
    """End a run that has erased nothing. Raises NotFound, StaleVersion, RunNotThere."""
    run = _at(run_id, version, RunState.COUNTING, RunState.COUNTED, RunState.WAITING)
    run.state, run.version = RunState.DROPPED, run.version + 1
    run.save(update_fields=["state", "version"])
    unit.audit(ObjectRef(TYPE, run.pk), new={"state": run.state})


@use_case("privacy.retention-refused", permission=None)
def refuse_run(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """The second person said no, or nobody answered: the run can be asked for again or dropped."""
    run = RetentionRun.objects.select_for_update().filter(approval_id=approval_id).first()
    if run is None or run.state != RunState.WAITING:
        unit.audit(None, detail={"approval_id": approval_id, "unchanged": True})
        return
    run.state, run.version = RunState.COUNTED, run.version + 1
    run.save(update_fields=["state", "version"])
    unit.audit(ObjectRef(TYPE, run.pk), new={"state": run.state})


def apply_run(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: a job erases."""
    _approve(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        run_id=int(str(payload["run_id"])),
    )
    return _("The rows are being erased.")


@use_case("privacy.retention-approved", permission=policies.APPROVE_RETENTION)
def _approve(unit: Unit, *, actor: Actor, now: datetime, run_id: int) -> None:
    run = RetentionRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or run.state != RunState.WAITING:
        raise RunNotThere(_("It is not what was asked for any more. Reject the request."))
    run.state, run.approved_at, run.version = RunState.APPROVED, now, run.version + 1
    run.approved_by_id, run.approved_by_name = actor.staff_id, actor.name
    run.save()
    queue.defer(ERASE_JOB, lock=LOCK, run_id=run.pk)
    unit.audit(ObjectRef(TYPE, run.pk), new={"state": run.state})


def _at(run_id: int, version: int, *states: RunState) -> RetentionRun:
    run = RetentionRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound(_("There is no such run."))
    if run.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": run.version, "differences": {}},
        )
    if run.state not in states:
        raise RunNotThere(_("The run is at another step."))
    return run
