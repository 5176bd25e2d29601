"""What compliance tells the timeline: risk assessments, consents given and withdrawn. Nothing of screening or of holds."""

from django.utils.translation import gettext as _

from yinqiao.compliance import choices
from yinqiao.compliance.models import Consent, History, RiskAssessment
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui.story import Happening, StoryPart, moment_of, wanted


def consents_told(_actor: Actor, part: StoryPart) -> list[Happening]:
    """Return the assessments and consents of one customer."""
    assessments = rows_as_of(
        RiskAssessment.objects.filter(customer_id=part.customer_id),
        History,
        customer_id=part.customer_id,
        as_of=part.as_of,
    )
    consents = rows_as_of(
        Consent.objects.filter(customer_id=part.customer_id),
        History,
        customer_id=part.customer_id,
        as_of=part.as_of,
    )
    told = [_assessed(row) for row in assessments]
    for row in consents:
        told += _of_consent(row)
    return wanted(told, part)


def _assessed(row: RiskAssessment) -> Happening:
    return Happening(
        at=row.assessed_at or moment_of(row.assessed_on),
        id=row.pk * 3,
        icon="shield-check",
        title=_("Risk assessment"),
        facts=(
            label(choices.RiskTolerance, row.risk_tolerance),
            _("valid to {day}").format(day=row.valid_to.isoformat()),
        ),
        is_day=row.assessed_at is None,
    )


def _of_consent(row: Consent) -> list[Happening]:
    what = f"{label(choices.Purpose, row.purpose)} · {label(choices.Channel, row.channel)}"
    dated = (
        (row.granted_at, _("Consent given"), "circle-check", 1),
        (row.withdrawn_at, _("Consent withdrawn"), "circle-minus", 2),
    )
    return [
        Happening(at=at, id=row.pk * 3 + number, icon=icon, title=title, text=what)
        for at, title, icon, number in dated
        if at is not None
    ]
