"""Whose file is so late that marketing rests until it is in order: one of the causes of 业务审核中, a harmless one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.db import connection

from yinqiao.compliance.diligence import parameters as keys
from yinqiao.platform.parameters import queries as parameters

_LATE: Final = """
select f.customer_id from diligence_file f where f.customer_id = any(%(asked)s) and f.next_review_on < %(day)s
union
select f.customer_id from diligence_file f join diligence_file_item i on i.file_id = f.id
where f.customer_id = any(%(asked)s) and i.expires_on < %(day)s
"""


def too_late(*, customer_ids: Collection[int], today: date) -> set[int]:
    """Return those whose review or document is past its day by more than the bank's reasonable time. The caller has checked the scope."""
    days = parameters.integer(keys.STOP_AFTER, on=today)
    with connection.cursor() as cursor:
        cursor.execute(_LATE, {"asked": list(customer_ids), "day": today - timedelta(days=days)})
        return {row[0] for row in cursor.fetchall()}
