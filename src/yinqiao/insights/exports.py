"""Typed data sets of this room for analytics: surrogate ids, no sealed field (contract 13)."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying

_HELD = {
    "tier": pl.String,
    "tier_earned": pl.String,
    "tier_since": pl.Date,
    "tier_below_since": pl.Date,
    "tier_reason": pl.String,
    "stage": pl.String,
    "stage_since": pl.Date,
    "stage_reason": pl.String,
    "aum_low_since": pl.Date,
}


def standing(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return what held of each customer at the last change (held_on) and before it (before_…), and the newest keep of the tier."""
    names = ["customer_id", "held_on", *_HELD, *[f"before_{name}" for name in _HELD]]
    return copying.read_copy(
        connection,
        f"select {', '.join(f's.{name}' for name in names)}, k.tier, k.from_on, k.until_on from insights_standing s"  # noqa: S608 - own columns
        " left join (select distinct on (1) coalesce(m.survivor_id, t.customer_id) as customer_id, t.tier, t.from_on, t.until_on from insights_tier_keep t"
        " left join customers_merged m on m.member_id = t.customer_id order by 1, t.id desc) k using (customer_id)",
        {
            "customer_id": pl.Int64,
            "held_on": pl.Date,
            **_HELD,
            **{f"before_{name}": kind for name, kind in _HELD.items()},
            "keep_tier": pl.String,
            "keep_from": pl.Date,
            "keep_until": pl.Date,
        },
    )
