"""Who leaves leaves nobody alone: the customers stand in the pool of their unit at once, with everything that is open (DOMAIN §2)."""

from datetime import datetime
from typing import Final

from yinqiao.access import services as access
from yinqiao.compliance import policies as compliance_policies
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.services import MainMove
from yinqiao.interactions import policies as interaction_policies
from yinqiao.interactions import services as interactions
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import policies as sales_policies
from yinqiao.sales import services as sales
from yinqiao.sales.books.choices import CoverState
from yinqiao.sales.books.models import Cover, Pooled
from yinqiao.sales.campaign_lists import services as lists

CHUNK: Final = 200
SYSTEM: Final = "books"


def books_actor() -> Actor:
    """Return who moves customers by the clock."""
    return system_actor(
        name=SYSTEM,
        permissions=frozenset(
            {
                customer_policies.ASSIGN,
                customer_policies.VIEW,
                sales_policies.WORK,
                interaction_policies.WORK,
                interaction_policies.LOG,
                compliance_policies.RESERVE_CONTACT,
            }
        ),
    )


def release_book(*, now: datetime, staff_id: int) -> int:
    """Put the customers of somebody who is gone into the pools of their units; return how many. Again, nothing is left to do."""
    actor, total = books_actor(), 0
    person = organization.people_of(staff_ids=[staff_id], on=clock.bank_date(now)).get(staff_id)
    if person is None or person.is_working:
        return 0
    done = CHUNK
    while done == CHUNK:
        with scope_session(actor):
            done = _pool(actor=actor, now=now, person=person)
        total += done
    done = CHUNK
    while done == CHUNK:
        with scope_session(actor):
            done = customer_services.release_assistant(
                actor=actor,
                now=now,
                staff_id=staff_id,
                on=clock.bank_date(now),
                limit=CHUNK,
            )
    with scope_session(actor):
        lists.release_names(actor=actor, now=now, staff_id=staff_id)
        end_covers_of(actor=actor, now=now, staff_id=staff_id)
    return total


def release_leavers(*, now: datetime) -> int:
    """Do the same for everybody who is gone and still is on record as manager, assistant or cover; return how many customers."""
    actor, today = books_actor(), clock.bank_date(now)
    with scope_session(actor):
        known = set(customers.people_on_record(on=today))
        _take_from_pool(actor=actor, now=now)
    covering = Cover.objects.filter(state=CoverState.AGREED, to_on__gte=today)
    known |= {pk for pair in covering.values_list("absent_id", "taker_id") for pk in pair}
    people = organization.people_of(staff_ids=known, on=today)
    return sum(
        release_book(now=now, staff_id=pk) for pk, one in people.items() if not one.is_working
    )


@use_case("books.book-released", permission=None)
def _pool(unit: Unit, *, actor: Actor, now: datetime, person: organization.Person) -> int:
    today = clock.bank_date(now)
    found = customers.managed_by(staff_id=person.id, limit=CHUNK)
    if not found:
        unit.audit(ObjectRef("organization.staff", person.id), detail={"pooled": 0})
        return 0
    orgs = dict(found)
    moved = customer_services.move_mains(
        actor=actor,
        now=now,
        moves=[MainMove(pk, person.id, None) for pk in orgs],
        on=today,
        reason="客户经理离职，客户转入机构待交接池",
    )
    going = [pk for pk in orgs if pk in moved]
    moves = dict.fromkeys(going, (person.id, None, None))
    sales.pass_on_opportunities(actor=actor, now=now, moves=moves)
    sales.pass_on_orders(actor=actor, now=now, moves=moves)
    interactions.pass_on_tasks(actor=actor, now=now, moves=dict.fromkeys(going, (person.id, None)))
    # Who stood in the pool before, and had a manager since by a feed, stands there since now.
    Pooled.objects.filter(customer_id__in=going, taken_at__isnull=True).update(taken_at=now)
    Pooled.objects.bulk_create(
        Pooled(customer_id=pk, org_id=orgs[pk], left_id=person.id, left_name=person.name, since=now)
        for pk in going
    )
    unit.audit(
        ObjectRef("organization.staff", person.id),
        detail={"pooled": len(going), "customers": going},
    )
    return len(found)


@use_case("books.pool-left", permission=None)
def _take_from_pool(unit: Unit, *, actor: Actor, now: datetime) -> None:
    """Let nobody wait in the pool who has a manager by now: a feed names one without a handover."""
    managed = Pooled.objects.filter(taken_at__isnull=True, customer__main_rm_id__isnull=False)
    left = list(managed.values_list("pk", "customer_id"))
    Pooled.objects.filter(pk__in=[pk for pk, _customer in left]).update(taken_at=now)
    unit.audit(None, detail={"customers": [customer_id for _pk, customer_id in left]})


@use_case("books.covers-ended", permission=None)
def end_covers_of(unit: Unit, *, actor: Actor, now: datetime, staff_id: int) -> None:
    """End the covers by or for somebody who is gone."""
    rows = Cover.objects.filter(state=CoverState.AGREED, to_on__gte=clock.bank_date(now))
    ending = list(
        (rows.filter(absent_id=staff_id) | rows.filter(taker_id=staff_id)).select_for_update()
    )
    Cover.objects.filter(pk__in=[row.pk for row in ending]).update(
        state=CoverState.ENDED, ended_at=now
    )
    for row in ending:
        access.look_again(actor=actor, now=now, staff_id=row.taker_id, reason="代管人员离职")
    unit.audit(
        ObjectRef("organization.staff", staff_id), detail={"covers": [row.pk for row in ending]}
    )
