"""A lost part ends nothing: rows in quarantine count as delivered, missing parts and files are named, the batch is partly loaded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from yinqiao.platform.imports import services
from yinqiao.platform.imports.arrivals import lacking_parts
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.commands import _print_report
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.conftest import Load
from yinqiao.platform.imports.tests.test_pages import text

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
FIRST, NEXT = date(2026, 11, 22), date(2026, 11, 23)
NAME = "SAMPLE_{date}_{part}.dat"


def write(folder, on, *lines, part=1):
    path = folder / f"SAMPLE_{on:%Y%m%d}_{part:02}.dat"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("gb18030"))


def run(folder, on, profile):
    return services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=on
    )


def held() -> list[str]:
    found = samples.rows("select number from sample_import order by number")
    return [str(number) for (number,) in found]


@pytest.fixture
def profile(run_folder):
    """Load rows 1 to 4."""
    profile = samples.sample_profile(run_folder)
    write(run_folder, FIRST, *[samples.line(number) for number in (1, 2, 3, 4)])
    assert run(run_folder, FIRST, profile).batch.status == BatchStatus.DONE
    return profile


@pytest.mark.parametrize(
    "bad",
    [{"phone": "1"}, {"kind": "7"}, {"name": "目标拒绝"}],
    ids=["check", "code", "target"],
)
def test_a_row_in_quarantine_is_not_ended_and_an_absent_one_is(run_folder, profile, bad):
    write(run_folder, NEXT, samples.line(1), samples.line(2, **bad), samples.line(3))
    report = run(run_folder, NEXT, profile)
    assert (report.batch.status, report.files[0].rejected, report.files[0].deleted) == (
        BatchStatus.DONE,
        1,
        1,
    )
    assert held() == ["1", "2", "3"]


@pytest.mark.parametrize(
    "bad", [samples.line(""), "一行少了列", samples.line("9" * 21)], ids=["no-key", "torn", "key"]
)
def test_while_a_key_cannot_be_read_nothing_is_ended(run_folder, profile, bad):
    write(run_folder, NEXT, samples.line(1), bad)
    report = run(run_folder, NEXT, profile)
    (file,) = report.files
    assert (report.batch.status, file.code, file.deleted, file.unidentified) == (
        BatchStatus.PARTIAL,
        "ENDS_UNIDENTIFIED",
        0,
        1,
    )
    assert file.reason.startswith("已有的 3 行未见于本次文件，而隔离区有 1 行读不出主键")
    assert held() == ["1", "2", "3", "4"]

    write(run_folder, NEXT, samples.line(1), samples.line(2))
    assert run(run_folder, NEXT, profile).batch.status == BatchStatus.DONE
    assert held() == ["1", "2"]


@pytest.mark.parametrize(
    ("org", "still_held", "unidentified"),
    [("001", ["1", "2", "4"], 0), ("", ["1", "2", "3", "4"], 1), ("009", ["1", "4"], 0)],
    ids=["owner-read", "owner-unread", "owner-without-rows"],
)
def test_a_row_whose_owner_is_read_holds_the_rows_of_that_owner_only(
    run_folder, org, still_held, unidentified
):
    profile = samples.sample_profile(run_folder, target="tests.owned")
    units = {1: "001", 2: "001", 3: "002", 4: "002"}
    write(run_folder, FIRST, *[samples.line(number, org=unit) for number, unit in units.items()])
    run(run_folder, FIRST, profile)
    columns = samples.COLUMNS.replace(
        "{name: org_code, type: text", "{name: org_code, required: true, type: text"
    )
    profile = samples.sample_profile(run_folder, target="tests.owned", columns=columns)
    good = [samples.line(1), samples.line(4, org="002")]
    write(run_folder, NEXT, *good, samples.line("9" * 21, org=org))
    (file,) = run(run_folder, NEXT, profile).files
    assert (held(), file.unidentified, file.rejected) == (still_held, unidentified, 1)


def test_an_unreadable_row_beside_a_complete_file_is_no_lost_part(run_folder, profile):
    write(run_folder, NEXT, *[samples.line(number) for number in (1, 2, 3, 4)], "一行少了列")
    assert run(run_folder, NEXT, profile).batch.status == BatchStatus.DONE


def test_a_part_that_is_missing_ends_nothing_and_is_named(run_folder, profile, capsys):
    write(run_folder, NEXT, samples.line(1), part=1)
    write(run_folder, NEXT, samples.line(3), part=3)
    report = run(run_folder, NEXT, profile)
    assert report.batch.status == BatchStatus.PARTIAL
    assert [(file.name, file.state) for file in report.files] == [
        ("SAMPLE_20261123_01.dat", FileState.FINISHED),
        ("SAMPLE_20261123_03.dat", FileState.FINISHED),
        ("SAMPLE_20261123_02.dat", FileState.MISSING),
    ]
    assert report.files[1].reason == (
        "缺少分片 SAMPLE_20261123_02.dat，已有的 2 行未见于本次文件：本次未终止任何数据，请补齐后重跑"
    )
    assert held() == ["1", "2", "3", "4"]
    _print_report(report)
    assert "SAMPLE_20261123_02.dat: did not arrive" in capsys.readouterr().out

    write(run_folder, NEXT, samples.line(2), part=2)
    assert run(run_folder, NEXT, profile).batch.status == BatchStatus.DONE
    assert held() == ["1", "2", "3"]


@pytest.mark.parametrize("form", ["SAMPLE_20261123_{:02}.ok", "SAMPLE_20261123_{:02}.dat.ok"])
def test_a_last_part_of_which_the_control_file_came_is_lacking(run_folder, profile, form):
    with_control = samples.sample_profile(run_folder, control="{suffix: .ok}")
    for part, number in ((1, 1), (2, 2)):
        write(run_folder, NEXT, samples.line(number), part=part)
    for part in (1, 2, 3):
        (run_folder / form.format(part)).write_text("rows=1\n")
    report = run(run_folder, NEXT, with_control)
    assert (report.batch.status, [(file.name, file.state) for file in report.files]) == (
        BatchStatus.PARTIAL,
        [
            ("SAMPLE_20261123_01.dat", FileState.FINISHED),
            ("SAMPLE_20261123_02.dat", FileState.FINISHED),
            ("SAMPLE_20261123_03.dat", FileState.MISSING),
        ],
    )
    assert report.files[1].reason == (
        "缺少分片 SAMPLE_20261123_03.dat，已有的 2 行未见于本次文件：本次未终止任何数据，请补齐后重跑"
    )
    assert held() == ["1", "2", "3", "4"]

    write(run_folder, NEXT, samples.line(3), part=3)
    assert run(run_folder, NEXT, with_control).batch.status == BatchStatus.DONE
    assert held() == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("came", "lacking"),
    [
        (["01", "02"], []),
        (["00", "01"], []),
        (["02"], ["01"]),
        (["01", "04"], ["02", "03"]),
        (["001", "003"], ["002"]),
        ([], []),
    ],
)
def test_parts_are_numbered_without_a_gap(came, lacking):
    names = [f"SAMPLE_20261123_{part}.dat.gz" for part in came]
    assert lacking_parts(NAME, NEXT, names) == [f"SAMPLE_20261123_{part}.dat" for part in lacking]
    assert lacking_parts("SAMPLE_{date}.dat", NEXT, ["SAMPLE_20261123.dat"]) == []


def test_the_page_names_the_files_that_did_not_arrive(steward: Client, load: Load, landing):
    samples.sample_profile(landing)
    load(samples.line(1))
    profile = samples.sample_profile(landing)
    day = FIRST - timedelta(days=1)
    report = run(landing, day, profile)
    assert [(file.name, file.state) for file in report.files] == [
        ("SAMPLE_20261121_01.dat", FileState.MISSING)
    ]
    shown = text(steward.get(f"/imports/{report.batch.pk}/"))
    assert "部分入库：有文件未到、被拒或不完整，缺少的数据未作终止。" in shown
    assert shown.count("SAMPLE_20261121_01.dat") >= 2
    assert held() == ["1"]
