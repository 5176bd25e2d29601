"""Reads of data quality: the measures in the actor's reach with target, owner and trend, and who is meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Max, QuerySet, Sum
from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.choices import QualityDimension
from yinqiao.customers.models import Customer, QualityMeasure
from yinqiao.customers.quality import catalogue, measuring, parameters, rules
from yinqiao.customers.quality.catalogue import BY_KEY, RULES, Rule
from yinqiao.customers.queries.card import customer_names
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.imports.queries import data_date

TREND_DAYS: Final = 90
WORST: Final = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the measures are limited to; nothing means all within the actor's reach."""

    org_id: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts with their share in percent (None: nothing was looked at) against the target, and what changed since the measure before."""

    checked: int
    failed: int
    share: Decimal | None
    target: Decimal
    change: Decimal | None

    @property
    def is_met(self) -> bool:
        """Tell whether the target is reached."""
        return rules.is_met(self.share, self.target)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as measured last."""

    key: str
    title: str
    field: str
    dimension: str
    dimension_label: str
    owner: str
    score: Score
    is_told_across: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """One dimension: the share over all its rules, and how many of them miss their target."""

    key: str
    label: str
    checked: int
    failed: int
    share: Decimal | None
    rules: int
    missed: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One day of the trend: the share in percent."""

    on: date
    share: Decimal


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of data quality. `measured_on` is None before the first measure."""

    measured_on: date | None
    tiles: tuple[Tile, ...]
    lines: tuple[RuleLine, ...]
    trend: tuple[TrendPoint, ...]
    units: tuple[tuple[int, str], ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def missed(self) -> int:
        """How many rules miss their target."""
        return sum(not line.score.is_met for line in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """One unit and source of a rule, the worst first."""

    org_id: int
    org_name: str
    source: str
    source_title: str
    score: Score


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule with its parts and its trend."""

    line: RuleLine
    measured_on: date
    parts: tuple[Part, ...]
    trend: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A customer whom a rule finds fault with. `is_open`: the actor may open the customer's page."""

    id: int
    name: str
    org_name: str
    manager: str
    source: str
    known_on: date
    is_open: bool


def measures(*, actor: Actor, wanted: Wanted | None = None) -> QuerySet[QualityMeasure]:
    """Return the measures of the units in the actor's reach."""
    rows = QualityMeasure.objects.all()
    if not actor.scope.is_all:
        rows = rows.filter(org_id__in=actor.scope.org_ids)
    if wanted is not None and wanted.org_id is not None:
        rows = rows.filter(org_id__in=organization.orgs_below([wanted.org_id]))
    return rows.filter(source=wanted.source) if wanted is not None and wanted.source else rows


def overview(*, actor: Actor, wanted: Wanted, now: datetime) -> Overview:
    """Return the newest measures in reach as tiles and lines, the trend of the last months, and what can be chosen."""
    today = clock.bank_date(now)
    within = list(
        measures(actor=actor).order_by().values_list("org_id", "source").distinct()
    )  # units × sources, not customers
    names = organization.org_names({org_id for org_id, _source in within})
    rows = measures(actor=actor, wanted=wanted)
    newest = _newest(rows)
    days = _by_day(rows, newest)
    lines = _lines(days, newest, today)
    return Overview(
        measured_on=newest,
        tiles=_tiles(lines),
        lines=tuple(lines),
        trend=tuple(_trend(days, [rule.key for rule in RULES])),
        units=tuple(sorted(names.items(), key=lambda item: item[1])),
        sources=tuple(
            (code, source_title(code)) for code in sorted({source for _org, source in within})
        ),
    )


def rule_card(*, actor: Actor, key: str, wanted: Wanted, now: datetime) -> RuleCard | None:
    """Return one rule as measured last, None where nothing was; raise NotFound for an unknown one."""
    rule = rule_named(key)
    rows = measures(actor=actor, wanted=wanted).filter(rule=key)
    newest = _newest(rows)
    if newest is None:
        return None
    days = _by_day(rows, newest)
    line = next(one for one in _lines(days, newest, clock.bank_date(now)) if one.key == rule.key)
    found = list(
        rows.filter(measured_on=newest).values_list("org_id", "source", "checked", "failed")
    )
    names = organization.org_names({org_id for org_id, *_rest in found})
    parts = [
        Part(
            org_id,
            names.get(org_id, ""),
            source,
            source_title(source),
            Score(
                checked,
                failed,
                rules.share(checked=checked, failed=failed),
                line.score.target,
                None,
            ),
        )
        for org_id, source, checked, failed in found
    ]
    parts.sort(key=lambda part: (-part.score.failed, part.org_name, part.source))
    return RuleCard(line, newest, tuple(parts[:WORST]), tuple(_trend(days, [key])))


def faulty(*, actor: Actor, key: str, wanted: Wanted, now: datetime) -> QuerySet[Customer]:
    """Return the customers in scope whom a rule finds fault with now, whatever was measured."""
    rows = Customer.objects.filter(policies.visible_to(actor))
    if wanted.org_id is not None:
        rows = rows.filter(org_id__in=organization.orgs_below([wanted.org_id]))
    asked = parameters.values_on(data_day(now))
    return rows.filter(measuring.fault_at(rule_named(key), asked=asked, source=wanted.source))


def faulty_rows(rows: Iterable[Customer], *, actor: Actor) -> list[FaultyRow]:
    """Return the read models of one page, names masked."""
    found = list(rows)
    names = customer_names(actor=actor, customer_ids=[row.pk for row in found])
    units = organization.org_names({row.org_id for row in found})
    staff = organization.staff_names({row.main_rm_id for row in found if row.main_rm_id})
    is_open = actor.can(policies.VIEW)
    return [
        FaultyRow(
            id=row.pk,
            name=names.get(row.pk, ""),
            org_name=units.get(row.org_id, ""),
            manager=staff.get(row.main_rm_id, "") if row.main_rm_id else "",
            source=source_title(row.source),
            known_on=clock.bank_date(row.known_from),
            is_open=is_open,
        )
        for row in found
    ]


def record_faulty(*, actor: Actor, key: str, customer_ids: Sequence[int]) -> None:
    """Write down whom a page of a rule showed."""
    detail = {"rule": key, "customers": list(customer_ids)}
    record_read(actor=actor, verb="customers.faults-listed", detail=detail)


def newest_lines(*, actor: Actor, now: datetime) -> list[tuple[RuleLine, date]]:
    """Return every rule in reach as measured last, with the day; nothing before the first measure."""
    rows = measures(actor=actor)
    newest = _newest(rows)
    if newest is None:
        return []
    days = _by_day(rows.filter(measured_on=newest), newest)
    return [(line, newest) for line in _lines(days, newest, clock.bank_date(now))]


def stale_rules(*, actor: Actor, now: datetime) -> list[tuple[RuleLine, date]]:
    """Return the rules of timeliness that miss their target in the actor's reach: what the bell tells of."""
    return [
        (line, day)
        for line, day in newest_lines(actor=actor, now=now)
        if line.dimension == QualityDimension.TIMELY and not line.score.is_met
    ]


def rule_named(key: str) -> Rule:
    rule = BY_KEY.get(key)
    if rule is None:
        raise NotFound(_("There is no such rule."))
    return rule


def data_day(now: datetime) -> date:
    """Return the day to whose end the data reaches: what has expired since the bank's last batch is not known to be renewed."""
    return data_date() or clock.bank_date(now)


Counts = Mapping[str, tuple[int, int]]


def _newest(rows: QuerySet[QualityMeasure]) -> date | None:
    found: date | None = rows.aggregate(day=Max("measured_on"))["day"]
    return found


def _by_day(
    rows: QuerySet[QualityMeasure], newest: date | None
) -> dict[date, dict[str, tuple[int, int]]]:
    """Return the sums by day and rule, over the days of the trend."""
    found: dict[date, dict[str, tuple[int, int]]] = {}
    if newest is None:
        return found
    recent = rows.filter(measured_on__gt=newest - timedelta(days=TREND_DAYS)).order_by()
    summed = recent.values_list("measured_on", "rule").annotate(Sum("checked"), Sum("failed"))
    for day, key, checked, failed in summed:
        found.setdefault(day, {})[key] = (checked, failed)
    return found


def _lines(days: Mapping[date, Counts], newest: date | None, today: date) -> list[RuleLine]:
    if newest is None:
        return []
    before = days[max((day for day in days if day < newest), default=newest)]
    has_before = len(days) > 1
    targets, owners = parameters.targets_on(today), parameters.owners_on(today)
    return [
        RuleLine(
            key=rule.key,
            title=str(rule.title),
            field=str(catalogue.FIELD_TITLES[rule.field]),
            dimension=rule.dimension,
            dimension_label=str(rule.dimension.label),
            owner=owners[rule.key],
            score=_score(
                days[newest][rule.key],
                before.get(rule.key) if has_before else None,
                targets[rule.key],
            ),
            is_told_across=rule.is_told_across,
        )
        for rule in RULES
        if rule.key in days[newest]
    ]


def _score(counts: tuple[int, int], before: tuple[int, int] | None, target: Decimal) -> Score:
    checked, failed = counts
    found = rules.share(checked=checked, failed=failed)
    earlier = rules.share(checked=before[0], failed=before[1]) if before else None
    change = found - earlier if found is not None and earlier is not None else None
    return Score(checked, failed, found, target, change)


def _tiles(lines: Sequence[RuleLine]) -> tuple[Tile, ...]:
    tiles = []
    for dimension in QualityDimension:
        own = [line for line in lines if line.dimension == dimension]
        checked, failed = (
            sum(line.score.checked for line in own),
            sum(line.score.failed for line in own),
        )
        tiles.append(
            Tile(
                key=dimension,
                label=str(dimension.label),
                checked=checked,
                failed=failed,
                share=rules.share(checked=checked, failed=failed),
                rules=len(own),
                missed=sum(not line.score.is_met for line in own),
            )
        )
    return tuple(tiles)


def _trend(days: Mapping[date, Counts], keys: Sequence[str]) -> list[TrendPoint]:
    points = []
    for day in sorted(days):
        counts = [days[day][key] for key in keys if key in days[day]]
        found = rules.share(
            checked=sum(checked for checked, _failed in counts),
            failed=sum(failed for _checked, failed in counts),
        )
        if found is not None:
            points.append(TrendPoint(day, found))
    return points
