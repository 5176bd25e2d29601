"""Impact assessments and who agrees to them, for tests of this room and of rooms above."""

from datetime import date, datetime

from yinqiao.compliance.privacy.choices import PaperState, Verdict
from yinqiao.compliance.privacy.models import ImpactAssessment
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.actor import Actor
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow


def sign_assessment(
    activity: str, *, valid_to: date = date(2027, 12, 31), verdict: str = Verdict.WITH_MEASURES
) -> ImpactAssessment:
    """Let two people have signed an assessment of a kind of processing."""
    return ImpactAssessment.objects.create(
        activity=activity,
        title="评估报告",
        purpose="目的",
        necessity="必要",
        risks="风险",
        measures="措施",
        verdict=verdict,
        valid_to=valid_to,
        state=PaperState.SIGNED,
        digest="0" * 64,
        made_at=NOW,
        made_by_id=1,
        made_by_name="甲",
        signed_at=NOW,
        signed_by_id=2,
        signed_by_name="乙",
    )


def agree(who: Actor, approval_id: int, *, now: datetime = NOW) -> str:
    """Let a second person agree; return what she is told."""
    act_as(who)
    row = approvals.approval_card(actor=who, approval_id=approval_id, now=now).row
    return workflow.approve(actor=who, now=now, approval_id=approval_id, version=row.version)
