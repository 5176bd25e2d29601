"""分派: the head of a unit deals the names of its pool out to the managers, who see the customers for the time of the list."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Final

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _

from yinqiao.access import services as access
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.sales.campaign_lists import policies, rules
from yinqiao.sales.campaign_lists.choices import Standing, State
from yinqiao.sales.campaign_lists.models import TO_DEAL, CampaignList, Entry
from yinqiao.sales.campaign_lists.services.writing import TYPE, locked, must_be, refuse

# As many in one act: short transactions, and a grant for each.
MOST_DEALT: Final = 2_000
KINDS: Final = ("RELATIONSHIP_MANAGER", "WEALTH_MANAGER", "CORPORATE_MANAGER")
_COUNTED: Final = (Standing.OPEN, Standing.DONE)
_GIVE: Final = """
update campaign_lists_entry e
set owner_id = d.owner_id, standing = 'OPEN', given_at = %(now)s, return_reason = '', grant_id = d.grant_id, version = e.version + 1
from unnest(%(ids)s::bigint[], %(owners)s::bigint[], %(grants)s::bigint[]) as d (id, owner_id, grant_id)
where d.id = e.id
"""


@use_case("campaign_lists.names-dealt", permission=policies.DEAL)
def deal_out(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    list_id: int,
    staff_ids: Collection[int],
    entry_ids: Collection[int] = (),
) -> int:
    """Deal names of the actor's units that lie in the pool or were returned (of these, or all) evenly out to her people; return how many.

    Nobody gets more than the list allows, nobody the name that she returned. Whoever gets a customer who is not hers sees her until the
    list's deadline, and not longer.
    """
    row = locked(actor, list_id)
    must_be(row, State.OUT)
    people = dict(takers(actor=actor, now=now))
    chosen = sorted(set(staff_ids))
    if not chosen or not people.keys() >= set(chosen):
        refuse("staff_ids", _("Choose people of your units."))
    take_turn(TYPE, row.pk)
    waiting = _waiting(actor, row, entry_ids)
    given = rules.deal(
        [one.pk for one in waiting],
        _takers(row, chosen),
        before={one.pk: one.owner_id for one in waiting if one.owner_id is not None},
    )
    if not given:
        refuse(
            "staff_ids",
            _("There is no name to deal out, or these people have as many as the list allows."),
        )
    names = {one: given[one.pk] for one in waiting if one.pk in given}
    _give(unit, row, names, actor=actor, now=now)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        detail={"dealt": len(given), "left": len(waiting) - len(given), "to": chosen},
    )
    return len(given)


def takers(*, actor: Actor, now: datetime) -> list[tuple[int, str]]:
    """Return who may get names of the actor: managers of her units, as (id, name with number)."""
    people = organization.staff_names_in(
        org_ids=policies.reach_of(actor), on=clock.bank_date(now), kinds=KINDS, limit=500
    )
    return [(pk, f"{name} {number}") for pk, name, number in people if pk != actor.staff_id]


def _waiting(actor: Actor, row: CampaignList, entry_ids: Collection[int]) -> list[Entry]:
    rows = policies.entries_visible_to(actor).filter(
        campaign_list=row, standing__in=TO_DEAL, org_id__in=policies.reach_of(actor)
    )
    if entry_ids:
        rows = rows.filter(pk__in=entry_ids)
    return list(rows.select_for_update(of=("self",)).order_by("pk")[:MOST_DEALT])


def _takers(row: CampaignList, chosen: list[int]) -> list[rules.Taker]:
    has = dict(
        Entry.objects.filter(campaign_list=row, owner_id__in=chosen, standing__in=_COUNTED)
        .order_by()
        .values_list("owner_id")
        .annotate(Count("pk"))
    )
    return [rules.Taker(pk, has.get(pk, 0), row.per_manager) for pk in chosen]


def _give(
    unit: Unit, row: CampaignList, names: dict[Entry, int], *, actor: Actor, now: datetime
) -> None:
    managers = dict(
        policies.entries_visible_to(actor)
        .filter(pk__in=[one.pk for one in names])
        .values_list("customer_id", "customer__main_rm_id")
    )
    ends = datetime.combine(row.due_on + timedelta(days=1), time.min, tzinfo=clock.BANK_ZONE)
    access.revoke_for_work(now=now, grant_ids=[one.grant_id for one in names if one.grant_id])
    grants = access.grant_for_work(
        unit,
        actor=actor,
        now=now,
        takers={
            one.customer_id: staff_id
            for one, staff_id in names.items()
            if managers.get(one.customer_id) != staff_id
        },
        until=ends,
        reason=_("List: {name}").format(name=row.name),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _GIVE,
            {
                "ids": [one.pk for one in names],
                "owners": list(names.values()),
                "grants": [grants.get(one.customer_id) for one in names],
                "now": now,
            },
        )
