"""The run board, batch detail, errors by code, reconciliation and the masked quarantine."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.imports import queries, services
from yinqiao.platform.imports.models import ImportBatch
from yinqiao.platform.imports.tests import samples

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def folder(committed_db, tmp_path):
    samples.make_table()
    with samples.registered():
        yield tmp_path


@pytest.fixture
def batch(folder):
    lines = [
        samples.line(1),
        samples.line(2, phone="1380000123"),
        samples.line(3, phone="138000012"),
        samples.line(4, kind="7"),
    ]
    (folder / "SAMPLE_20261122_01.dat").write_bytes(
        "".join(f"{line}\n" for line in lines).encode("gb18030")
    )
    (folder / "SAMPLE_20261122_01.ok").write_text("rows=4\nsum=49380")
    profile = samples.sample_profile(
        folder, control='{suffix: ".ok"}', extra='    expected_by: "06:00"'
    )
    return services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=DAY, clock=lambda: NOW
    ).batch


def test_errors_are_grouped_by_code(batch):
    groups = queries.errors_by_code(actor=samples.runner(), batch_id=batch.pk)
    assert [(group.column, group.code, group.rows) for group in groups] == [
        ("phone", "PHONE_LENGTH", 2),
        ("kind", "UNMAPPED_CODE", 1),
    ]


def test_totals_reconcile_and_the_difference_is_shown(batch):
    (table,) = queries.reconciliation(actor=samples.runner(), batch_id=batch.pk)
    assert (
        table.said_rows,
        table.read_rows,
        table.accepted_rows,
        table.rejected_rows,
        table.missing_rows,
    ) == (4, 4, 1, 3, 3)
    assert (table.said_sum, table.read_sum, table.accepted_sum, table.missing_sum) == (
        Decimal(49380),
        Decimal(49380),
        Decimal(12345),
        Decimal(37035),
    )
    assert not table.is_even


def test_the_board_tells_expected_late_and_loaded(batch):
    (line,) = queries.run_board(actor=samples.runner(), now=NOW, on=DAY)
    assert (line.state, line.rows, line.rejected, line.runs) == ("finished", 4, 3, 1)
    tomorrow = DAY + timedelta(days=1)
    before_six = datetime(2026, 11, 23, 21, 59, tzinfo=UTC)
    (line,) = queries.run_board(actor=samples.runner(), now=before_six, on=tomorrow)
    assert (line.state, line.is_late) == ("expected", False)
    (line,) = queries.run_board(
        actor=samples.runner(), now=before_six + timedelta(minutes=2), on=tomorrow
    )
    assert (line.state, line.is_late) == ("late", True)


def test_freshness_is_the_last_complete_batch(batch, folder):
    profile = samples.sample_profile(folder, control='{suffix: ".ok"}')
    services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=DAY + timedelta(days=1)
    )
    (fresh,) = queries.freshness(actor=samples.runner())
    assert (fresh.source, fresh.complete_on, fresh.pending_on) == (
        "TESTS",
        DAY,
        DAY + timedelta(days=1),
    )


def test_a_run_that_was_killed_shows_as_broken_off(batch):
    ImportBatch.objects.update(status="running")
    detail = queries.batch_detail(actor=samples.runner(), now=NOW, batch_id=batch.pk)
    assert (detail.batch.status, detail.is_live, detail.batch.accepted) == ("broken_off", False, 1)
    with services_lock("TESTS"):
        assert queries.batch_detail(actor=samples.runner(), now=NOW, batch_id=batch.pk).is_live


def services_lock(source):
    from yinqiao.platform.imports.engine.locks import source_lock

    return source_lock(source)


def test_lists_are_masked_and_a_clear_look_is_audited(batch):
    lines = queries.quarantine_lines(actor=samples.runner(), batch_id=batch.pk, code="PHONE_LENGTH")
    assert [line.line for line in lines] == [3, 2]
    assert all(line.excerpt["name"] == "王**" and "1380000123" not in str(line) for line in lines)
    opened = queries.open_row(actor=samples.runner(), row_id=lines[1].id, reason="核对原件")
    assert opened.values["phone"] == "1380000123"
    assert samples.rows(
        "select reason, object_id from audit_entry where verb = 'imports.row-opened'"
    ) == [("核对原件", lines[1].id)]


def test_who_runs_imports_does_not_see_quarantine(batch):
    administrator = samples.runner("imports.run_import", "imports.view_board")
    assert queries.open_count(actor=administrator) is None
    with pytest.raises(PermissionRefused):
        queries.quarantine_lines(actor=administrator)
    with pytest.raises(PermissionRefused):
        queries.run_board(actor=samples.runner("none"), now=NOW, on=DAY)


def test_paging_goes_on_where_it_stopped(batch):
    first = queries.quarantine_lines(actor=samples.runner(), limit=2)
    rest = queries.quarantine_lines(actor=samples.runner(), limit=2, before=first[-1].id)
    assert [line.line for line in [*first, *rest]] == [4, 3, 2]


def test_alarms_and_meanings_are_listed(batch):
    assert [
        (alarm.map, alarm.source_value, alarm.rows)
        for alarm in queries.unmapped_codes(actor=samples.runner())
    ] == [("kind", "7", 1)]
    meanings = queries.code_meanings(actor=samples.runner(), source="TESTS", on=DAY)
    assert [(line.source_value, line.standard_value) for line in meanings] == [
        ("1", "RETAIL"),
        ("2", "CORPORATE"),
        ("9", "NEW"),
    ]
