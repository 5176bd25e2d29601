"""The register of impact assessments: drafted, signed by a second person, never changed after that (PIPL 55-56)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.privacy import parameters as keys
from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.choices import PaperState, Verdict
from yinqiao.compliance.privacy.models import ImpactAssessment
from yinqiao.lib.periods import add_months
from yinqiao.platform import clock, processing
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

KIND: Final = "privacy.assessment"
TYPE: Final = "privacy.impact_assessment"
_LENGTHS: Final = {
    "title": 80,
    "purpose": 1000,
    "necessity": 1000,
    "risks": 2000,
    "measures": 2000,
}


class AssessmentFixed(DomainError):
    """What waits or is signed is changed no more."""

    code = "ASSESSMENT_FIXED"
    status = 409


@dataclass(frozen=True, slots=True)
class AssessmentDetails:
    """One assessment in words. `activity` is a key of `platform.processing.activities`, `verdict` one of `choices.Verdict`."""

    activity: str
    title: str
    purpose: str
    necessity: str
    risks: str
    measures: str
    verdict: str
    valid_to: date


@use_case("privacy.assessment-drafted", permission=policies.EDIT_ASSESSMENT)
def draft_assessment(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    details: AssessmentDetails,
    assessment_id: int | None = None,
    version: int = 0,
) -> int:
    """Write a draft, or write it anew; return its id. Raises InvalidInput, NotFound, StaleVersion, AssessmentFixed."""
    wrong = _wrong(details, clock.bank_date(now))
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    row = (
        ImpactAssessment(version=0)
        if assessment_id is None
        else _at(assessment_id, version, PaperState.DRAFT)
    )
    for name, value in asdict(details).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.digest = _digest(details)
    row.made_at, row.made_by_id, row.made_by_name = now, actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"activity": row.activity, "verdict": row.verdict, "digest": row.digest},
    )
    return row.pk


@use_case("privacy.assessment-asked", permission=policies.EDIT_ASSESSMENT)
def ask_for_signature(
    unit: Unit, *, actor: Actor, now: datetime, assessment_id: int, version: int
) -> int:
    """Ask a second person to sign; return the approval's id. Raises NotFound, StaleVersion, AssessmentFixed."""
    row = _at(assessment_id, version, PaperState.DRAFT)
    # Who asks answers for the draft, so that the signature is another person's.
    row.made_by_id, row.made_by_name = actor.staff_id, actor.name
    row.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"assessment_id": row.pk, "digest": row.digest},
        reason=row.title,
        org_id=None,
        ref=ObjectRef(TYPE, row.pk),
        summary=_("Sign the impact assessment: {title}").format(title=row.title),
    )
    row.state, row.version = PaperState.WAITING, row.version + 1
    row.save()
    unit.audit(ObjectRef(TYPE, row.pk), new={"state": row.state, "digest": row.digest})
    return row.approval_id


def apply_signature(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the assessment holds."""
    _sign(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        assessment_id=int(str(payload["assessment_id"])),
        digest=str(payload["digest"]),
    )
    return _("The impact assessment is signed.")


@use_case("privacy.assessment-signed", permission=policies.SIGN_ASSESSMENT)
def _sign(unit: Unit, *, actor: Actor, now: datetime, assessment_id: int, digest: str) -> None:
    row = ImpactAssessment.objects.select_for_update().filter(pk=assessment_id).first()
    if row is None or row.state != PaperState.WAITING or row.digest != digest:
        raise AssessmentFixed(_("It is not what was asked for any more. Reject the request."))
    row.state, row.signed_at, row.version = PaperState.SIGNED, now, row.version + 1
    row.signed_by_id, row.signed_by_name = actor.staff_id, actor.name
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"state": row.state, "verdict": row.verdict, "valid_to": row.valid_to},
    )


@use_case("privacy.assessment-refused", permission=None)
def refuse_assessment(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """The second person said no, or nobody answered: it is a draft again."""
    row = ImpactAssessment.objects.select_for_update().filter(approval_id=approval_id).first()
    if row is None or row.state != PaperState.WAITING:
        unit.audit(None, detail={"approval_id": approval_id, "unchanged": True})
        return
    row.state, row.version = PaperState.DRAFT, row.version + 1
    row.save(update_fields=["state", "version"])
    unit.audit(ObjectRef(TYPE, row.pk), new={"state": row.state})


@use_case("privacy.assessment-withdrawn", permission=policies.SIGN_ASSESSMENT)
def withdraw_assessment(
    unit: Unit, *, actor: Actor, now: datetime, assessment_id: int, version: int, reason: str
) -> None:
    """What was assessed is no longer so: nothing is switched on by it from now on; the entry stays. Raises InvalidInput without a reason."""
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    row = _at(assessment_id, version, PaperState.SIGNED)
    row.state, row.withdrawn_at, row.version = PaperState.WITHDRAWN, now, row.version + 1
    row.withdrawn_by_name, row.withdraw_reason = actor.name, reason.strip()[:200]
    row.save()
    unit.audit(ObjectRef(TYPE, row.pk), new={"state": row.state}, reason=reason)


def _at(assessment_id: int, version: int, state: PaperState) -> ImpactAssessment:
    row = ImpactAssessment.objects.select_for_update().filter(pk=assessment_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    if row.state != state:
        raise AssessmentFixed(_("It waits or is signed: write another one."))
    return row


def _wrong(details: AssessmentDetails, today: date) -> dict[str, str]:
    wrong = {}
    for name, longest in _LENGTHS.items():
        if not 0 < len(str(getattr(details, name)).strip()) <= longest:
            wrong[name] = _("Write 1 to {limit} characters.").format(limit=longest)
    if details.activity not in processing.activities:
        wrong["activity"] = _("Choose one of the list.")
    if details.verdict not in Verdict.values:
        wrong["verdict"] = _("Choose one of the list.")
    most = parameters.integer(keys.ASSESSMENT_MONTHS, on=today)
    if not today < details.valid_to <= add_months(today, most):
        wrong["valid_to"] = _("It holds for %(months)s months at most.") % {"months": most}
    return wrong


def _digest(details: AssessmentDetails) -> str:
    told = json.dumps(asdict(details), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
