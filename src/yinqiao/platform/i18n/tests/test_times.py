"""Dates, moments and clocks of UI.md §11."""

from datetime import UTC, date, datetime, timedelta

import pytest

from yinqiao.platform.clock import BANK_ZONE
from yinqiao.platform.i18n import times

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=BANK_ZONE)


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (datetime(2026, 11, 24, 14, 59, 30, tzinfo=BANK_ZONE), "刚刚", "just now"),
        (datetime(2026, 11, 24, 14, 28, tzinfo=BANK_ZONE), "32 分钟前", "32 min ago"),
        (datetime(2026, 11, 24, 10, 30, tzinfo=BANK_ZONE), "今天 10:30", "today 10:30"),
        (datetime(2026, 11, 24, 18, 0, tzinfo=BANK_ZONE), "今天 18:00", "today 18:00"),
        (datetime(2026, 11, 23, 17, 40, tzinfo=BANK_ZONE), "昨天 17:40", "yesterday 17:40"),
        (datetime(2026, 11, 21, 8, 20, tzinfo=UTC), "11-21 16:20", "11-21 16:20"),
        (datetime(2025, 11, 21, 16, 20, tzinfo=BANK_ZONE), "2025-11-21 16:20", "2025-11-21 16:20"),
    ],
)
def test_moments(value: datetime, chinese: str, english: str) -> None:
    assert times.moment(value, now=NOW, language="zh-hans") == chinese
    assert times.moment(value, now=NOW, language="en") == english


def test_the_day_turns_at_midnight_in_shanghai() -> None:
    late = datetime(2026, 11, 23, 15, 59, tzinfo=UTC)
    assert times.moment(late, now=NOW, language="zh-hans") == "昨天 23:59"
    assert times.moment(late + timedelta(minutes=1), now=NOW, language="zh-hans") == "今天 00:00"


def test_dates_and_full_moments() -> None:
    assert times.day(date(2026, 11, 24)) == "2026-11-24"
    assert (
        times.moment_in_full(datetime(2026, 11, 21, 8, 20, 5, tzinfo=UTC)) == "2026-11-21 16:20:05"
    )
    assert times.day(None) == times.moment_in_full(None) == "—"
    assert times.moment(None, now=NOW, language="en") == "—"


def test_clocks() -> None:
    assert times.clock(timedelta(minutes=18, seconds=24), language="zh-hans") == "00:18:24"
    assert times.clock(timedelta(days=14, hours=3), language="zh-hans") == "14 天"
    assert times.clock(timedelta(days=1), language="en") == "1 day"
    assert times.clock(timedelta(days=2), language="en") == "2 days"
    assert times.clock(-timedelta(minutes=5), language="zh-hans") == "−00:05:00"
