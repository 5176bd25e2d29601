"""Who decides approvals, and which of them a person sees."""

from django.db.models import Q

from yinqiao.platform.actor import Actor

APPROVE = "workflow.approve"
ANNOUNCE = "workflow.announce"


def decidable_by(actor: Actor) -> Q:
    """Return the approvals the actor may decide by permission and organization (never her own)."""
    if not actor.can(APPROVE):
        return Q(pk__in=())
    condition = Q(permission__in=sorted(actor.permissions)) & ~Q(maker_id=actor.staff_id or 0)
    if actor.scope.is_all:
        return condition
    return condition & (Q(org_id__in=list(actor.org_ids)) | Q(org_id__isnull=True))


def visible_to(actor: Actor) -> Q:
    """Return what the actor may look at: her own requests, her decisions, and what waits for her."""
    own = Q(maker_id=actor.staff_id or 0) | Q(checker_id=actor.staff_id or 0)
    return own | decidable_by(actor)


def may_announce_to(actor: Actor, org_id: int | None) -> bool:
    """Tell whether the actor may speak to the people of this unit (None: the whole bank)."""
    if not actor.can(ANNOUNCE):
        return False
    return actor.scope.is_all or (org_id is not None and org_id in actor.scope.org_ids)
