"""Set what people are to reach in a month (A69)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales import policies
from yinqiao.sales.choices import Kpi
from yinqiao.sales.models import Target
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
) -> int:
    """Set the targets of a month by (person, KPI): yuan, shares of 1, or numbers of customers; None takes one away. Return how many changed.

    Raises InvalidInput for a person who is no manager of the actor's units, for a KPI that is none and for values out of their range.
    """
    first = month.replace(day=1)
    _check(actor, values, on=clock.bank_date(now))
    standing = {
        (row.staff_id, row.kpi): row
        for row in Target.objects.select_for_update().filter(
            month=first, staff_id__in={pk for pk, _kpi in values}
        )
    }
    old: dict[str, object] = {}
    new: dict[str, object] = {}
    for (staff_id, kpi), value in values.items():
        row = standing.get((staff_id, kpi))
        if (row.value if row else None) == value:
            continue
        old[f"{staff_id}:{kpi}"], new[f"{staff_id}:{kpi}"] = row.value if row else None, value
        if value is None:
            Target.objects.filter(staff_id=staff_id, kpi=kpi, month=first).delete()
        else:
            Target.objects.update_or_create(
                staff_id=staff_id,
                kpi=kpi,
                month=first,
                defaults={"value": value, "set_by_id": actor.staff_id, "set_at": now},
            )
    unit.audit(None, old=old, new=new, detail={"month": first})
    return len(new)


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
