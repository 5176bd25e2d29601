"""The names of a list with what came of them as a file: asked for with a reason, agreed to by somebody else, fetched within hours."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.campaign_lists import parameters as keys
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import State
from yinqiao.sales.campaign_lists.models import ListExport
from yinqiao.sales.campaign_lists.services.writing import TYPE, locked, must_be
from yinqiao.workflow import services as workflow

KIND: Final = "campaign_lists.export"


@use_case("campaign_lists.export-asked", permission=policies.VIEW)
def ask_for_export(unit: Unit, *, actor: Actor, now: datetime, list_id: int, reason: str) -> int:
    """Ask for the file of a list; return the approval."""
    row = locked(actor, list_id)
    must_be(row, State.OUT, State.ENDED, State.RECALLED)
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can export."))
    asked = ListExport.objects.create(campaign_list=row, staff_id=actor.staff_id, asked_at=now)
    asked.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"export_id": asked.pk, "name": row.name},
        reason=reason,
        org_id=actor.org_id,
        ref=ObjectRef(TYPE, row.pk),
    )
    asked.save(update_fields=["approval_id"])
    unit.audit(ObjectRef(TYPE, row.pk), reason=reason, detail={"export": asked.pk})
    return asked.approval_id


def export_summary(payload: Mapping[str, object]) -> str:
    """Return what the approver reads first."""
    return _("Names and results of the list “{name}”, without names of persons").format(
        name=payload["name"]
    )


def apply_export(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of the approval: the file can be fetched for some hours."""
    now = clock.now()
    hours = parameters.integer(keys.EXPORT_HOURS, on=clock.bank_date(now))
    until = now + timedelta(hours=hours)
    ListExport.objects.filter(pk=int(str(payload["export_id"]))).update(until=until)
    return _("The file can be fetched for {hours} hours.").format(hours=hours)


@use_case("campaign_lists.export-fetched", permission=policies.VIEW)
def fetch_export(unit: Unit, *, actor: Actor, now: datetime, list_id: int) -> int:
    """Count a download of what was agreed to; return the id of the list. Raises NotFound for anything else."""
    row = locked(actor, list_id)
    asked = ListExport.objects.filter(
        campaign_list=row, staff_id=actor.staff_id or 0, until__gt=now
    ).first()
    if asked is None:
        raise NotFound(_("There is no file of this list for you, or its time is over."))
    unit.audit(ObjectRef(TYPE, row.pk), detail={"export": asked.pk})
    return row.pk
