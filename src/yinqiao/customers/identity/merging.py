"""Make two records one: asked for by a steward, agreed to by another person, and taken back while there is time (contract 10)."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.customers import overview, policies, share_sums
from yinqiao.customers.choices import MergeState, Side, SuggestionOrigin, SuggestionState
from yinqiao.customers.events import CustomersMerged, CustomersUnmerged
from yinqiao.customers.identity import suggesting
from yinqiao.customers.identity.refusals import (
    AlreadyMerged,
    LaterMerge,
    MergeClosed,
    SideGone,
    UndoOver,
)
from yinqiao.customers.models import Customer, Merge, Merged, MergeRow, Overview, Suggestion
from yinqiao.customers.queries import comparing
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Moving, Pair
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

KIND: Final = "customers.merge"
UNDO_DAYS: Final = "customers.merge_undo_days"
BY_HAND: Final = "BY_HAND"


@use_case("customers.merge-requested", permission=policies.MERGE)
def request_merge(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    survivor_id: int,
    member_id: int,
    sides: Mapping[str, str],
    reason: str,
) -> int:
    """Ask a second person to let `member_id` go into `survivor_id`; return the id of the merge.

    `sides` names whose value stands (`choices.Side`) for fields where the reviewer decides otherwise than the rule. Raises NotFound outside
    the scope, AlreadyMerged for a record that went into another, MergeClosed when a request waits, SharesOverWhole, InvalidInput.
    """
    survivor, member = _both(actor, survivor_id, member_id)
    if survivor.kind != member.kind:
        raise InvalidInput(_("A person and a company are never one customer."))
    if not reason.strip():
        message = _("Say why they are the same customer.")
        raise InvalidInput(message, fields={"reason": message})
    if Merge.objects.filter(_of_either(survivor_id, member_id), state=MergeState.WAITING).exists():
        raise MergeClosed(_("A merge of one of these records waits for the second person."))
    share_sums.refuse_merged(
        actor, survivor_id=survivor_id, member_id=member_id, day=clock.bank_date(now)
    )
    suggestion = _suggestion(unit, survivor_id, member_id)
    row = Merge.objects.create(
        survivor_id=survivor_id,
        member_id=member_id,
        survivor_no=survivor.customer_no,
        member_no=member.customer_no,
        suggestion=suggestion,
        sides=comparing.settled_sides(survivor, member, chosen=_checked(sides)),
        reason=scan_free_text(reason.strip())[:200],
        maker_id=actor.staff_id or 0,
        maker_name=actor.name,
        asked_at=now,
    )
    summary = _("Merge {member} into {survivor}").format(
        member=comparing.told(member), survivor=comparing.told(survivor)
    )
    row.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"merge_id": row.pk, "customer_id": survivor_id},
        reason=reason,
        org_id=None,
        ref=ObjectRef(KIND, row.pk),
        summary=summary,
    )
    row.save(update_fields=["approval_id"])
    _decide(suggestion, SuggestionState.CHECKED, unit)
    _tell(unit, row, old={"state": ""}, reason=reason)
    return row.pk


def apply_merge(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of an approval: the merge is done, in its transaction."""
    row = _merge(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        merge_id=int(str(payload["merge_id"])),
    )
    return _("{member} now answers as {survivor}. It can be undone until {day}.").format(
        member=row.member_no,
        survivor=row.survivor_no,
        day=clock.bank_date(row.undo_until or row.asked_at),
    )


@use_case("customers.merged", permission=policies.APPROVE_MERGE)
def _merge(unit: Unit, *, actor: Actor, now: datetime, merge_id: int) -> Merge:
    row = _locked(merge_id)
    if row.state != MergeState.WAITING:
        raise MergeClosed(_("This merge was decided already."))
    _both(actor, row.survivor_id, row.member_id)
    share_sums.refuse_merged(
        actor, survivor_id=row.survivor_id, member_id=row.member_id, day=clock.bank_date(now)
    )
    row.state, row.checker_id, row.checker_name = MergeState.DONE, actor.staff_id, actor.name
    row.done_at = now
    row.undo_until = now + timedelta(days=parameters.integer(UNDO_DAYS, on=clock.bank_date(now)))
    row.version += 1
    row.save()
    Merged.objects.create(
        member_id=row.member_id,
        survivor_id=row.survivor_id,
        merge=row,
        member_no=row.member_no,
    )
    moving = _moving(unit, row)
    for participant in moves.in_order():
        participant.move(moving)
    Overview.objects.filter(pk=row.member_id).delete()
    overview.refresh_customers(connection, [row.survivor_id])
    row.moved = moved_rows(row)
    row.save(update_fields=["moved"])
    _decide(row.suggestion, SuggestionState.MERGED, unit)
    _tell(unit, row, old={"state": MergeState.WAITING}, reason=row.reason)
    unit.publish(CustomersMerged(row.pk, row.survivor_id, row.member_id))
    return row


def moved_rows(row: Merge) -> dict[str, int]:
    """Return how many rows of each participant the merge moved."""
    found = MergeRow.objects.filter(merge=row, act="MOVED").values_list("participant", flat=True)
    return dict(Counter(found))


@use_case("customers.merge-undone", permission=policies.MERGE)
def undo_merge(
    unit: Unit, *, actor: Actor, now: datetime, merge_id: int, version: int, reason: str
) -> int:
    """Take a merge back: every row as before, with what was changed since (P51); return how many rows are gone in the meantime.

    Raises MergeClosed unless it stands, UndoOver after its time, LaterMerge while a later one builds on it, SideGone when retention
    has deleted one of the records, StaleVersion, InvalidInput without a reason.
    """
    row = _locked(merge_id)
    if row.state != MergeState.DONE:
        raise MergeClosed(_("This merge does not stand any more."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    if not reason.strip():
        message = _("Say why they are not the same customer.")
        raise InvalidInput(message, fields={"reason": message})
    if row.undo_until is not None and now > row.undo_until:
        raise UndoOver(_("The time for undoing this merge is over."))
    _refuse_later(row)
    _refuse_gone(row)
    moving = _moving(unit, row)
    gone = sum(participant.restore(moving) for participant in reversed(moves.in_order()))
    Merged.objects.filter(member_id=row.member_id, merge=row).delete()
    overview.refresh_customers(connection, [row.survivor_id, row.member_id])
    row.state, row.undone_at, row.version = MergeState.UNDONE, now, row.version + 1
    row.undone_by_id, row.undone_by_name = actor.staff_id, actor.name
    row.undo_reason = scan_free_text(reason.strip())[:200]
    row.save()
    _decide(row.suggestion, SuggestionState.UNMERGED, unit, note=row.undo_reason)
    _tell(unit, row, old={"state": MergeState.DONE}, reason=row.undo_reason, gone=gone)
    unit.publish(CustomersUnmerged(row.pk, row.survivor_id, row.member_id))
    return gone


@use_case("customers.merge-refused", permission=None)
def refuse_merge(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """The second person said no, or nobody answered in time: the pair comes back to the queue."""
    row = Merge.objects.select_for_update().filter(approval_id=approval_id).first()
    if row is None or row.state != MergeState.WAITING:
        unit.audit(None, detail={"approval_id": approval_id, "unchanged": True})
        return
    row.state, row.version = MergeState.REFUSED, row.version + 1
    row.save(update_fields=["state", "version"])
    _decide(row.suggestion, SuggestionState.SUGGESTED, unit)
    _tell(unit, row, old={"state": MergeState.WAITING})


def _both(actor: Actor, survivor_id: int, member_id: int) -> tuple[Customer, Customer]:
    """Return both records, locked in the order of their ids; refuse what was merged before."""
    if survivor_id == member_id:
        raise InvalidInput(_("These are one and the same record."))
    rows = (
        Customer.objects.select_for_update(no_key=True)
        .filter(policies.visible_to(actor), pk__in=[survivor_id, member_id])
        .order_by("pk")
    )
    found = {row.pk: row for row in rows}
    if len(found) != 2:  # noqa: PLR2004 - a pair
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    merged = Merged.objects.filter(pk__in=found).select_related("merge").first()
    if merged is not None:
        raise AlreadyMerged(
            _("{member} went into {survivor} already. Compare with that one.").format(
                member=merged.member_no, survivor=merged.merge.survivor_no
            ),
            extra={"survivor_id": merged.survivor_id},
        )
    return found[survivor_id], found[member_id]


def _locked(merge_id: int) -> Merge:
    row = (
        Merge.objects.select_for_update(of=("self",))
        .select_related("suggestion")
        .filter(pk=merge_id)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such merge."))
    return row


def _of_either(survivor_id: int, member_id: int) -> Q:
    ids = [survivor_id, member_id]
    return Q(survivor_id__in=ids) | Q(member_id__in=ids)


def _suggestion(unit: Unit, one: int, two: int) -> Suggestion:
    """Return the pair's suggestion, locked; made by hand where nobody suggested it."""
    pair = {"first_id": min(one, two), "second_id": max(one, two)}
    suggesting.suggest_pairs(
        unit, pairs=[(one, two, BY_HAND, (), 0.5)], origin=SuggestionOrigin.PERSON
    )
    return Suggestion.objects.select_for_update().get(**pair)


def _checked(sides: Mapping[str, str]) -> dict[str, str]:
    wrong = {name: _("Choose one of the list.") for name in sides if sides[name] not in Side.values}
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    return dict(sides)


def _refuse_later(row: Merge) -> None:
    later = Merge.objects.filter(
        _of_either(row.survivor_id, row.survivor_id), state=MergeState.DONE, done_at__gt=row.done_at
    ).order_by("-done_at")
    found = later.exclude(pk=row.pk).first()
    if found is not None:
        raise LaterMerge(
            _("{member} was merged into {survivor} later. Undo that first.").format(
                member=found.member_no, survivor=found.survivor_no
            ),
            extra={"merge_id": found.pk},
        )


def _refuse_gone(row: Merge) -> None:
    numbers = {row.survivor_id: row.survivor_no, row.member_id: row.member_no}
    present = set(Customer.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    gone = [number for pk, number in numbers.items() if pk not in present]
    if gone:
        raise SideGone(
            _(
                "{number} was deleted at the end of its retention. The merge cannot be undone."
            ).format(number=gone[0])
        )


def _moving(unit: Unit, row: Merge) -> Moving:
    return Moving(
        connection,
        [Pair(row.pk, row.member_id, row.survivor_id)],
        unit.now,
        clock.bank_date(unit.now),
        changed_by=unit.actor.staff_id,
    )


def _decide(row: Suggestion | None, state: SuggestionState, unit: Unit, *, note: str = "") -> None:
    if row is None:
        return
    row.state, row.version = state, row.version + 1
    row.decided_at, row.note = unit.now, note
    row.decided_by_id, row.decided_by_name = unit.actor.staff_id, unit.actor.name
    row.save(
        update_fields=["state", "version", "decided_at", "decided_by_id", "decided_by_name", "note"]
    )


def _tell(
    unit: Unit, row: Merge, *, old: Mapping[str, object], reason: str = "", gone: int = 0
) -> None:
    """Leave a row in the trail of each of the two records."""
    for customer_id in (row.survivor_id, row.member_id):
        unit.audit(
            ObjectRef(KIND, row.pk),
            old=old,
            new={"state": row.state, "member": row.member_no, "survivor": row.survivor_no},
            reason=reason,
            customer_id=customer_id,
            detail={"sides": row.sides, "moved": row.moved, "gone": gone},
        )
