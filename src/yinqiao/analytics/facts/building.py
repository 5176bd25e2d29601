"""Put the facts together: groups in one pass each, then what is derived from them, layer by layer."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts import (
    ages,
    changes,
    contribution,
    course,
    flows,
    habits,
    held,
    outside,
    rfm,
    signs,
    sources,
    standing,
    worth,
)
from yinqiao.analytics.facts.definition import (
    KEY,
    TYPES,
    ZERO_UNITS,
    Context,
    Fact,
    Group,
    Tables,
)
from yinqiao.analytics.facts.parts import Parts
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.services import FactDefinition

PEOPLE = "customer"
# Columns of everybody that derived facts may ask for; they are no facts.
TRAITS = ("kind", "birth_on", "household_no")
GROUPS: tuple[Group, ...] = (
    course.COURSE,
    flows.FLOWS,
    flows.NEWEST,
    held.HELD,
    held.MATURITIES,
    held.LOANS,
    held.CARDS,
    habits.PAYROLL,
    habits.LOGINS,
    habits.CONTACTS,
    habits.MANAGED,
    habits.RISK_GRADE,
    habits.DUE_DILIGENCE,
    habits.IDENTIFICATION,
    habits.LIFE_EVENTS,
    outside.REGISTRY,
    outside.BILLS,
    outside.RATINGS,
    contribution.FEES,
    contribution.LOAN_RISK,
    contribution.DEPOSIT_MARGIN,
    contribution.LOAN_MARGIN,
)
# Worked out in layers: each sees the facts of those before it.
TOPICS: tuple[tuple[str, tuple[Fact, ...]], ...] = (
    (_("Contribution"), contribution.CONTRIBUTION),
    (_("Changes and standing"), changes.CHANGES),
    (_("Days and terms"), ages.AGES),
    (_("Signs"), signs.SIGNS),
    (_("Tier and lifecycle"), standing.STANDING),
    (_("Value and loyalty"), worth.WORTH),
    (_("RFM"), rfm.RFM),
)
DERIVED: tuple[Fact, ...] = tuple(fact for _title, facts in TOPICS for fact in facts)
# What the type of a share holds.
MOST_SHARE = ibis.literal(999_999.0)
# What a group can do without: it then tells of the others.
OPTIONAL = {"position"}


def all_facts() -> tuple[Fact, ...]:
    """Return every fact, in the order of the store."""
    return (*(fact for group in GROUPS for fact in group.facts), *DERIVED)


def definitions() -> list[FactDefinition]:
    """Return the words of every fact, in the order of the store."""
    grouped = [
        fact.definition(group.title, [sources.SOURCES[name].title for name in group.inputs])
        for group in GROUPS
        for fact in group.facts
    ]
    # What is made of no other fact is made of the customer's own row.
    own, before = ([sources.SOURCES[name].title] for name in (PEOPLE, standing.SOURCE))
    derived = [
        fact.definition(title, before if fact.needs else () if fact.of else own)
        for title, facts in TOPICS
        for fact in facts
    ]
    return [*grouped, *derived]


def unconnected(tables: Iterable[str]) -> set[str]:
    """Return the facts that lack a data set, themselves or through another fact: they are 未接入, never zero."""
    known = set(tables)
    lacking = {
        fact.key
        for group in GROUPS
        if not set(group.inputs) - OPTIONAL <= known
        for fact in group.facts
    }
    for fact in DERIVED:
        if lacking.intersection(fact.of):
            lacking.add(fact.key)
    return lacking


def customer_facts(tables: Tables, context: Context) -> Parts:
    """Work out one row a customer: a column for each fact, typed by its unit; null where nothing is known."""
    lacking = unconnected(tables)
    if "balance" in tables and course.MEASURED not in tables:
        tables = {**tables, course.MEASURED: course.measured(tables, context)}
    parts = Parts(tables[PEOPLE].select(KEY, *TRAITS), context)
    for number, group in enumerate(GROUPS):
        found = _of_group(parts, group, tables, context=context, lacking=lacking)
        parts.add(f"group_{number}", found)
    parts.add("before", standing.before(parts, tables, context))
    for number, layer in enumerate(_layers()):
        parts.add(f"layer_{number}", _of_layer(parts, layer, context=context, lacking=lacking))
    return parts


def measured(tables: Tables, context: Context) -> Tables:
    """Measure the balances, which lie in the lake: the longest step of all, that waits for no master data."""
    return {course.MEASURED: course.measured(tables, context)} if "balance" in tables else {}


def wide(parts: Parts) -> ir.Table:
    """Return customer_id and every fact in one table: for a small bank."""
    return parts.having(fact.key for fact in all_facts())


def _layers() -> list[list[Fact]]:
    """Return the derived facts so that each stands behind those it is made of: one step of the engine for what a topic can tell at once.

    A step joins the columns that its facts name: those of one topic are few, those of all would fill the memory.
    """
    layers: list[list[Fact]] = []
    topics = [list(facts) for _title, facts in TOPICS]
    while waiting := {fact.key for facts in topics for fact in facts}:
        ready = [[fact for fact in facts if not waiting.intersection(fact.of)] for facts in topics]
        if not any(ready):
            message = f"facts made of one another: {sorted(waiting)}"
            raise ValueError(message)
        layers += [facts for facts in ready if facts]
        topics = [
            [fact for fact in facts if fact not in known]
            for facts, known in zip(topics, ready, strict=True)
        ]
    return layers


def _of_layer(parts: Parts, layer: list[Fact], *, context: Context, lacking: set[str]) -> ir.Table:
    """Work out a layer on the columns that it names."""
    row = parts.having([*TRAITS, *(name for fact in layer for name in (*fact.of, *fact.needs))])
    values = {
        fact.key: _typed(fact, ibis.null() if fact.key in lacking else fact.value(row, context))
        for fact in layer
    }
    return row.mutate(**values).select(KEY, *values)


def _of_group(
    parts: Parts, group: Group, tables: Tables, *, context: Context, lacking: set[str]
) -> ir.Table:
    if any(fact.key in lacking for fact in group.facts):
        nothing = {fact.key: ibis.null().cast(TYPES[fact.unit]) for fact in group.facts}
        return parts.having(()).mutate(**nothing)
    rows = group.rows(tables, context)
    values = {fact.key: _typed(fact, fact.value(rows, context)) for fact in group.facts}
    found = parts.beside(rows.group_by(KEY).aggregate(**values))
    return found.mutate(**{fact.key: _filled(fact, found[fact.key]) for fact in group.facts})


def _typed(fact: Fact, value: ir.Value) -> ir.Value:
    if fact.unit is FactUnit.SHARE and isinstance(value, ir.NumericValue):
        # A share of next to nothing has no end: one customer's must not stop the figures of all.
        value = ibis.cases((value > MOST_SHARE, MOST_SHARE), (value < -MOST_SHARE, -MOST_SHARE), else_=value)  # fmt: skip
    return value.cast(TYPES[fact.unit])


def _filled(fact: Fact, column: ir.Value) -> ir.Value:
    """Sums, counts and marks of nobody's rows are zero; other facts of nothing are not known."""
    if fact.unit not in ZERO_UNITS:
        return column
    return column.fill_null(ibis.literal(0).cast(TYPES[fact.unit]))
