"""What a quarter is to bring to a board: the growth of assets that its people's months are to show (A64)."""

from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Sum

from yinqiao.lib.periods import add_months
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies
from yinqiao.sales.choices import Kpi
from yinqiao.sales.models import Target
from yinqiao.sales.queries.team import team_members

# Whose deals bring assets: a loan or a card is no part of that target.
ASSET_WAYS: Final = ("RETAIL_WEALTH", "CORPORATE")
MONTHS: Final = 3


def quarter_target(*, actor: Actor, way: str, owner: str, since: date) -> Decimal | None:
    """Return the targets of growth of the three months from `since` on, of the people on the board; None where nobody set one."""
    if way not in ASSET_WAYS:
        return None
    rows = Target.objects.filter(
        kpi=Kpi.AUM_GROWTH,
        month__gte=since,
        month__lt=add_months(since, MONTHS),
        staff_id__in=_people(actor, owner, since),
    )
    found: Decimal | None = rows.aggregate(total=Sum("value"))["total"]
    return found


def _people(actor: Actor, owner: str, on: date) -> list[int]:
    if owner:
        return [int(owner)] if owner.isdecimal() else []
    if policies.sees_others(actor):
        return [pk for pk, _name, _no in team_members(actor=actor, on=on)]
    return [actor.staff_id] if actor.staff_id is not None else []
