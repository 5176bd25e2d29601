"""Who decides approvals, and which of them a person sees."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.workflow.models import ApprovalStep

APPROVE = "workflow.approve"
ANNOUNCE = "workflow.announce"


def decidable_by(actor: Actor, givers: Collection[Actor] = ()) -> Q:
    """Return the approvals the actor may decide, by her own right or as deputy of `givers`; never her own, nor two levels of one.

    Of a giver's she decides what the giver might: not his own requests, nothing that he decided a level of, nothing that cannot be delegated.
    """
    if not actor.can(APPROVE):
        return Q(pk__in=())
    kinds = [kind.key for kind in registry.approval_kinds.values() if kind.is_delegable]
    found = _within(actor)
    for giver in givers:
        if giver.can(APPROVE):
            found |= _within(giver) & Q(kind__in=kinds)
    return found & _not_touched_by(actor)


def _within(actor: Actor) -> Q:
    """Return what she may decide by permission and organization."""
    condition = Q(permission__in=sorted(actor.permissions)) & _not_touched_by(actor)
    if actor.scope.is_all:
        return condition
    return condition & (Q(org_id__in=list(actor.org_ids)) | Q(org_id__isnull=True))


def _not_touched_by(actor: Actor) -> Q:
    person = actor.staff_id or 0
    return ~Q(maker_id=person) & ~Q(pk__in=_decided_by(person))


def _decided_by(person: int) -> "QuerySet[ApprovalStep, int]":
    steps = ApprovalStep.objects.filter(Q(checker_id=person) | Q(for_id=person))
    return steps.values_list("approval_id", flat=True)


def visible_to(actor: Actor, givers: Collection[Actor] = ()) -> Q:
    """Return what the actor may look at: her own requests, her decisions, and what waits for her."""
    person = actor.staff_id or 0
    own = Q(maker_id=person) | Q(checker_id=person)
    return own | Q(pk__in=_decided_by(person)) | decidable_by(actor, givers)


def may_announce_to(actor: Actor, org_id: int | None) -> bool:
    """Tell whether the actor may speak to the people of this unit (None: the whole bank)."""
    if not actor.can(ANNOUNCE):
        return False
    return actor.scope.is_all or (org_id is not None and org_id in actor.scope.org_ids)
