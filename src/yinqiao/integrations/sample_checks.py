"""Looks in clear of the sample bank's last workdays, drawn each night: one explained, one doubted, the others wait for the head."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from yinqiao.access import queries as access
from yinqiao.compliance import queries
from yinqiao.compliance import services as compliance
from yinqiao.customers import policies, services
from yinqiao.customers import queries as customers
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session

# By workdays ago; each day draws one of its looks at least.
REASONS: Final = (
    (4, "客户来电咨询到期转存，回拨核对"),
    (3, "核对信息"),
    (2, "预约到店面谈，短信未送达改电话通知"),
    (1, "理财到期前通知客户"),
)
ANSWERS: Final = (
    ("GROUNDED", "当日有来电记录与回访小结"),
    ("DOUBTFUL", "理由笼统，当日无联系记录与待办"),
)
LOOKERS: Final = ("relationship_manager", "wealth_manager")


def check_looks(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let managers among (role, staff number) see phones, and who checks them answer two; again, it adds nothing."""
    people = {role: _actor(staff_no, now) for role, staff_no in accounts}
    lookers = [
        actor
        for role in LOOKERS
        if (actor := people.get(role)) is not None and actor.can(policies.REVEAL_PHONE)
    ]
    today = clock.bank_date(now)
    days = [add_workdays(organization.calendar(), today, -ago) for ago, _reason in REASONS]
    watcher = compliance.watcher()
    with scope_session(watcher):
        if queries.is_drawn(actor=watcher, on=days[0]):
            return
    for nth, (day, (_ago, reason)) in enumerate(zip(days, REASONS, strict=True)):
        for actor in lookers:
            _look(actor, nth=nth, day=day, reason=reason)
        night = datetime.combine(day + timedelta(days=1), time(4, 30), tzinfo=clock.BANK_ZONE)
        compliance.draw_missing(now=night)
    compliance.draw_missing(now=now)
    for role in ("branch_head", "compliance_officer"):
        checker = people.get(role)
        if checker is not None:
            _answer(checker, now)


def _look(actor: Actor, *, nth: int, day: date, reason: str) -> None:
    at = datetime.combine(day, time(10, 12 + nth), tzinfo=clock.BANK_ZONE)
    with scope_session(actor):
        book = customers.books(actor=actor, staff_ids=[actor.staff_id or 0])
        known = sorted(line.customer_id for line in book if not line.is_company)[nth : nth + 1]
        for customer_id in known:
            found = customers.reach(actor=actor, customer_id=customer_id, now=at)
            for contact in found.contacts[:1]:
                services.reveal_contact(
                    actor=actor,
                    now=at,
                    customer_id=customer_id,
                    contact_id=contact.id,
                    reason=reason,
                )


def _answer(actor: Actor, now: datetime) -> None:
    """The first that wait for her, and no more: the rest is left to whoever tries the page."""
    with scope_session(actor):
        waiting = list(queries.checks_before(actor=actor).order_by("revealed_at", "pk")[:2])
        for row, (verdict, note) in zip(waiting, ANSWERS[: len(waiting)], strict=True):
            compliance.check_reveal(
                actor=actor,
                now=now,
                check_id=row.pk,
                version=row.version,
                verdict=verdict,
                note=note,
            )


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
