"""Match rules that say yes or no, as one SQL statement each over the table ``records``."""

from collections.abc import Sequence
from typing import Final

import duckdb

from yinqiao.analytics.linkage.comparisons import NAME
from yinqiao.customers.queries.linkage import Field, How, MatchRule, Part

MOST_SHARING: Final = 200
"""A number that more records share is no number of anybody: a filler that a system put in."""

_LISTS: Final = {
    Field.ID: "ids",
    Field.PASSPORT: "passports",
    Field.USCC: "usccs",
    Field.PHONE: "phones",
    Field.EMAIL: "emails",
}
_SAME: Final = {
    Field.NAME: "a.plain = b.plain",
    Field.BIRTH: "a.birth = b.birth",
    Field.ADDRESS: "a.place = b.place and coalesce(a.city = b.city, true) and coalesce(a.district = b.district, true)",
    Field.COMPANY: "a.core = b.core and coalesce(a.core_place = b.core_place, true) and coalesce(a.branch, '') = coalesce(b.branch, '')",
}
_ALIKE_NAME: Final = {"former", "alike", "sound", "near"}


def find(connection: duckdb.DuckDBPyConnection, rules: Sequence[MatchRule]) -> None:
    """Fill the table ``certain``: left_id, right_id, place (of the first rule that holds, from 0)."""
    connection.execute(
        "create or replace table met (left_id bigint, right_id bigint, place integer)"
    )
    for place, rule in enumerate(rules):
        conditions = [_condition(part) for part in rule.parts if part.field is not rule.joining]
        connection.execute(
            f"""insert into met
            with valued as (select record_id, unnest({_values(rule.joining)}) as v from records),
            shared as (select v from valued where v is not null group by v having count(*) between 2 and {MOST_SHARING}),
            members as (select valued.* from valued join shared using (v))
            select distinct a.record_id, b.record_id, {place}
            from members x join members y on x.v = y.v and x.record_id < y.record_id
            join records a on a.record_id = x.record_id join records b on b.record_id = y.record_id
            where {" and ".join([*conditions, "true"])}"""  # noqa: S608 - conditions are declared above
        )
    connection.execute(
        "create or replace table certain as select left_id, right_id, min(place) as place from met group by all"
    )


def _values(field: Field) -> str:
    if field is Field.ADDRESS:
        return "[place || '|' || coalesce(district, city, province, '')]"
    return _LISTS[field]


def _condition(part: Part) -> str:
    if part.field in _LISTS:
        listed = _LISTS[part.field]
        return f"list_has_any(a.{listed}, b.{listed})"
    return _SAME[part.field] if part.how is How.SAME else _similar(part.field)


def _similar(field: Field) -> str:
    if field is Field.COMPANY:
        return (
            "(a.core_alike = b.core_alike or a.core_sound = b.core_sound"
            " or (length(a.core) >= 4 and levenshtein(a.core, b.core) <= 1)) and coalesce(a.branch, '') = coalesce(b.branch, '')"
        )
    levels = [level.condition for level in NAME.levels if level.label in _ALIKE_NAME]
    written = " or ".join(f"({condition})" for condition in ["plain_l = plain_r", *levels])
    return f"({_on_sides(written)})"


def _on_sides(condition: str) -> str:
    """Return a condition over columns ``x_l`` and ``x_r`` as one over ``a.x`` and ``b.x``."""
    for column in ("plain", "former", "alike", "key", "sound"):
        condition = condition.replace(f"{column}_l", f"a.{column}").replace(
            f"{column}_r", f"b.{column}"
        )
    return condition
