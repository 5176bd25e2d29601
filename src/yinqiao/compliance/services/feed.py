"""After a batch: what sources tell of withdrawals goes on to the platforms too, set-wise and once."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying

_TELL: Final = """
insert into compliance_consent_withdrawal (customer_id, consent_id, purpose, channel, withdrawn_at, told_at)
select c.customer_id, c.id, c.purpose, c.channel, coalesce(c.withdrawn_at, c.known_from), %s
from compliance_consent c
where c.status = 'WITHDRAWN' and c.ended_on is null
  and not exists (select 1 from compliance_consent_withdrawal w where w.consent_id = c.id)
order by c.id
"""


def tell_imported_withdrawals(*, connection: BaseDatabaseWrapper, now: datetime) -> int:
    """Write the withdrawals of the sources into the feed; again, none. Return how many."""
    with transaction.atomic(using=connection.alias):
        return copying.execute(connection, _TELL, (now,))
