"""A fact is defined once: its words, and its Ibis expression over the rows of a group or over facts worked out before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import ibis
import ibis.expr.types as ir

from yinqiao.insights.choices import FactUnit
from yinqiao.insights.queries import StandingRules
from yinqiao.insights.services import FactDefinition

# The column by which tables of customers are joined.
KEY = "customer_id"
RETAIL = "零售金融部"
RISK = "风险管理部"
COMPLIANCE = "内控合规部"
FINANCE = "计划财务部"
CORPORATE = "公司金融部"
# Types by unit, as DuckDB and Spark name them alike through Ibis.
TYPES = {
    FactUnit.YUAN: "decimal(20, 2)",
    FactUnit.COUNT: "int64",
    FactUnit.DAYS: "int64",
    FactUnit.MONTHS: "int64",
    FactUnit.SHARE: "decimal(12, 6)",
    FactUnit.SCORE: "decimal(9, 2)",
    FactUnit.DATE: "date",
    FactUnit.CODE: "string",
    FactUnit.FLAG: "boolean",
}
# Sums and counts of nothing are nothing; a day, a code or a share of nothing is not known.
ZERO_UNITS = {FactUnit.YUAN, FactUnit.COUNT, FactUnit.FLAG}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the bank sets by parameter, as of the data date."""

    aum_weights: tuple[tuple[str, str], ...]
    lum_classes: tuple[str, ...]
    rates: tuple[tuple[str, str], ...]
    tier_bounds: tuple[str, ...]
    near_percent: int = 10
    idle_demand: int = 50_000
    standing: StandingRules = field(default_factory=StandingRules)
    account_cost: int = 0
    # Weight and full marks of each part of a score, by its name.
    scores: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)


# Puts what is worked out so far aside under a name, in the order of a column if one is named, so that a large bank is worked
# through in bounded memory.
Keep = Callable[[str, ir.Table, str], ir.Table]


def as_it_is(_name: str, table: ir.Table, _order: str = "") -> ir.Table:
    """Keep nothing aside: one expression for all."""
    return table


@dataclass(frozen=True, slots=True)
class Context:
    """The data date, the settings that expressions may ask for, and where steps are kept."""

    on: date
    settings: Settings
    keep: Keep = as_it_is


Value = Callable[[ir.Table, Context], ir.Value]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `value` is an aggregate over the rows of its group, or an expression over the wide row, made `of` other facts."""

    key: str
    title: str
    formula: str
    unit: FactUnit
    value: Value
    of: tuple[str, ...] = ()
    owner: str = RETAIL
    rows: str = ""
    is_core: bool = False
    # Columns of everybody that are no facts: what was known of the customer before.
    needs: tuple[str, ...] = ()

    def definition(self, topic: str, group_inputs: Sequence[str] = ()) -> FactDefinition:
        """Return the words of this fact under `topic`; those of a group come from the titles of the group's data sets."""
        return FactDefinition(
            key=self.key,
            topic=topic,
            title=self.title,
            formula=self.formula,
            unit=self.unit,
            inputs=(*group_inputs, *[f"fact:{name}" for name in self.of]),
            owner=self.owner,
            rows=self.rows,
            is_core=self.is_core,
        )


def known(measure: Value, *names: str) -> Value:
    """Return `measure`, nothing where one of the columns `names` is not known."""

    def value(row: ir.Table, context: Context) -> ir.Value:
        is_known = ibis.and_(*[row[name].notnull() for name in names])
        return ibis.ifelse(is_known, measure(row, context), ibis.null())

    return value


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of customers (column customer_id) that many facts are aggregated from in one pass; `inputs` are the data sets they come from."""

    title: str
    inputs: tuple[str, ...]
    rows: Callable[["Tables", Context], ir.Table]
    facts: tuple[Fact, ...]


# Data sets by name; one that no source feeds is absent.
Tables = dict[str, ir.Table]
