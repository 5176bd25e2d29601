"""Questionnaires: written as text, checked, and published by a second person. What is published is never changed; a new version follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.choices import Audience, PaperState
from yinqiao.compliance.suitability.models import Questionnaire
from yinqiao.compliance.suitability.rules import (
    Flaw,
    Unreadable,
    content_of,
    digest_of,
    flaw_of,
    read_paper,
)
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.workflow import services as workflow

PAPER_KIND: Final = "compliance.questionnaire"
TYPE: Final = "compliance.questionnaire"
LONGEST_TEXT: Final = 20_000
_LONGEST_CODE: Final = 20
_LONGEST_TITLE: Final = 80
_FLAWS: Final[Mapping[Flaw, Promise]] = MappingProxyType(
    {
        Flaw.FEW: gettext_lazy("Five questions at least."),
        Flaw.KEYS: gettext_lazy("Each question needs a number of its own."),
        Flaw.OPTIONS: gettext_lazy("Each question needs two answers at least, each with a letter."),
        Flaw.BANDS: gettext_lazy("The grades C1 to C5 are needed once each, by ascending score."),
        Flaw.GAP: gettext_lazy("Some scores come to no grade, or a grade can never be reached."),
    }
)


class PaperFixed(DomainError):
    """What waits for publication or is published is changed no more."""

    code = "QUESTIONNAIRE_FIXED"
    status = 409


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """A version: its code, title, for whom, and the text of questions, answers and grades."""

    code: str
    title: str
    audience: str
    text: str


@use_case("compliance.questionnaire-written", permission=policies.EDIT_QUESTIONNAIRE)
def write_paper(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    details: PaperDetails,
    paper_id: int | None = None,
    version: int = 0,
) -> int:
    """Write a draft, or write it anew; return its id. Raises InvalidInput for what cannot be read or is not sound, PaperFixed, StaleVersion."""
    content = _content(details, paper_id)
    row = Questionnaire(state=PaperState.DRAFT, version=0)
    if paper_id is not None:
        row = _draft(paper_id, version=version)
    row.code, row.title = details.code.strip(), details.title.strip()
    row.audience, row.text = details.audience, details.text.strip()
    row.content, row.digest = content, digest_of(content)
    row.made_at, row.made_by_id, row.made_by_name = now, actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk), new={"code": row.code, "title": row.title, "digest": row.digest}
    )
    return row.pk


@use_case("compliance.questionnaire-submitted", permission=policies.EDIT_QUESTIONNAIRE)
def request_publication(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    paper_id: int,
    version: int,
    effective_from: date,
    reason: str,
) -> int:
    """Ask a second person to publish a draft from a day on; return the approval's id. Raises InvalidInput, PaperFixed, StaleVersion."""
    row = _draft(paper_id, version=version)
    today = clock.bank_date(now)
    if effective_from < today:
        raise InvalidInput(
            _("This day is past."), fields={"effective_from": _("This day is past.")}
        )
    _refuse_same_day(row.audience, effective_from)
    approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=PAPER_KIND,
        payload={
            "questionnaire_id": row.pk,
            "digest": row.digest,
            "effective_from": effective_from.isoformat(),
        },
        reason=reason,
        org_id=None,
        ref=ObjectRef(TYPE, row.pk),
        summary=_("Publish the questionnaire {code} from {day} on").format(
            code=row.code, day=effective_from.isoformat()
        ),
    )
    row.state, row.version = PaperState.WAITING, row.version + 1
    row.save(update_fields=["state", "version"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"state": PaperState.DRAFT.value},
        new={"state": PaperState.WAITING.value, "effective_from": effective_from},
    )
    return approval_id


def apply_publication(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the version holds from its day on, or from today if that has passed."""
    now = datetime.fromisoformat(str(payload["decided_at"]))
    _publish(
        actor=actor,
        now=now,
        paper_id=int(str(payload["questionnaire_id"])),
        digest=str(payload["digest"]),
        effective_from=max(
            date.fromisoformat(str(payload["effective_from"])), clock.bank_date(now)
        ),
    )
    return _("The questionnaire is published.")


@use_case("compliance.questionnaire-published", permission=policies.APPROVE_QUESTIONNAIRE)
def _publish(
    unit: Unit, *, actor: Actor, now: datetime, paper_id: int, digest: str, effective_from: date
) -> None:
    row = Questionnaire.objects.select_for_update().filter(pk=paper_id).first()
    if row is None or row.state == PaperState.PUBLISHED or row.digest != digest:
        raise PaperFixed(_("It is not what was asked for any more. Reject the request."))
    _refuse_same_day(row.audience, effective_from)
    row.state, row.effective_from = PaperState.PUBLISHED, effective_from
    row.published_at, row.published_by_id, row.published_by_name = now, actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"state": row.state, "effective_from": effective_from, "digest": row.digest},
    )


@use_case("compliance.questionnaire-reopened", permission=policies.EDIT_QUESTIONNAIRE)
def reopen_paper(unit: Unit, *, actor: Actor, now: datetime, paper_id: int, version: int) -> None:
    """Make a draft again of what waits, when the request was refused or withdrawn; raise PaperFixed for a published one."""
    row = _locked(paper_id, version=version)
    if row.state != PaperState.WAITING:
        raise PaperFixed(_("A published questionnaire is changed no more. Write a new version."))
    row.state, row.version = PaperState.DRAFT, row.version + 1
    row.save(update_fields=["state", "version"])
    unit.audit(ObjectRef(TYPE, row.pk), new={"state": row.state})


def _draft(paper_id: int, *, version: int) -> Questionnaire:
    row = _locked(paper_id, version=version)
    if row.state != PaperState.DRAFT:
        raise PaperFixed(_("A published questionnaire is changed no more. Write a new version."))
    return row


def _locked(paper_id: int, *, version: int) -> Questionnaire:
    row = Questionnaire.objects.select_for_update().filter(pk=paper_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def _content(details: PaperDetails, paper_id: int | None) -> dict[str, object]:
    wrong: dict[str, str] = {}
    code = details.code.strip()
    if not 0 < len(code) <= _LONGEST_CODE:
        wrong["code"] = _("Enter a code of at most {limit} characters.").format(limit=_LONGEST_CODE)
    elif Questionnaire.objects.filter(code=code).exclude(pk=paper_id or 0).exists():
        wrong["code"] = _("This code is taken.")
    if not 0 < len(details.title.strip()) <= _LONGEST_TITLE:
        wrong["title"] = _("Enter a title.")
    if details.audience not in Audience.values:
        wrong["audience"] = _("Choose one of the list.")
    content, problem = _read(details.text)
    if problem:
        wrong["text"] = problem
    if wrong:
        raise InvalidInput(_("The questionnaire is not complete."), fields=wrong)
    return content


def _read(text: str) -> tuple[dict[str, object], str]:
    """Return the content and what is wrong with it."""
    if len(text) > LONGEST_TEXT:
        return {}, _("At most {limit} characters.").format(limit=LONGEST_TEXT)
    try:
        paper = read_paper(text)
    except Unreadable as error:
        return {}, _("Line {line} cannot be read: {text}").format(
            line=error.line, text=error.text[:40]
        )
    flaw = flaw_of(paper)
    return content_of(paper), str(_FLAWS[flaw]) if flaw else ""


def _refuse_same_day(audience: str, day: date) -> None:
    same = Questionnaire.objects.filter(
        audience=audience, effective_from=day, state=PaperState.PUBLISHED
    )
    if same.exists():
        said = _("Another version begins on this day.")
        raise InvalidInput(said, fields={"effective_from": said})
