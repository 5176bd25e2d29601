"""Reject a suggestion: two customers after all. It is kept, so that nobody suggests the pair again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from yinqiao.customers import policies
from yinqiao.customers.choices import SuggestionOrigin, SuggestionState
from yinqiao.customers.identity import merging, suggesting
from yinqiao.customers.identity.refusals import MergeClosed
from yinqiao.customers.models import Suggestion
from yinqiao.customers.queries.card import id_of_number
from yinqiao.customers.queries.comparing import compare
from yinqiao.customers.queries.duplicates import survivor_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text

TYPE: Final = "customers.suggestion"
BATCH_LIMIT: Final = 100


@use_case("customers.duplicate-rejected", permission=policies.MERGE)
def reject_suggestion(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    suggestion_id: int,
    version: int,
    reason: str = "",
) -> None:
    """Write down that these are two customers. Raises NotFound, MergeClosed once it was decided, StaleVersion."""
    row = Suggestion.objects.select_for_update().filter(pk=suggestion_id).first()
    if row is None:
        raise NotFound(_("There is no such suggestion."))
    if row.state != SuggestionState.SUGGESTED:
        raise MergeClosed(_("This pair was decided already."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    row.state, row.version = SuggestionState.REJECTED, row.version + 1
    row.decided_at, row.decided_by_id, row.decided_by_name = now, actor.staff_id, actor.name
    row.note = scan_free_text(reason.strip())[:200]
    row.save()
    for customer_id in (row.first_id, row.second_id):
        unit.audit(
            ObjectRef(TYPE, row.pk),
            old={"state": SuggestionState.SUGGESTED},
            new={"state": row.state},
            reason=row.note,
            customer_id=customer_id,
        )


@use_case("customers.duplicate-suggested", permission=policies.MERGE)
def suggest_by_hand(
    unit: Unit, *, actor: Actor, now: datetime, first_no: str, second_no: str
) -> int:
    """Put two records beside each other by their customer numbers; return the id of the pair, new or known.

    Raises InvalidInput by field for a number that nobody in scope has, and for one and the same.
    """
    del now
    ids = {
        field: id_of_number(actor=actor, customer_no=number)
        for field, number in (("first", first_no), ("second", second_no))
    }
    wrong = {
        field: _("No customer with this number in your scope")
        for field, found in ids.items()
        if found is None
    }
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    one, two = (survivor_of(found or 0) for found in ids.values())
    if one == two:
        message = _("These are one and the same record.")
        raise InvalidInput(message, fields={"second": message})
    suggesting.suggest_pairs(
        unit, pairs=[(one, two, merging.BY_HAND, (), 0.5)], origin=SuggestionOrigin.PERSON
    )
    row = Suggestion.objects.filter(first_id=min(one, two), second_id=max(one, two)).first()
    if row is None:
        message = _("A person and a company are never one customer.")
        raise InvalidInput(message, fields={"second": message})
    unit.audit(ObjectRef(TYPE, row.pk), new={"rule": row.rule, "state": row.state})
    return row.pk


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one pair of a batch; `problem` is empty when the request went out."""

    suggestion_id: int
    problem: str
    merge_id: int | None = None


def request_many(
    *, actor: Actor, now: datetime, suggestion_ids: Sequence[int], reason: str
) -> list[Answered]:
    """Ask for the merges of several pairs by the rule of each field; one that fails does not hold up the others (C2)."""
    if len(suggestion_ids) > BATCH_LIMIT:
        raise InvalidInput(
            _("At most {limit} pairs can be asked for at once.").format(limit=BATCH_LIMIT)
        )
    pairs = {row.pk: row for row in Suggestion.objects.filter(pk__in=suggestion_ids)}
    return [
        _one(suggestion_id, pairs.get(suggestion_id), actor=actor, now=now, reason=reason)
        for suggestion_id in suggestion_ids
    ]


def _one(
    suggestion_id: int, row: Suggestion | None, *, actor: Actor, now: datetime, reason: str
) -> Answered:
    if row is None or row.state != SuggestionState.SUGGESTED:
        return Answered(suggestion_id, _("This pair was decided already."))
    try:
        with transaction.atomic():
            found = compare(actor=actor, first_id=row.first_id, second_id=row.second_id)
            merge_id = merging.request_merge(
                actor=actor,
                now=now,
                survivor_id=found.kept.id,
                member_id=found.other.id,
                sides={},
                reason=reason,
            )
    except DomainError as error:
        return Answered(suggestion_id, error.message)
    return Answered(suggestion_id, "", merge_id)
