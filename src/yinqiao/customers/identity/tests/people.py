"""Who agrees to merges in tests."""

from yinqiao.customers.models import Merge
from yinqiao.customers.tests.factories import act_as
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow


def waiting(second, approval_id, *, now):
    """The approval as the second person sees it."""
    return approvals.approval_card(actor=second, approval_id=approval_id, now=now).row


def agree(second, merge_id, *, now):
    """Let a second person agree to a merge; return what she is told."""
    act_as(second)
    row = waiting(second, Merge.objects.get(pk=merge_id).approval_id, now=now)
    return workflow.approve(actor=second, now=now, approval_id=row.id, version=row.version)
