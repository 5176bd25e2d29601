"""Publish another version of the checklist: written as text, checked, agreed to by a second person. Files keep the version they were made with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.diligence import policies
from yinqiao.compliance.diligence.models import Checklist, ChecklistDraft, ChecklistItem
from yinqiao.compliance.diligence.rules.checklists import (
    Flaw,
    Item,
    Unreadable,
    flaw_of,
    read_checklist,
)
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.workflow import services as workflow

CHECKLIST_KIND: Final = "diligence.checklist"
DRAFT: Final = "diligence.checklist_draft"
TYPE: Final = "diligence.checklist"
LONGEST_TEXT: Final = 30_000
_LONGEST_VERSION: Final = 20
_SAID: Final[Mapping[Flaw, str | Promise]] = MappingProxyType(
    {
        Flaw.EMPTY: gettext_lazy("The checklist asks nothing."),
        Flaw.CODE: gettext_lazy("The code of “{name}” is there twice."),
        Flaw.PARTIES: gettext_lazy("Say of whom “{name}” is asked."),
        Flaw.WORDS: gettext_lazy("“{name}” needs a sentence why (说明) and its rule (依据)."),
        Flaw.OPTIONS: gettext_lazy("“{name}” needs two answers at least, each with a code of its own."),
        Flaw.NOTHING: gettext_lazy("Nothing is required of “{name}”."),
        Flaw.FACTORS: gettext_lazy("No required item tells of the factor of risk “{name}”."),
        Flaw.OFFICIAL: gettext_lazy("“{name}” has to be asked about foreign public office (answer FOREIGN_OFFICIAL)."),
    }
)  # fmt: skip


class ChecklistChanged(DomainError):
    """What was asked for does not fit any more: the version or its day is taken."""

    code = "CHECKLIST_TAKEN"
    status = 409


@dataclass(frozen=True, slots=True)
class ChecklistTold:
    """A version as it is asked for."""

    version: str
    valid_from: date
    text: str
    reason: str


@use_case("diligence.checklist-submitted", permission=policies.GRADE)
def request_checklist(unit: Unit, *, actor: Actor, now: datetime, told: ChecklistTold) -> int:
    """Ask a second person to publish a version; return the approval's id. Raises InvalidInput with the fields that are wrong."""
    _check(told, today=clock.bank_date(now))
    draft = ChecklistDraft.objects.create(
        version=told.version.strip(),
        valid_from=told.valid_from,
        text=told.text.strip(),
        digest=_digest(told.text),
        made_at=now,
        made_by_id=actor.staff_id,
        made_by_name=actor.name,
    )
    unit.audit(
        ObjectRef(DRAFT, draft.pk),
        new={"version": draft.version, "valid_from": draft.valid_from, "digest": draft.digest},
        reason=told.reason,
    )
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=CHECKLIST_KIND,
        payload={"draft_id": draft.pk, "digest": draft.digest},
        reason=told.reason,
        org_id=None,
        ref=ObjectRef(DRAFT, draft.pk),
        summary=_("Publish the checklist {version} from {day} on").format(
            version=draft.version, day=draft.valid_from.isoformat()
        ),
    )


def apply_checklist(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the version holds from its day on, or from today if that has passed."""
    _publish(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        draft_id=int(str(payload["draft_id"])),
        digest=str(payload["digest"]),
    )
    return _("The checklist is published. Files opened from its day on follow it.")


@use_case("diligence.checklist-published", permission=policies.GRADE)
def _publish(unit: Unit, *, actor: Actor, now: datetime, draft_id: int, digest: str) -> None:
    take_turn(CHECKLIST_KIND, 0)
    draft = ChecklistDraft.objects.get(pk=draft_id)
    day = max(draft.valid_from, clock.bank_date(now))
    if draft.digest != digest or _digest(draft.text) != digest or _taken(draft.version, day):
        raise ChecklistChanged(_("It is not what was asked for any more. Reject the request."))
    row = Checklist.objects.create(
        version=draft.version, valid_from=day, published_at=now, published_by_name=actor.name
    )
    _write_items(row, read_checklist(draft.text))
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"version": row.version, "valid_from": day, "digest": digest},
        detail={"asked_by": draft.made_by_name},
    )


def _write_items(row: Checklist, items: Sequence[Item]) -> None:
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            checklist=row,
            place=place,
            code=item.code,
            title=item.title,
            why=item.why,
            source=item.source,
            party_types=list(item.parties),
            kinds=list(item.kinds),
            is_required=item.is_required,
            needs_document=item.needs_document,
            needs_expiry=item.needs_expiry,
            options=[[option.code, option.text, option.points] for option in item.options],
            factor=item.factor,
        )
        for place, item in enumerate(items)
    )


def _check(told: ChecklistTold, *, today: date) -> None:
    wrong: dict[str, str] = {}
    version = told.version.strip()
    if not 0 < len(version) <= _LONGEST_VERSION:
        wrong["version"] = _("Enter a code of at most {limit} characters.").format(
            limit=_LONGEST_VERSION
        )
    elif Checklist.objects.filter(version=version).exists():
        wrong["version"] = _("This code is taken.")
    if told.valid_from < today:
        wrong["valid_from"] = _("This day is past.")
    elif Checklist.objects.filter(valid_from=told.valid_from).exists():
        wrong["valid_from"] = _("Another version begins on this day.")
    problem = _problem(told.text)
    if problem:
        wrong["text"] = problem
    if wrong:
        raise InvalidInput(_("The checklist is not complete."), fields=wrong)


def _problem(text: str) -> str:
    """Say what is wrong with a text, or nothing."""
    if len(text) > LONGEST_TEXT:
        return _("At most {limit} characters.").format(limit=LONGEST_TEXT)
    try:
        found = flaw_of(read_checklist(text))
    except Unreadable as error:
        return _("Line {line} cannot be read: {text}").format(line=error.line, text=error.text[:40])
    return str(_SAID[found[0]]).format(name=found[1]) if found else ""


def _taken(version: str, day: date) -> bool:
    return (
        Checklist.objects.filter(version=version).exists()
        or Checklist.objects.filter(valid_from=day).exists()
    )


def _digest(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()
