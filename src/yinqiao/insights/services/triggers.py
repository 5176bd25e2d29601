"""Evaluate the triggers in force over everybody's facts: set-wise, once for each data date, the same date again takes its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max

from yinqiao.customers import queries as customers
from yinqiao.insights import conditions, parameters, policies, sentences
from yinqiao.insights.builtin_triggers import BUILT_IN, SOURCE, BuiltIn
from yinqiao.insights.choices import FactUnit, TriggerOver
from yinqiao.insights.models import Fact, Trigger, TriggerRun
from yinqiao.insights.services.announcing import announce_runs
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import registry
from yinqiao.platform.clock import bank_date
from yinqiao.platform.imports.tables import copying

LOADER = "loader"
FIRST_DAY = date(2000, 1, 1)
WORDS = ("reason", "suggestion", "script")
# Firings of so many data dates are kept; opportunities keep what became of them.
KEPT_RUNS = 62
AT_A_TIME = 100_000
# Firings written or taken away in one transaction.
COPIED = 20_000
_DELETE_SOME = "delete from insights_trigger_firing where id = any(array(select id from insights_trigger_firing where run_id = %s limit %s))"
MATURING = "holdings.maturing"
_TYPES = {
    FactUnit.YUAN: pl.Decimal(20, 2),
    FactUnit.COUNT: pl.Int64(),
    FactUnit.DAYS: pl.Int64(),
    FactUnit.MONTHS: pl.Int64(),
    FactUnit.SHARE: pl.Float64(),
    FactUnit.SCORE: pl.Float64(),
    FactUnit.DATE: pl.Date(),
    FactUnit.CODE: pl.String(),
    FactUnit.FLAG: pl.String(),
}
_FIRED = (
    "customer_id", "code", "object_key", "title", "reason", "suggestion", "script", "amount", "happens_on", "due_on", "priority", "purpose",
)  # fmt: skip


def plant_triggers(*, now: datetime, using: str = LOADER) -> int:
    """Put the built-in triggers in place; return how many versions are new.

    A trigger without a version begins on the first day; one whose newest version the product brought follows it by a version from today on, and
    in its words at once. What the bank changed stays.
    """
    rows = Trigger.objects.using(using)
    newest = {row.code: row for row in rows.order_by("code", "-effective_from").distinct("code")}
    new = []
    for item in BUILT_IN:
        held = newest.get(item.code)
        if held is None:
            new.append(_version(item, FIRST_DAY, now))
        elif held.source == SOURCE and not held.changed_by:
            if _is_changed(item, held):
                new.append(_version(item, bank_date(now), now))
            else:
                _reword(item, held, using)
    return len(rows.bulk_create(new, ignore_conflicts=True))


def _version(item: BuiltIn, since: date, now: datetime) -> Trigger:
    return Trigger(
        **asdict(item), script=item.script, effective_from=since, source=SOURCE, changed_at=now
    )


def _is_changed(item: BuiltIn, held: Trigger) -> bool:
    """Tell whether the product now brings another rule, not only other words."""
    told = asdict(item)
    return any(told[name] != getattr(held, name) for name in told if name not in WORDS)


def _reword(item: BuiltIn, held: Trigger, using: str) -> None:
    words = {name: getattr(item, name) for name in WORDS}
    if words != {name: getattr(held, name) for name in WORDS}:
        Trigger.objects.using(using).filter(pk=held.pk).update(**words)


def evaluate(*, connection: BaseDatabaseWrapper, now: datetime) -> int:
    """Evaluate what is in force as of the facts' data date; return the firings.

    Triggers that lack a connected figure are passed over. The firings are written in short transactions and count from the last one on, which
    puts the run in the place of an earlier one of the same date; then `TriggersEvaluated` is published. Callers take turns.
    """
    if connection.in_atomic_block:
        message = "triggers are evaluated outside of any transaction"
        raise transaction.TransactionManagementError(message)
    plant_triggers(now=now)
    units = connected_units()
    data_on = Fact.objects.using(LOADER).aggregate(day=Max("data_on"))["day"]
    if data_on is None:
        return 0
    triggers = [item for item in in_force(data_on) if not lacking(item, units)]
    _clear(connection)
    # A run of its own each time: the rooms above take a run once, and the newest of a date counts.
    run = TriggerRun.objects.using(LOADER).create(data_on=data_on, evaluated_at=now)
    counts = dict.fromkeys((trigger.code for trigger in triggers), 0)
    for fired in fired_pieces(connection, triggers, units=units, data_on=data_on):
        for code, number in fired.get_column("code").value_counts().iter_rows():
            counts[code] += number
        rows = fired.with_columns(run_id=pl.lit(run.pk))
        for piece in rows.iter_slices(COPIED):
            copying.copy_frame(connection, "insights_trigger_firing", piece)
    _finish(run, counts=counts, now=now)
    # The rooms above read the firings: told once they are there, and by the sweep if this process ends before.
    announce_runs(now=now)
    _clear(connection)
    return sum(counts.values())


def _finish(run: TriggerRun, *, counts: dict[str, int], now: datetime) -> None:
    """Let the run count, in the place of an earlier one of its date; the oldest ones count no more."""
    with transaction.atomic(using=LOADER):
        standing = TriggerRun.objects.using(LOADER).standing()
        standing.filter(data_on=run.data_on).update(replaced_at=now)
        run.fired, run.counts, run.finished_at = sum(counts.values()), counts, now
        run.save(using=LOADER)
        kept = standing.order_by("-data_on").values_list("pk", flat=True)[:KEPT_RUNS]
        standing.exclude(pk__in=list(kept)).update(replaced_at=now)


def _clear(connection: BaseDatabaseWrapper) -> None:
    """Take away the runs that do not count, a few firings at a time: those replaced, and those whose process ended on the way."""
    runs = TriggerRun.objects.using(LOADER)
    standing = runs.standing().values_list("pk", flat=True)
    for number in runs.exclude(pk__in=list(standing)).values_list("pk", flat=True):
        while copying.execute(connection, _DELETE_SOME, (number, COPIED)):
            pass
        runs.filter(pk=number).delete()


def connected_units(*, using: str = LOADER) -> dict[str, FactUnit]:
    """Return the figures that have a source, with their units."""
    rows = Fact.objects.using(using).filter(is_connected=True)
    return {key: FactUnit(unit) for key, unit in rows.values_list("key", "unit")}


def in_force(day: date, *, using: str = LOADER) -> list[Trigger]:
    """Return the version of each trigger in force on `day`, without those that are switched off."""
    rows = Trigger.objects.using(using).filter(effective_from__lte=day)
    newest = rows.order_by("code", "-effective_from").distinct("code")
    return [row for row in newest if row.is_active]


def lacking(trigger: Trigger, units: conditions.Units) -> list[str]:
    """Return the figures that a trigger names and nobody feeds: it is not connected (未接入) then."""
    return sorted(
        _named(trigger) - set(units) - set(conditions.RUN_UNITS) - set(conditions.OBJECT_UNITS)
    )


def _named(trigger: Trigger) -> frozenset[str]:
    places = {*sentences.places(trigger.reason), *sentences.places(trigger.script)}
    places |= {trigger.object_fact, trigger.amount_fact, trigger.happens_fact} - {""}
    return conditions.facts_used(trigger.condition) | places


def fired_pieces(
    connection: BaseDatabaseWrapper,
    triggers: Iterable[Trigger],
    *,
    units: conditions.Units,
    data_on: date,
) -> Iterator[pl.DataFrame]:
    """Yield whom `triggers` fire for, in the columns of the firings: so many customers at a time, so that memory is bounded."""
    wanted = list(triggers)
    if not wanted:
        return
    known = {**units, **conditions.RUN_UNITS, **conditions.OBJECT_UNITS}
    objects = registry.datasets.get(MATURING)(connection)
    due = objects if isinstance(objects, pl.DataFrame) else pl.DataFrame()
    for span in spans(connection):
        facts = _facts(connection, wanted, units=units, data_on=data_on, span=span)
        yield pl.concat(
            _fired(trigger, _over(due, trigger, facts), units=known, data_on=data_on)
            for trigger in wanted
        )


def spans(connection: BaseDatabaseWrapper) -> list[tuple[int, int]]:
    """Return the first customer of each piece of the facts, and the first behind it."""
    firsts = copying.read_copy(
        connection,
        "select customer_id from (select customer_id, row_number() over (order by customer_id) as place from insights_customer_facts) n"  # noqa: S608 - a number of our own
        f" where (place - 1) % {AT_A_TIME} = 0 order by 1",
        {"customer_id": pl.Int64()},
    ).get_column("customer_id")
    return list(zip(firsts, [*firsts[1:], 2**62], strict=True))


def _facts(
    connection: BaseDatabaseWrapper,
    triggers: list[Trigger],
    *,
    units: conditions.Units,
    data_on: date,
    span: tuple[int, int],
) -> pl.DataFrame:
    named = {name for trigger in triggers for name in _named(trigger)} & set(units)
    if any(trigger.object_fact == "birthday_year" for trigger in triggers):
        named.add("birthday_days")
    frame = read_facts(connection, sorted(named), units=units, span=span)
    frame = frame.with_columns(data_on=pl.lit(data_on))
    if "birthday_days" not in frame.columns:
        return frame.with_columns(birthday_year=pl.lit(None, dtype=pl.String))
    birthday = pl.lit(data_on) + pl.duration(days=pl.col("birthday_days"))
    return frame.with_columns(birthday_year=birthday.dt.year().cast(pl.String))


def read_facts(
    connection: BaseDatabaseWrapper,
    columns: Sequence[str],
    *,
    units: conditions.Units,
    span: tuple[int, int],
) -> pl.DataFrame:
    """Return these facts of the customers of a piece, each in the type of its unit; no score of one who refused automated decisions."""
    schema = {"customer_id": pl.Int64()} | {name: _TYPES[units[name]] for name in columns}
    first, end = span
    query = f"select {', '.join(['customer_id', *columns])} from insights_customer_facts where customer_id >= {first} and customer_id < {end}"  # noqa: S608 - columns of the catalogue, numbers of our own
    frame = copying.read_copy(connection, query, schema)
    flags = [name for name in columns if units[name] is FactUnit.FLAG]
    frame = frame.with_columns(*[pl.col(name) == "t" for name in flags])
    scores = sorted(policies.SCORES.intersection(columns))
    if not scores:
        return frame
    refused = pl.col("customer_id").is_in(customers.all_who_refused(connection).implode())
    return frame.with_columns(pl.when(~refused).then(pl.col(name)).alias(name) for name in scores)


def _over(due: pl.DataFrame, trigger: Trigger, facts: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that a trigger looks at: customers, or what falls due (`due`) with its customer's facts."""
    if trigger.over == TriggerOver.CUSTOMER:
        return facts
    if due.is_empty():
        return facts.clear().with_columns(
            pl.lit(None, dtype=_TYPES[unit]).alias(name)
            for name, unit in conditions.OBJECT_UNITS.items()
        )
    days = (pl.col("object_on") - pl.col("data_on")).dt.total_days()
    joined = due.join(facts, on="customer_id", how="inner").with_columns(object_days=days)
    return joined.filter(pl.col("object_days") >= 0)


def _fired(
    trigger: Trigger, rows: pl.DataFrame, *, units: conditions.Units, data_on: date
) -> pl.DataFrame:
    found = rows.filter(conditions.expression(trigger.condition, units))
    happens = pl.col(trigger.happens_fact) if trigger.happens_fact else pl.lit(None, pl.Date)
    due = pl.lit(data_on + timedelta(days=trigger.due_days))
    reason = sentences.filled(trigger.reason, units)
    if trigger.before_days is not None:
        # So many days before it happens, but never before tomorrow.
        before = happens - pl.duration(days=trigger.before_days)
        due = pl.max_horizontal(before, pl.lit(data_on + timedelta(days=1)))
    if trigger.happens_fact:
        # What should have happened by now is dealt with at once, not within the days of what is still to come.
        is_late = happens < pl.lit(data_on)
        due = pl.when(is_late).then(pl.min_horizontal(due, _at_once(data_on))).otherwise(due)
        late = pl.format("{}，已逾期 {} 天", reason, (pl.lit(data_on) - happens).dt.total_days())
        reason = pl.when(is_late).then(late).otherwise(reason)
    amount = pl.col(trigger.amount_fact) if trigger.amount_fact else pl.lit(None)
    key = pl.col(trigger.object_fact).cast(pl.String) if trigger.object_fact else pl.lit("")
    return found.select(
        "customer_id",
        code=pl.lit(trigger.code),
        object_key=key.fill_null(""),
        title=pl.lit(trigger.title),
        reason=reason,
        suggestion=pl.lit(trigger.suggestion),
        script=sentences.filled(trigger.script, units),
        amount=amount.cast(pl.Decimal(20, 2)),
        happens_on=happens,
        due_on=due,
        priority=pl.lit(trigger.priority, pl.Int32),
        purpose=pl.lit(trigger.purpose),
    ).select(_FIRED)


def _at_once(data_on: date) -> pl.Expr:
    """Return the last day to deal with what is late."""
    workdays = parameters.late_workdays(on=data_on)
    return pl.lit(add_workdays(organization.calendar(), data_on, workdays))
