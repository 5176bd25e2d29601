"""Forget answers whose Idempotency-Key is over, and counts of tokens that rest."""

from datetime import timedelta
from typing import Final

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.rest.models import IdempotencyRecord, RateWindow

KEEP_DAYS: Final = "api.idempotency_days"


@queue.job("rest.forget_answers", schedule=Daily(3, 40))
def forget_answers() -> None:
    """Delete what is older than the parameter says."""
    now = clock.now()
    IdempotencyRecord.objects.filter(
        created_at__lt=now - timedelta(days=parameters.integer(KEEP_DAYS))
    ).delete()
    RateWindow.objects.filter(started_at__lt=now - timedelta(days=1)).delete()
