"""Try a rule out: whom it would have fired for on the newest data date, how many, and some of the scope of who asked with the reason.

Who edits rules counts over the whole bank, who reads customers over those of her scope: else one try after another would tell of any customer.

Nothing is changed by it: who edits rules looks before saving, heads look what a rule would bring to their customers.
"""

import copy
from datetime import datetime, timedelta

import polars as pl
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.customers import queries as customers
from yinqiao.insights import conditions, policies
from yinqiao.insights.models import Fact, Trigger, TriggerDraft, TriggerDraftRow
from yinqiao.insights.services.changing import problems_of
from yinqiao.insights.services.triggers import LOADER, connected_units, fired_pieces, lacking
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.jobs import queue

JOB = "insights.work_out_draft"
SHOWN = 10
_KEPT = timedelta(days=1)
_CREATED = ("customer_id", "reason", "amount", "due_on")


@use_case("insights.trigger-previewed", permission=policies.PREVIEW_TRIGGERS)
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
    if closed := _closed_to(actor, draft):
        errors["condition"] = _("You do not see {names}.").format(names=", ".join(closed))
    if errors:
        raise InvalidInput(_("The rule cannot be used like this."), fields=errors)
    row = TriggerDraft.objects.create(
        code=code, condition=condition, reason=reason, asked_by_id=actor.user_id or 0, asked_at=now
    )
    unit.audit(ObjectRef("insights.trigger", newest.pk), detail={"code": code, "draft": row.pk})
    queue.defer(JOB, draft_id=row.pk)
    return row.pk


def _closed_to(actor: Actor, draft: Trigger) -> list[str]:
    """Return the margins and costs that a draft asks for and the actor does not see: one try after another would find them out."""
    if actor.can(policies.VIEW_CONTRIBUTION) or actor.can(policies.EDIT_TRIGGERS):
        return []
    return sorted(policies.CLOSED_FACTS & conditions.facts_used(draft.condition))


def work_out(*, draft_id: int, now: datetime) -> None:
    """Evaluate a draft; write down how many of those whom the person counts, and the first whom she may see now. A draft that is gone or done is passed over."""
    drafts = TriggerDraft.objects.using(LOADER)
    drafts.filter(asked_at__lt=now - _KEPT).delete()
    draft = drafts.filter(pk=draft_id, finished_at__isnull=True).first()
    if draft is None:
        return
    newest = Trigger.objects.using(LOADER).filter(code=draft.code).order_by("-effective_from")[0]
    newest.condition, newest.reason = draft.condition, draft.reason
    told = Fact.objects.using(LOADER).order_by("-data_on").values("data_on", "customers")[0]
    reader = access.present_actor(draft.asked_by_id, now)
    seen = _seen_by(reader)
    counted = seen if reader and policies.counts_in_scope(reader) else None
    fired, people, first = 0, 0, pl.DataFrame()
    pieces = fired_pieces(
        connections[LOADER], [newest], units=connected_units(), data_on=told["data_on"]
    )
    for piece in pieces:
        hers = piece.select(_CREATED)
        hers = hers.clear() if seen is None else hers.join(seen, on="customer_id", how="semi")
        # A customer lies in one piece.
        of_them = piece if counted is None else hers
        fired, people = fired + of_them.height, people + of_them["customer_id"].n_unique()
        first = _sorted(pl.concat([first, hers]) if first.height else hers).head(SHOWN)
    with transaction.atomic(using=LOADER):
        draft.data_on = told["data_on"]
        draft.customers = told["customers"] if counted is None else counted.height
        draft.fired, draft.people, draft.finished_at = fired, people, now
        draft.save(using=LOADER)
        TriggerDraftRow.objects.using(LOADER).bulk_create(
            TriggerDraftRow(draft=draft, **row) for row in first.to_dicts()
        )


def _seen_by(reader: Actor | None) -> pl.DataFrame | None:
    """Return the ids of the customers whom the reader may see with the reason; None for who opens none. Of others nothing is written down."""
    if reader is None or not policies.reads_reasons(reader):
        return None
    with scope_session(reader):
        ids = list(customers.ids_in_scope(actor=reader))
    return pl.DataFrame({"customer_id": ids}, schema={"customer_id": pl.Int64})


def _sorted(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("amount", "customer_id", descending=[True, False], nulls_last=True)
