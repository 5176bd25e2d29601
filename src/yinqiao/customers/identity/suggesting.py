"""Write down that two records may be one customer; a pair that is known already, rejected ones too, stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import polars as pl
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.models import LinkageEvaluation
from yinqiao.customers.queries.tiers import tier_bounds
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import DomainError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

LOADER: Final = "loader"
AT_A_TIME: Final = 20_000
PAIRS: Final[Mapping[str, pl.DataType | type[pl.DataType]]] = {
    "first_id": pl.Int64,
    "second_id": pl.Int64,
    "rule": pl.String,
    "keys": pl.List(pl.String),
    "score": pl.Float64,
    "is_model": pl.Boolean,
    "reasons": pl.String,
}
"""The frame that `suggest` takes, in any order of the two ids: `keys` of `choices.MatchKey`, `score` 0-1, `reasons` a JSON list of
objects with field, verdict and weight."""


class LinkageUnsigned(DomainError):
    """Nobody has signed how well the linkage model does on the bank's own records."""

    code = "LINKAGE_UNSIGNED"
    status = 409


@dataclass(frozen=True, slots=True)
class Suggested:
    """How many pairs were new; the others were known (suggested, merged or rejected before) or name no two live records of a kind."""

    new: int
    known: int


def suggest(*, actor: Actor, now: datetime, pairs: pl.DataFrame) -> Suggested:
    """Suggest pairs that a linkage run found (frame of `PAIRS`); run again, it adds nothing. Some thousand in a transaction.

    Raises LinkageUnsigned when pairs of the model are among them and no evaluation is signed.
    """
    if pairs.height and pairs.get_column("is_model").any() and not linkage_is_signed():
        raise LinkageUnsigned(
            _("The linkage model is off until the bank signs an evaluation of it.")
        )
    new = sum(_take(actor=actor, now=now, pairs=part) for part in pairs.iter_slices(AT_A_TIME))
    return Suggested(new, pairs.height - new)


def linkage_is_signed(*, settings_digest: str = "") -> bool:
    """Tell whether an evaluation of the linkage model is signed by two people (of these settings, where given) and not withdrawn."""
    signed = LinkageEvaluation.objects.filter(signed_at__isnull=False, withdrawn_at__isnull=True)
    return (signed.filter(settings_digest=settings_digest) if settings_digest else signed).exists()


@use_case("customers.duplicates-suggested", permission=None, using=LOADER)
def _take(unit: Unit, *, actor: Actor, now: datetime, pairs: pl.DataFrame) -> int:
    written = insert(
        connections[LOADER],
        pairs,
        now=now,
        origin=choices.SuggestionOrigin.BULK,
        by=actor.staff_id,
    )
    unit.audit(None, detail={"pairs": pairs.height, "new": len(written)})
    return len(written)


def insert(
    connection: "BaseDatabaseWrapper",
    pairs: pl.DataFrame,
    *,
    now: datetime,
    origin: str,
    by: int | None,
) -> list[int]:
    """Insert pairs in the running transaction; return the ids of the new ones. Members of a merge count as their survivor."""
    rows = pairs.select(*PAIRS)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "first": rows.get_column("first_id").to_list(),
                "second": rows.get_column("second_id").to_list(),
                "rule": rows.get_column("rule").to_list(),
                "keys": rows.get_column("keys").list.join(",").to_list(),
                "score": rows.get_column("score").round(4).to_list(),
                "is_model": rows.get_column("is_model").to_list(),
                "reasons": rows.get_column("reasons").fill_null("[]").to_list(),
                "now": now,
                "origin": origin,
                "by": by,
                "bounds": list(tier_bounds()),
            },
        )
        return [int(row[0]) for row in cursor.fetchall()]


_INSERT: Final = """
with given as (
    select * from unnest(%(first)s::bigint[], %(second)s::bigint[], %(rule)s::text[], %(keys)s::text[], %(score)s::float8[],
        %(is_model)s::boolean[], %(reasons)s::text[]) as g (one, two, rule, keys, score, is_model, reasons)
),
known as (
    select coalesce(a.survivor_id, g.one) as one, coalesce(b.survivor_id, g.two) as two, g.rule, g.keys, g.score, g.is_model, g.reasons
    from given g left join customers_merged a on a.member_id = g.one left join customers_merged b on b.member_id = g.two
),
pairs as (
    select distinct on (least(one, two), greatest(one, two)) least(one, two) as first_id, greatest(one, two) as second_id, k.rule, k.keys,
        k.score, k.is_model, k.reasons
    from known k where one <> two order by 1, 2, k.score desc
)
insert into customers_suggestion (first_id, second_id, kind, rule, keys, is_model, score, reasons, value, origin, state, suggested_at,
    suggested_by_id, decided_by_name, note, version)
select p.first_id, p.second_id, a.kind, left(p.rule, 40), string_to_array(p.keys, ','), p.is_model, p.score, p.reasons::jsonb,
    coalesce((select max(b) from unnest(%(bounds)s::numeric[]) b where b <= coalesce(f.aum, 0) + coalesce(s.aum, 0)), 0), %(origin)s, 'SUGGESTED', %(now)s, %(by)s, '', '', 1
from pairs p join customers_customer a on a.id = p.first_id and a.ended_on is null
join customers_customer b on b.id = p.second_id and b.kind = a.kind and b.ended_on is null
left join customers_figures f on f.customer_id = p.first_id left join customers_figures s on s.customer_id = p.second_id
on conflict (first_id, second_id) do nothing returning id
"""


def suggest_pairs(
    unit: Unit, *, pairs: Sequence[tuple[int, int, str, tuple[str, ...], float]], origin: str
) -> list[int]:
    """Suggest a few pairs (ids, rule, keys, score) that somebody met with, in her transaction."""
    frame = pl.DataFrame(
        [
            {
                "first_id": one,
                "second_id": two,
                "rule": rule,
                "keys": list(keys),
                "score": score,
                "is_model": False,
                "reasons": "[]",
            }
            for one, two, rule, keys, score in pairs
        ],
        schema=PAIRS,
    )
    return insert(
        connections[DEFAULT_DB_ALIAS],
        frame,
        now=unit.now,
        origin=origin,
        by=unit.actor.staff_id,
    )
