"""That a script was used: told by a button, or by a contact that was logged with it."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.interactions import queries as interactions
from yinqiao.interactions.events import FollowUpLogged
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.sales import policies as sales
from yinqiao.sales.models import Opportunity
from yinqiao.sales.scripts import queries
from yinqiao.sales.scripts.models import ScriptUse
from yinqiao.sales.scripts.services.writing import TYPE, ScriptGone


@use_case("scripts.used", permission=sales.WORK)
def note_use(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, version_id: int
) -> None:
    """Write down that the actor used a version with the customer of an opportunity, once a day. Raises NotFound, ScriptGone for one that does not fit (any more)."""
    shown = queries.scripts_for(actor=actor, opportunity_id=opportunity_id, now=now)
    if version_id not in {line.version_id for line in (*shown.main, *shown.objections)}:
        raise ScriptGone(_("This script does not fit any more. Look at the newest."))
    row = sales.visible_to(actor).filter(pk=opportunity_id).first()
    if row is None or actor.staff_id is None:
        raise NotFound(_("There is no such opportunity, or its customer is not in your scope."))
    _write(unit, row, version_id=version_id, staff=(actor.staff_id, actor.name), now=now)


@use_case("scripts.use-taken", permission=None)
def take_use(unit: Unit, *, actor: Actor, now: datetime, logged: FollowUpLogged) -> None:
    """A contact was logged with the words that the system offered: those of the library count for it."""
    row = Opportunity.objects.filter(pk=logged.about_id or 0).first()
    is_told = logged.staff_id is not None and interactions.used_script(record_id=logged.record_id)
    if row is None or not is_told or row.script or row.customer_id != logged.customer_id:
        unit.audit(None, detail={"record_id": logged.record_id, "taken": False})
        return
    # What fits is asked as the person saw it.
    reader = access.actor_of_staff(logged.staff_id or 0, now) or actor
    shown = queries.scripts_for(actor=reader, opportunity_id=row.pk, now=now)
    if not shown.main:
        unit.audit(None, detail={"record_id": logged.record_id, "taken": False})
        return
    _write(
        unit,
        row,
        version_id=shown.main[0].version_id,
        staff=(logged.staff_id or 0, logged.staff_name),
        now=now,
        contact=logged,
    )


def _write(
    unit: Unit,
    row: Opportunity,
    *,
    version_id: int,
    staff: tuple[int, str],
    now: datetime,
    contact: FollowUpLogged | None = None,
) -> None:
    staff_id, name = staff
    told = {} if contact is None else {"contact_record_id": contact.record_id, "is_reached": contact.is_reached}  # fmt: skip
    ScriptUse.objects.update_or_create(
        opportunity_id=row.pk,
        version_id=version_id,
        staff_id=staff_id,
        on=clock.bank_date(now),
        defaults=told,
        create_defaults={"customer_id": row.customer_id, "staff_name": name, "at": now, **told},
    )
    unit.audit(
        ObjectRef(TYPE, version_id),
        new={"version_id": version_id, "opportunity_id": row.pk},
        customer_id=row.customer_id,
    )
