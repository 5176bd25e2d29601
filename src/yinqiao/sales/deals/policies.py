"""Who sees deals, who gives which part of a price away, and who answers for orders. The scope is that of the customers."""

from django.db.models import QuerySet

from yinqiao.customers import policies as customers
from yinqiao.platform.actor import Actor
from yinqiao.products.choices import PriceLevel
from yinqiao.sales.deals.models import Order

VIEW = "sales.view_opportunity"
WORK = "sales.work_opportunity"
APPROVE_BRANCH = "deals.approve_branch_price"
APPROVE_HEAD = "deals.approve_head_price"
ANSWER = "deals.answer_order"
# By whom a favour is decided; a manager's own limit is nobody's to decide.
APPROVERS = {PriceLevel.BRANCH: APPROVE_BRANCH, PriceLevel.HEAD: APPROVE_HEAD}


def level_of(actor: Actor) -> PriceLevel:
    """Return by whose limit the actor may give a preference herself."""
    if actor.can(APPROVE_HEAD):
        return PriceLevel.HEAD
    return PriceLevel.BRANCH if actor.can(APPROVE_BRANCH) else PriceLevel.MANAGER


def orders_visible_to(actor: Actor) -> QuerySet[Order]:
    """Return the orders of customers in scope."""
    return customers.scoped(Order.objects.all(), actor)
