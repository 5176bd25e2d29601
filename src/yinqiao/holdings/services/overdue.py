"""Keep, after a batch, when loans were overdue: a spell opens, lasts and ends by what the source says of the day."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.holdings.choices import LoanStatus

# Data of a day before the last one seen tell nothing new of a spell.
_LAST: Final = """
insert into holdings_overdue_spell (loan_id, customer_id, started_on, seen_on, longest_days)
select l.id, l.customer_id, %(day)s::date - l.overdue_days, %(day)s, l.overdue_days
from holdings_loan l where l.ended_on is null and l.overdue_days > 0 and l.status <> %(settled)s
on conflict (loan_id) where ended_on is null do update
set seen_on = excluded.seen_on, longest_days = greatest(holdings_overdue_spell.longest_days, excluded.longest_days)
where holdings_overdue_spell.seen_on <= excluded.seen_on
"""
_END: Final = """
update holdings_overdue_spell s set ended_on = %(day)s
where s.ended_on is null and s.seen_on < %(day)s and not exists (
    select 1 from holdings_loan l
    where l.id = s.loan_id and l.ended_on is null and l.overdue_days > 0 and l.status <> %(settled)s)
"""


def track_overdue(*, connection: BaseDatabaseWrapper, day: date) -> int:
    """Bring the spells up to the data of `day`; again, nothing. Return how many loans are overdue."""
    values: dict[str, Any] = {"day": day, "settled": LoanStatus.SETTLED.value}
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_END, values)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_LAST, values)
        return int(cursor.rowcount)
