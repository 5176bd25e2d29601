"""What follows from events of lower rooms. A leaver is cut already; here the account is closed as well."""

from datetime import datetime

from yinqiao.access import policies, services
from yinqiao.access.models import User
from yinqiao.organization.choices import StaffStatus
from yinqiao.organization.events import StaffLeft
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events import bus


@bus.subscribe(StaffLeft, name="access.close-account")
def close_account(event: StaffLeft, *, now: datetime) -> None:
    """Disable the account of somebody who left: sessions end and tokens are void, also if the person comes back later."""
    user = (
        User.objects.select_related("staff").filter(staff_id=event.staff_id, is_active=True).first()
    )
    if user is None or user.staff is None or user.staff.status != StaffStatus.LEFT:
        return
    actor = system_actor(name="HR", permissions=frozenset({policies.MANAGE_USERS}))
    services.disable_account(actor=actor, now=now, user_id=user.pk, reason="离职")
