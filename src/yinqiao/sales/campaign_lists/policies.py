"""Who makes lists, who lets them go out, who deals them out, who works on them; and which names each sees."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from yinqiao.customers import policies as customers
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.sales.campaign_lists.choices import State
from yinqiao.sales.campaign_lists.models import CampaignList, Entry

MAKE = "campaign_lists.make_list"
APPROVE = "campaign_lists.approve_list"
VIEW = "campaign_lists.view_list"
DEAL = "campaign_lists.deal_list"
WORK = "campaign_lists.work_list"
APPROVE_EXPORT = "campaign_lists.approve_export"
# Where a list was sent to.
GONE_OUT = (State.OUT, State.ENDED, State.RECALLED)


def visible_to(actor: Actor) -> QuerySet[CampaignList]:
    """Return the lists that are the actor's own, made in or below her unit by her colleagues, or that have names in her units."""
    rows = CampaignList.objects.all()
    if actor.scope.is_all:
        return rows
    here = Q(maker_id=actor.staff_id or 0)
    if actor.can(MAKE):
        here |= Q(org_id__in=reach_of(actor))
    names = Entry.objects.filter(campaign_list=OuterRef("pk"), org_id__in=actor.scope.org_ids)
    return rows.filter(here | Q(Exists(names), state__in=GONE_OUT))


def reach_of(actor: Actor) -> tuple[int, ...]:
    """Return the units for which the actor makes lists: that for which she works and those below it. It shows her no customer."""
    if actor.org_id is None:
        return ()
    return tuple(organization.orgs_below([organization.unit_served(actor.org_id)]))


def counts_all(actor: Actor, row: CampaignList) -> bool:
    """Tell whether the actor reads the figures of a whole list: she made it, made it with others of her unit, or sees the whole bank."""
    return (
        row.maker_id == actor.staff_id
        or actor.scope.is_all
        or (actor.can(MAKE) and row.org_id in reach_of(actor))
    )


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """Return the names of customers in the actor's scope."""
    return customers.scoped(Entry.objects.all(), actor)
