"""Whole runs on PostgreSQL: load, repeat, re-run, refuse, resume, dry run."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import psycopg
import pytest

from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.imports import services
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.commands import _print_report
from yinqiao.platform.imports.engine import quarantine
from yinqiao.platform.imports.models import ImportBatch, QuarantineRow, UnmappedCode
from yinqiao.platform.imports.ports import EndLimits
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def folder(run_folder):
    return run_folder


def write(folder, lines, *, name="SAMPLE_20261122_01.dat", encoding="gb18030"):
    path = folder / name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def run(folder, profile, **options):
    return services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=DAY, **options
    )


def test_a_file_is_loaded_and_bad_rows_are_kept_out(folder):
    write(
        folder,
        [
            samples.line(1),
            samples.line(2, phone="1380000123"),
            samples.line(3, name="镕𠮷", kind="7"),
            samples.line(4, name="目标拒绝"),
        ],
    )
    report = run(folder, samples.sample_profile(folder))
    (file,) = report.files
    assert (file.rows, file.accepted, file.rejected, file.inserted) == (4, 1, 3, 1)
    assert (file.sum_read, file.sum_accepted) == (Decimal(49380), Decimal(12345))
    assert report.batch.status == BatchStatus.DONE
    assert samples.rows("select number, name, amount, kind from sample_import") == [
        ("1", "王小明", Decimal("123.45"), "RETAIL")
    ]
    found = list(
        QuarantineRow.objects.order_by("line").values_list("line", "column", "code", "message")
    )
    assert found == [
        (2, "phone", "PHONE_LENGTH", "手机号应为 11 位数字，现在是 10 位"),
        (3, "kind", "UNMAPPED_CODE", "码值未对照（码表 类型）"),
        (4, "name", "SAMPLE_REFUSED", "样例目标不收此行"),
    ]
    assert list(UnmappedCode.objects.values_list("map_name", "source_value", "rows")) == [
        ("kind", "7", 1)
    ]


def test_the_same_files_again_change_nothing(folder):
    write(folder, [samples.line(1), samples.line(2)])
    profile = samples.sample_profile(folder)
    run(folder, profile)
    again = run(folder, profile)
    assert again.is_repeat
    assert again.changes == 0
    assert ImportBatch.objects.count() == 1
    assert {file.state for file in again.files} == {FileState.FINISHED}


def test_another_file_of_the_same_date_replaces_the_first(folder):
    profile = samples.sample_profile(folder)
    write(folder, [samples.line(1), samples.line(2)])
    first = run(folder, profile)
    write(folder, [samples.line(2, name="李四"), samples.line(3)])
    second = run(folder, profile)
    assert second.batch.supersedes_id == first.batch.pk
    assert samples.rows("select number, name from sample_import order by number") == [
        ("2", "李四"),
        ("3", "王小明"),
    ]


def test_append_rows_of_the_same_date_are_replaced_and_other_dates_stay(folder):
    profile = samples.sample_profile(folder, mode="append")
    write(folder, [samples.line(9)], name="SAMPLE_20261121_01.dat")
    services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=date(2026, 11, 21)
    )
    write(folder, [samples.line(1), samples.line(2)])
    run(folder, profile)
    write(folder, [samples.line(2), samples.line(3)])
    run(folder, profile)
    assert samples.rows("select number from sample_import order by number") == [
        ("2",),
        ("3",),
        ("9",),
    ]


CONTROL = '{suffix: ".ok"}'


def control(folder, text, *, name="SAMPLE_20261122_01.ok"):
    (folder / name).write_text(text)


@pytest.mark.parametrize(
    ("said", "code", "reason"),
    [
        (None, "CONTROL_MISSING", "缺少控制文件 SAMPLE_20261122_01.ok，可能尚未传完"),
        ("rows=3\nsum=24690", "CONTROL_ROWS", "控制文件为 3 行，实收 2 行"),
        ("rows=2\nsum=24691", "CONTROL_SUM", "控制文件合计为 24,691，实收合计 24,690"),
        (
            "rows=2\nsha256=" + "0" * 64,
            "CONTROL_DIGEST",
            "sha256 摘要与控制文件不符，文件内容已变动",
        ),
        (
            "rows=2\ndate=20261121",
            "CONTROL_DATE",
            "控制文件日期 2026-11-21 与批次日期 2026-11-22 不符",
        ),
    ],
)
def test_a_file_that_differs_from_its_control_file_is_refused_whole_and_old_data_stay(
    folder, said, code, reason
):
    profile = samples.sample_profile(folder, control=CONTROL)
    write(folder, [samples.line(7)], name="SAMPLE_20261121_01.dat")
    control(folder, "rows=1\nsum=12345\ndate=20261121", name="SAMPLE_20261121_01.ok")
    services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=date(2026, 11, 21)
    )
    write(folder, [samples.line(1), samples.line(2)])
    if said is not None:
        control(folder, said)
    report = run(folder, profile)
    (file,) = report.files
    assert (file.state, file.code, file.reason) == (FileState.REFUSED, code, reason)
    assert report.batch.status == BatchStatus.PARTIAL
    assert samples.rows("select number, batch_on from sample_import") == [("7", date(2026, 11, 21))]


def test_a_corrected_file_is_loaded_after_a_refusal(folder):
    profile = samples.sample_profile(folder, control=CONTROL)
    write(folder, [samples.line(1)])
    control(folder, "rows=2")
    run(folder, profile)
    control(folder, "rows=1\nsum=12345\ndate=20261122")
    report = run(folder, profile)
    assert report.batch.status == BatchStatus.DONE
    assert samples.rows("select number from sample_import") == [("1",)]


def test_one_refused_part_keeps_the_whole_table_out(folder):
    profile = samples.sample_profile(folder, control=CONTROL)
    write(folder, [samples.line(1)])
    control(folder, "rows=1")
    write(folder, [samples.line(2)], name="SAMPLE_20261122_02.dat")
    control(folder, "rows=5", name="SAMPLE_20261122_02.ok")
    report = run(folder, profile)
    assert [(file.code, file.reason) for file in report.files] == [
        ("TABLE_REFUSED", "同一张表的另一文件 SAMPLE_20261122_02.dat 被拒，整张表未装载"),
        ("CONTROL_ROWS", "控制文件为 5 行，实收 1 行"),
    ]
    assert samples.rows("select count(*) from sample_import") == [(0,)]


def test_parts_are_one_table_and_a_key_may_stand_once_in_all(folder):
    write(folder, [samples.line(1), samples.line(2)])
    write(
        folder, [samples.line(2), samples.line(3), samples.line(3)], name="SAMPLE_20261122_02.dat"
    )
    report = run(folder, samples.sample_profile(folder))
    assert [(file.rows, file.accepted, file.rejected) for file in report.files] == [
        (2, 2, 0),
        (3, 1, 2),
    ]
    found = list(QuarantineRow.objects.order_by("line").values_list("line", "code", "message"))
    assert found == [
        (1, "DUPLICATE_KEY", "主键与本批前面的行重复"),
        (3, "DUPLICATE_KEY", "主键与第 2 行重复"),
    ]


def test_the_command_line_tells_file_line_and_column_of_what_it_found(folder, capsys):
    write(folder, [samples.line(1), samples.line(2, phone="1", kind="7")])
    bad = [samples.line(number, phone="1") for number in range(3, 9)]
    write(folder, ["坏行", *bad], name="SAMPLE_20261122_02.dat")
    report = run(folder, samples.sample_profile(folder))
    _print_report(report)
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if ": " in line][1:]
    wrong = "手机号应为 11 位数字，现在是 1 位"
    assert told == [
        "SAMPLE_20261122_01.dat line 2 kind: 码值未对照（码表 类型）",
        f"SAMPLE_20261122_01.dat line 2 phone: {wrong}",
        "SAMPLE_20261122_02.dat line 1: 本行 1 列，应为 8 列",
        *[f"SAMPLE_20261122_02.dat line {line} phone: {wrong}" for line in (2, 3, 4)],
        "sample: and 3 more rows",
    ]


def test_a_missing_file_makes_the_batch_partial(folder):
    report = run(folder, samples.sample_profile(folder))
    assert report.batch.status == BatchStatus.PARTIAL
    assert [file.state for file in report.files] == [FileState.MISSING]


def test_an_optional_file_may_be_missing(folder):
    report = run(folder, samples.sample_profile(folder, extra="    optional: true"))
    assert report.batch.status == BatchStatus.DONE


def test_a_delta_inserts_updates_and_deletes(folder):
    profile = samples.sample_profile(folder)
    write(folder, [samples.line(1), samples.line(2), samples.line(3)])
    run(folder, profile)
    delta = [
        f"U|+|{samples.line(1, name='李四')}",
        f"D|+|{samples.line(2)}",
        f"I|+|{samples.line(4)}",
        f"X|+|{samples.line(5)}",
    ]
    write(folder, delta, name="SAMPLE_20261123_01.dat")
    report = services.run_batch(
        actor=samples.runner(),
        now=NOW,
        profile=profile,
        folder=folder,
        on=date(2026, 11, 23),
        mode="delta",
    )
    assert samples.rows("select number, name from sample_import order by number") == [
        ("1", "李四"),
        ("3", "王小明"),
        ("4", "王小明"),
    ]
    assert (
        report.files[0].inserted,
        report.files[0].updated,
        report.files[0].deleted,
        report.files[0].rejected,
    ) == (1, 1, 1, 1)
    assert list(QuarantineRow.objects.values_list("column", "message")) == [
        ("operation", "增量标志须为 I、U 或 D")
    ]


def test_operations_that_do_not_fit_are_taken_as_meant_and_told(folder, capsys):
    profile = samples.sample_profile(folder)
    write(folder, [samples.line(1), samples.line(2)], name="SAMPLE_20261121_01.dat")
    services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=date(2026, 11, 21)
    )
    lines = [("I", 1), ("U", 2), ("U", 3), ("D", 4), ("I", 5)]
    write(folder, [f"{op}|+|{samples.line(number)}" for op, number in lines])
    report = run(folder, profile, mode="delta")
    assert report.batch.status == BatchStatus.DONE
    assert report.batch.warned == 3
    assert samples.rows("select number from sample_import order by number") == [
        ("1",),
        ("2",),
        ("3",),
        ("5",),
    ]
    told = list(
        QuarantineRow.objects.order_by("line").values_list("line", "level", "column", "code")
    )
    assert told == [
        (1, "warning", "operation", "OPERATION_INSERT_KNOWN"),
        (3, "warning", "operation", "OPERATION_UPDATE_UNKNOWN"),
        (4, "warning", "operation", "OPERATION_DELETE_UNKNOWN"),
    ]
    _print_report(report)
    shown = capsys.readouterr().out
    assert (
        "warning: SAMPLE_20261122_01.dat line 4 operation: 标志为 D（删除），但主键不存在，未作处理"
        in shown
    )


def test_files_without_operations_give_no_such_warning(folder):
    write(folder, [samples.line(1)])
    assert run(folder, samples.sample_profile(folder, mode="delta")).batch.warned == 0


def test_a_dry_run_changes_nothing_and_tells_everything(folder):
    write(folder, [samples.line(1), samples.line(2, kind="7"), samples.line("", name="李四")])
    before = {table: samples.rows(f"select count(*) from {table}") for (table,) in all_tables()}
    report = run(folder, samples.sample_profile(folder), is_dry_run=True)
    assert {
        table: samples.rows(f"select count(*) from {table}") for (table,) in all_tables()
    } == before
    (file,) = report.files
    assert (file.rows, file.accepted, file.rejected) == (3, 1, 2)
    assert [(row.line, row.findings[0].message) for row in report.samples["sample"]] == [
        (2, "码值未对照（码表 类型）"),
        (3, "必填项为空"),
    ]
    assert report.batch.pk is None


def all_tables():
    return samples.rows(
        "select tablename from pg_tables where schemaname = 'public' and has_table_privilege(format('%%I.%%I', schemaname, tablename), 'select')"
    )


def test_a_file_of_the_wrong_kind_is_refused_before_anything_is_loaded(folder):
    write(folder, [samples.line(number, born="不是日期") for number in range(400)])
    report = run(folder, samples.sample_profile(folder))
    (file,) = report.files
    assert (file.state, file.code) == (FileState.REFUSED, "FILE_MOSTLY_BAD")
    assert "400 行" in file.reason
    assert QuarantineRow.objects.count() == 0


def test_a_file_whose_references_are_unknown_is_refused_whole(folder):
    known = "    references: [{column: org_code, to: tests.org}]"
    profile = samples.sample_profile(folder, extra=known)
    write(folder, [samples.line(number, org="999") for number in range(200)])
    report = run(folder, profile)
    (file,) = report.files
    assert (report.batch.status, file.code) == (BatchStatus.PARTIAL, "FILE_MOSTLY_UNKNOWN")
    assert file.reason == (
        "前 200 行中有 200 行被拒（超过 50%），主要因为 org_code 引用的对象不存在，整个文件未装载；请先装载org_code 所指的表"
    )
    assert QuarantineRow.objects.count() == 0
    # What was missing may have come since: the same files are looked at again.
    again = run(folder, profile)
    assert again.batch.pk != report.batch.pk
    assert [file.code for file in again.files] == ["FILE_MOSTLY_UNKNOWN"]


@pytest.fixture
def set_parameter(folder):
    def set_parameter(key, value):
        values = {"value": value, "effective_from": date(2026, 11, 23), "set_at": NOW}
        ParameterValue.objects.update_or_create(key=key, defaults=values)
        parameters.forget()

    yield set_parameter
    ParameterValue.objects.all().delete()
    parameters.forget()


def test_the_limits_of_a_file_are_parameters_of_the_day_of_the_run(folder, set_parameter):
    profile = samples.sample_profile(folder)
    write(folder, [samples.line(number, born="不是日期") for number in range(400)])
    set_parameter("imports.mostly_bad_rows", 401)
    (file,) = run(folder, profile).files
    assert (file.state, file.rejected) == (FileState.FINISHED, 400)
    set_parameter("imports.mostly_bad_rows", 400)
    set_parameter("imports.mostly_bad_share", "0.9")
    (folder / "SAMPLE_20261122_01.dat").unlink()
    write(folder, [samples.line(number, born="不是日期") for number in range(401)])
    (file,) = run(folder, profile).files
    assert (file.code, "90%" in file.reason) == ("FILE_MOSTLY_BAD", True)


def test_how_many_rows_a_full_file_may_end_is_a_parameter(folder, set_parameter, monkeypatch):
    ends = []

    def finish(_self, *, batch, **_rest):
        ends.append(batch.ends)

    monkeypatch.setattr(samples.SampleTarget, "finish", finish)
    write(folder, [samples.line(1)])
    run(folder, samples.sample_profile(folder))
    set_parameter("imports.most_ended_share", "0.35")
    set_parameter("imports.few_ended_rows", 7)
    write(folder, [samples.line(2)])
    run(folder, samples.sample_profile(folder))
    assert ends == [EndLimits(Decimal("0.2"), 20), EndLimits(Decimal("0.35"), 7)]


def test_where_ends_were_withheld_the_same_files_are_looked_at_again(folder, set_parameter):
    profile = samples.sample_profile(folder)
    write(folder, [samples.line(number) for number in range(30)], name="SAMPLE_20261121_01.dat")
    services.run_batch(
        actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=date(2026, 11, 21)
    )
    write(folder, [samples.line(1)])
    report = run(folder, profile)
    assert (report.batch.status, report.files[0].code) == (BatchStatus.PARTIAL, "ENDS_WITHHELD")
    assert samples.rows("select count(*) from sample_import") == [(30,)]
    set_parameter("imports.few_ended_rows", 29)
    again = run(folder, profile)
    assert (again.batch.status, again.is_repeat) == (BatchStatus.DONE, False)
    assert samples.rows("select number from sample_import") == [("1",)]
    assert run(folder, profile).is_repeat


def test_a_row_that_the_database_refuses_goes_to_quarantine_alone(folder):
    columns = samples.COLUMNS + "      - {name: count, type: integer}\n"
    write(
        folder,
        [
            f"{samples.line(number)}|+|{2_000_000 if number == 7 else number}"
            for number in range(1, 21)
        ],
    )
    report = run(folder, samples.sample_profile(folder, columns=columns))
    assert (report.files[0].accepted, report.files[0].rejected) == (19, 1)
    (row,) = QuarantineRow.objects.all()
    assert (row.line, row.code, row.message) == (
        7,
        "DATABASE_REFUSED",
        "数据库拒绝该行（CheckViolation 23514 sample_import_count_check）",
    )


def test_quarantine_keeps_the_row_encrypted_and_shows_it_masked(folder):
    write(folder, [samples.line(2, name="欧阳小明", phone="1380000123")])
    run(folder, samples.sample_profile(folder))
    (row,) = QuarantineRow.objects.all()
    assert row.excerpt["name"] == "欧阳**"
    assert "1380000123" not in str(row.excerpt)
    assert "欧阳小明".encode() not in bytes(row.raw_token)
    assert services_raw(row)["phone"] == "1380000123"


def services_raw(row):
    return quarantine.open_raw(row)


def test_one_audit_row_and_one_event_per_batch(folder):
    write(folder, [samples.line(1)])
    profile = samples.sample_profile(folder)
    run(folder, profile)
    run(folder, profile)
    audit = samples.rows(
        "select verb, new ->> 'inserted', detail ->> 'status' from audit_entry where verb like 'imports.%%'"
    )
    assert audit == [("imports.batch-run", "1", "done")]
    assert samples.rows("select kind from events_outbox where kind like 'imports.%%'") == [
        ("imports.BatchImported",)
    ]


def test_who_may_not_run_imports_is_refused_and_it_is_audited(folder):
    with pytest.raises(PermissionRefused):
        services.run_batch(
            actor=samples.runner("imports.view_board"),
            now=NOW,
            profile=samples.sample_profile(folder),
            folder=folder,
            on=DAY,
        )
    assert samples.rows("select result from audit_entry where verb = 'imports.batch-run'") == [
        ("denied",)
    ]
    assert ImportBatch.objects.count() == 0


def test_two_runs_of_one_source_do_not_mix(folder, import_database):
    profile = samples.sample_profile(folder)
    write(folder, [samples.line(1)])
    url = import_database.cluster.urls(import_database.name)["DATABASE_URL_LOADER"]
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select pg_advisory_lock(hashtext('imports.source'), hashtext('TESTS'))")
        with pytest.raises(services.BatchRunning):
            run(folder, profile)
        other.execute("select pg_advisory_unlock_all()")
        assert run(folder, profile).batch.status == BatchStatus.DONE


@pytest.mark.parametrize("mode", ["full", "delta"])
def test_an_older_batch_overwrites_nothing_that_a_later_one_brought(folder, mode):
    profile = samples.sample_profile(folder)
    operation = "I|+|" if mode == "delta" else ""
    older = DAY - timedelta(days=1)

    def load(day, *names):
        lines = [operation + samples.line(n, name=name) for n, name in enumerate(names, start=1)]
        write(folder, lines, name=f"SAMPLE_{day:%Y%m%d}_01.dat")
        return services.run_batch(
            actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=day, mode=mode
        )

    load(older - timedelta(days=1), "王小明")
    later = load(DAY, "李四")
    late = load(older, "王小明", "离职人员")
    (file,) = late.files
    assert (late.batch.status, file.state, file.code, file.rows) == (
        BatchStatus.PARTIAL,
        FileState.REFUSED,
        "FILE_LOADED_LATER",
        0,
    )
    assert file.reason.startswith("该表已装载 2026-11-22 批次，2026-11-21 批次的数据较旧")
    held = "select number, name from sample_import order by number"
    assert samples.rows(held) == [("1", "李四")]
    assert load(older - timedelta(days=1), "王小明").is_repeat
    assert load(older, "王小明", "离职人员").is_repeat
    services.undo_batch(actor=samples.runner(), now=NOW, batch_id=later.batch.pk, reason="错批次")
    assert load(older, "王小明", "离职人员").batch.status == BatchStatus.DONE
    assert samples.rows(held) == [("1", "王小明"), ("2", "离职人员")]


def test_the_tables_of_an_older_batch_that_nothing_overtook_are_loaded(folder):
    profile = samples.sample_profile(folder, mode="append")
    for day, number in ((DAY, 1), (DAY - timedelta(days=1), 2)):
        write(folder, [samples.line(number)], name=f"SAMPLE_{day:%Y%m%d}_01.dat")
        report = services.run_batch(
            actor=samples.runner(), now=NOW, profile=profile, folder=folder, on=day
        )
        assert report.batch.status == BatchStatus.DONE
    assert samples.rows("select number from sample_import order by number") == [("1",), ("2",)]
