"""Looks of the sample bank's last weeks: ordinary days, then one that three people have to explain. The watch finds them as it would any night.

One opens far more of her own book than on other days, one the page of a relative whom he declared, one that of a public figure.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import F

from yinqiao.access import queries as access
from yinqiao.compliance import queries, services
from yinqiao.compliance.queries import AlertFilter
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import OPENED, CustomerFilter
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.entries import Entry, append
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session

# How many customers the manager opens on each workday but the last, the newest first.
HABIT: Final = (3, 5, 3, 4, 2, 3, 4, 3, 5, 2, 4, 3)
SPIKE: Final = 26
ROLES: Final = ("compliance_officer", "relationship_manager", "wealth_manager", "branch_head")
ANSWER: Final = "当日陪同客户在贵宾室面谈，柜面登记簿有记录，网点负责人已确认"


def look_around(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let people among (role, staff number) look, the watch work, and compliance answer one alert; again, it adds nothing."""
    found = dict(accounts)
    people = {role: _actor(found.get(role, ""), now) for role in ROLES}
    officer, manager, adviser, head = (people[role] for role in ROLES)
    if officer is None or manager is None or adviser is None or head is None:
        return
    with scope_session(officer):
        # The checks of looks in clear may have left an alert before: of these three, the public figure's tells.
        before = AlertFilter(state="ALL", kind="MARKED")
        if queries.alert_list(actor=officer, wanted=before).exists():
            return
    days = [_workday(now, -ago) for ago in range(1, len(HABIT) + 2)]
    figure, relative = _richest(head), _richest(adviser)
    if figure is None or relative is None:
        return
    _mark(officer, figure, relative, whose=adviser.staff_no, now=_at(days[-1], 9))
    _work_through(manager, days)
    _look(adviser, [relative], at=_at(days[0], 14))
    _look(head, [figure], at=_at(days[0], 17))
    services.watch_missing(now=_at(days[0] + timedelta(days=1), 4))
    services.watch_missing(now=now)
    _answer(officer, now)


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no) if staff_no else None
    return access.actor_of_staff(person.id, now) if person is not None else None


def _workday(now: datetime, away: int) -> date:
    return add_workdays(organization.calendar(), clock.bank_date(now), away)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.BANK_ZONE)


def _richest(actor: Actor) -> int | None:
    """Return the person with the largest assets whom the actor may open."""
    with scope_session(actor):
        rows = customers.customer_list(actor=actor, wanted=CustomerFilter(kind="PERSON"))
        rows = rows.order_by(F("aum").desc(nulls_last=True), "customer_id")
        return rows.values_list("customer_id", flat=True).first()


def _mark(officer: Actor, figure: int, relative: int, *, whose: str, now: datetime) -> None:
    marks = (
        (figure, "PUBLIC_FIGURE", "本地知名企业家，媒体关注度高", ""),
        (relative, "RELATIVE", "员工亲属申报（2026 年度）", whose),
    )
    with scope_session(officer):
        names = customers.customer_names(actor=officer, customer_ids={figure, relative})
        for customer_id, kind, reason, staff_no in marks:
            if customer_id in names:
                services.mark_customer(
                    actor=officer,
                    now=now,
                    customer_no=names[customer_id].split()[-1],
                    kind=kind,
                    reason=reason,
                    staff_no=staff_no,
                )


def _work_through(manager: Actor, days: list[date]) -> None:
    """The manager goes through her book: a few a day, then a page after the other."""
    with scope_session(manager):
        book = customers.books(actor=manager, staff_ids=[manager.staff_id or 0])
    people = sorted(line.customer_id for line in book)
    _look(manager, people[:SPIKE], at=_at(days[0], 15))
    for nth, (day, count) in enumerate(zip(days[1:], HABIT, strict=True)):
        start = nth * max(HABIT) % max(len(people), 1)
        _look(manager, (people * 2)[start : start + count], at=_at(day, 10))


def _look(actor: Actor, customer_ids: Collection[int], *, at: datetime) -> None:
    """Write what opening these pages would have left in the trail at that hour; nothing of them is read."""
    entries = [
        Entry(
            verb=OPENED,
            ref=ObjectRef("customers.customer", pk),
            detail={"page": "customers:detail"},
        )
        for pk in customer_ids
    ]
    with scope_session(actor):
        append(actor, entries, now=at)


def _answer(officer: Actor, now: datetime) -> None:
    """The public figure was in the house that day; the others wait for whoever tries the page."""
    with scope_session(officer):
        row = queries.alert_list(actor=officer, wanted=AlertFilter(kind="MARKED")).first()
        if row is not None:
            services.judge_alert(
                actor=officer,
                now=now,
                alert_id=row.pk,
                version=row.version,
                state="FINE",
                note=ANSWER,
            )
