"""What changes if: exports by size, number, budget and password, looks in clear, and how long a file may be fetched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Count, F, IntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.customers import queries, rules, services
from yinqiao.customers.choices import ExportState
from yinqiao.customers.models import Export, FieldGrant, Reveal
from yinqiao.lib.role_limits import limit_of, read_limits
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.trials import AHEAD, Asked, Line, Trial, cannot, trials

_LOOKED_BACK: Final = timedelta(days=90)
_MONTH: Final = timedelta(days=30)
_SELF: Final = "customers.export_self_rows"
_SUPERVISOR: Final = "customers.export_supervisor_rows"
# People and days: those above the number of a day, however many exports there are.
_ABOVE: Final = """
select coalesce(sum(greatest(number - %(before)s, 0)), 0), coalesce(sum(greatest(number - %(after)s, 0)), 0) from (
    select count(*) as number from customers_export where requested_at > %(since)s and state <> %(refused)s
    group by requested_by, (requested_at at time zone %(zone)s)::date
) a_day
"""
_SAID: Final = {
    rules.ExportTier.SELF: lazy("Exports without approval"),
    rules.ExportTier.SUPERVISOR: lazy("Exports for a supervisor"),
    rules.ExportTier.DATA_SECURITY: lazy("Exports for compliance"),
}


@dataclass(frozen=True, slots=True)
class _Tiers:
    """Limits of exports: of whoever asks alone, and of a supervisor."""

    alone: int
    supervisor: int


def _exports(which: str) -> Callable[[Asked], list[Line]]:
    """Return the trial of one of the two limits: exports of the last days by who had to agree."""

    def count(asked: Asked) -> list[Line]:
        standing = _standing(asked)
        before = _by_tier(asked, _Tiers(**(standing | {which: _whole(asked.before)})))
        after = _by_tier(asked, _Tiers(**(standing | {which: _whole(asked.after)})))
        return [Line(tier_label, before[tier], after[tier]) for tier, tier_label in _SAID.items()]

    return count


def _standing(asked: Asked) -> dict[str, int]:
    return {
        "alone": parameters.integer(_SELF, on=asked.today),
        "supervisor": parameters.integer(_SUPERVISOR, on=asked.today),
    }


def _by_tier(asked: Asked, limits: _Tiers) -> dict[rules.ExportTier, int]:
    rows = Export.objects.filter(requested_at__gt=asked.now - _LOOKED_BACK)
    sizes = rows.exclude(state=ExportState.REFUSED).values_list("is_unmasked", "expected_rows")
    found = dict.fromkeys(rules.ExportTier, 0)
    for is_unmasked, size, number in sizes.order_by().annotate(number=Count("pk")):
        tier = rules.export_tier(
            rows=size,
            is_unmasked=is_unmasked,
            self_limit=limits.alone,
            supervisor_limit=limits.supervisor,
        )
        found[tier] += number
    return found


def _whole(value: object) -> int:
    return int(str(value))


def _protected(asked: Asked) -> list[Line]:
    by_tier = _by_tier(asked, _Tiers(**_standing(asked)))
    before, after = (
        sum(
            number
            for tier, number in by_tier.items()
            if rules.has_password(tier, first=rules.ExportTier(str(value)))
        )
        for value in (asked.before, asked.after)
    )
    return [Line(_("Files that open with a password only"), before, after)]


def _too_large(asked: Asked) -> list[Line]:
    rows = Export.objects.filter(requested_at__gt=asked.now - _LOOKED_BACK)
    before, after = (
        rows.filter(expected_rows__gt=_whole(value)).count()
        for value in (asked.before, asked.after)
    )
    return [Line(_("Exports that would be refused for their size"), before, after)]


def _too_many(asked: Asked) -> list[Line]:
    wanted: dict[str, Any] = {
        "before": _whole(asked.before),
        "after": _whole(asked.after),
        "since": asked.now - _LOOKED_BACK,
        "refused": ExportState.REFUSED.value,
        "zone": clock.BANK_ZONE.key,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, wanted)
        before, after = cursor.fetchone()
    return [Line(_("Exports above the number of their day"), int(before), int(after))]


def _fetched_late(asked: Asked) -> list[Line]:
    rows = Export.objects.filter(ready_at__gt=asked.now - _LOOKED_BACK)
    before, after = (
        rows.filter(downloaded_at__gt=F("ready_at") + timedelta(hours=_whole(hours))).count()
        for hours in (asked.before, asked.after)
    )
    return [Line(_("Files fetched when their link would have ended"), before, after)]


def _above_rows(asked: Asked) -> list[Line]:
    """By person, day and roles as the trail has them: what a role may is not that of today."""
    asked_for = (
        AuditEntry.objects.filter(
            verb="customers.export-requested",
            result="ok",
            occurred_on__gt=asked.today - _MONTH,
            occurred_at__gt=asked.now - _MONTH,
        )
        .order_by()
        .values("staff_id", "occurred_on", "roles")
        .annotate(rows=Sum(Cast(KT("new__rows"), IntegerField())))
    )
    days = [(row["roles"], int(row["rows"] or 0)) for row in asked_for]
    before, after = (
        sum(_is_above(roles, rows, read_limits(value)) for roles, rows in days)
        for value in (asked.before, asked.after)
    )
    return [Line(_("Days on which somebody asked for more rows than her budget"), before, after)]


def _is_above(roles: str, rows: int, limits: dict[str, int]) -> bool:
    limit = limit_of(roles.split(","), limits)
    return limit is not None and rows > limit


def _looks(asked: Asked) -> list[Line]:
    a_day = (
        Reveal.objects.filter(revealed_on__gt=asked.today - _MONTH, approval_id__isnull=True)
        .order_by()
        .values("staff_id", "revealed_on")
        .annotate(number=Count("pk"))
    )
    before, after = (
        a_day.filter(number__gt=_whole(value)).aggregate(
            above=Sum(F("number") - _whole(value), default=0)
        )["above"]
        for value in (asked.before, asked.after)
    )
    return [Line(_("Looks in clear above the quota of their day"), int(before), int(after))]


def _customers_at_once(asked: Asked) -> list[Line]:
    granted = (
        FieldGrant.objects.filter(from_at__gt=asked.now - _LOOKED_BACK)
        .order_by()
        .values("approval_id")
        .annotate(number=Count("customer", distinct=True))
    )
    before, after = (
        granted.filter(number__gt=_whole(value)).count() for value in (asked.before, asked.after)
    )
    return [Line(_("Granted requests for more customers than may be"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    said = lazy("Of the exports of the last 90 days that were not refused.")
    trials.add(_SELF, Trial(said, _exports("alone")))
    trials.add(_SUPERVISOR, Trial(said, _exports("supervisor")))
    trials.add(queries.PROTECTED_FROM, Trial(said, _protected))
    trials.add("customers.export_daily_limit", Trial(said, _too_many))
    said = lazy("Of the exports of the last 90 days. One that was too large is not on record.")
    trials.add("customers.export_max_rows", Trial(said, _too_large))
    said = lazy("By the last time that each file of the last 90 days was fetched.")
    trials.add("customers.export_hours", Trial(said, _fetched_late))
    said = lazy(
        "By the exports asked for in the last 30 days, those refused later among them, and by the roles of that day."
    )
    trials.add(queries.EXPORT_ROW_BUDGET, Trial(said, _above_rows))
    said = lazy("Of the looks of the last 30 days that no request allowed.")
    trials.add("customers.reveal_daily_quota", Trial(said, _looks))
    said = lazy("Of the requests granted in the last 90 days.")
    trials.add(services.MOST_CUSTOMERS, Trial(said, _customers_at_once))
    cannot(("customers.reveal_hours", "customers.access_hours"), AHEAD)
