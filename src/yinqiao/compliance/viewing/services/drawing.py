"""The nightly draw of looks in clear (抽查明文查看): each day once, by a seed that is kept, and each look before a head who may judge it."""

import secrets
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max

from yinqiao.compliance.viewing import parameters as keys
from yinqiao.compliance.viewing import policies, queries
from yinqiao.compliance.viewing.draw_rules import least_on
from yinqiao.compliance.viewing.models import Draw, RevealCheck
from yinqiao.compliance.viewing.queries import DrawnLook
from yinqiao.compliance.viewing.services.watching import watcher
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.parameters import queries as parameters

_TYPE: Final = "viewing.draw"
_TURN: Final = "viewing.draw"
_DAY: Final = timedelta(days=1)
_SEED_BYTES: Final = 16
_AT_ONCE: Final = 2_000


def draw_missing(*, now: datetime) -> int:
    """Draw of every day up to yesterday that was not drawn yet, the first time of yesterday alone; return the looks drawn."""
    actor = watcher()
    yesterday = clock.bank_date(now) - _DAY
    with scope_session(actor):
        last = Draw.objects.aggregate(last=Max("on"))["last"]
    day = last + _DAY if last else yesterday
    total = 0
    while day <= yesterday:
        with scope_session(actor):
            total += draw_day(actor=actor, now=now, on=day)
        day += _DAY
    return total


@use_case("viewing.reveals-drawn", permission=policies.WATCH)
def draw_day(unit: Unit, *, actor: Actor, now: datetime, on: date) -> int:
    """Draw looks of one day that is over; return how many. A day that was drawn brings nothing more.

    Raises ValueError for a day that is not over: the looks to come could not be drawn.
    """
    if on >= clock.bank_date(now):
        message = "Only a day that is over can be drawn."
        raise ValueError(message)
    take_turn(_TURN, 0)
    if Draw.objects.filter(on=on).exists():
        unit.audit(None, detail={"on": on, "drawn": 0})
        return 0
    row = Draw(
        on=on,
        # Made after the day: nobody can know which looks it will draw.
        seed=secrets.token_hex(_SEED_BYTES),
        percent=parameters.integer(keys.CHECK_PERCENT, on=on),
        least=least_on(on, parameters.integer(keys.CHECK_LEAST, on=on)),
        drawn_at=now,
    )
    found = queries.drawn_looks(
        actor=actor, on=on, seed=row.seed, percent=row.percent, least=row.least
    )
    row.looks, row.drawn = found.looks, len(found.drawn)
    row.save()
    RevealCheck.objects.bulk_create(_checks(row, found.drawn, now=now), batch_size=_AT_ONCE)
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={"on": on, "percent": row.percent, "least": row.least},
        detail={"looks": row.looks, "drawn": row.drawn, "seed": row.seed},
    )
    return row.drawn


def _checks(row: Draw, looks: Collection[DrawnLook], *, now: datetime) -> list[RevealCheck]:
    today = clock.bank_date(now)
    due_on = add_workdays(
        organization.calendar(), today, parameters.integer(keys.CHECK_WORKDAYS, on=today)
    )
    heads = _heads(looks, today)
    names = organization.staff_names(heads.values())
    return [
        RevealCheck(
            draw=row,
            reveal_id=look.reveal_id,
            customer_id=look.customer_id,
            staff_id=look.staff_id,
            staff_no=look.staff_no,
            staff_name=look.staff_name,
            field=look.field,
            reason=look.reason,
            revealed_at=look.revealed_at,
            approval_id=look.approval_id,
            head_id=heads.get(look.reveal_id),
            head_name=names.get(heads.get(look.reveal_id, 0), ""),
            due_on=due_on,
        )
        for look in looks
    ]


def _heads(looks: Collection[DrawnLook], today: date) -> Mapping[int, int]:
    """Before whom each look stands: the nearest head above the person whose unit reaches the customer. Compliance's are absent.

    A head's own looks are compliance's, and so are those at customers of other units, whom her head may not see.
    """
    own = organization.holders_of_posts(kinds=(PostKind.BRANCH_HEAD,), on=today)
    units = {look.org_id for look in looks} | {look.customer_org_id for look in looks}
    above = organization.heads_above(org_ids=units, on=today)
    found = {}
    for look in looks:
        reaching = set(above.get(look.customer_org_id, ()))
        able = [head for head in above.get(look.org_id, ()) if head in reaching]
        if able and look.staff_id not in own:
            found[look.reveal_id] = able[0]
    return found
