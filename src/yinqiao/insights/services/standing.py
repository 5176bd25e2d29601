"""Write down tiers and stages that changed, with reason and figures: set-wise, by the daily job alone."""

from datetime import date, datetime

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying

HELD = ("tier", "tier_earned", "tier_since", "tier_below_since", "tier_reason", "stage", "stage_since", "stage_reason", "aum_low_since")  # fmt: skip
# What a change was decided on, kept with it.
METRICS = ("aum", "aum_month_average", "aum_three_month_average", "aum_peak", "product_classes", "days_since_transaction")  # fmt: skip
STANDING_COLUMNS = (*HELD, *METRICS)
_STAGE = """
create temp table staged_standing (customer_id bigint, tier text, tier_earned text, tier_since date, tier_below_since date, tier_reason text,
    stage text, stage_since date, stage_reason text, aum_low_since date, aum numeric, aum_month_average numeric,
    aum_three_month_average numeric, aum_peak numeric, product_classes bigint, days_since_transaction bigint) on commit drop
"""
# What the day brought when it was worked out before, and all of later days: they were taken back, or they would not lie ahead.
_TAKE_BACK = """
delete from insights_standing_change c using staged_standing s join insights_standing h using (customer_id)
where c.customer_id = s.customer_id and (c.changed_on > %(day)s or (c.changed_on = %(day)s and h.held_on = %(day)s))
"""
_CHANGES = """
insert into insights_standing_change (customer_id, kind, changed_on, old, new, reason, metrics, recorded_at)
select s.customer_id, c.kind, %(day)s, c.old, c.new, c.reason, jsonb_strip_nulls(jsonb_build_object({metrics})), %(now)s
from staged_standing s join insights_standing h using (customer_id)
cross join lateral (values
    ('TIER', case when h.held_on >= %(day)s then h.before_tier else h.tier end, s.tier, s.tier_reason),
    ('STAGE', case when h.held_on >= %(day)s then h.before_stage else h.stage end, s.stage, s.stage_reason)
) c (kind, old, new, reason)
where c.old <> c.new
on conflict (customer_id, kind, changed_on) do update set old = excluded.old, new = excluded.new, reason = excluded.reason,
    metrics = excluded.metrics, recorded_at = excluded.recorded_at
"""
_HOLD = """
insert into insights_standing (customer_id, held_on, {held}, {before})
select s.customer_id, %(day)s, {new}, {base} from staged_standing s left join insights_standing h using (customer_id)
where h.customer_id is null or ({new}) is distinct from ({current})
on conflict (customer_id) do update set held_on = greatest(insights_standing.held_on, excluded.held_on), {updates}
"""


def keep_standing(
    connection: BaseDatabaseWrapper, *, frame: pl.DataFrame, data_on: date, now: datetime
) -> int:
    """Write the standing of the customers of `frame` (columns `HELD` and `METRICS`) as of `data_on` in one transaction; return the rows changed.

    The same day again takes its own place. What a day lacks (no transactions connected, so no stage) stays as it was.
    """
    told = {"day": data_on, "now": now}
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_STAGE)
        columns = frame.select("customer_id", *HELD, *METRICS)
        copying.copy_frame(connection, "staged_standing", columns)
        cursor.execute(_TAKE_BACK, told)
        cursor.execute(_CHANGES.format(metrics=", ".join(f"'{name}', s.{name}" for name in METRICS)), told)  # fmt: skip
        cursor.execute(_hold(), told)
        changed = int(cursor.rowcount)
        cursor.execute("drop table staged_standing")
    return changed


def _hold() -> str:
    # A stage is null where its sources are lacking: then the one before stands. The money that is gone comes with the tier's sources.
    base = [f"case when h.held_on >= %(day)s then h.before_{name} else h.{name} end" for name in HELD]  # fmt: skip
    new = [
        f"coalesce(s.{name}, {old})" if name.startswith("stage") else f"s.{name}"
        for name, old in zip(HELD, base, strict=True)
    ]
    updates = [f"{name} = excluded.{name}, before_{name} = excluded.before_{name}" for name in HELD]
    return _HOLD.format(
        held=", ".join(HELD),
        before=", ".join(f"before_{name}" for name in HELD),
        new=", ".join(new),
        base=", ".join(base),
        current=", ".join(f"h.{name}" for name in HELD),
        updates=", ".join(updates),
    )
