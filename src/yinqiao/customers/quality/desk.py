"""The data steward's desk: what waits in quarantine, among duplicates, code maps and corrections, and where quality misses its targets."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import QualityDimension
from yinqiao.customers.quality import queries
from yinqiao.customers.quality.queries import RuleLine
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.imports.queries import attention

UNITS: Final = 8


@dataclass(frozen=True, slots=True)
class Card:
    """One count with where it leads. `is_bad`: somebody has to do something."""

    title: str
    count: int
    detail: str
    url: str
    icon: str
    is_bad: bool


@dataclass(frozen=True, slots=True)
class UnitRows:
    """Rows of one unit in quarantine."""

    name: str
    code: str
    rows: int


@dataclass(frozen=True, slots=True)
class Desk:
    """All of the page."""

    cards: tuple[Card, ...]
    units: tuple[UnitRows, ...]
    missed: tuple[RuleLine, ...]
    measured_on: date | None


def steward_desk(*, actor: Actor, now: datetime) -> Desk:
    """Return the desk; a part that the actor has no permission for is left out."""
    lines = queries.newest_lines(actor=actor, now=now)
    day = lines[0][1] if lines else None
    missed = tuple(line for line, _day in lines if not line.score.is_met)
    apart = sum(
        line.score.failed for line, _day in lines if line.dimension == QualityDimension.CONSISTENT
    )
    return Desk(
        cards=(
            *_import_cards(actor),
            *_customer_cards(actor),
            Card(
                _("Rules below target"),
                len(missed),
                _("of {number} measured").format(number=len(lines)),
                reverse("customers:quality"),
                "clipboard-check",
                is_bad=bool(missed),
            ),
            Card(
                _("Differences between systems"),
                apart,
                _("Customers of whom sources tell different things"),
                reverse("customers:differences"),
                "git-compare",
                is_bad=bool(apart),
            ),
        ),
        units=_units(actor),
        missed=missed,
        measured_on=day,
    )


def _import_cards(actor: Actor) -> list[Card]:
    cards = []
    if actor.can(imports.QUARANTINE):
        rows = attention.waiting_rows(actor)
        cards.append(
            Card(
                _("Rows in quarantine"),
                rows,
                _("To be mended or refused"),
                reverse("imports:quarantine"),
                "filter",
                is_bad=bool(rows),
            )
        )
    if actor.can(imports.CODES):
        codes = attention.open_codes()
        cards.append(
            Card(
                _("Codes without meaning"),
                codes,
                _("Their rows wait in quarantine"),
                reverse("imports:codes"),
                "list",
                is_bad=bool(codes),
            )
        )
    return cards


def _customer_cards(actor: Actor) -> list[Card]:
    cards = []
    if actor.can(policies.MERGE):
        pairs = customers.suggestions_waiting(actor) or 0
        cards.append(
            Card(
                _("Duplicates"),
                pairs,
                _("Pairs to be compared"),
                reverse("customers:duplicates"),
                "git-merge",
                is_bad=bool(pairs),
            )
        )
    if actor.can(policies.ANSWER_CORRECTION):
        asked = customers.corrections_waiting(actor) or 0
        cards.append(
            Card(
                _("Corrections asked for"),
                asked,
                _("To be passed on to the source system"),
                reverse("customers:correction-desk"),
                "edit",
                is_bad=bool(asked),
            )
        )
    return cards


def _units(actor: Actor) -> tuple[UnitRows, ...]:
    if not actor.can(imports.QUARANTINE):
        return ()
    found = attention.waiting_by_unit(actor, most=UNITS)
    ids = organization.org_ids([code for code, _rows in found if code])
    names = organization.org_names(ids.values())
    return tuple(
        UnitRows(names.get(ids.get(code, 0), "") or code or _("No unit named"), code, rows)
        for code, rows in found
    )
