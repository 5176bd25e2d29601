"""Open a file, supply its items, hand it to the second person of the branch, check it, open it again for a review."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import policies, rules
from yinqiao.compliance.diligence.choices import FileState, ItemState, PartyType
from yinqiao.compliance.diligence.models import Checklist, ChecklistItem, DiligenceFile, FileItem
from yinqiao.compliance.diligence.queries.files import is_needed, options_of
from yinqiao.compliance.diligence.rules import Document, ItemRule
from yinqiao.compliance.diligence.services.writing import (
    TYPE,
    SamePerson,
    locked_file,
    move,
    require_state,
)
from yinqiao.compliance.suitability import services as evidence
from yinqiao.compliance.suitability.choices import EvidenceKind
from yinqiao.compliance.suitability.services import EvidenceDetails
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.rules import FieldClass, mask
from yinqiao.platform.parameters import queries as parameters

ITEM: Final = "diligence.item"
_TURN: Final = "diligence.file"
_LONGEST: Final = {"answer": 500, "issuer": 120, "number": 40, "note": 200}
_PEOPLE: Final = frozenset({PartyType.PERSON, PartyType.SOLE_TRADER})
_SUPPLIED: Final = frozenset({ItemState.GIVEN, ItemState.CHECKED})
_WORDS: Final = ("answer", "option", "document_masked", "issuer", "issued_on", "expires_on")


class FileThere(DomainError):
    """The customer has a file."""

    code = "DUP_REQUEST"
    status = 409


@dataclass(frozen=True, slots=True)
class ItemTold:
    """What was supplied for an item: words or a choice, a document with its number in clear, and a copy of `size` bytes to be sealed."""

    answer: str = ""
    option: str = ""
    document: Document = field(default_factory=Document)
    copy: BinaryIO | None = None
    size: int = 0


@use_case("diligence.file-opened", permission=policies.FILL)
def open_file(unit: Unit, *, actor: Actor, now: datetime, customer_id: int, party_type: str) -> int:
    """Open the file of a customer; return its id. Raises NotFound outside the scope, FileThere, InvalidInput for another kind of party."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    fits = {"PERSON": _PEOPLE}.get(customer.kind, frozenset(PartyType) - _PEOPLE)
    if party_type not in fits:
        said = _("Choose one that fits the customer.")
        raise InvalidInput(said, fields={"party_type": said})
    take_turn(_TURN, customer_id)
    if DiligenceFile.objects.filter(customer_id=customer_id).exists():
        raise FileThere(_("This customer has a file."))
    return put_file(
        unit,
        actor=actor,
        now=now,
        customer_id=customer_id,
        party_type=PartyType(party_type),
        opened_on=customer.opened_on,
    )


def put_file(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    party_type: PartyType,
    opened_on: date | None,
) -> int:
    """Write a new file within a use case that has checked the actor; the clock of a new customer runs from the day of opening."""
    today = clock.bank_date(now)
    since = today - timedelta(days=parameters.integer(keys.NEW_WITHIN, on=today))
    start = opened_on if opened_on is not None and since < opened_on <= today else today
    workdays = parameters.integer(keys.FIRST_GRADING, on=today)
    row = DiligenceFile.objects.create(
        customer_id=customer_id,
        party_type=party_type,
        checklist=Checklist.objects.filter(valid_from__lte=today).latest("valid_from", "pk"),
        state_since=now,
        opened_at=now,
        opened_by_name=actor.name,
        grade_due_on=add_workdays(organization.calendar(), start, workdays),
    )
    add_items(row)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"party_type": row.party_type, "grade_due_on": row.grade_due_on},
        customer_id=customer_id,
    )
    return row.pk


def add_items(row: DiligenceFile) -> int:
    """Give the file the items that its party type and kind need and that it lacks; return how many."""
    known = set(row.items.values_list("item_id", flat=True))
    asked = [
        item
        for item in ChecklistItem.objects.filter(checklist_id=row.checklist_id).order_by("place")
        if item.pk not in known
        and rules.applies(rule_of(item), party_type=row.party_type, kind=row.kind)
    ]
    FileItem.objects.bulk_create(FileItem(file=row, item=item) for item in asked)
    return len(asked)


def rule_of(item: ChecklistItem) -> ItemRule:
    """Return an item as far as it decides."""
    return ItemRule(item.code, item.party_types, item.kinds, item.needs_document, item.needs_expiry)


@use_case("diligence.item-supplied", permission=policies.FILL)
def supply_item(
    unit: Unit, *, actor: Actor, now: datetime, item_id: int, version: int, told: ItemTold
) -> int:
    """Keep what was supplied for an item; return its file. A file that was complete is open again then.

    Raises NotFound outside the scope, StaleVersion with the fields that differ when somebody else supplied it meanwhile, FileElsewhere
    while others check or grade, InvalidInput with the fields that are wrong.
    """
    item, row = _item(actor, item_id)
    if item.version != version:
        raise _stale(item, told)
    require_state(row, FileState.COLLECTING, FileState.COMPLETE)
    _check(item, told, clock.bank_date(now))
    before = {name: getattr(item, name) for name in _WORDS}
    _take(item, told)
    item.evidence_id = _seal(item, row, told, actor=actor, now=now) or item.evidence_id
    item.state, item.note, item.version = ItemState.GIVEN, "", item.version + 1
    item.given_at, item.given_by_id, item.given_by_name = now, actor.staff_id, actor.name
    item.checked_at, item.checked_by_name = None, ""
    item.save()
    after = {name: getattr(item, name) for name in _WORDS}
    changed = [name for name in _WORDS if before[name] != after[name]]
    unit.audit(
        ObjectRef(ITEM, item.pk),
        old={name: before[name] for name in changed},
        new={name: after[name] for name in changed},
        customer_id=row.customer_id,
        detail={"item": item.item.code},
    )
    if row.state == FileState.COMPLETE:
        row.round += 1
        move(unit, row, FileState.COLLECTING, now=now)
    return row.pk


@use_case("diligence.file-submitted", permission=policies.FILL)
def submit_file(unit: Unit, *, actor: Actor, now: datetime, file_id: int, version: int) -> None:
    """Hand the file to the second person. Raises NotFound, StaleVersion, FileElsewhere, InvalidInput naming what is missing."""
    row = locked_file(actor, file_id, version=version)
    require_state(row, FileState.COLLECTING)
    lacks = [
        line.item.title
        for line in row.items.select_related("item").order_by("item__place")
        if line.state not in _SUPPLIED and is_needed(line)
    ]
    if lacks:
        said = _("Still missing: {names}.").format(names="、".join(lacks))
        raise InvalidInput(said, fields={"items": said})
    row.submitted_by_id = actor.staff_id
    move(unit, row, FileState.CHECKING, now=now)


@use_case("diligence.file-checked", permission=policies.CHECK)
def check_file(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    file_id: int,
    version: int,
    returned: Mapping[int, str],
) -> None:
    """Check what was supplied: all of it is in order, or some items go back with a note (`returned`: id of the item → what is wrong).

    Raises NotFound, StaleVersion, FileElsewhere, InvalidInput for a note that says nothing, SamePerson for whoever supplied or handed in.
    """
    row = locked_file(actor, file_id, version=version)
    require_state(row, FileState.CHECKING)
    lines = list(row.items.select_for_update(of=("self",)))
    makers = {row.submitted_by_id}
    makers |= {line.given_by_id for line in lines if line.state == ItemState.GIVEN}
    if actor.staff_id in makers:
        raise SamePerson(_("Another person has to check what you supplied."))
    if not set(returned) <= {line.pk for line in lines}:
        raise NotFound(_("There is no such item."))
    if not all(note.strip() for note in returned.values()):
        raise InvalidInput(_("Say what is wrong."), fields={"note": _("Say what is wrong.")})
    for line in lines:
        if line.pk not in returned and line.state not in _SUPPLIED:
            continue  # may be left out, and was
        if line.pk in returned:
            line.state = ItemState.RETURNED
            line.note = scan_free_text(returned[line.pk].strip())[: _LONGEST["note"]]
        else:
            line.state = ItemState.CHECKED
            line.checked_at, line.checked_by_name = now, actor.name
        line.version += 1
    fields = ["state", "note", "checked_at", "checked_by_name", "version"]
    FileItem.objects.bulk_update(lines, fields)
    move(unit, row, FileState.COLLECTING if returned else FileState.GRADING, now=now)


@use_case("diligence.review-begun", permission=policies.FILL)
def begin_review(unit: Unit, *, actor: Actor, now: datetime, file_id: int, version: int) -> None:
    """Open a complete file for its review: everything is looked at again, expired documents are missing. Raises as `submit_file`."""
    row = locked_file(actor, file_id, version=version)
    require_state(row, FileState.COMPLETE)
    today = clock.bank_date(now)
    lines = list(row.items.select_for_update())
    for line in lines:
        is_over = line.expires_on is not None and line.expires_on < today
        is_there = line.state in _SUPPLIED and not is_over
        line.state = ItemState.GIVEN if is_there else ItemState.MISSING
        line.version += 1
    FileItem.objects.bulk_update(lines, ["state", "version"])
    row.round += 1
    move(unit, row, FileState.COLLECTING, now=now)


def _item(actor: Actor, item_id: int) -> tuple[FileItem, DiligenceFile]:
    """Return an item in scope and its file, both locked, the file first as everywhere."""
    rows = customer_policies.scoped(
        FileItem.objects.filter(pk=item_id), actor, through="file__customer"
    )
    file_id = rows.values_list("file_id", flat=True).first()
    if file_id is None:
        raise NotFound(_("There is no such item."))
    row = locked_file(actor, file_id)
    locked = FileItem.objects.select_related("item").select_for_update(of=("self",))
    return locked.get(pk=item_id), row


def _stale(item: FileItem, told: ItemTold) -> StaleVersion:
    document = told.document
    mine = {
        "answer": (item.answer, told.answer),
        "option": (_word(item, item.option), _word(item, told.option)),
        "number": (item.document_masked, _masked(document.number)),
        "issuer": (item.issuer, document.issuer),
        "issued_on": (item.issued_on, document.issued_on),
        "expires_on": (item.expires_on, document.expires_on),
    }
    return StaleVersion(
        _("Somebody else supplied this meanwhile."),
        extra={
            "version": item.version,
            "differences": {name: pair for name, pair in mine.items() if pair[0] != pair[1]},
            "changed_by": item.given_by_name,
        },
    )


def _word(item: FileItem, option: str) -> str:
    return dict(options_of(item)).get(option, "")


def _masked(number: str) -> str:
    """An ID number keeps 3 + 4, any other 1 + 2; in full it stands on the sealed copy alone."""
    return mask(number, FieldClass.ID_NUMBER) if number.strip() else ""


def _check(item: FileItem, told: ItemTold, today: date) -> None:
    words = {
        "needed": _("The number of the document is needed."),
        "end_needed": _("Say until when the document is valid."),
        "ahead": _("This day lies ahead."),
        "before_issue": _("The document would end before it was issued."),
        "expired": _("The document has expired."),
    }
    found = rules.document_problems(
        told.document,
        needs_document=item.item.needs_document,
        needs_expiry=item.item.needs_expiry,
        today=today,
    )
    wrong = {name: words[code] for name, code in found.items()}
    offered = dict(options_of(item))
    if offered and told.option not in offered:
        wrong["option"] = _("Choose one of the list.")
    if not offered and not item.item.needs_document and not told.answer.strip():
        wrong["answer"] = _("Say what the customer told.")
    texts = {
        "answer": told.answer,
        "issuer": told.document.issuer,
        "number": told.document.number,
    }
    for name, text in texts.items():
        if len(text) > _LONGEST[name]:
            wrong[name] = _("At most {limit} characters.").format(limit=_LONGEST[name])
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)


def _take(item: FileItem, told: ItemTold) -> None:
    item.answer = scan_free_text(told.answer.strip())[: _LONGEST["answer"]]
    item.option = told.option if item.item.options else ""
    item.document_masked = _masked(told.document.number)
    item.issuer = told.document.issuer.strip()
    item.issued_on, item.expires_on = told.document.issued_on, told.document.expires_on


def _seal(
    item: FileItem, row: DiligenceFile, told: ItemTold, *, actor: Actor, now: datetime
) -> int | None:
    """Keep the copy as evidence: sealed, with its digests in the chain, changed by nobody."""
    if told.copy is None:
        return None
    try:
        return evidence.keep_evidence(
            actor=actor,
            now=now,
            customer_id=row.customer_id,
            details=EvidenceDetails(
                kind=EvidenceKind.DILIGENCE,
                title=item.item.title,
                happened_on=told.document.issued_on or clock.bank_date(now),
                about=ObjectRef(ITEM, item.pk),
            ),
            file=told.copy,
            size=told.size,
        )
    except InvalidInput as error:
        fields = {{"file": "copy"}.get(name, name): said for name, said in error.fields.items()}
        raise InvalidInput(error.message, fields=fields) from None
