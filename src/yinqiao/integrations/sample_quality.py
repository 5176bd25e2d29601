"""Customers of the sample bank of whom the core and their manager know different mobile numbers, and gaps that she filled."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from yinqiao.access import queries as access
from yinqiao.customers import queries as customers
from yinqiao.customers import services
from yinqiao.customers.choices import ContactUsage, Occupation
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session

DIFFERING: Final = 4
FILLED: Final = 3
# No number of the synthetic bank begins like this.
MOBILE: Final = "1340001{number:04d}"


def know_better(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let the first manager among (role, staff number) write down what customers told her. Run again, it adds nothing."""
    manager = next(
        (_actor(no, now) for role, no in accounts if role == "relationship_manager"), None
    )
    if manager is None or manager.staff_id is None:
        return
    with scope_session(manager):
        book = customers.books(actor=manager, staff_ids=[manager.staff_id])
        people = sorted(line.customer_id for line in book if not line.is_company)
        for number, pk in enumerate(people[:DIFFERING]):
            _call(manager, pk, mobile=MOBILE.format(number=number), now=now)
        for pk in people[DIFFERING : DIFFERING + FILLED]:
            _ask(manager, pk, now)


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None


def _call(manager: Actor, customer_id: int, *, mobile: str, now: datetime) -> None:
    """She was told another number; known already means that this ran before."""
    reach = customers.reach(actor=manager, customer_id=customer_id, now=now)
    if any(row.source == "CRM" for row in reach.contacts):
        return
    services.add_contact(
        actor=manager,
        now=now,
        customer_id=customer_id,
        details=services.ContactDetails(ContactUsage.MOBILE, mobile, has_seen=True),
    )


def _ask(manager: Actor, customer_id: int, now: datetime) -> None:
    held = customers.own_field(actor=manager, customer_id=customer_id, field="occupation")
    if not held.raw:
        services.change_field(
            actor=manager,
            now=now,
            customer_id=customer_id,
            field="occupation",
            value=Occupation.PROFESSIONAL,
            seen=held.mark,
        )
