"""Reads of compliance: what a customer allowed, bears and lacks. The AML grade and the depth of diligence only for compliance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.compliance import choices, policies, rules
from yinqiao.compliance.diligence import queries as diligence
from yinqiao.compliance.models import Consent, DueDiligence, History, RiskAssessment
from yinqiao.compliance.queries.facts import consent_facts
from yinqiao.compliance.rules import Usability
from yinqiao.compliance.screening import queries as screening
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent. Only `is_usable` ones count; `note` says why another does not."""

    id: int
    purpose: str
    purpose_label: str
    channel_label: str
    status_label: str
    is_usable: bool
    is_history_only: bool
    note: str
    text_version: str
    evidence_no: str
    granted_at: datetime | None
    withdrawn_at: datetime | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One completed questionnaire."""

    id: int
    grade: str
    grade_label: str
    score: int | None
    assessed_on: date
    valid_to: date
    days_left: int
    is_valid: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Diligence:
    """Completeness as everybody with the right may see it; the last three only for compliance, else empty."""

    status: str
    status_label: str
    missing: tuple[str, ...]
    reviewed_on: date | None
    aml_label: str
    level_label: str
    next_review_on: date | None


@dataclass(frozen=True, slots=True)
class Compliance:
    """All of the panel. `refuses_profiling`: no machine chooses the customer, a person does (PIPL 24)."""

    customer_id: int
    consents: tuple[ConsentRow, ...]
    assessments: tuple[AssessmentRow, ...]
    current: AssessmentRow | None
    diligence: Diligence | None
    marketing_channels: tuple[str, ...]
    sees_grade: bool
    as_of: datetime | None
    refuses_profiling: bool = False


def compliance(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> Compliance:
    """Return the panel as known now, or at `as_of`; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    day = clock.bank_date(as_of or now)
    consents = rows_as_of(
        Consent.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    shown = tuple(_consent(row, day) for row in sorted(consents, key=_consent_order))
    assessments = _assessments(customer_id, as_of=as_of, day=day)
    sees_grade = actor.can(policies.VIEW_DUE_DILIGENCE)
    return Compliance(
        customer_id=customer_id,
        consents=shown,
        assessments=assessments,
        current=next((row for row in assessments if row.is_current), None),
        diligence=_diligence(customer_id, as_of=as_of, sees_grade=sees_grade, today=day),
        marketing_channels=tuple(
            row.channel_label
            for row in shown
            if row.is_usable and row.purpose == choices.Purpose.MARKETING
        ),
        sees_grade=sees_grade,
        as_of=as_of,
        refuses_profiling=refuses_profiling(consents, at=as_of or now),
    )


def refuses_profiling(consents: Iterable[Consent], *, at: datetime) -> bool:
    """Tell whether the last word of a customer to automated decisions is no."""
    words = [
        (row.channel, consent_facts(row))
        for row in consents
        if row.purpose == choices.Purpose.PROFILING
    ]
    local = at.astimezone(clock.BANK_ZONE)
    return rules.standing(words, channel=choices.Channel.ANY, at=local) is Usability.WITHDRAWN


def current_assessment(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> AssessmentRow | None:
    """Return the newest risk assessment, in force or not, as known now or at `as_of`; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = _assessments(customer_id, as_of=as_of, day=clock.bank_date(as_of or now))
    return rows[0] if rows else None


def _consent_order(row: Consent) -> tuple[int, str, int]:
    purposes = choices.Purpose.values
    return (
        purposes.index(row.purpose) if row.purpose in purposes else len(purposes),
        row.channel,
        row.pk,
    )


def _consent(row: Consent, day: date) -> ConsentRow:
    standing = rules.usability(consent_facts(row), on=day)
    notes = {
        Usability.HISTORY_ONLY: _("Historical statement (no evidence, not usable for marketing)"),
        Usability.WITHDRAWN: _("Withdrawn"),
        Usability.EXPIRED: _("Expired"),
    }
    return ConsentRow(
        id=row.pk,
        purpose=row.purpose,
        purpose_label=label(choices.Purpose, row.purpose),
        channel_label=label(choices.Channel, row.channel),
        status_label=label(choices.ConsentStatus, row.status),
        is_usable=standing is Usability.USABLE,
        is_history_only=standing is Usability.HISTORY_ONLY,
        note=notes.get(standing, ""),
        text_version=row.text_version,
        evidence_no=row.evidence_no,
        granted_at=row.granted_at,
        withdrawn_at=row.withdrawn_at,
        valid_to=row.valid_to,
    )


def _assessments(
    customer_id: int, *, as_of: datetime | None, day: date
) -> tuple[AssessmentRow, ...]:
    rows = rows_as_of(
        RiskAssessment.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    rows.sort(key=lambda row: (row.assessed_on, row.pk), reverse=True)
    return tuple(
        AssessmentRow(
            id=row.pk,
            grade=row.risk_tolerance,
            grade_label=label(choices.RiskTolerance, row.risk_tolerance),
            score=row.score,
            assessed_on=row.assessed_on,
            valid_to=row.valid_to,
            days_left=rules.assessment_days_left(row.valid_to, day),
            is_valid=row.valid_to >= day,
            is_current=place == 0,
        )
        for place, row in enumerate(rows)
    )


def _diligence(
    customer_id: int, *, as_of: datetime | None, sees_grade: bool, today: date
) -> Diligence | None:
    """Return what is on file: our own file goes before what the source tells.

    Now, a review of whatever cause is told by one word, and by nothing else (DOMAIN §5).
    """
    rows = rows_as_of(
        DueDiligence.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    row = rows[0] if rows else None
    in_review = as_of is None and customer_id in screening.under_review(
        customer_ids=[customer_id], today=today
    )
    own = diligence.standing_of(customer_id=customer_id, today=today) if as_of is None else None
    if row is None and own is None and not in_review:
        return None
    told = own.status.value if own else row.kyc_status if row else ""
    status = choices.KycStatus.IN_REVIEW.value if in_review else told
    return Diligence(
        status=status,
        status_label=label(choices.KycStatus, status),
        missing=own.missing if own else rules.missing_items(row.missing_items) if row else (),
        reviewed_on=own.reviewed_on if own else row.reviewed_on if row else None,
        aml_label=label(choices.AmlGrade, row.aml_grade) if row and sees_grade else "",
        level_label=label(choices.KycLevel, row.kyc_level) if row and sees_grade else "",
        next_review_on=row.next_review_on if row and sees_grade else None,
    )
