"""Holidays and make-up workdays: seeded, looked up, replaced by the yearly upload (D44)."""

from datetime import UTC, date, datetime

import pytest

from yinqiao.lib import workdays
from yinqiao.organization import policies, queries, services
from yinqiao.organization.models import CalendarDay
from yinqiao.platform.actor import system_actor
from yinqiao.platform.errors import InvalidInput

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ACTOR = system_actor(name="test", permissions=frozenset({policies.EDIT_CALENDAR}))
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def fresh_calendar() -> None:
    queries.forget_calendar()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 9, 20), True),
        (date(2026, 10, 10), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 24), True),
        (date(2025, 1, 28), False),
    ],
)
def test_the_seeded_years_know_the_notices_of_the_state_council(day: date, expected: bool) -> None:
    assert queries.calendar().is_workday(day) is expected


def test_three_workdays_over_the_national_holiday() -> None:
    assert workdays.add_workdays(queries.calendar(), date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_an_upload_replaces_the_years_it_covers_and_no_other() -> None:
    before = CalendarDay.objects.filter(date__year=2025).count()
    rows = services.read_holidays(
        "date,is_workday,name\n2026-01-01,0,元旦\n2026/01/04,1,元旦调休\n\n2027-01-01,休,元旦\n"
    )
    assert (
        services.upload_holidays(actor=ACTOR, now=NOW, rows=rows, source="国办发明电〔2026〕7号")
        == 3
    )
    assert [(line.date, line.is_workday) for line in queries.calendar_days(year=2026)] == [
        (date(2026, 1, 1), False),
        (date(2026, 1, 4), True),
    ]
    assert CalendarDay.objects.filter(date__year=2025).count() == before
    assert queries.known_years()[0] == 2027


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-01-01,0,元旦\n2026-01-01,0,元旦\n",
        "2026-11-24,1,周二本来上班\n",
        "2026-13-01,0,元旦\n",
        "2026-01-01,maybe,元旦\n",
        "2026-01-01,0\n",
    ],
)
def test_a_wrong_table_changes_nothing(text: str) -> None:
    before = CalendarDay.objects.count()
    with pytest.raises(InvalidInput):
        services.upload_holidays(
            actor=ACTOR, now=NOW, rows=services.read_holidays(text), source="x"
        )
    assert CalendarDay.objects.count() == before
