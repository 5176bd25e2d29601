"""Who reads advice, who measures it, and who moves its levers."""

from django.db.models import QuerySet

from yinqiao.customers import policies as customers
from yinqiao.platform.actor import Actor
from yinqiao.sales.advice.choices import Result
from yinqiao.sales.advice.models import AdviceLine

VIEW = "advice.view_advice"
VIEW_RESULTS = "advice.view_result"
VIEW_LEVERS = "advice.view_lever"
SET_LEVERS = "advice.set_lever"
AGREE_LEVERS = "advice.approve_lever"


def shown_lines(run_id: int) -> QuerySet[AdviceLine]:
    """Return what a run shows: never what was held out. The caller limits it to customers in scope."""
    return AdviceLine.objects.filter(run_id=run_id, result=Result.SHOWN, is_held_out=False)


def sees_bank(actor: Actor) -> bool:
    """Tell whether figures of the whole bank are the actor's to see: she reaches all of it, or opens no customer at all."""
    return actor.scope.is_all or not actor.can(customers.VIEW)
