"""Who decides approvals, and which of them a person sees."""

from django.db.models import Q

from yinqiao.platform.actor import Actor

APPROVE = "workflow.approve"


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
