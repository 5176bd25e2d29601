"""Days of festivals that follow the lunar calendar (GB/T 33661)."""

from datetime import date

from lunar_python import Lunar

SPRING_FESTIVAL, MID_AUTUMN = "SPRING_FESTIVAL", "MID_AUTUMN"
_LUNAR = {SPRING_FESTIVAL: (1, 1), MID_AUTUMN: (8, 15)}


def festival_on(name: str, year: int) -> date:
    """Return the day of a festival in a year; KeyError for one that is not of the lunar calendar."""
    month, day = _LUNAR[name]
    return date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())
