"""Who sees opportunities and who works on them. The scope is that of the customers."""

from django.db.models import Q, QuerySet

from yinqiao.customers import policies as customers
from yinqiao.platform.actor import Actor
from yinqiao.sales.leads.policies import CAPTURE as CAPTURE_LEADS
from yinqiao.sales.leads.policies import WORK as WORK_LEADS
from yinqiao.sales.models import Opportunity
from yinqiao.sales.scripts.policies import EDIT as EDIT_SCRIPTS

__all__ = ["CAPTURE_LEADS", "EDIT_SCRIPTS", "WORK_LEADS"]

VIEW = "sales.view_opportunity"
WORK = "sales.work_opportunity"
LEAD = "sales.lead_team"
REFER = "sales.refer_customer"
SET_TARGETS = "sales.set_target"
SET_PIPELINES = "sales.set_pipeline"
VIEW_RESULTS = "sales.view_result"
VIEW_BANK_RESULTS = "sales.view_bank_result"


def visible_to(actor: Actor) -> QuerySet[Opportunity]:
    """Return the opportunities of customers in scope."""
    return customers.scoped(Opportunity.objects.all(), actor)


def waits_for(actor: Actor) -> Q:
    """Say which wait for the actor herself: her own, and those that went up to her."""
    # What nobody passed up is told apart for the sake of the index, which holds only what was.
    went_up = Q(escalated_to_id=actor.staff_id, escalated_at__isnull=False)
    return Q(owner_id=actor.staff_id) | went_up


def sees_others(actor: Actor) -> bool:
    """Tell whether the scope is wider than one's own book: then the list says whose each one is."""
    return not customers.owns_all(actor)


def has_book(actor: Actor) -> bool:
    """Tell whether the actor works a book of her own, and not the units of others."""
    return actor.staff_id is not None and not sees_others(actor)


def on_the_list_of(actor: Actor) -> QuerySet[Opportunity]:
    """Return what stands on the actor's list: all in scope, or with a book of her own those she answers for.

    One of a customer that came to her with an opportunity of her predecessor is hers to see; one of a customer she only assists is not.
    """
    rows = visible_to(actor)
    if sees_others(actor):
        return rows
    return rows.filter(Q(owner_id=actor.staff_id) | customers.in_book_of(actor.staff_id))


def sees_sums(actor: Actor) -> bool:
    """Tell whether sums over the list may be shown: where no single amount in it is masked."""
    return customers.sees_all_amounts(actor)
