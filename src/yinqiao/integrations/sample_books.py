"""Books of the sample bank: a manager who left with a proposal for her customers, one whose customers wait, a transfer to answer, a cover."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from yinqiao.access import queries as access
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerFilter
from yinqiao.organization import policies as organization_policies
from yinqiao.organization import queries as organization
from yinqiao.organization import services as organization_services
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import queries, services
from yinqiao.workflow import services as workflow

FEW: Final = 5
COVER_DAYS: Final = 4
AGO: Final = timedelta(days=2)
# Two who leave, two who give, one on leave.
NEEDED: Final = 5


def share_out(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let people among (role, staff number) leave, ask, propose and cover; again, it adds nothing."""
    people = {role: _actor(staff_no, now) for role, staff_no in accounts}
    head, manager = people.get("branch_head"), people.get("relationship_manager")
    if head is None or manager is None or not head.can(customer_policies.ASSIGN):
        return
    taken = {one.staff_id for one in people.values() if one is not None}
    with scope_session(head):
        if queries.handover_list(actor=head).exists():
            return
        rows = queries.capacity_rows(actor=head, now=now)
    free = [row.id for row in rows if row.id not in taken and row.customers >= FEW]
    if len(free) < NEEDED:
        return
    gone, waiting, gave, gives, away = free[-NEEDED:]
    _done(people, gave, now=now)
    for staff_id in (gone, waiting):
        _leave(staff_id, now=now)
    with scope_session(head):
        others = [pk for pk in free[:NEEDED] if pk not in {gone, waiting, away}]
        services.propose_share_out(
            actor=head,
            now=now,
            giver_id=gone,
            taker_ids=[manager.staff_id or 0, *others],
            reason="客户经理离职移交",
        )
        _ask(head, manager, gives, now=now, reason="网点人员调整，部分客户移交")
        today = clock.bank_date(now)
        services.name_cover(
            actor=head,
            now=now,
            absent_id=away,
            taker_no=manager.staff_no,
            from_on=today,
            to_on=today + timedelta(days=COVER_DAYS),
            reason="年休假",
        )


def _ask(head: Actor, manager: Actor, giver_id: int, *, now: datetime, reason: str) -> int:
    rows = customers.customer_list(actor=head, wanted=CustomerFilter(rm_id=giver_id))
    numbers = list(rows.order_by("-aum", "pk").values_list("customer_no", flat=True)[:FEW])
    return services.ask_transfer(
        actor=head,
        now=now,
        giver_id=giver_id,
        taker_no=manager.staff_no,
        reason=reason,
        customer_nos=numbers,
    )


def _done(people: Mapping[str, Actor | None], giver_id: int, *, now: datetime) -> None:
    """A transfer of the day before yesterday, accepted, approved by the deputy president, and in effect."""
    head, manager = people.get("branch_head"), people.get("relationship_manager")
    president = people.get("deputy_president")
    if head is None or manager is None or president is None:
        return
    then = now - AGO
    with scope_session(head):
        pk = _ask(head, manager, giver_id, now=then, reason="岗位轮换")
    with scope_session(manager):
        card = queries.handover_card(actor=manager, handover_id=pk, now=then)
        services.accept_transfer(actor=manager, now=then, handover_id=pk, version=card.version)
    with scope_session(president):
        card = queries.handover_card(actor=president, handover_id=pk, now=then)
        workflow.approve(
            actor=president, now=then, approval_id=card.approval_id or 0, version=1, note="同意"
        )
    services.take_effect(now=now)


def _leave(staff_id: int, *, now: datetime) -> None:
    actor = system_actor(name="HR", permissions=frozenset({organization_policies.EDIT_STAFF}))
    today = clock.bank_date(now)
    card = organization.staff_card(staff_id=staff_id, on=today)
    organization_services.leave_staff(
        actor=actor, now=now, staff_id=staff_id, version=card.version, on=today, reason="离职"
    )
    services.release_book(now=now, staff_id=staff_id)


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
