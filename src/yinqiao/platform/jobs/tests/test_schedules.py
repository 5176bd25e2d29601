"""Slots of schedules, without a database."""

from datetime import UTC, datetime

import pytest

from yinqiao.platform.jobs.schedules import Daily, Every, Monthly, Schedule


@pytest.mark.parametrize(
    ("schedule", "now", "slot"),
    [
        (Every(minutes=5), "2026-11-22T08:04:59", "2026-11-22T08:00:00"),
        (Every(minutes=5), "2026-11-22T08:05:00", "2026-11-22T08:05:00"),
        (Every(seconds=30), "2026-11-22T08:05:59", "2026-11-22T08:05:30"),
        (Daily(3, 30), "2026-11-21T19:29:59", "2026-11-20T19:30:00"),
        (Daily(3, 30), "2026-11-21T19:30:00", "2026-11-21T19:30:00"),
        (Monthly(1, 2), "2026-10-31T17:59:59", "2026-09-30T18:00:00"),
        (Monthly(1, 2), "2026-10-31T18:00:00", "2026-10-31T18:00:00"),
        (Monthly(28, 0), "2026-03-05T00:00:00", "2026-02-27T16:00:00"),
    ],
)
def test_the_latest_slot_is_counted_on_the_banks_clock(
    schedule: Schedule, now: str, slot: str
) -> None:
    assert schedule.latest(_utc(now)) == _utc(slot)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
