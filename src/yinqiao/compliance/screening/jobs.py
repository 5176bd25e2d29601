"""Background work of screening. One at a time: a run must not miss what another is bringing."""

from typing import Final

from yinqiao.compliance.screening import services
from yinqiao.compliance.screening.services import JOB_LOCK, LIST_JOB
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily

CHANGED_JOB: Final = "screening.screen_changed"
_HOUR: Final = 5


@queue.job(LIST_JOB, deadline_seconds=1800, max_attempts=3)
def screen_after_list(*, version_id: int) -> None:
    """Screen everybody against what a new version of a list says."""
    services.screen_after_list(now=clock.now(), version_id=version_id)


@queue.job(CHANGED_JOB, deadline_seconds=1800, max_attempts=3)
def screen_changed(*, customer_ids: list[int] | None = None) -> None:
    """Screen those who are new or have changed."""
    services.screen_changed(now=clock.now(), customer_ids=customer_ids)


@queue.job("screening.screen_nightly", schedule=Daily(_HOUR), deadline_seconds=1800, max_attempts=3)
def screen_nightly() -> None:
    """Screen whoever slipped through: nobody stays unscreened for longer than a day."""
    queue.defer(CHANGED_JOB, lock=JOB_LOCK)
