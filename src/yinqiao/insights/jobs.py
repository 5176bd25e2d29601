"""Periodic work of insights."""

from yinqiao.insights.services.announcing import announce_runs
from yinqiao.insights.services.previewing import JOB, work_out
from yinqiao.insights.services.tag_rules import JOB as TAG_JOB
from yinqiao.insights.services.tagging import work_out_tag
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every


@queue.job("insights.announce_runs", schedule=Every(minutes=5))
def announce() -> None:
    """Tell of the trigger runs whose process ended before it could."""
    announce_runs(now=clock.now())


@queue.job(JOB, max_attempts=2)
def work_out_draft(*, draft_id: int) -> None:
    """Work a draft of a rule out for the person who waits before the page."""
    work_out(draft_id=draft_id, now=clock.now())


@queue.job(TAG_JOB, max_attempts=2)
def work_out_tag_draft(*, draft_id: int) -> None:
    """Count whom a rule tag would fit for the person who waits before the page."""
    work_out_tag(draft_id=draft_id, now=clock.now())
