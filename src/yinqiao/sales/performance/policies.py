"""Who sees results and who sets what. Nothing here is about a customer: the scope is that of units and of oneself."""

from django.db.models import Q

from yinqiao.platform.actor import Actor
from yinqiao.sales.performance.choices import Figure

VIEW_OWN = "performance.view_own"
VIEW_TEAM = "performance.view_team"
VIEW_BANK = "performance.view_bank"
SET_TARGETS = "performance.set_target"
AGREE_TARGETS = "performance.agree_target"
SET_INCENTIVES = "performance.set_incentive"
VETO = "performance.veto"
CLOSE = "performance.close_month"
AGREE_RESTATEMENT = "performance.agree_restatement"
# Counted whole, over a book that is no one's alone.
RANKED = (Figure.AUM_AVERAGE, Figure.AUM_NET_GROWTH, Figure.NEW_CUSTOMERS, Figure.WON_AMOUNT)


def units_of(actor: Actor) -> tuple[int, ...] | None:
    """Return the units whose results the actor sees; None: of the whole bank."""
    if actor.can(VIEW_BANK):
        return None
    return actor.scope.org_ids if actor.can(VIEW_TEAM) else ()


def visible_to(actor: Actor) -> Q:
    """Return the scope over rows with `org` and `staff`: one's own, and those of one's units."""
    units = units_of(actor)
    if units is None:
        return Q()
    return Q(staff_id=actor.staff_id or 0) | Q(org_id__in=list(units))


def sees_unit(actor: Actor, org_id: int) -> bool:
    """Tell whether the results of a unit are the actor's to see."""
    units = units_of(actor)
    return units is None or org_id in units
