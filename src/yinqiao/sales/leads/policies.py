"""Who sees leads and who works on them. A lead is nobody's customer yet: its scope is its unit and its owner."""

from django.db.models import Q, QuerySet

from yinqiao.platform.actor import Actor
from yinqiao.sales.leads.models import Lead

VIEW = "leads.view_lead"
CAPTURE = "leads.capture_lead"
WORK = "leads.work_lead"
ASSIGN = "leads.assign_lead"


def visible_to(actor: Actor) -> QuerySet[Lead]:
    """Return the leads of the actor's units and those she has or captured, and the pool of the unit she works in."""
    scope = actor.scope
    if scope.is_all:
        return Lead.objects.all()
    return Lead.objects.filter(
        Q(org_id__in=list(scope.org_ids)) | Q(owner_id__in=list(scope.rm_ids)) | in_pool_of(actor)
    )


def in_pool_of(actor: Actor) -> Q:
    """Say which lie in the pool of the unit that the actor works in."""
    return Q(owner__isnull=True, org_id=actor.org_id or 0)


def is_hers(actor: Actor, lead: Lead) -> bool:
    """Tell whether the actor works on it: then she reads the name in full."""
    return actor.staff_id is not None and lead.owner_id == actor.staff_id


def in_units_of(actor: Actor) -> Q:
    """Say which lie in the units over which the actor's scope reaches."""
    scope = actor.scope
    return Q(pk__isnull=False) if scope.is_all else Q(org_id__in=list(scope.org_ids))
