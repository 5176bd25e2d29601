"""Customers whom a manager of the sample bank entered a second time: what the stewards find in their queue, one pair asked for already."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from yinqiao.access import queries as access
from yinqiao.customers import policies, services
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind, Status
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session

PAIRS: Final = 5
# No number of the synthetic bank begins like this.
MOBILE: Final = "1340000{number:04d}"


def enter_twice(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let the first manager among (role, staff number) enter some of her customers anew, and a steward ask for one merge. Run again, it adds nothing."""
    actors = [(role, _actor(staff_no, now)) for role, staff_no in accounts]
    manager = next((found for role, found in actors if role == "relationship_manager"), None)
    steward = next((found for role, found in actors if role == "data_steward"), None)
    if manager is None or steward is None or not steward.can(policies.MERGE):
        return
    with scope_session(steward):
        if customers.suggestions(actor=steward, state="").exists():
            return
    with scope_session(manager):
        _enter(manager, now)
    with scope_session(steward):
        pairs = customers.suggestions(actor=steward).order_by("-value", "pk")[:1]
        services.request_many(
            actor=steward,
            now=now,
            suggestion_ids=[pair.pk for pair in pairs],
            reason="客户经理录入潜在客户时未先查询，姓名与出生日期相同，已电话核实",
        )


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None


def _enter(manager: Actor, now: datetime) -> None:
    wanted = customers.CustomerFilter(kind=Kind.PERSON, status=Status.ACTIVE)
    rows = customers.customer_list(actor=manager, wanted=wanted).exclude(birth_on=None)
    for number, row in enumerate(rows.order_by("-aum", "customer_id")[:PAIRS]):
        services.enter_prospect(
            actor=manager,
            now=now,
            details=services.ProspectDetails(
                kind=Kind.PERSON,
                name=row.name,
                mobile=MOBILE.format(number=number),
                birth_on=row.birth_on,
                sex=row.sex,
            ),
            has_seen=True,
        )
