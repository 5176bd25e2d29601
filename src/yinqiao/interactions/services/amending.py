"""Change what one logged, for a day; afterwards only add to it, beside the original."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies, rules
from yinqiao.interactions.models import Amendment, ContactRecord, History
from yinqiao.interactions.queries.origins import is_history
from yinqiao.interactions.services.follow_ups import LINE_LENGTH, NOTE_LENGTH
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.parameters import queries as parameters

WORDS = ("need", "summary", "subject", "place", "participants")


class EditingOver(DomainError):
    """The time for changing it is over, or somebody else logged it: it can be added to."""

    code = "EDIT_WINDOW_OVER"
    status = 409


@dataclass(frozen=True, slots=True)
class Words:
    """What was written about a contact. What came of it is not changed: the ledger counted it."""

    need: str = ""
    summary: str = ""
    subject: str = ""
    place: str = ""
    participants: str = ""


@use_case("interactions.follow-up-edited", permission=policies.LOG)
def edit_follow_up(
    unit: Unit, *, actor: Actor, now: datetime, record_id: int, version: int, words: Words
) -> None:
    """Change the words of one's own contact within the time for it; the earlier ones stay in the history.

    Raises NotFound outside the scope, EditingOver, StaleVersion, InvalidInput.
    """
    row = _locked(actor, record_id)
    hours = parameters.integer(keys.EDIT_HOURS, on=clock.bank_date(now))
    is_author = row.staff_id is not None and row.staff_id == actor.staff_id
    logged_at = first_known(row)
    if not is_author or is_history(row) or not rules.may_edit(logged_at, now=now, hours=hours):
        raise EditingOver(_("It can no longer be changed. Add what is missing."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    _check_words(words)
    keep_version(ContactRecord, History, row.pk, now=now, changed_by=actor.staff_id)
    changed = [name for name in WORDS if getattr(row, name) != getattr(words, name).strip()]
    for name in changed:
        setattr(row, name, getattr(words, name).strip())
    row.known_from, row.version = now, row.version + 1
    row.save()
    unit.audit(
        ObjectRef("interactions.contact_record", row.pk),
        customer_id=row.customer_id,
        detail={"changed": changed},
    )


@use_case("interactions.follow-up-amended", permission=policies.LOG)
def amend_follow_up(unit: Unit, *, actor: Actor, now: datetime, record_id: int, text: str) -> int:
    """Add to one's own contact, beside the original; return the id of what was added.

    Raises NotFound outside the scope, EditingOver for one of somebody else or of another system, InvalidInput without a text.
    """
    row = _locked(actor, record_id)
    if row.staff_id is None or row.staff_id != actor.staff_id or is_history(row):
        raise EditingOver(_("Only whoever logged it adds to it."))
    written = text.strip()
    if not written or len(written) > NOTE_LENGTH:
        said = _("Write 1 to {limit} characters.").format(limit=NOTE_LENGTH)
        raise InvalidInput(said, fields={"text": said})
    added = Amendment.objects.create(
        contact_record=row,
        customer_id=row.customer_id,
        at=now,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        text=written,
    )
    unit.audit(
        ObjectRef("interactions.contact_record", row.pk),
        customer_id=row.customer_id,
        detail={"amendment_id": added.pk},
    )
    return added.pk


def first_known(row: ContactRecord) -> datetime:
    """Return when it was logged: the beginning of its first version."""
    earlier = History.objects.filter(
        table_name="interactions_contact_record", row_id=row.pk
    ).order_by("known_from")
    first = earlier.values_list("known_from", flat=True).first()
    return first or row.known_from


def _locked(actor: Actor, record_id: int) -> ContactRecord:
    rows = customer_policies.scoped(
        ContactRecord.objects.filter(pk=record_id, ended_on__isnull=True), actor
    )
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return row


def _check_words(words: Words) -> None:
    wrong = {
        name: _("At most {limit} characters.").format(limit=most)
        for name, most in (
            (name, NOTE_LENGTH if name == "summary" else LINE_LENGTH) for name in WORDS
        )
        if len(getattr(words, name)) > most
    }
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
