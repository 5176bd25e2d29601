"""The register of impact assessments: which hold, which end soon, and whether a kind of processing may begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.privacy import parameters as keys
from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.choices import GROUND_TITLES, PaperState, Verdict
from yinqiao.compliance.privacy.models import ImpactAssessment
from yinqiao.platform import processing
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters

VERB: Final = "privacy.assessments-read"


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment. `holds`: signed, not rejected, and not over; `is_soon`: it ends soon."""

    id: int
    activity: str
    activity_label: str
    title: str
    purpose: str
    necessity: str
    risks: str
    measures: str
    verdict: str
    verdict_label: str
    valid_to: date
    state: str
    state_label: str
    made_by: str
    made_at: datetime
    signed_by: str
    signed_at: datetime | None
    withdraw_reason: str
    digest: str
    holds: bool
    is_soon: bool
    version: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A kind of processing that needs an assessment, and until when one holds; `is_gated`: it cannot be switched on without."""

    key: str
    title: str
    ground_label: str
    is_gated: bool
    valid_to: date | None


def assessment_list(*, actor: Actor) -> QuerySet[ImpactAssessment]:
    """Return the register; order by (valid_to, id)."""
    require(actor, policies.VIEW_ASSESSMENT, verb=VERB)
    return ImpactAssessment.objects.all()


def assessment_rows(found: Iterable[ImpactAssessment], *, today: date) -> list[AssessmentRow]:
    """Return the read models of one page."""
    soon = today + timedelta(days=parameters.integer(keys.NOTICE_DAYS, on=today))
    return [_row(row, today, soon) for row in found]


def assessment(*, actor: Actor, assessment_id: int, today: date) -> AssessmentRow:
    """Return one assessment; raise NotFound."""
    require(actor, policies.VIEW_ASSESSMENT, verb=VERB)
    row = ImpactAssessment.objects.filter(pk=assessment_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return assessment_rows([row], today=today)[0]


def activity_rows(*, actor: Actor, today: date) -> list[ActivityRow]:
    """Return all kinds of processing that need an assessment, with the day until which one holds."""
    require(actor, policies.VIEW_ASSESSMENT, verb=VERB)
    held: dict[str, date] = {}
    for activity, last in _holding(today).values_list("activity", "valid_to"):
        held[activity] = max(last, held.get(activity, last))
    return [
        ActivityRow(
            key=item.key,
            title=_(item.title),
            ground_label=str(GROUND_TITLES[item.ground]),
            is_gated=item.is_gated,
            valid_to=held.get(item.key),
        )
        for item in processing.activities.values()
    ]


def ending(*, today: date) -> QuerySet[ImpactAssessment]:
    """Return the assessments in force that end soon and that no later one follows."""
    soon = today + timedelta(days=parameters.integer(keys.NOTICE_DAYS, on=today))
    later = _holding(today).filter(valid_to__gt=soon).values_list("activity", flat=True)
    return _holding(today).filter(valid_to__lte=soon).exclude(activity__in=list(later))


def refusal(activity: str, on: date) -> str:
    """Return why a kind of processing may not be switched on: no signed assessment of it holds on the day."""
    if _holding(on).filter(activity=activity).exists():
        return ""
    return _(
        "No valid impact assessment covers this processing ({title}). Have one signed first."
    ).format(title=_(processing.activities.get(activity).title))


def _holding(today: date) -> QuerySet[ImpactAssessment]:
    rows = ImpactAssessment.objects.filter(state=PaperState.SIGNED, valid_to__gte=today)
    return rows.exclude(verdict=Verdict.REJECTED)


def _row(row: ImpactAssessment, today: date, soon: date) -> AssessmentRow:
    known = processing.activities.find(row.activity)
    holds = (
        row.state == PaperState.SIGNED and row.verdict != Verdict.REJECTED and row.valid_to >= today
    )
    return AssessmentRow(
        id=row.pk,
        activity=row.activity,
        activity_label=_(known.title) if known else row.activity,
        title=row.title,
        purpose=row.purpose,
        necessity=row.necessity,
        risks=row.risks,
        measures=row.measures,
        verdict=row.verdict,
        verdict_label=label(Verdict, row.verdict),
        valid_to=row.valid_to,
        state=row.state,
        state_label=label(PaperState, row.state),
        made_by=row.made_by_name,
        made_at=row.made_at,
        signed_by=row.signed_by_name,
        signed_at=row.signed_at,
        withdraw_reason=row.withdraw_reason,
        digest=row.digest,
        holds=holds,
        is_soon=holds and row.valid_to <= soon,
        version=row.version,
    )
