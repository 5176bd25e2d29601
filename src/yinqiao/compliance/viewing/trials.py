"""What changes if: days of looks that would be asked about or stopped, access in an emergency, looks drawn for a check.

Days stand with the first role of the person, and only that is asked for a limit: of several roles the widest would count.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.viewing import parameters as keys
from yinqiao.compliance.viewing import rules
from yinqiao.compliance.viewing.choices import AlertKind
from yinqiao.compliance.viewing.models import Alert, Draw, Emergency, Exemption, LookDay
from yinqiao.compliance.viewing.rules import Limits, Spread
from yinqiao.customers import queries as customers
from yinqiao.lib.role_limits import limit_of, read_limits
from yinqiao.platform import clock
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.trials import AHEAD, Asked, Line, Trial, cannot, trials

_MONTH: Final = timedelta(days=30)
_WEEK: Final = timedelta(days=7)
_QUARTER: Final = timedelta(days=90)
_DAY: Final = timedelta(days=1)
_PERCENT: Final = 100


def _whole(value: object) -> int:
    return int(str(value))


def _days(asked: Asked, column: str) -> list[tuple[str, int, int]]:
    """Return role, count and how many days there were of it: few groups, however many people."""
    rows = LookDay.objects.filter(on__gt=asked.today - _MONTH).order_by()
    return list(rows.values_list("role", column).annotate(number=Count("pk")))


def _above(days: Iterable[tuple[str, int, int]], value: object, *, is_reached: bool) -> int:
    """Return how many days lie above the limit of their role, or have reached it."""
    limits = read_limits(value)
    total = 0
    for role, count, number in days:
        limit = limit_of([role], limits)
        if limit is not None and (count > limit or (is_reached and count == limit)):
            total += number
    return total


def _outside(asked: Asked) -> list[Line]:
    days = _days(asked, "outside")
    before, after = (_above(days, value, is_reached=True) for value in (asked.before, asked.after))
    return [Line(_("Days of looks outside the book that are asked about"), before, after)]


def _budget(asked: Asked) -> list[Line]:
    days = _days(asked, "opened")
    before, after = (_above(days, value, is_reached=False) for value in (asked.before, asked.after))
    return [Line(_("Days on which somebody opened more customers than her budget"), before, after)]


def _mode(asked: Asked) -> list[Line]:
    limits = parameters.value(customers.VIEWING_BUDGET, on=asked.today)
    above = _above(_days(asked, "opened"), limits, is_reached=False)
    before, after = (
        above if str(value) == customers.ENFORCE else 0 for value in (asked.before, asked.after)
    )
    return [Line(_("Days on which somebody would be stopped by her budget"), before, after)]


@dataclass(frozen=True, slots=True)
class _Look:
    """One day of one person."""

    staff_id: int
    on: date
    role: str
    opened: int


def _habits(asked: Asked, key: str) -> list[Line]:
    """Watch the last days again by either number, with the habits that stood before each of them."""
    habit = parameters.value(keys.HABIT_DAYS, on=asked.today)
    tried = [
        (_limits(asked.today, key, value), _whole(value if key == keys.HABIT_DAYS else habit))
        for value in (asked.before, asked.after)
    ]
    since = asked.today - _WEEK - timedelta(days=max(days for _limits, days in tried))
    rows = LookDay.objects.filter(on__gte=since, on__lt=asked.today).order_by("on")
    looks = [_Look(*row) for row in rows.values_list("staff_id", "on", "role", "opened")]
    before, after = (
        sum(
            _odd(looks, asked.today - _DAY * back, limits=limits, habit=timedelta(days=days))
            for back in range(1, _WEEK.days + 1)
        )
        for limits, days in tried
    )
    return [Line(_("Days asked about for being far above the usual"), before, after)]


def _limits(today: date, key: str, value: object) -> Limits:
    standing = keys.limits(on=today)
    changes: Mapping[str, Callable[[], Limits]] = {
        keys.DISTANCE: lambda: replace(standing, distance=float(str(value))),
        keys.LEAST_CUSTOMERS: lambda: replace(standing, least_customers=_whole(value)),
        keys.LEAST_DAYS: lambda: replace(standing, least_days=_whole(value)),
        keys.LEAST_PEERS: lambda: replace(standing, least_peers=_whole(value)),
    }
    return changes[key]() if key in changes else standing


def _odd(looks: Iterable[_Look], day: date, *, limits: Limits, habit: timedelta) -> int:
    """Return how many people's day is odd against the days of `habit` before it."""
    own: dict[int, list[int]] = {}
    peers: dict[str, list[int]] = {}
    people: dict[str, set[int]] = {}
    asked_about = []
    for look in looks:
        if look.on == day and look.opened >= limits.least_customers:
            asked_about.append(look)
        if day - habit <= look.on < day:
            own.setdefault(look.staff_id, []).append(look.opened)
            peers.setdefault(look.role, []).append(look.opened)
            people.setdefault(look.role, set()).add(look.staff_id)
    spreads: dict[str, Spread | None] = {
        role: rules.spread_of(peers.get(role, [])) for role in {look.role for look in asked_about}
    }
    return sum(
        bool(
            rules.odd_habits(
                look.opened,
                own=own.get(look.staff_id, []),
                peers=spreads[look.role],
                peer_count=len(people.get(look.role, ())),
                limits=limits,
            )
        )
        for look in asked_about
    )


def _crowds(asked: Asked) -> list[Line]:
    rows = Alert.objects.filter(kind=AlertKind.CROWD, on__gt=asked.today - _MONTH)
    before, after = (
        rows.filter(figures__people__gte=_whole(value)).count()
        for value in (asked.before, asked.after)
    )
    return [Line(_("Customers asked about for many people at once"), before, after)]


def _emergencies(asked: Asked) -> list[Line]:
    a_day = (
        Emergency.objects.filter(taken_at__gt=asked.now - _QUARTER)
        .order_by()
        .values("staff_id", day=TruncDate("taken_at", tzinfo=clock.BANK_ZONE))
        .annotate(number=Count("pk"))
    )
    before, after = (
        a_day.filter(number__gt=_whole(value)).aggregate(
            above=Sum(F("number") - _whole(value), default=0)
        )["above"]
        for value in (asked.before, asked.after)
    )
    return [Line(_("Accesses in an emergency above the number of their day"), before, after)]


def _drawn(asked: Asked) -> list[Line]:
    """Rounded up each night, as the draw does."""
    rows = Draw.objects.filter(on__gt=asked.today - _MONTH)
    looks = list(rows.values_list("looks", flat=True))
    before, after = (
        sum(-(-number * _whole(percent) // _PERCENT) for number in looks)
        for percent in (asked.before, asked.after)
    )
    return [Line(_("Looks in clear drawn for a check"), before, after)]


def _exemptions(asked: Asked) -> list[Line]:
    rows = Exemption.objects.filter(ended_at__isnull=True, until_on__gte=asked.today)
    lengths = [(until - start).days for start, until in rows.values_list("from_on", "until_on")]
    before, after = (
        sum(length > _whole(most) for length in lengths) for most in (asked.before, asked.after)
    )
    return [Line(_("Exemptions in force that last longer"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    said = lazy("Of the days of the last 30 days, by the first role that a person had on each.")
    trials.add(keys.OUTSIDE, Trial(said, _outside))
    trials.add(customers.VIEWING_BUDGET, Trial(said, _budget))
    trials.add(customers.BUDGET_MODE, Trial(said, _mode))
    said = lazy("Of the days of the last week, by the habits that stood before each of them.")
    for key in (
        keys.DISTANCE,
        keys.LEAST_CUSTOMERS,
        keys.HABIT_DAYS,
        keys.LEAST_DAYS,
        keys.LEAST_PEERS,
    ):
        trials.add(key, Trial(said, partial(_habits, key=key)))
    said = lazy(
        "Of what was asked about in the last 30 days. What a lower number would add is not on record."
    )
    trials.add(keys.CROWD, Trial(said, _crowds))
    trials.add(keys.EMERGENCY_DAILY, Trial(lazy("Of the last 90 days."), _emergencies))
    said = lazy("Of the looks of the last 30 days, without those drawn at the end of a month.")
    trials.add(keys.CHECK_PERCENT, Trial(said, _drawn))
    said = lazy("Those in force stay as they were approved; the next one lasts no longer.")
    trials.add(keys.EXEMPTION_DAYS, Trial(said, _exemptions))
    cannot((keys.EMERGENCY_HOURS, keys.REVIEW_WORKDAYS, keys.CHECK_WORKDAYS), AHEAD)
    cannot(
        [keys.CHECK_LEAST],
        lazy("Whose looks the draws of a month left out is known on its last day only."),
    )
