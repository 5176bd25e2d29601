"""That somebody saw the brief of the morning: then the bell is still about it."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import NotFound
from yinqiao.sales import policies
from yinqiao.sales.models import BriefRead


@use_case("sales.brief-read", permission=policies.VIEW)
def see_brief(unit: Unit, *, actor: Actor, now: datetime) -> None:
    """Note it once a day; again changes nothing. Raise NotFound for an actor without a staff number."""
    if actor.staff_id is None:
        raise NotFound(_("There is no brief without a staff number."))
    day = clock.bank_date(now)
    _row, is_new = BriefRead.objects.get_or_create(
        staff_id=actor.staff_id, day=day, defaults={"read_at": now}
    )
    unit.audit(None, detail={"day": day, "repeated": not is_new})
