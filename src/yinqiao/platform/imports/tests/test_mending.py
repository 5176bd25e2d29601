"""Rows out of quarantine: mended and run again, skipped; codes given a meaning; a whole batch taken back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from yinqiao.platform.errors import InvalidInput, PermissionRefused, StaleVersion
from yinqiao.platform.imports import profile as profiles
from yinqiao.platform.imports import services
from yinqiao.platform.imports.choices import BatchStatus, CodeState, QuarantineState
from yinqiao.platform.imports.models import (
    CodeMap,
    ImportBatch,
    ImportFile,
    QuarantineRow,
    UnmappedCode,
)
from yinqiao.platform.imports.tests import samples

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def folder(run_folder):
    samples.sample_profile(run_folder)
    offered = profiles.RegisteredProfile("sample", run_folder / "profile.yaml")
    profiles.profiles._items["sample"] = offered
    yield run_folder
    del profiles.profiles._items["sample"]


def load(folder, lines, *, day=DAY):
    path = folder / f"SAMPLE_{day:%Y%m%d}_01.dat"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("gb18030"))
    profile = profiles.find_profile("sample")
    return services.run_batch(
        actor=samples.runner(), now=NOW + (day - DAY), profile=profile, folder=folder, on=day
    )


def mend(row, **values):
    return services.mend_row(
        actor=samples.runner(), now=NOW, row_id=row.pk, version=row.version, values=values
    )


def rerun(*rows):
    return services.rerun_rows(actor=samples.runner(), now=NOW, row_ids=[row.pk for row in rows])


def test_a_mended_row_is_loaded_and_the_totals_follow(folder):
    load(folder, [samples.line(1), samples.line(2, phone="1380000123")])
    (row,) = QuarantineRow.objects.all()
    mend(row, phone="13800001239")
    result = rerun(row)
    assert (result.loaded, result.still_bad) == (1, 0)
    assert samples.rows("select number, phone from sample_import order by number") == [
        ("1", "13800001234"),
        ("2", "13800001239"),
    ]
    row.refresh_from_db()
    assert row.state == QuarantineState.LOADED
    file = ImportFile.objects.get()
    assert (file.accepted, file.rejected, file.sum_accepted, file.sum_read) == (
        2,
        0,
        Decimal(24690),
        Decimal(24690),
    )
    batch = ImportBatch.objects.get()
    assert (batch.accepted, batch.rejected) == (2, 0)
    assert samples.rows("select kind from events_outbox where kind = 'imports.RowsMended'") == [
        ("imports.RowsMended",)
    ]


def test_a_row_that_is_still_bad_says_its_new_reason(folder):
    load(folder, [samples.line(2, phone="1380000123")])
    (row,) = QuarantineRow.objects.all()
    mend(row, phone="13800001239", name="目标拒绝")
    assert rerun(row).still_bad == 1
    row.refresh_from_db()
    assert (row.state, row.column, row.code) == (QuarantineState.OPEN, "name", "SAMPLE_REFUSED")


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("phone", "1380000", "手机号应为 11 位数字，现在是 7 位"),
        ("kind", "8", "码值未对照（码表 类型）"),
        ("amount", "12.5", "须为以分计的整数，负号在末尾"),
        ("born_on", "2026-1-2", "不是有效日期，应为 YYYYMMDD"),
        ("number", "1" * 21, "超过 20 个字"),
        ("name", "", "必填项为空"),
        ("is_open", "也许", "须为 1 或 0（是/否）"),
    ],
)
def test_what_is_typed_is_checked_like_its_column_before_it_is_kept(folder, column, text, reason):
    load(folder, [samples.line(2, phone="1", kind="7")])
    row = QuarantineRow.objects.get()
    with pytest.raises(services.ValueRefused) as refused:
        mend(row, **{column: text, "org_code": "002"})
    assert refused.value.fields == {column: reason}
    again = QuarantineRow.objects.get()
    assert (again.state, again.version, bytes(again.raw_token)) == (
        QuarantineState.OPEN,
        1,
        bytes(row.raw_token),
    )


def test_a_row_of_changes_keeps_its_operation_when_it_is_mended_and_run_again(folder):
    load(folder, [samples.line(1), samples.line(2)])
    day = DAY + timedelta(days=1)
    path = folder / f"SAMPLE_{day:%Y%m%d}_01.dat"
    lines = [f"D|+|{samples.line(1, phone='1')}", f"X|+|{samples.line(2)}"]
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("gb18030"))
    services.run_batch(
        actor=samples.runner(),
        now=NOW + timedelta(days=1),
        profile=profiles.find_profile("sample"),
        folder=folder,
        on=day,
        mode="delta",
    )
    first, second = QuarantineRow.objects.order_by("line")
    mend(first, phone="13800001239")
    with pytest.raises(services.ValueRefused):
        mend(second, operation="Y")
    mend(second, operation="D")
    assert rerun(first, second).loaded == 2
    assert samples.rows("select number from sample_import") == []


def test_other_columns_that_are_still_wrong_do_not_hinder(folder):
    load(folder, [samples.line(2, phone="1", kind="7")])
    mend(QuarantineRow.objects.get(), phone="13800001239")
    assert QuarantineRow.objects.get().state == QuarantineState.MENDED


def test_a_row_that_was_never_split_is_mended_by_its_columns(folder):
    load(folder, ["2|+|王小明|+|19800101"])
    (row,) = QuarantineRow.objects.all()
    assert (row.code, row.message) == ("ROW_COLUMNS", "本行 3 列，应为 8 列")
    assert rerun(row).loaded == 0
    row.refresh_from_db()
    mend(row, number="2", name="王小明", amount="100-", kind="1", org_code="001", is_open="0")
    assert rerun(row).loaded == 1
    assert samples.rows("select number, amount, is_open from sample_import") == [
        ("2", Decimal("-1.00"), False)
    ]


def test_two_people_on_one_row_the_second_is_told(folder):
    load(folder, [samples.line(2, phone="1380000123")])
    (row,) = QuarantineRow.objects.all()
    mend(row, phone="13800001239")
    with pytest.raises(StaleVersion):
        mend(row, phone="13800001238")


def test_an_unknown_column_is_refused(folder):
    load(folder, [samples.line(2, phone="1380000123")])
    with pytest.raises(InvalidInput):
        mend(QuarantineRow.objects.get(), colour="red")


def test_an_old_row_does_not_overwrite_a_later_batch(folder):
    load(folder, [samples.line(2, phone="1380000123")])
    row = QuarantineRow.objects.get()
    load(folder, [samples.line(2, name="李四")], day=DAY + timedelta(days=1))
    mend(row, phone="13800001239")
    with pytest.raises(services.TableLoadedSince):
        rerun(row)
    assert samples.rows("select name from sample_import") == [("李四",)]


def test_rows_can_be_skipped_with_a_reason(folder):
    load(folder, [samples.line(2, phone="1380000123")])
    row = QuarantineRow.objects.get()
    assert (
        services.skip_rows(actor=samples.runner(), now=NOW, row_ids=[row.pk], reason="测试数据")
        == 1
    )
    row.refresh_from_db()
    assert (row.state, row.settled_by) == (QuarantineState.SKIPPED, "苏明")
    assert samples.rows("select reason from audit_entry where verb = 'imports.rows-skipped'") == [
        ("测试数据",)
    ]


def test_quarantine_is_not_for_those_who_run_imports(folder):
    load(folder, [samples.line(2, phone="1380000123")])
    row = QuarantineRow.objects.get()
    with pytest.raises(PermissionRefused):
        services.mend_row(
            actor=samples.runner("imports.run_import"),
            now=NOW,
            row_id=row.pk,
            version=1,
            values={"phone": "1"},
        )
    row.refresh_from_db()
    assert row.version == 1


def test_a_code_given_a_meaning_lets_its_rows_in(folder):
    load(folder, [samples.line(2, kind="7")])
    services.map_code(
        actor=samples.runner(), now=NOW, source="TESTS", map_name="kind", source_value="7", standard_value="SMALL",
        valid_from=date(2026, 1, 1), reason="新增码值",
    )  # fmt: skip
    assert UnmappedCode.objects.get().state == CodeState.MAPPED
    assert rerun(QuarantineRow.objects.get()).loaded == 1
    assert samples.rows("select kind from sample_import") == [("SMALL",)]


def test_a_code_means_what_it_meant_on_the_batch_date(folder):
    services_map = {"source": "TESTS", "map_name": "kind", "source_value": "1"}
    load(folder, [samples.line(1)])
    services.map_code(
        actor=samples.runner(),
        now=NOW,
        **services_map,
        standard_value="PERSONAL",
        valid_from=date(2026, 11, 23),
        reason="改名",
    )
    load(folder, [samples.line(1), samples.line(2)])
    assert samples.rows("select distinct kind from sample_import") == [("RETAIL",)]
    load(folder, [samples.line(1)], day=date(2026, 11, 23))
    assert samples.rows("select kind from sample_import") == [("PERSONAL",)]
    ends = CodeMap.objects.filter(map_name="kind", source_value="1").values_list(
        "standard_value", "valid_from", "valid_to"
    )
    assert sorted(ends) == [
        ("PERSONAL", date(2026, 11, 23), None),
        ("RETAIL", date(1900, 1, 1), date(2026, 11, 23)),
    ]


def test_dated_seeds_follow_the_batch_date(folder):
    load(folder, [samples.line(1, kind="9")], day=date(2019, 12, 31))
    assert samples.rows("select kind from sample_import where batch_on = '2019-12-31'") == [
        ("OLD",)
    ]
    load(folder, [samples.line(1, kind="9")])
    assert samples.rows("select kind from sample_import") == [("NEW",)]


def test_a_batch_is_undone_until_the_next_one(folder):
    load(folder, [samples.line(1)])
    second = load(
        folder,
        [samples.line(1), samples.line(2), samples.line(3, kind="7")],
        day=DAY + timedelta(days=1),
    )
    first = ImportBatch.objects.order_by("pk").first()
    with pytest.raises(services.UndoImpossible, match="TESTS"):
        services.undo_batch(actor=samples.runner(), now=NOW, batch_id=first.pk, reason="错批次")
    report = services.undo_batch(
        actor=samples.runner(), now=NOW, batch_id=second.batch.pk, reason="错批次"
    )
    assert report.tables["sample"].removed == 2
    second.batch.refresh_from_db()
    assert second.batch.status == BatchStatus.UNDONE
    assert set(QuarantineRow.objects.values_list("state", flat=True)) == {QuarantineState.CLOSED}
    assert samples.rows("select reason from audit_entry where verb = 'imports.batch-undone'") == [
        ("错批次",)
    ]
    again = load(
        folder,
        [samples.line(1), samples.line(2), samples.line(3, kind="7")],
        day=DAY + timedelta(days=1),
    )
    assert (again.is_repeat, again.files[0].inserted) == (False, 2)


def test_the_first_load_is_undone_by_restore_only(folder):
    first = load(folder, [samples.line(1)])
    with pytest.raises(services.UndoImpossible):
        services.undo_batch(actor=samples.runner(), now=NOW, batch_id=first.batch.pk, reason="x")
    assert samples.rows("select number from sample_import") == [("1",)]


def test_undoing_a_second_run_of_a_date_lets_the_first_one_in_again(folder):
    profiles.profiles._items["sample"] = profiles.RegisteredProfile(
        "sample", folder / "append.yaml"
    )
    text = (
        (folder / "profile.yaml").read_text(encoding="utf-8").replace("mode: full", "mode: append")
    )
    (folder / "append.yaml").write_text(text, encoding="utf-8")
    load(folder, [samples.line(9)], day=DAY - timedelta(days=1))
    first = load(folder, [samples.line(1), samples.line(2)])
    second = load(folder, [samples.line(2), samples.line(3)])
    services.undo_batch(actor=samples.runner(), now=NOW, batch_id=second.batch.pk, reason="错文件")
    assert samples.rows("select number from sample_import") == [("9",)]
    first.batch.refresh_from_db()
    assert first.batch.status == BatchStatus.FAILED
    again = load(folder, [samples.line(1), samples.line(2)])
    assert (again.batch.pk, again.batch.status, again.batch.accepted) == (
        first.batch.pk,
        BatchStatus.DONE,
        2,
    )
    assert samples.rows("select number from sample_import order by 1") == [("1",), ("2",), ("9",)]


def test_a_batch_with_too_many_rejected_rows_is_flagged(folder):
    report = load(
        folder, [samples.line(number, kind="7" if number == 5 else "1") for number in range(1, 11)]
    )
    assert report.batch.error == "被拒 1 行，占 10.00%，超过容忍度 0.10%"
