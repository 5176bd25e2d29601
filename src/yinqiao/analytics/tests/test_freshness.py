"""How fresh the data is: whole days only, counted in business days of the bank."""

from datetime import date

import pytest

from yinqiao.analytics import freshness
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, kept, registry
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportSchedule
from yinqiao.platform.ui import ports

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
TABLES = ("org", "staff")


@pytest.fixture(autouse=True)
def schedule(db: None) -> None:
    organization.forget_calendar()
    for name in TABLES:
        ImportSchedule.objects.create(profile="core", source="CORE", table_name=name, title=name)
    ImportSchedule.objects.create(
        profile="core", source="CORE", table_name="event", title="event", is_optional=True
    )


def make_batch(
    day: date, *tables: str, state: str = FileState.FINISHED, status: str = BatchStatus.DONE
) -> ImportBatch:
    now = clock.now()
    batch = ImportBatch.objects.create(
        source="CORE", profile="core", profile_version=1, batch_on=day, status=status, manifest="m", folder="/none",
        known_at=now, started_at=now, finished_at=now, actor_no="S", actor_name="system",
    )  # fmt: skip
    for place, name in enumerate(tables):
        ImportFile.objects.create(
            batch=batch,
            table_name=name,
            title=name,
            target=name,
            mode="full",
            table_position=place,
            state=state,
        )
    return batch


def test_before_the_first_batch_there_is_no_date():
    assert freshness.core_freshness() is None
    assert freshness.data_check() == (True, "no data yet")


def test_the_date_is_that_of_the_newest_day_with_every_table():
    make_batch(FRIDAY, *TABLES)
    make_batch(MONDAY, "org")
    assert freshness.core_freshness().data_on == FRIDAY
    make_batch(MONDAY, "staff")  # the missing file came in a run of its own
    kept.forget_all()  # the date is kept for seconds
    assert freshness.core_freshness().data_on == MONDAY


@pytest.mark.parametrize(
    ("state", "status"),
    [(FileState.REFUSED, BatchStatus.PARTIAL), (FileState.FINISHED, BatchStatus.UNDONE)],
)
def test_refused_files_and_undone_batches_make_nothing_newer(state: str, status: str):
    make_batch(FRIDAY, *TABLES)
    make_batch(MONDAY, *TABLES, state=state, status=status)
    assert freshness.core_freshness().data_on == FRIDAY


def test_age_counts_business_days():
    assert organization.calendar_days(year=2026)
    assert freshness.days_between(FRIDAY, date(2026, 11, 22)) == 0
    assert freshness.days_between(FRIDAY, MONDAY) == 1
    assert (
        freshness.days_between(date(2026, 9, 30), date(2026, 10, 7)) == 0
    )  # the National Day holiday
    assert freshness.days_between(date(2026, 9, 30), date(2026, 10, 8)) == 1


def test_old_data_is_told_and_does_not_make_the_server_unfit():
    make_batch(date(2026, 1, 5), *TABLES)
    found = freshness.core_freshness()
    assert (found.data_on, found.is_stale) == (date(2026, 1, 5), True)
    assert freshness.data_check() == (True, "2026-01-05, stale")
    assert registry.readiness.get("data") is freshness.data_check
    assert ports.freshness.get("core") is freshness.core_freshness
