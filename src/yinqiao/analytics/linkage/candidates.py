"""Pairs worth weighing: records that share a key. A million records have 500,000,000,000 pairs; this leaves some millions.

Each way of finding candidates is a list of keys from wide to narrow: the widest that stays within the budget is taken. A value that too many
records share (王伟, a filler phone) finds nothing by itself; narrower keys (王伟 and the year of birth) still find those who bear it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

# Budgets below this many pairs are pointless: small files are weighed generously.
_FEW: Final = 400_000
# From so many on nothing is weighed that one common key alone has found: nine of ten candidates of a large file, and by what the
# benchmark of a million tells none of its pairs.
_MANY: Final = 4_000_000

_YEAR: Final = "left(birth, 4)"
_MONTH: Final = "left(birth, 6)"
_DAY: Final = "right(birth, 4)"
_CITY: Final = "coalesce(city, province)"


def _key(*parts: str) -> str:
    """Return the SQL of a key: null when a part is null or empty."""
    return " || '|' || ".join(f"nullif({part}, '')" for part in parts)


# A number, a mailbox, a firm, a name with a day or a year: whoever shares one of these may be the same, whatever else differs.
TELLING: Final = (
    (_key("id"),),
    (_key("passport"),),
    (_key("uscc"),),
    (_key("phone"),),
    (_key("email"),),
    (_key("mailbox"), _key("mailbox", _YEAR), _key("mailbox", "first")),
    (_key("key", _YEAR),),
    (_key("key", _DAY),),
    (_key("alike", _YEAR),),
    (_key("core"), _key("core", "core_place")),
    (_key("core_alike"),),
    (_key("core_sound"),),
)
# What many share by chance: two of these together are worth a look.
COMMON: Final = (
    (_key("birth"), _key("birth", "left(first, 1)"), _key("birth", "first")),
    (_key("birth", "left(second, 1)"), _key("birth", "left(second, 3)")),
    (_key("key"),),
    (_key("key", _CITY), _key("key", "district")),
    (_key("key", "postcode"),),
    (_key("first", _DAY), _key("first", _DAY, "left(second, 1)")),
    (_key("second", _DAY), _key("second", _DAY, "left(first, 1)")),
    (_key("second", _YEAR), _key("second", _YEAR, "left(first, 1)")),
    (_key("left(first, 3)", "left(second, 3)"), _key("left(first, 3)", "left(second, 3)", _YEAR)),
    (_key("first", "left(second, 1)", _YEAR),),
    (_key("first", _YEAR), _key("first", _YEAR, _CITY)),
    (_key("first", _CITY), _key("first", _CITY, "left(second, 1)")),
    (_key("second", _CITY), _key("second", _CITY, "left(first, 1)")),
    (_key(_MONTH, _CITY), _key(_MONTH, _CITY, "left(first, 1)")),
    (_key(_MONTH, "left(first, 2)"), _key(_MONTH, "left(first, 2)", "left(second, 1)")),
    (_key("domain", _YEAR), _key("domain", _MONTH)),
    (_key("domain", "left(mailbox, 2)"), _key("domain", "left(mailbox, 5)")),
    (_key("place"), _key("place", _CITY), _key("place", "district")),
    (_key("address"),),
    (_key("left(address, 8)", "postcode"), _key("left(address, 8)", "first")),
    (_key("postcode", _YEAR), _key("postcode", _YEAR, "left(first, 1)")),
    (_key("postcode", "first"), _key("postcode", "first", "left(second, 1)")),
    (_key("postcode", "second"), _key("postcode", "second", "left(first, 1)")),
    (_key(_CITY, "first", "left(second, 1)"), _key(_CITY, "first", "second")),
    (_key("left(core, 4)"), _key("left(core, 4)", _CITY)),
    (_key("left(core, 2)", "core_place"), _key("left(core, 3)", "core_place")),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many records may share a value, and how many pairs one way may give."""

    largest_block: int
    pairs_a_way: int


def limits(records: int, *, largest_block: int, pairs_a_record: int) -> Limits:
    """Return the limits for that many records."""
    return Limits(largest_block, max(_FEW, pairs_a_record * records))


def collect(connection: duckdb.DuckDBPyConnection, limit: Limits) -> int:
    """Fill the table ``raw_pairs`` (l, r, is_telling; l < r; with repetitions) from the table ``records``; return how many rows it has.

    Of very many those are left out that a single common key has found.
    """
    for ways, is_telling in ((TELLING, True), (COMMON, False)):
        for key in _chosen(connection, ways, limit):
            connection.execute(
                f"""insert into raw_pairs
                with keyed as (select hash({key}) as k, record_id from records where {key} is not null),
                shared as (select k from keyed group by k having count(*) between 2 and {limit.largest_block}),
                members as (select keyed.* from keyed join shared using (k))
                select a.record_id, b.record_id, {is_telling} from members a join members b on a.k = b.k and a.record_id < b.record_id"""  # noqa: S608 - keys are declared above
            )
    if _count(connection, "select count(*) from raw_pairs") > _MANY:
        connection.execute(
            "create or replace table raw_pairs as select l, r, bool_or(is_telling) as is_telling from raw_pairs"
            " group by l, r having count(*) > 1 or bool_or(is_telling)"
        )
    return _count(connection, "select count(*) from raw_pairs")


def _chosen(
    connection: duckdb.DuckDBPyConnection, ways: Sequence[tuple[str, ...]], limit: Limits
) -> Iterator[str]:
    """Yield for each way its widest key within the budget, if it finds any pair; the narrowest where none is."""
    for keys in ways:
        for key in keys:
            pairs = _pairs_of(connection, key, limit)
            if pairs <= limit.pairs_a_way or key == keys[-1]:
                if 0 < pairs <= limit.pairs_a_way:
                    yield key
                break


def _pairs_of(connection: duckdb.DuckDBPyConnection, key: str, limit: Limits) -> int:
    return _count(
        connection,
        f"""select coalesce(sum(n * (n - 1) // 2), 0)::bigint from
        (select count(*) as n from records where {key} is not null group by hash({key}) having count(*) between 2 and {limit.largest_block})""",  # noqa: S608 - keys are declared above
    )


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
