"""Preview a rule before a new version is saved: whom it would have fired for on the newest data date, how many, and some of them with the reason."""

import copy
from datetime import datetime, timedelta

import polars as pl
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _

from yinqiao.insights import policies
from yinqiao.insights.models import Fact, Trigger, TriggerDraft, TriggerDraftRow
from yinqiao.insights.services.changing import problems_of
from yinqiao.insights.services.triggers import LOADER, connected_units, fired_pieces, lacking
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.jobs import queue

JOB = "insights.work_out_draft"
SHOWN = 10
_KEPT = timedelta(days=1)
_CREATED = ("customer_id", "reason", "amount", "due_on")


@use_case("insights.trigger-previewed", permission=policies.EDIT_TRIGGERS)
def preview_trigger(
    unit: Unit, *, actor: Actor, now: datetime, code: str, condition: object, reason: str
) -> int:
    """Have a draft of trigger `code` worked out by a job; return its id. Raise NotFound, InvalidInput with what is wrong at which field."""
    newest = Trigger.objects.filter(code=code).order_by("-effective_from").first()
    if newest is None:
        raise NotFound(_("There is no such rule."))
    errors = problems_of(condition, reason)
    draft = copy.copy(newest)
    draft.condition, draft.reason = condition, reason
    if not errors and (missing := lacking(draft, connected_units(using=DEFAULT_DB_ALIAS))):
        errors["condition"] = _("Not connected: {names}.").format(names=", ".join(missing))
    if errors:
        raise InvalidInput(_("The rule cannot be used like this."), fields=errors)
    row = TriggerDraft.objects.create(
        code=code, condition=condition, reason=reason, asked_by_id=actor.user_id or 0, asked_at=now
    )
    unit.audit(ObjectRef("insights.trigger", newest.pk), detail={"code": code, "draft": row.pk})
    queue.defer(JOB, draft_id=row.pk)
    return row.pk


def work_out(*, draft_id: int, now: datetime) -> None:
    """Evaluate a draft over everybody and write down how many and the first of them; a draft that is gone or done is passed over."""
    drafts = TriggerDraft.objects.using(LOADER)
    drafts.filter(asked_at__lt=now - _KEPT).delete()
    draft = drafts.filter(pk=draft_id, finished_at__isnull=True).first()
    if draft is None:
        return
    newest = Trigger.objects.using(LOADER).filter(code=draft.code).order_by("-effective_from")[0]
    newest.condition, newest.reason = draft.condition, draft.reason
    told = Fact.objects.using(LOADER).order_by("-data_on").values("data_on", "customers")[0]
    fired, people, first = 0, 0, pl.DataFrame()
    pieces = fired_pieces(
        connections[LOADER], [newest], units=connected_units(), data_on=told["data_on"]
    )
    for piece in pieces:
        # A customer lies in one piece.
        fired, people = fired + piece.height, people + piece["customer_id"].n_unique()
        first = (
            pl.concat([first, piece.select(_CREATED)]) if first.height else piece.select(_CREATED)
        )
        first = first.sort("amount", "customer_id", descending=[True, False], nulls_last=True)
        first = first.head(SHOWN)
    with transaction.atomic(using=LOADER):
        draft.data_on, draft.customers = told["data_on"], told["customers"]
        draft.fired, draft.people, draft.finished_at = fired, people, now
        draft.save(using=LOADER)
        TriggerDraftRow.objects.using(LOADER).bulk_create(
            TriggerDraftRow(draft=draft, **row) for row in first.to_dicts()
        )
