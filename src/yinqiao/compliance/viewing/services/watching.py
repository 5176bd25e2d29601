"""The nightly watch: yesterday's looks are counted, set against limits and habit, and what is odd is written down, once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max

from yinqiao.compliance import ports
from yinqiao.compliance.viewing import parameters, policies, rules
from yinqiao.compliance.viewing.choices import AlertKind, MarkKind
from yinqiao.compliance.viewing.models import Alert, LookDay, MarkedCustomer, WatchedDay
from yinqiao.compliance.viewing.parameters import HABIT_DAYS
from yinqiao.compliance.viewing.rules import Day, Finding, Mark, Spread
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit import queries as audit
from yinqiao.platform.audit.queries import Looked
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.parameters import queries as values

_TURN: Final = "viewing.watch"
_PERMISSIONS: Final = frozenset({policies.WATCH})
_DAY: Final = timedelta(days=1)
_AT_ONCE: Final = 5_000


def watcher() -> Actor:
    """Return who watches: a job over the whole bank that may read looks and nothing else."""
    return system_actor(name="viewing", permissions=_PERMISSIONS)


def watch_missing(*, now: datetime) -> int:
    """Work out every day up to yesterday that was not yet; return how many.

    The first time the days before yesterday are only counted, so that there is a habit and no flood of old alerts.
    """
    actor = watcher()
    yesterday = clock.bank_date(now) - _DAY
    with scope_session(actor):
        last = WatchedDay.objects.aggregate(last=Max("on"))["last"]
    habit = timedelta(days=values.integer(HABIT_DAYS, on=yesterday))
    day = max(last + _DAY, yesterday - habit) if last else yesterday - habit
    done = 0
    while day <= yesterday:
        with scope_session(actor):
            watch_day(
                actor=actor, now=now, on=day, is_counted_only=last is None and day < yesterday
            )
        day += _DAY
        done += 1
    return done


@use_case("viewing.day-watched", permission=policies.WATCH)
def watch_day(
    unit: Unit, *, actor: Actor, now: datetime, on: date, is_counted_only: bool = False
) -> int:
    """Work out one day; return the alerts that are new. A day worked out again brings nothing twice and changes no answer."""
    take_turn(_TURN, 0)
    looked = audit.looks_of_day(
        actor=actor, permission=policies.WATCH, verbs=(customers.OPENED,), on=on
    )
    days = _days(looked, on)
    found = [] if is_counted_only else _findings(days, on)
    _count(days, on)
    new = _write(found, looked, on=on, now=now)
    WatchedDay.objects.update_or_create(
        on=on,
        defaults={
            "watched_at": now,
            "people": len(days),
            "looks": sum(len(day.opened) for day in days),
            "alerts": Alert.objects.filter(on=on).exclude(kind=AlertKind.DOUBTED).count(),
            "is_counted_only": is_counted_only,
        },
    )
    unit.audit(None, detail={"on": on, "people": len(days), "alerts": new})
    return new


def _days(looked: Sequence[Looked], on: date) -> list[Day]:
    """Say of each look whether the book explains it, or something to do."""
    looks = {(person.staff_id, pk) for person in looked for pk in person.customer_ids}
    explained = _in_book(looks, on)
    for part in _parts(looks - explained):
        for errands in ports.errands.values():
            explained |= errands(part, on=on)
    return [
        Day(
            person.staff_id,
            person.roles,
            person.customer_ids,
            frozenset(pk for pk in person.customer_ids if (person.staff_id, pk) in explained),
        )
        for person in looked
    ]


def _in_book(looks: set[ports.Look], on: date) -> set[ports.Look]:
    own: set[ports.Look] = set()
    for part in _parts(looks):
        team = customers.team_of(customer_ids={pk for _staff_id, pk in part}, on=on)
        own |= {look for look in part if look[0] in team.get(look[1], ())}
    return own


def _parts(looks: set[ports.Look]) -> Iterator[list[ports.Look]]:
    """A statement holds so many values; a large bank's day is asked about piece by piece."""
    rows = sorted(looks, key=lambda look: (look[1], look[0]))
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


@dataclass(frozen=True, slots=True)
class _Habits:
    """The counts of the days before by person, their spread by role, and how many people stand behind it."""

    own: Mapping[int, list[int]]
    spreads: Mapping[str, Spread | None]
    people: Mapping[str, int]


def _findings(days: Sequence[Day], on: date) -> list[Finding]:
    limits, habits, marks = parameters.limits(on=on), _habits(on), _marks()
    found = rules.crowds(days, least=limits.crowd)
    for day in days:
        found += rules.odd_looks(day, marks)
        found += rules.odd_counts(
            day,
            own=habits.own.get(day.staff_id, []),
            peers=habits.spreads.get(_role(day)),
            peer_count=habits.people.get(_role(day), 0),
            limits=limits,
        )
    return found


def _habits(on: date) -> _Habits:
    since = on - timedelta(days=values.integer(HABIT_DAYS, on=on))
    own: dict[int, list[int]] = {}
    peers: dict[str, list[int]] = {}
    people: dict[str, set[int]] = {}
    rows = LookDay.objects.filter(on__gte=since, on__lt=on)
    for staff_id, role, opened in rows.values_list("staff_id", "role", "opened"):
        own.setdefault(staff_id, []).append(opened)
        peers.setdefault(role, []).append(opened)
        people.setdefault(role, set()).add(staff_id)
    return _Habits(
        own,
        {role: rules.spread_of(sample) for role, sample in peers.items()},
        {role: len(members) for role, members in people.items()},
    )


def _marks() -> dict[int, Mark]:
    rows = MarkedCustomer.objects.filter(ended_at__isnull=True)
    return {
        row.customer_id: Mark(row.kind == MarkKind.RELATIVE, row.about_staff_id) for row in rows
    }


def _count(days: Iterable[Day], on: date) -> None:
    LookDay.objects.bulk_create(
        [
            LookDay(
                staff_id=day.staff_id,
                on=on,
                role=_role(day),
                opened=len(day.opened),
                outside=len(day.outside),
            )
            for day in days
        ],
        update_conflicts=True,
        unique_fields=["staff_id", "on"],
        update_fields=["role", "opened", "outside"],
        batch_size=2_000,
    )


def _write(found: Iterable[Finding], looked: Iterable[Looked], *, on: date, now: datetime) -> int:
    """Write what is new; an alert that stands, answered or not, is left as it is."""
    people = {person.staff_id: person for person in looked}
    known = set(Alert.objects.filter(on=on).values_list("kind", "staff_id", "customer_id"))
    rows = []
    for finding in found:
        if (finding.kind, finding.staff_id, finding.customer_id) in known:
            continue
        person = people.get(finding.staff_id or 0)
        rows.append(
            Alert(
                kind=finding.kind,
                on=on,
                staff_id=finding.staff_id,
                staff_no=person.staff_no if person else "",
                staff_name=person.name if person else "",
                customer_id=finding.customer_id,
                figures=dict(finding.figures),
                found_at=now,
            )
        )
    Alert.objects.bulk_create(rows, batch_size=2_000)
    return len(rows)


def _role(day: Day) -> str:
    """The first role stands for the person among colleagues."""
    return day.roles[0] if day.roles else ""


def ref(row: Alert) -> ObjectRef:
    """Return how the audit names an alert."""
    return ObjectRef("viewing.alert", row.pk)
