"""Set what people are to reach in a month (A69)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput, StaleVersion
from yinqiao.sales import policies
from yinqiao.sales.choices import Kpi
from yinqiao.sales.models import Target
from yinqiao.sales.performance import services as performance
from yinqiao.sales.queries.team import team_members

SHARES: Final = (Kpi.RETENTION, Kpi.CONVERSION)
LARGEST: Final = Decimal(10) ** 13


@use_case("sales.targets-set", permission=policies.SET_TARGETS)
def set_targets(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    month: date,
    values: Mapping[tuple[int, str], Decimal | None],
    seen: Mapping[tuple[int, str], Decimal] | None = None,
) -> int:
    """Set the targets of a month by (person, KPI): yuan, shares of 1, or numbers of customers; None takes one away. Return how many changed.

    `seen` are those that the person saw: if others stand by now, StaleVersion. Raises InvalidInput for a month that is over, a person who
    is no manager of the actor's units, a KPI that is none and values out of their range.
    """
    first = month.replace(day=1)
    if first < clock.bank_date(now).replace(day=1):
        raise InvalidInput(_("The targets of a month that is over stay as they are."))
    _check(actor, values, on=clock.bank_date(now))
    standing = {
        (row.staff_id, row.kpi): row.value
        for row in Target.objects.select_for_update().filter(
            month=first, staff_id__in={pk for pk, _kpi in values}
        )
    }
    if (
        seen is not None
        and {key: value for key, value in standing.items() if key in values} != seen
    ):
        raise StaleVersion(
            _("This was changed after you opened it."), extra={"differences": {}, "changed_by": ""}
        )
    changed = {key: value for key, value in values.items() if standing.get(key) != value}
    _write(changed, month=first, actor=actor, now=now)
    performance.note_month_targets(actor=actor, now=now, month=first, values=changed)
    unit.audit(
        None,
        old={f"{pk}:{kpi}": standing.get((pk, kpi)) for pk, kpi in changed},
        new={f"{pk}:{kpi}": value for (pk, kpi), value in changed.items()},
        detail={"month": first},
    )
    return len(changed)


def _write(
    changed: Mapping[tuple[int, str], Decimal | None], *, month: date, actor: Actor, now: datetime
) -> None:
    gone = [key for key, value in changed.items() if value is None]
    for kpi in {kpi for _pk, kpi in gone}:
        ids = [pk for pk, gone_kpi in gone if gone_kpi == kpi]
        Target.objects.filter(staff_id__in=ids, kpi=kpi, month=month).delete()
    Target.objects.bulk_create(
        [
            Target(
                staff_id=pk,
                kpi=kpi,
                month=month,
                value=value,
                set_by_id=actor.staff_id,
                set_at=now,
            )
            for (pk, kpi), value in changed.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=("staff", "kpi", "month"),
        update_fields=("value", "set_by_id", "set_at"),
    )


def _check(actor: Actor, values: Mapping[tuple[int, str], Decimal | None], *, on: date) -> None:
    known = {pk for pk, _name, _no in team_members(actor=actor, on=on)}
    if any(pk not in known for pk, _kpi in values):
        raise InvalidInput(_("Targets are set for the managers of one's own units."))
    for (staff_id, kpi), value in values.items():
        field = f"{staff_id}-{kpi}"
        if kpi not in Kpi.values:
            raise InvalidInput(_("There is no such figure."), fields={field: _("Unknown.")})
        most = Decimal(1) if kpi in SHARES else LARGEST
        if value is not None and not 0 < value <= most:
            text = _("More than 0 and at most {most}.").format(
                most="100%" if kpi in SHARES else f"{most:,}"
            )
            raise InvalidInput(text, fields={field: text})
