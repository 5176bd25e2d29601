"""The statements of erasure, by the loader role: whose time is over, how many rows that is, and their deletion, set-wise."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction

from yinqiao.compliance.privacy import rules
from yinqiao.compliance.privacy.rules import Ended
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass, ErasureParticipant

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

LOADER: Final = "loader"
ROOT: Final = "customers_customer"
# Their own day counts, also for a person without a relation: they prove what the bank did.
_BY_DAY_ONLY: Final = frozenset({DataClass.SENT, DataClass.LOG})
# A hold on one record of a merge holds the other too.
HELD: Final = """
with held as (select h.customer_id as id from privacy_held_customer h join privacy_legal_hold l on l.id = h.hold_id where l.ended_at is null)
select id from held union select g.survivor_id from customers_merged g join held on held.id = g.member_id
union select g.member_id from customers_merged g join held on held.id = g.survivor_id
"""
_ENDED: Final = """
select c.id, {ended}, c.status = 'PROSPECT', {proven}
from customers_customer c
where c.id > %(after)s and c.id <= %(last)s and (c.status in ('PROSPECT', 'CLOSED', 'DECEASED') or c.ended_on is not null)
    and not ({lives}) and coalesce({proven} <> 'infinity', true) and not c.id = any(%(held)s)
    and not exists (select 1 from customers_merged g join customers_merge m on m.id = g.merge_id
        left join customers_customer s on s.id = g.survivor_id where g.member_id = c.id and (s.id is not null or m.undo_until > now()))
order by c.id limit %(limit)s
"""
_SELF: Final = "coalesce(c.ended_on, (c.known_from at time zone 'Asia/Shanghai')::date)"
_COUNT: Final = "select count(*), null::date from {table} t where {chosen}"
_DELETE: Final = """
with gone as (delete from {table} t where {chosen} returning t.{key} as k)
select count(*), encode(sha256(convert_to(coalesce(string_agg(k::text, ',' order by k), ''), 'UTF8')), 'hex'), max(k) from gone
"""
# A sealed file is taken away by its place once the row is gone for good: see `outside`.
_DELETE_FILED: Final = """
with gone as (delete from {table} t where {chosen} returning t.{key} as k, t.{file} as f),
lying as (insert into privacy_file_erasure (path, noted_at) select f, now() from gone where f <> '' on conflict do nothing)
select count(*), encode(sha256(convert_to(coalesce(string_agg(k::text, ',' order by k), ''), 'UTF8')), 'hex'), max(k) from gone
"""
_NOTE_LAKE: Final = """
insert into privacy_lake_erasure (dataset, customer_id, noted_at) select %(dataset)s, pk, now() from (
    select unnest(%(ids)s::bigint[]) union select g.member_id from customers_merged g where g.survivor_id = any(%(ids)s)
) whose(pk) on conflict do nothing
"""
# A row about nobody (an alert about a member of staff) is held by no hold.
_OVER: Final = "{dated} < %(before)s and not coalesce(t.{owner} = any(%(held)s), false)"
_SOME: Final = "t.{key} = any(array(select t.{key} from {table} t where t.{key} > %(after)s and {over} order by t.{key} limit %(limit)s))"
_REFERENCES: Final = (
    "select k.conrelid::regclass::text, a.attname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]"
    " where k.confrelid = %s::regclass and k.contype = 'f' and has_column_privilege(k.conrelid, a.attnum, 'select') order by 1, 2"
)


Chosen = tuple[ErasureParticipant, list[int]]
"""A table, and the customers whose rows of it go."""


@dataclass(slots=True)
class Tally:
    """Rows by table and the oldest day of each; `digest` chains tables and ids of what was erased; `customers` had rows that are over."""

    rows: Counter[str] = field(default_factory=Counter)
    oldest: dict[str, date] = field(default_factory=dict)
    customers: int = 0
    digest: str = ""

    def add(self, table: str, rows: int, *, oldest: date | None = None, digest: str = "") -> None:
        """Count rows of a table."""
        self.rows[table] += rows
        if rows and oldest is not None:
            self.oldest[table] = min(oldest, self.oldest.get(table, oldest))
        if rows and digest:
            chained = f"{self.digest}{table}:{rows}:{digest}"
            self.digest = hashlib.sha256(chained.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Terms:
    """The months of each class as they hold on `today`, and those of persons without a relation."""

    months: Mapping[DataClass, int]
    prospect_months: int
    today: date


def held_ids(connection: "BaseDatabaseWrapper") -> list[int]:
    """Return the customers under a legal hold, with those merged with them."""
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        return [int(pk) for (pk,) in cursor.fetchall()]


def with_merged(connection: "BaseDatabaseWrapper", customer_id: int) -> list[int]:
    """Return a customer and the records that were merged into hers: not all of their rows moved."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select member_id from customers_merged where survivor_id = %s order by 1",
            (customer_id,),
        )
        return [customer_id, *(int(pk) for (pk,) in cursor.fetchall())]


def ended(
    connection: "BaseDatabaseWrapper",
    *,
    held: Collection[int],
    after: int,
    last: int = 2**62,
    limit: int = 2**31,
    asks_proof: bool = True,
) -> list[Ended]:
    """Return the customers (after, last] without a living tie to the bank, by id: since when, and whether there ever was a relation.

    Whoever is still looked into is left out. That is the loader's to know: without `asks_proof` the answer says nothing of it.
    """
    ties = list(erasure.ties.values())
    contact = ", ".join(erasure.contacts.values()) or "null::date"
    proofs = ", ".join(erasure.proofs.values()) if asks_proof else ""
    statement = _ENDED.format(
        proven=f"greatest({proofs or 'null::date'})",
        ended=f"greatest({', '.join([_SELF, *(tie.last for tie in ties)])}, case when c.status = 'PROSPECT' then greatest({contact}) end)",
        lives=" or ".join(tie.lives for tie in ties) or "false",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement, {"after": after, "last": last, "held": list(held), "limit": limit}
        )
        return [
            Ended(int(pk), day, bool(never), proven) for pk, day, never, proven in cursor.fetchall()
        ]


def chosen_by_table(people: Sequence[Ended], terms: Terms) -> list[Chosen]:
    """Return which customers' rows of each table go, in the order in which they go."""
    over = _over(people, terms)
    prospects = _over([one for one in people if one.is_prospect], terms)
    found = []
    for item in erasure.participants.values():
        # What has a day of its own goes by it, unless nothing of the person is kept.
        ids = (prospects if item.dated else over)[item.data_class]
        if ids and item.data_class not in _BY_DAY_ONLY:
            found.append((item, ids))
    return found


def _over(people: Iterable[Ended], terms: Terms) -> dict[DataClass, list[int]]:
    return rules.over_by_class(
        people, terms.months, prospect_months=terms.prospect_months, today=terms.today
    )


def count_people(
    connection: "BaseDatabaseWrapper", people: Sequence[Ended], *, terms: Terms, tally: Tally
) -> None:
    """Count the rows that are over their time because the relation is."""
    days = {one.customer_id: one.ended_on for one in people}
    for item, ids in chosen_by_table(people, terms):
        rows, _none = _one(connection, _COUNT, item, ids=ids)
        tally.add(item.table, int(str(rows)), oldest=min(days[pk] for pk in ids))
    ids = _over(people, terms)[DataClass.IDENTITY]
    tally.add(ROOT, len(ids), oldest=min((days[pk] for pk in ids), default=None))


def count_tables(
    connection: "BaseDatabaseWrapper", items: Iterable[ErasureParticipant], ids: Sequence[int]
) -> dict[str, int]:
    """Return how many rows each table has of these customers, one way or the other."""
    found = {}
    for item in items:
        rows, _none = _one(connection, _COUNT, item, ids=ids)
        found[item.table] = int(str(rows))
    return found


def erase_people(
    connection: "BaseDatabaseWrapper", people: Sequence[Ended], *, terms: Terms, tally: Tally
) -> None:
    """Erase what of these customers is over its time, within the running transaction.

    What rows of others still hang on stays: the customers are halved until only those stand alone.
    """
    identity = _over(people, terms)[DataClass.IDENTITY]
    erase_set(connection, chosen_by_table(people, terms), roots=identity, tally=tally)


def erase_set(
    connection: "BaseDatabaseWrapper",
    chosen: Sequence[Chosen],
    *,
    roots: Sequence[int],
    tally: Tally,
) -> None:
    """Erase the chosen rows, and the records `roots` that nothing hangs on then; halve the customers where rows of others are in the way."""
    ids = sorted({pk for _item, found in chosen for pk in found} | set(roots))
    trial = Tally(digest=tally.digest)
    try:
        with transaction.atomic(using=connection.alias):
            _delete(connection, chosen, roots=roots, tally=trial)
    except IntegrityError:
        if len(ids) > 1:
            middle = ids[len(ids) // 2]
            for first, end in ((ids[0], middle), (middle, 2**62)):
                part, own = _part(chosen, roots, first=first, end=end)
                erase_set(connection, part, roots=own, tally=tally)
        elif roots:
            erase_set(connection, chosen, roots=(), tally=tally)
        return
    tally.rows += trial.rows
    tally.digest = trial.digest


def _part(
    chosen: Sequence[Chosen], roots: Sequence[int], *, first: int, end: int
) -> tuple[list[Chosen], list[int]]:
    rows = [(item, [pk for pk in ids if first <= pk < end]) for item, ids in chosen]
    return [(item, ids) for item, ids in rows if ids], [pk for pk in roots if first <= pk < end]


def _delete(
    connection: "BaseDatabaseWrapper",
    chosen: Sequence[Chosen],
    *,
    roots: Sequence[int],
    tally: Tally,
) -> None:
    with connection.cursor() as cursor:
        # Completed assessments and evidence are fixed but for this.
        cursor.execute("select set_config('app.erasing', 'on', true)")
    for item, ids in chosen:
        unnamed = _unnamed(connection, item.table, item.key) if item.is_named else ""
        statement = _DELETE_FILED if item.file else _DELETE
        rows, digest, _last = _one(connection, statement, item, ids=ids, unnamed=unnamed)
        tally.add(item.table, int(str(rows)), digest=str(digest))
    _note_lake(connection, chosen)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        if roots:
            _delete_roots(connection, roots, tally)
        cursor.execute("set constraints all deferred")
        cursor.execute("select set_config('app.erasing', '', true)")


def _note_lake(connection: "BaseDatabaseWrapper", chosen: Sequence[Chosen]) -> None:
    """Note whose rows the lake is to lose with those of the same class here: what it holds of a merged record stands under that one's number."""
    for kept in erasure.lakes.values():
        same = [
            ids for item, ids in chosen if item.data_class is kept.data_class and not item.dated
        ]
        if same:
            whose = sorted({pk for ids in same for pk in ids})
            with connection.cursor() as cursor:
                cursor.execute(_NOTE_LAKE, {"dataset": kept.dataset, "ids": whose})


def _delete_roots(connection: "BaseDatabaseWrapper", roots: Sequence[int], tally: Tally) -> None:
    """Delete the records themselves, except where anything is left that names them."""
    unnamed = _unnamed(connection, ROOT, "id")
    statement = _DELETE.format(table=ROOT, key="id", chosen=f"t.id = any(%(ids)s){unnamed}")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": list(roots)})
        rows, digest, _last = cursor.fetchone() or (0, "", None)
    tally.add(ROOT, int(rows), digest=str(digest))


def _unnamed(connection: "BaseDatabaseWrapper", table: str, key: str) -> str:
    """Return SQL that adds to what chooses rows `t` of a table: nothing that is left names them."""
    with connection.cursor() as cursor:
        cursor.execute(_REFERENCES, [table])
        return "".join(
            f" and not exists (select 1 from {other} r where r.{column} = t.{key})"  # noqa: S608 - names out of the catalogue
            for other, column in cursor.fetchall()
        )


def count_dated(
    connection: "BaseDatabaseWrapper",
    item: ErasureParticipant,
    *,
    before: date,
    held: Collection[int],
) -> tuple[int, date | None]:
    """Return how many rows of a table are over by their own day, and the oldest day."""
    over = _OVER.format(dated=item.dated, owner=item.owner)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(*), min({item.dated}) from {item.table} t where {over}",  # noqa: S608 - names of our tables
            {"before": before, "held": list(held)},
        )
        rows, oldest = cursor.fetchone() or (0, None)
    return int(rows), oldest


def erase_dated(
    connection: "BaseDatabaseWrapper",
    item: ErasureParticipant,
    *,
    before: date,
    held: Collection[int],
    after: int,
    limit: int,
    tally: Tally,
) -> int | None:
    """Erase some rows of a table that are over by their own day, from behind the key `after` on; return the last key, None when none is left."""
    over = _OVER.format(dated=item.dated, owner=item.owner)
    some = _SOME.format(key=item.key, table=item.table, over=over)
    with connection.cursor() as cursor:
        cursor.execute(
            _DELETE.format(table=item.table, key=item.key, chosen=some),
            {"before": before, "held": list(held), "after": after, "limit": limit},
        )
        rows, digest, last = cursor.fetchone() or (0, "", None)
    tally.add(item.table, int(rows), digest=str(digest))
    return None if last is None else int(last)


def _one(
    connection: "BaseDatabaseWrapper",
    statement: str,
    item: ErasureParticipant,
    *,
    ids: Sequence[int],
    unnamed: str = "",
) -> tuple[object, ...]:
    chosen = item.chosen + unnamed
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(table=item.table, key=item.key, file=item.file, chosen=chosen),
            {"ids": list(ids)},
        )
        return tuple(cursor.fetchone() or ())
