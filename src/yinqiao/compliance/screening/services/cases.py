"""Work a case: add evidence, pass it up, propose, decide. A listed party, and an equal number found wrong, take two persons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from yinqiao.compliance.events import ReviewDecided
from yinqiao.compliance.screening import policies
from yinqiao.compliance.screening.choices import UNDECIDED, WORKABLE, CaseState, StepKind
from yinqiao.compliance.screening.models import Case, CaseStep
from yinqiao.compliance.screening.services.copies import keep_copy
from yinqiao.compliance.screening.services.writing import settle
from yinqiao.compliance.screening.wall import open_wall
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion

_TYPE: Final = "screening.case"
_SHORTEST_REASON: Final = 4
_LONGEST: Final = {"text": 1000, "evidence": 200}


class CaseOver(DomainError):
    """The case was decided before, or is not in the state in which this could be done."""

    code = "CASE_STATE"
    status = 409


class SamePerson(DomainError):
    """Whoever proposed does not decide."""

    code = "SAME_PERSON"
    status = 409


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says in a case: the text, where the proof lies (number of a document, a place), and a copy of `size` bytes to be sealed."""

    text: str
    evidence: str = ""
    copy: BinaryIO | None = None
    size: int = 0


@use_case("screening.case-noted", permission=policies.WORK_SCREENING)
def add_evidence(
    unit: Unit, *, actor: Actor, now: datetime, case_id: int, version: int, word: Word
) -> None:
    """Add what was found out. Raises NotFound, StaleVersion, CaseOver for a decided case, InvalidInput for no text."""
    case = _locked(actor, case_id, version)
    _require(case.state in UNDECIDED)
    _step(case, StepKind.NOTED, actor=actor, now=now, word=word)
    _save(unit, case, old=case.state)


@use_case("screening.case-escalated", permission=policies.WORK_SCREENING)
def escalate(
    unit: Unit, *, actor: Actor, now: datetime, case_id: int, version: int, word: Word
) -> None:
    """Pass an open case up. Raises as `add_evidence`."""
    case = _locked(actor, case_id, version)
    _require(case.state == CaseState.OPEN)
    _move(unit, case, CaseState.ESCALATED, kind=StepKind.ESCALATED, actor=actor, now=now, word=word)


@use_case("screening.case-worked", permission=policies.WORK_SCREENING)
def clear(
    unit: Unit, *, actor: Actor, now: datetime, case_id: int, version: int, word: Word
) -> None:
    """Decide that the customer is somebody else; where a number is equal, only propose it. Raises as `add_evidence`."""
    case = _locked(actor, case_id, version)
    _require(case.state in WORKABLE)
    if case.is_certain:
        _propose(unit, case, CaseState.CLEARED, actor=actor, now=now, word=word)
        return
    _decide(unit, case, CaseState.CLEARED, actor=actor, now=now, word=word)


@use_case("screening.case-proposed", permission=policies.WORK_SCREENING)
def propose_confirmation(
    unit: Unit, *, actor: Actor, now: datetime, case_id: int, version: int, word: Word
) -> None:
    """Propose that the customer is the listed party; a second person decides. Raises as `add_evidence`, InvalidInput without a proof."""
    case = _locked(actor, case_id, version)
    _require(case.state in WORKABLE)
    if not word.evidence.strip():
        said = _("Say where the proof lies.")
        raise InvalidInput(said, fields={"evidence": said})
    _propose(unit, case, CaseState.CONFIRMED, actor=actor, now=now, word=word)


@use_case("screening.case-decided", permission=policies.WORK_SCREENING)
def decide_proposal(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    version: int,
    word: Word,
    is_agreed: bool,
) -> None:
    """Agree to what another person proposed, or send it back. Raises as `add_evidence`, SamePerson for the one who proposed."""
    case = _locked(actor, case_id, version)
    _require(case.state == CaseState.CHECKING)
    if case.asked_by_id == actor.staff_id:
        raise SamePerson(_("Another person has to decide what you proposed."))
    proposed = CaseState(case.asked_state)
    case.asked_state, case.asked_by_id = "", None
    if is_agreed:
        _decide(unit, case, proposed, actor=actor, now=now, word=word)
    else:
        _move(unit, case, CaseState.OPEN, kind=StepKind.SENT_BACK, actor=actor, now=now, word=word)


Act = Callable[..., None]


def _propose(
    unit: Unit, case: Case, proposed: CaseState, *, actor: Actor, now: datetime, word: Word
) -> None:
    case.asked_state, case.asked_by_id = proposed, actor.staff_id
    kind = StepKind.CONFIRM_ASKED if proposed == CaseState.CONFIRMED else StepKind.CLEAR_ASKED
    _move(unit, case, CaseState.CHECKING, kind=kind, actor=actor, now=now, word=word)


def _decide(
    unit: Unit, case: Case, state: CaseState, *, actor: Actor, now: datetime, word: Word
) -> None:
    case.decided_at, case.decided_by_name = now, actor.name
    kind = StepKind.CONFIRMED if state == CaseState.CONFIRMED else StepKind.CLEARED
    _move(unit, case, state, kind=kind, actor=actor, now=now, word=word)
    settle(case.customer_id)
    unit.publish(ReviewDecided())


def _move(
    unit: Unit,
    case: Case,
    state: CaseState,
    *,
    kind: StepKind,
    actor: Actor,
    now: datetime,
    word: Word,
) -> None:
    before = case.state
    case.state = state
    _step(case, kind, actor=actor, now=now, word=word)
    _save(unit, case, old=before)


def _locked(actor: Actor, case_id: int, version: int) -> Case:
    open_wall(actor)
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NotFound(_("There is no such case."))
    if case.version != version:
        raise StaleVersion(
            _("Somebody else worked this case meanwhile."), extra={"version": case.version}
        )
    return case


def _require(is_possible: bool) -> None:  # noqa: FBT001 - a condition, not a switch
    if not is_possible:
        raise CaseOver(_("The case is not in a state in which this can be done."))


def _step(case: Case, kind: StepKind, *, actor: Actor, now: datetime, word: Word) -> None:
    text = word.text.strip()
    if len(text) < _SHORTEST_REASON:
        said = _("Say in a few words what was found.")
        raise InvalidInput(said, fields={"text": said})
    step = CaseStep.objects.create(
        case=case,
        kind=kind,
        at=now,
        by_id=actor.staff_id,
        by_name=actor.name,
        text=text[: _LONGEST["text"]],
        evidence=word.evidence.strip()[: _LONGEST["evidence"]],
    )
    if word.copy is not None:
        keep_copy(step, word.copy, size=word.size, now=now)


def _save(unit: Unit, case: Case, *, old: str) -> None:
    """Keep the case. The trail tells that somebody worked it, not who the customer is nor how it ended: that stands behind the wall."""
    case.version += 1
    case.save()
    unit.audit(ObjectRef(_TYPE, case.pk), detail={"step": case.version, "moved": old != case.state})
