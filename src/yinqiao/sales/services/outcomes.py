"""Count how the opportunities of the last year ended, by kind, after each run of the triggers."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

LOOK_BACK: Final = timedelta(days=365)
_COUNT = """
    insert into sales_outcome (kind, won, lost, counted_at)
    select kind, count(*) filter (where state = 'WON'), count(*) filter (where state = 'LOST'), %(now)s
    from sales_opportunity where closed_at >= %(since)s and state in ('WON', 'LOST') group by kind
    on conflict (kind) do update set won = excluded.won, lost = excluded.lost, counted_at = excluded.counted_at
"""


def count_outcomes(*, now: datetime) -> None:
    """Write down the counts of the whole bank; runs in the transaction of the job that takes the firings, whose scope is everybody."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"now": now, "since": now - LOOK_BACK})
        cursor.execute("delete from sales_outcome where counted_at < %s", [now])
