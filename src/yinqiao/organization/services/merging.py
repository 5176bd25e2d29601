"""机构合并 (D43): one asks, another agrees, and on its day the unit goes into its successor with everything that hangs on it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.organization import events, merging, policies
from yinqiao.organization.choices import MergerState
from yinqiao.organization.models import UNDER_WAY, Org, OrgMerger
from yinqiao.organization.queries.mergers import counted
from yinqiao.organization.services import mergers, orgs, tree
from yinqiao.platform import clock, second_person
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.imports import queries as imports
from yinqiao.platform.jobs import queue

KIND: Final = "organization.merger"
JOB: Final = "organization.carry_out_mergers"
_SYSTEM: Final = "mergers"


@use_case("organization.merger-asked", permission=policies.EDIT_ORG)
def ask_merger(
    unit: Unit, *, actor: Actor, now: datetime, org_id: int, into_id: int, on: date, reason: str
) -> int:
    """Ask the second person for a merger from today or a later day on; return the approval. InvalidInput says what stands against it."""
    row, into = _checked(org_id=org_id, into_id=into_id, on=on, now=now)
    ref = orgs.ref_of(org_id)
    if second_person.desk().waiting(maker_id=actor.staff_id or 0, kind=KIND, ref=ref, now=now):
        raise InvalidInput(_("A merger of this unit waits for its approval already."))
    approval_id = second_person.desk().request(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"org_id": org_id, "into_id": into_id, "on": on.isoformat()},
        reason=reason,
        org_id=None,
        ref=ref,
        summary=_("Merge {unit} into {other} from {day} on").format(
            unit=row.name, other=into.name, day=on
        ),
    )
    unit.audit(ref, new={"into": into_id, "on": on, "approval": approval_id}, reason=reason)
    return approval_id


def apply_merger(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the merger stands planned; one whose day has come is carried out by the job at once."""
    now = datetime.fromisoformat(str(payload["decided_at"]))
    on = max(date.fromisoformat(str(payload["on"])), clock.bank_date(now))
    _plan(actor=actor, now=now, on=on, payload=payload)
    queue.defer(JOB)
    return _("Takes effect on {day}.").format(day=on)


@use_case("organization.merger-agreed", permission=None)
def _plan(
    unit: Unit, *, actor: Actor, now: datetime, on: date, payload: Mapping[str, object]
) -> None:
    """`workflow` has checked that the actor may decide; whoever comes here another way may not."""
    require(actor, policies.APPROVE_MERGER, verb="organization.merger-agreed")
    org_id, into_id = int(str(payload["org_id"])), int(str(payload["into_id"]))
    tree.lock_tree()
    _checked(org_id=org_id, into_id=into_id, on=on, now=now)
    row = OrgMerger.objects.create(
        org_id=org_id,
        into_id=into_id,
        on=on,
        reason=str(payload["reason"])[:200],
        maker_id=int(str(payload["maker_id"])),
        maker_name=str(payload["maker_name"]),
        checker_id=actor.staff_id or 0,
        checker_name=actor.name,
        agreed_at=now,
        counted={line.key: line.number for line in counted(actor=actor, org_id=org_id, on=on)},
    )
    unit.audit(
        orgs.ref_of(org_id),
        new={"into": into_id, "on": on},
        reason=row.reason,
        detail={"counted": row.counted},
    )


def carry_out(*, now: datetime) -> int:
    """Carry out the mergers whose day has come, one after another; return how many were finished.

    Each step is a transaction of its own, and a run that was killed goes on where it stopped. While a batch is being loaded none begins.
    """
    actor = system_actor(name=_SYSTEM, permissions=frozenset({policies.APPROVE_MERGER}))
    due = OrgMerger.objects.filter(state__in=UNDER_WAY, on__lte=clock.bank_date(now))
    finished = 0
    for merger_id in list(due.order_by("on", "pk").values_list("pk", flat=True)):
        if not _begin(actor, merger_id, now):
            continue
        for part in merging.in_order():
            if part.move is None:
                continue
            while _move(actor=actor, now=now, merger_id=merger_id, part=part):
                pass
        _finish(actor=actor, now=now, merger_id=merger_id)
        finished += 1
    return finished


def _begin(actor: Actor, merger_id: int, now: datetime) -> bool:
    """Close the unit with the tree as it stands today; say whether what hangs on it may move now."""
    with transaction.atomic():
        row = _locked(merger_id)
        if row.state == MergerState.RUNNING:
            return True
        if row.state != MergerState.PLANNED or imports.sources_loading():
            return False
        try:
            with transaction.atomic():
                mergers.merge_org(
                    actor=actor,
                    now=now,
                    org_id=row.org_id,
                    into_id=row.into_id,
                    on=row.on,
                    reason=row.reason,
                )
        except (InvalidInput, NotFound) as error:
            _stop(actor=actor, now=now, row=row, problem=error.message)
            return False
        row.state, row.begun_at = MergerState.RUNNING, now
        row.save(update_fields=["state", "begun_at"])
        return True


@use_case("organization.merger-stopped", permission=policies.APPROVE_MERGER)
def _stop(unit: Unit, *, actor: Actor, now: datetime, row: OrgMerger, problem: str) -> None:
    row.state, row.problem = MergerState.STOPPED, problem[:300]
    row.save(update_fields=["state", "problem"])
    unit.audit(orgs.ref_of(row.org_id), new={"state": str(row.state)}, detail={"problem": problem})


def _move(*, actor: Actor, now: datetime, merger_id: int, part: merging.MergerPart) -> int:
    """Move some rows of one part; the merger is locked, so that two runs move them once."""
    with scope_session(actor):
        return _move_some(actor=actor, now=now, row=_locked(merger_id), part=part)


@use_case("organization.merger-moved", permission=policies.APPROVE_MERGER)
def _move_some(
    unit: Unit, *, actor: Actor, now: datetime, row: OrgMerger, part: merging.MergerPart
) -> int:
    if part.move is None:
        number = 0
    else:
        number = part.move(merging.Move(row.org_id, row.into_id, row.on, now))
    row.moved[part.key] = row.moved.get(part.key, 0) + number
    row.save(update_fields=["moved"])
    unit.audit(orgs.ref_of(row.org_id), detail={"part": part.key, "moved": number})
    return number


@use_case("organization.merger-done", permission=policies.APPROVE_MERGER)
def _finish(unit: Unit, *, actor: Actor, now: datetime, merger_id: int) -> None:
    row = _locked(merger_id)
    row.state, row.done_at = MergerState.DONE, now
    row.save(update_fields=["state", "done_at"])
    unit.audit(
        orgs.ref_of(row.org_id),
        new={"merged_into": row.into_id, "on": row.on},
        detail={"counted": row.counted, "moved": row.moved},
    )
    unit.publish(events.OrgMergerDone(org_id=row.org_id, into_id=row.into_id, on=row.on))


def _locked(merger_id: int) -> OrgMerger:
    return OrgMerger.objects.select_for_update().get(pk=merger_id)


def _checked(*, org_id: int, into_id: int, on: date, now: datetime) -> tuple[Org, Org]:
    """Return both units; raise InvalidInput for what stands against the merger today, NotFound for no such unit."""
    if on < clock.bank_date(now):
        message = _(
            "A merger takes effect today or later: what was reported before stays as it is."
        )
        raise InvalidInput(message, fields={"on": message})
    row, into = tree.locked_org(org_id), tree.locked_org(into_id)
    mergers.check_pair(row, into, on=on)
    planned = OrgMerger.objects.filter(state__in=UNDER_WAY)
    if planned.filter(org_id__in=(org_id, into_id)).exists():
        raise InvalidInput(_("One of the two units is to be merged already."))
    if planned.filter(into_id=org_id).exists():
        raise InvalidInput(_("Another unit is to be merged into this one first."))
    if on == clock.bank_date(now) and (loading := imports.sources_loading()):
        raise InvalidInput(
            _("A batch is being loaded ({names}). Wait for its end, or choose a later day.").format(
                names=", ".join(loading)
            )
        )
    return row, into
