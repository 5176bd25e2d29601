"""Every file of the corpus: each row is accepted, or rejected with line, column and a reason in Chinese; nothing is guessed."""

import re
import time
from datetime import UTC, date, datetime

import pytest

from yinqiao.platform.imports import services
from yinqiao.platform.imports.decoding.archives import check_archive
from yinqiao.platform.imports.reasons import FileRefused
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.bad_files import FILES, BadFile

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module", autouse=True)
def _target():
    with samples.registered():
        yield


def dry_run(folder, bad: BadFile):
    profile = samples.sample_profile(
        folder,
        format_=bad.format,
        encoding=bad.encoding,
        columns=bad.columns,
        file=bad.file.removesuffix(".gz"),
    )
    bad.make(folder / bad.file)
    return services.run_batch(
        actor=samples.runner(),
        now=datetime(2026, 11, 23, 1, tzinfo=UTC),
        profile=profile,
        folder=folder,
        on=date(2026, 11, 22),
        is_dry_run=True,
    )


def test_the_corpus_is_large_enough():
    assert len(FILES) >= 60
    assert len({bad.name for bad in FILES}) == len(FILES)


@pytest.mark.parametrize("bad", FILES, ids=[bad.name for bad in FILES])
def test_each_row_is_accepted_or_rejected_with_its_reason(db, tmp_path, bad):
    report = dry_run(tmp_path, bad)
    (file,) = report.files
    assert file.code == bad.refused, file.reason
    if bad.refused:
        assert CHINESE.search(file.reason)
        assert (file.rows, file.accepted) == (0, 0)
        return
    found = {
        row.line: (row.findings[0].column, row.findings[0].code)
        for row in report.samples.get("sample", [])
    }
    assert found == bad.found
    assert (file.accepted, file.rejected) == (bad.good, len(bad.found))
    for row in report.samples.get("sample", []):
        assert all(CHINESE.search(finding.message) for finding in row.findings)
        assert row.raw


@pytest.mark.parametrize(
    "bad",
    [bad for bad in FILES if bad.refused == "FILE_ARCHIVE_BOMB" and bad.file == "F.xlsx"],
    ids=lambda bad: bad.name,
)
def test_a_zip_bomb_costs_no_time(tmp_path, bad):
    path = tmp_path / bad.file
    bad.make(path)
    spent = []
    for _ in range(3):  # of this thread's own time: the machine may be busy
        started = time.thread_time()
        with pytest.raises(FileRefused):
            check_archive(path)
        spent.append(time.thread_time() - started)
    assert min(spent) < 0.05


@pytest.mark.parametrize(
    "bad", [bad for bad in FILES if "directory" in bad.name], ids=lambda bad: bad.name
)
def test_a_lying_directory_is_found_before_the_workbook_is_opened(tmp_path, bad):
    path = tmp_path / bad.file
    bad.make(path)
    with pytest.raises(FileRefused):
        check_archive(path)
