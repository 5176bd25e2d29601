"""Draws of looks in clear: what a seed draws, what was drawn, and whether it is the same when the auditor draws again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.models import Draw, RevealCheck
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import NotFound

_DRAW = (
    resources.files("yinqiao.compliance.viewing")
    .joinpath("sql", "draw_looks.sql")
    .read_text("utf-8")
)


@dataclass(frozen=True, slots=True)
class DrawnLook:
    """One look that a seed drew, with the home units of who looked and of the customer; never the value."""

    reveal_id: int
    staff_id: int
    staff_no: str
    staff_name: str
    org_id: int
    customer_id: int
    customer_org_id: int
    field: str
    reason: str
    revealed_at: datetime
    approval_id: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn out of the day's `looks`."""

    looks: int
    drawn: tuple[DrawnLook, ...]


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw. `least`: to how many everybody was filled up that day; nothing before the last of a month."""

    id: int
    on: date
    seed: str
    percent: int
    least: int
    looks: int
    drawn: int
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A draw made again: how many are checked, how many the seed draws now, and whether they are the same."""

    on: date
    kept: int
    again: int
    is_same: bool


def drawn_looks(*, actor: Actor, on: date, seed: str, percent: int, least: int) -> Drawing:
    """Return what the seed draws for a day, as far as the session shows customers: all of them to the nightly job."""
    require(actor, policies.WATCH, verb="viewing.reveals-drawn")
    return _draw(on=on, seed=seed, percent=percent, least=least)


def is_drawn(*, actor: Actor, on: date) -> bool:
    """Tell whether the looks of a day were drawn."""
    require(actor, policies.WATCH, verb="viewing.reveals-drawn")
    return Draw.objects.filter(on=on).exists()


def draws(*, actor: Actor) -> QuerySet[Draw]:
    """Return all draws, for auditors; order by (on, id)."""
    require(actor, audit.VIEW, verb="viewing.draws-listed")
    return Draw.objects.all()


def draw_lines(rows: Iterable[Draw]) -> list[DrawLine]:
    """Return the read models of one page."""
    return [
        DrawLine(
            id=row.pk,
            on=row.on,
            seed=row.seed,
            percent=row.percent,
            least=row.least,
            looks=row.looks,
            drawn=row.drawn,
            drawn_at=row.drawn_at,
        )
        for row in rows
    ]


def redraw(*, actor: Actor, draw_id: int) -> Redrawn:
    """Draw again by the seed that was kept, and compare; names nobody. NotFound without such a draw."""
    row = draws(actor=actor).filter(pk=draw_id).first()
    if row is None:
        raise NotFound(_("There is no such draw."))
    with counting_all(actor):
        again = _draw(on=row.on, seed=row.seed, percent=row.percent, least=row.least)
        kept = set(RevealCheck.objects.filter(draw=row).values_list("reveal_id", flat=True))
    found = Redrawn(
        row.on,
        len(kept),
        len(again.drawn),
        kept == {look.reveal_id for look in again.drawn},
    )
    record_read(
        actor=actor,
        verb="viewing.draw-redone",
        ref=ObjectRef("viewing.draw", row.pk),
        detail={"kept": found.kept, "again": found.again, "same": found.is_same},
    )
    return found


def _draw(*, on: date, seed: str, percent: int, least: int) -> Drawing:
    values: dict[str, Any] = {
        "on": on,
        "since": on.replace(day=1) if least else on,
        "seed": seed,
        "percent": percent,
        "least": least,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, values)
        rows = cursor.fetchall()
    return Drawing(
        looks=rows[0][-1] if rows else 0,
        drawn=tuple(DrawnLook(*row[:-1]) for row in rows),
    )
