"""Whole runs on PostgreSQL: load, repeat, re-run, refuse, resume, dry run."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from yinqiao.platform.imports import services
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.models import ImportBatch, QuarantineRow, UnmappedCode
from yinqiao.platform.imports.tests import samples

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def folder(committed_db, tmp_path):
    samples.make_table()
    with samples.registered():
        yield tmp_path


def write(folder, lines, *, name="SAMPLE_20261122_01.dat", encoding="gb18030"):
    path = folder / name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def run(folder, profile, **options):
    return services.run_batch(actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=DAY, **options)


def test_a_file_is_loaded_and_bad_rows_are_kept_out(folder):
    write(folder, [samples.line(1), samples.line(2, phone="1380000123"), samples.line(3, name="镕𠮷", kind="7"), samples.line(4, name="目标拒绝")])
    report = run(folder, samples.sample_profile(folder))
    (file,) = report.files
    assert (file.rows, file.accepted, file.rejected, file.inserted) == (4, 1, 3, 1)
    assert (file.sum_read, file.sum_accepted) == (Decimal(49380), Decimal(12345))
    assert report.batch.status == BatchStatus.DONE
    assert samples.rows("select number, name, amount, kind from sample_import") == [("1", "王小明", Decimal("123.45"), "RETAIL")]
    found = list(QuarantineRow.objects.order_by("line").values_list("line", "column", "code", "message"))
    assert found == [
        (2, "phone", "PHONE_LENGTH", "手机号应为 11 位数字，现在是 10 位"),
        (3, "kind", "UNMAPPED_CODE", "码值未对照（码表 kind）"),
        (4, "name", "SAMPLE_REFUSED", "样例目标不收此行"),
    ]
    assert list(UnmappedCode.objects.values_list("map_name", "source_value", "rows")) == [("kind", "7", 1)]


def test_the_same_files_again_change_nothing(folder):
    write(folder, [samples.line(1), samples.line(2)])
    profile = samples.sample_profile(folder)
    run(folder, profile)
    again = run(folder, profile)
    assert again.is_repeat
    assert again.changes == 0
    assert ImportBatch.objects.count() == 1
    assert {file.state for file in again.files} == {FileState.FINISHED}
