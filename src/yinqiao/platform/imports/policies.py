"""Who runs imports, who works on rows that were kept out. Administrators run imports and see no customer data (D41)."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db.models import Q

from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import owners
from yinqiao.platform.registry import Registry

VIEW = "imports.view_board"
RUN = "imports.run_import"
# All rows that were kept out; with MEND alone, those of the actor's own units and below.
QUARANTINE = "imports.work_quarantine"
MEND = "imports.mend_rows"
CODES = "imports.edit_code_map"
SIGN = "imports.sign_reconciliation"

# Codes of units by their ids, told by the room that keeps the tree.
unit_codes: Registry[Callable[[Collection[int]], frozenset[str]]] = Registry("codes of units")
# The actor of an account as it may act at that moment, None for no such account; told by the room that keeps accounts.
present_actors: Registry[Callable[[int, datetime], Actor | None]] = Registry("present actors")


def visible_to(actor: Actor) -> Q:
    """Return which quarantined rows `actor` may see.

    Rows whose unit is unknown, and those that are of no customer (units, posts, products), are the data steward's alone.
    """
    if actor.can(QUARANTINE):
        return Q()
    if not actor.can(MEND):
        return Q(pk__in=[])
    of_customers = Q(file__target__in=owners.branch_targets())
    own = ~Q(org_code="") if actor.scope.is_all else Q(org_code__in=own_codes(actor))
    return of_customers & own


def own_codes(actor: Actor) -> frozenset[str]:
    """Return the codes of the units within the actor's reach."""
    found = [codes(actor.scope.org_ids) for codes in unit_codes.values()]
    return frozenset().union(*found)


def may_place_in(actor: Actor, code: str) -> bool:
    """Tell whether `actor` may say that a row belongs to the unit of `code`: no row is pushed out of one's reach."""
    return actor.can(QUARANTINE) or actor.scope.is_all or code in own_codes(actor)


def present_actor(user_id: int, now: datetime) -> Actor | None:
    """Return who the account is at `now`, with the rights and the reach of that moment; None if nobody knows it."""
    found = (actors(user_id, now) for actors in present_actors.values())
    return next((actor for actor in found if actor is not None), None)
