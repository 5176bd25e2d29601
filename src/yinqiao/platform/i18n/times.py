"""Dates, moments and spans as people read them (UI.md §11), in the bank's zone (Asia/Shanghai)."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from yinqiao.lib.periods import FOREVER
from yinqiao.platform.clock import BANK_ZONE
from yinqiao.platform.i18n.formats import MISSING, is_chinese

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def day(value: date | None) -> str:
    """Return a date: ``2026-11-24``; one that never comes: 长期."""
    if value == FOREVER:
        return gettext("for ever")
    return MISSING if value is None else value.isoformat()


def moment(value: datetime | None, *, now: datetime, language: str) -> str:
    """Return a moment, nearer ones shorter.

    Under an hour ago ``32 分钟前``; today ``今天 10:30``; yesterday ``昨天 17:40``; this year
    ``11-21 16:20``; else ``2025-11-21 16:20``. Both arguments are aware.
    """
    if value is None:
        return MISSING
    local, today = value.astimezone(BANK_ZONE), now.astimezone(BANK_ZONE).date()
    minutes = (now - value) // timedelta(minutes=1)
    if 0 <= minutes < HOUR // MINUTE:
        return _minutes_ago(minutes, language)
    near = _near_day(local.date(), today, language)
    if near:
        return f"{near} {local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"


def _minutes_ago(minutes: int, language: str) -> str:
    if minutes == 0:
        return "刚刚" if is_chinese(language) else "just now"
    return f"{minutes} 分钟前" if is_chinese(language) else f"{minutes} min ago"


def _near_day(value: date, today: date, language: str) -> str:
    if value == today:
        return "今天" if is_chinese(language) else "today"
    if value == today - timedelta(days=1):
        return "昨天" if is_chinese(language) else "yesterday"
    return ""


def moment_in_full(value: datetime | None) -> str:
    """Return the whole moment for hover and audit: ``2026-11-21 16:20:05``."""
    return MISSING if value is None else f"{value.astimezone(BANK_ZONE):%Y-%m-%d %H:%M:%S}"


def clock(span: timedelta, *, language: str) -> str:
    """Return a running clock: ``00:18:24`` under 24 hours, then ``14 天``; overdue spans carry ``−``."""
    sign = "\u2212" if span < timedelta(0) else ""
    seconds = int(abs(span).total_seconds())
    if seconds < DAY:
        minutes, second = divmod(seconds, MINUTE)
        return f"{sign}{minutes // MINUTE:02d}:{minutes % MINUTE:02d}:{second:02d}"
    days = seconds // DAY
    if is_chinese(language):
        return f"{sign}{days} 天"
    return f"{sign}{days} day" if days == 1 else f"{sign}{days} days"


WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


def long_day(value: date, *, language: str) -> str:
    """Return a day with its weekday, as in a greeting: ``11 月 24 日 周二``."""
    if is_chinese(language):
        return f"{value.month} 月 {value.day} 日 周{WEEKDAYS[value.weekday()]}"
    return f"{value:%A}, {value.day} {value:%B}"


def short_day(value: date | None) -> str:
    """Return a day near today without its year: ``11-24``."""
    return MISSING if value is None else f"{value:%m-%d}"


def month_name(value: date, *, language: str) -> str:
    """Return a month: ``2026 年 11 月``."""
    return f"{value.year} 年 {value.month} 月" if is_chinese(language) else f"{value:%B %Y}"


def weekday_name(value: date, *, language: str) -> str:
    """Return the head of a calendar's column: ``二``."""
    return WEEKDAYS[value.weekday()] if is_chinese(language) else f"{value:%a}"[:2]


def near_day(value: date, today: date, *, language: str) -> str:
    """Return what a day of the next weeks is called: ``明天``, ``周五`` within a week, else its month: ``12 月``."""
    ahead = (value - today).days
    if ahead == 0:
        return "今天" if is_chinese(language) else "today"
    if ahead == 1:
        return "明天" if is_chinese(language) else "tomorrow"
    if 0 < ahead < len(WEEKDAYS):
        return f"周{WEEKDAYS[value.weekday()]}" if is_chinese(language) else f"{value:%a}"
    return f"{value.month} 月" if is_chinese(language) else f"{value:%b}"
