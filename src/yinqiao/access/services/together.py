"""Leave for several people to see several customers for the time of a piece of work: given and taken back together."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from yinqiao.access.models import AccessGrant, User
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput

_REVOKE = """
update access_accessgrant set revoked_at = %s where id = any(%s) and revoked_at is null and until > %s returning staff_id
"""


def grant_for_work(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    takers: Mapping[int, int],
    until: datetime,
    reason: str,
) -> dict[int, int]:
    """Let each customer (the key) be seen by one member of staff until then, within the caller's use case; return the grants by customer.

    Whoever calls this has checked that the actor may give the work out. Raises InvalidInput for oneself.
    """
    if actor.staff_id is None or actor.staff_id in takers.values():
        raise InvalidInput(_("Another person must give the access."))
    rows = AccessGrant.objects.bulk_create(
        AccessGrant(
            staff_id=staff_id,
            customer_id=customer_id,
            valid_from=now,
            until=until,
            reason=reason[:200],
            approver_id=actor.staff_id,
        )
        for customer_id, staff_id in takers.items()
    )
    _wake(set(takers.values()))
    for row in rows:
        unit.audit(
            ObjectRef("access.grant", row.pk),
            new={"staff": row.staff_id, "until": until},
            reason=reason,
            customer_id=row.customer_id,
            verb="access.access-granted",
        )
    return {row.customer_id: row.pk for row in rows}


def revoke_for_work(*, now: datetime, grant_ids: Collection[int]) -> int:
    """End these grants before their time, within the caller's use case; return how many held."""
    if not grant_ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_REVOKE, (now, list(grant_ids), now))
        people = [pk for (pk,) in cursor.fetchall()]
    _wake(set(people))
    return len(people)


def _wake(staff_ids: Collection[int]) -> None:
    """Let their accounts see the change with the next request; they are locked always in the same order."""
    users = User.objects.filter(staff_id__in=staff_ids)
    locked = list(users.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    User.objects.filter(pk__in=locked).update(
        access_version=F("access_version") + 1, version=F("version") + 1
    )
