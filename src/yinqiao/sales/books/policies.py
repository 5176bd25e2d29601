"""Who hands books over, and who sees which handovers."""

from typing import Final

from django.db.models import Q

from yinqiao.customers import policies as customers
from yinqiao.platform.actor import Actor

VIEW: Final = "books.view_handover"
ASK: Final = "books.ask_handover"
APPROVE: Final = "books.approve_handover"
LEAD: Final = customers.ASSIGN
"""Whoever assigns customers to managers sees how full their books are, shares books out and names who covers."""


def handovers_visible_to(actor: Actor) -> Q:
    """Return the handovers that are the actor's own (asked for, given, received), and those of her units if she heads them."""
    mine = actor.staff_id or 0
    own = Q(asked_by_id=mine) | Q(giver_id=mine) | Q(taker_id=mine)
    if not (actor.can(LEAD) or actor.can(APPROVE)):
        return own
    if actor.scope.is_all:
        return Q()
    units = list(actor.scope.org_ids)
    return own | Q(org_id__in=units) | Q(taker_org_id__in=units)


def covers_visible_to(actor: Actor) -> Q:
    """Return the covers in which the actor is one of the two or asked, and those of her units if she heads them."""
    mine = actor.staff_id or 0
    own = Q(asked_by_id=mine) | Q(absent_id=mine) | Q(taker_id=mine)
    if not actor.can(LEAD):
        return own
    return Q() if actor.scope.is_all else own | Q(org_id__in=list(actor.scope.org_ids))


def heads(actor: Actor, org_id: int) -> bool:
    """Tell whether the actor assigns the customers of this unit."""
    return actor.can(LEAD) and (actor.scope.is_all or org_id in actor.scope.org_ids)
