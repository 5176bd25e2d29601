"""The statements under `platform.db.moves`: take rows, change rows, put them back, each with a line in the log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Plain = int | str | date | None | list[int] | list[str]
LOG: Final = "customers_merge_row"
_PAIRS: Final = (
    "pairs as (select * from unnest(%(merges)s::bigint[], %(members)s::bigint[], %(survivors)s::bigint[])"
    " as p (merge_id, member_id, survivor_id))"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A merge, the record that goes into another, and that other."""

    merge_id: int
    member_id: int
    survivor_id: int


@dataclass(frozen=True, slots=True)
class Moving:
    """One run over some merges. `batch_id` when a batch brought rows of merged records; `today` is the bank's date of `now`."""

    connection: "BaseDatabaseWrapper"
    pairs: Sequence[Pair]
    now: datetime
    today: date
    changed_by: int | None = None
    batch_id: int | None = None

    def execute(self, statement: str, **more: Plain) -> int:
        """Run a statement; return the rows it wrote."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, {**self._parameters(), **more})
            return int(cursor.rowcount)

    def rows(self, statement: str, **more: Plain) -> list[tuple[object, ...]]:
        """Run a query."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, {**self._parameters(), **more})
            return list(cursor.fetchall())

    def _parameters(self) -> dict[str, Plain]:
        return {
            "merges": [pair.merge_id for pair in self.pairs],
            "members": [pair.member_id for pair in self.pairs],
            "survivors": [pair.survivor_id for pair in self.pairs],
            "now": self.now,
            "today": self.today,
            "changed_by": self.changed_by,
            "batch": self.batch_id,
        }


@dataclass(frozen=True, slots=True)
class Shape:
    """What a statement must know of a table: its key, the columns that name a customer, where earlier states go, whether rows have a version.

    `customer` is the column by which the history finds the customer. `holds` is SQL over a row `t` and its line `l` in the log: such a row
    stays as it is now when the merge is undone. `documents` are JSON columns that go back key by key.
    """

    table: str
    owners: tuple[str, ...] = ("customer_id",)
    history: str = ""
    counts: bool = False
    key: str = "id"
    customer: str = "customer_id"
    holds: str = "false"
    documents: tuple[str, ...] = ()

    @property
    def bookkeeping(self) -> list[str]:
        """The columns that every change of a row sets."""
        found = ["version = t.version + 1"] if self.history or self.counts else []
        return [*found, "known_from = %(now)s"] if self.history else found


def write(
    moving: Moving,
    participant: str,
    shape: Shape,
    *,
    changes: Mapping[str, str],
    chosen: str,
    act: str,
) -> int:
    """Set `changes` on the rows `t` that `chosen` finds for a pair `p`; keep and log what stood there. Return the rows written."""
    if not moving.pairs:
        return 0
    sets = [f"{name} = {value}" for name, value in changes.items()]
    statement = _WRITE.format(
        pairs=_PAIRS,
        log=LOG,
        table=shape.table,
        key=shape.key,
        chosen=chosen,
        kept=_kept(shape),
        sets=", ".join([*sets, *shape.bookkeeping]),
        old=_picked("old", changes),
        new=_picked("new", changes),
    )
    return moving.execute(statement, participant=participant, act=act, table_name=shape.table)


# Written again, a line keeps what stood there before the merge; a value that came since (from a batch) is what goes back.
_WRITE: Final = """
with {pairs},
chosen as materialized (
    select p.merge_id, p.member_id, p.survivor_id, t.{key} as row_id, to_jsonb(t) as old
    from {table} t join pairs p on {chosen} order by t.{key} for update of t
),
{kept}
written as (
    update {table} t set {sets} from chosen p where t.{key} = p.row_id
    returning p.merge_id, p.survivor_id, p.row_id, p.old, to_jsonb(t) as new
)
insert into {log} as l (merge_id, survivor_id, participant, table_name, row_id, act, before, after, at)
select merge_id, survivor_id, %(participant)s, %(table_name)s, row_id, %(act)s, {old}, {new}, %(now)s from written
on conflict (merge_id, table_name, row_id) do update set
    before = l.before || (select coalesce(jsonb_object_agg(e.key, e.value), '{{}}'::jsonb) from jsonb_each(excluded.before) e
        where not l.after ? e.key or l.after->e.key is distinct from e.value),
    after = l.after || excluded.after,
    act = case when l.act = 'ADDED' then l.act when 'MOVED' in (l.act, excluded.act) then 'MOVED' else l.act end, at = excluded.at
"""


def put_back(moving: Moving, participant: str, shapes: Mapping[str, Shape]) -> int:
    """Put back what the log holds of the merges; return how many of the rows are there no more.

    A moved row goes back as it is now, with what was changed in it since; another column that the merge wrote gets its old value
    unless somebody changed it later. Rows that the merge added go first: they stand where old ones come back.
    """
    gone = 0
    for table, act, columns in _groups(moving, participant):
        shape = shapes[table]
        names = columns.split(",") if columns else []
        told: dict[str, Plain] = {
            "participant": participant,
            "table_name": table,
            "act": act,
            "columns": names,
        }
        words = {"log": LOG, "table": table, "key": shape.key, "kept": _kept(shape)}
        if act == "ADDED":
            moving.execute(_REMOVE.format(**words, holds="false"), **told)
            continue
        sets = ", ".join([*(_returned(name, shape) for name in names), *shape.bookkeeping])
        moving.execute(_PUT_BACK.format(**words, holds=shape.holds, sets=sets), **told)
        gone += sum(int(str(row[0])) for row in moving.rows(_GONE.format(**words), **told))
    return gone


def _groups(moving: Moving, participant: str) -> list[tuple[str, str, str]]:
    found = moving.rows(_LOGGED, participant=participant)
    return sorted((str(table), str(act), str(columns)) for table, act, columns in found)


# Each group of the log was written alike, so that one statement puts it back.
_LOGGED: Final = f"""
select distinct table_name, act, case when act = 'ADDED' then ''
    else array_to_string(array(select jsonb_object_keys(before) order by 1), ',') end
from {LOG} where merge_id = any(%(merges)s) and participant = %(participant)s
"""
_GONE: Final = """
select count(*) from {log} l where l.merge_id = any(%(merges)s) and l.participant = %(participant)s and l.table_name = %(table_name)s
    and l.act = %(act)s and array(select jsonb_object_keys(l.before) order by 1) = %(columns)s::text[]
    and not exists (select 1 from {table} t where t.{key} = l.row_id)
"""
_CHOSEN: Final = """
with chosen as materialized (
    select t.{key} as row_id, to_jsonb(t) as old, l.before, l.after, jsonb_populate_record(null::{table}, l.before) as b
    from {log} l join {table} t on t.{key} = l.row_id
    where l.merge_id = any(%(merges)s) and l.participant = %(participant)s and l.table_name = %(table_name)s and l.act = %(act)s
        and ({which}) and not coalesce({holds}, false) order by t.{key} for update of t
),
{{kept}}
"""
_ALIKE: Final = "array(select jsonb_object_keys(l.before) order by 1) = %(columns)s::text[]"
_PUT_BACK: Final = (
    _CHOSEN.replace("{which}", _ALIKE).replace("{{kept}}", "{kept}")
    + "dummy as (select 1) update {table} t set {sets} from chosen p where t.{key} = p.row_id"
)
_REMOVE: Final = (
    _CHOSEN.replace("{which}", "true").replace("{{kept}}", "{kept}")
    + "dummy as (select 1) delete from {table} t using chosen p where t.{key} = p.row_id"
)


def _returned(name: str, shape: Shape) -> str:
    if name in shape.owners:
        return f"{name} = (p.b).{name}"
    if name in shape.documents:
        return f"{name} = {_DOCUMENT.format(name=name)}"
    is_untouched = f"p.old->'{name}' is not distinct from p.after->'{name}'"
    return f"{name} = case when {is_untouched} then (p.b).{name} else t.{name} end"


# The keys that the merge wrote and nobody changed since: first those that it brought go, then what stood there comes back.
_DOCUMENT: Final = (
    "(t.{name} - array(select e.key from jsonb_each(p.after->'{name}') e where e.value is distinct from p.before->'{name}'->e.key"
    " and e.value is not distinct from t.{name}->e.key)) || (select coalesce(jsonb_object_agg(e.key, e.value), '{{}}'::jsonb)"
    " from jsonb_each(p.before->'{name}') e where e.value is distinct from p.after->'{name}'->e.key"
    " and t.{name}->e.key is not distinct from p.after->'{name}'->e.key)"
)
_KEPT: Final = """
kept as (
    insert into {history} (table_name, row_id, customer_id, known_from, known_to, state, changed_by_id)
    select %(table_name)s, row_id, (old->>'{customer}')::bigint, (old->>'known_from')::timestamptz, %(now)s, old, %(changed_by)s from chosen
),
"""


def _kept(shape: Shape) -> str:
    return _KEPT.format(history=shape.history, customer=shape.customer) if shape.history else ""


def _picked(row: str, columns: Collection[str]) -> str:
    return "jsonb_build_object(" + ", ".join(f"'{name}', {row}->'{name}'" for name in columns) + ")"
