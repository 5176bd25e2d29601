"""Migration from an older CRM, file to table: exact counts, reasons in Chinese, masks, repeats, two encodings."""

from datetime import date

import pytest

from yinqiao.integrations.old_crm.sample import HEADINGS, write_sample
from yinqiao.integrations.tests.old_bank import CUSTOMERS, DAY, states
from yinqiao.interactions.tests.factories import fetch
from yinqiao.platform.imports.choices import BatchStatus
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.profile import find_profile

TABLES = {
    "TAG_DICT": ("tag_dictionary", "insights_tag"),
    "TAG": ("customer_tag", "insights_customer_tag"),
    "CONTACT": ("contact_record", "interactions_contact_record"),
    "NOTE": ("note", "interactions_note"),
    "ASSIGNMENT": ("assignment", "customers_assignment"),
    "CONSENT": ("consent", "compliance_consent"),
    "TASK": ("task", "interactions_task"),
}


def in_tables():
    return {
        name: fetch(f"select count(*) from {table} where source = 'OLD_CRM' and ended_on is null")[
            0
        ][0]
        for name, (_, table) in TABLES.items()
    }


def kept_out():
    rows = (
        QuarantineRow.objects.using("loader").filter(level="error").order_by("table_name", "line")
    )
    return [(row.table_name, row.line, row.column, row.code, row.message) for row in rows]


@pytest.mark.parametrize("profile", ["old_crm", "old_crm_gbk"])
def test_the_profile_is_valid_and_takes_the_headings_of_the_sample(profile):
    found = find_profile(profile)
    assert (found.profile, found.source) == (profile, "OLD_CRM")
    headings = {
        table.file.removeprefix("OLDCRM_").removesuffix("_{date}.csv"): tuple(
            column.heading for column in table.columns
        )
        for table in found.tables
    }
    assert headings == HEADINGS


@pytest.mark.parametrize(
    ("profile", "encoding"),
    [("old_crm", "utf-8"), ("old_crm", "utf-8-sig"), ("old_crm_gbk", "gbk")],
)
def test_every_row_of_the_sample_arrives(old_bank, profile, encoding):
    sample = old_bank.write(encoding=encoding)
    report = old_bank.run(profile=profile)
    assert report.batch.status == BatchStatus.DONE
    assert states(report) == {
        table: ("finished", sample.rows[name], sample.rows[name], 0)
        for name, (table, _) in TABLES.items()
    }
    assert in_tables() == sample.rows
    assert fetch("select sum(duration_seconds) from interactions_contact_record") == [
        (sample.seconds,)
    ]
    assert kept_out() == []


def test_the_same_sample_has_the_same_bytes(tmp_path, old_bank):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        write_sample(
            folder,
            day=DAY,
            customer_nos=CUSTOMERS,
            staff=old_bank.staff,
            known_since=date(2025, 1, 1),
            seed=7,
        )
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders
    )
    assert first == second
    assert len(first) == 2 * len(TABLES)


def test_the_same_files_again_change_nothing(old_bank):
    old_bank.write()
    first, again = old_bank.run(), old_bank.run(minutes=120)
    assert (again.is_repeat, again.changes, again.batch.pk) == (True, 0, first.batch.pk)


def test_a_dry_run_changes_nothing(old_bank):
    sample = old_bank.write()
    report = old_bank.run(is_dry_run=True)
    assert {name: row[1] for name, row in states(report).items()} == {
        table: sample.rows[name] for name, (table, _) in TABLES.items()
    }
    assert set(in_tables().values()) == {0}


def test_a_file_in_the_other_encoding_is_refused_whole(old_bank):
    old_bank.write(encoding="gbk")
    report = old_bank.run(profile="old_crm")
    assert report.batch.status == BatchStatus.PARTIAL
    assert [file.state for file in report.files] == ["refused"] * len(TABLES)
    assert {file.code for file in report.files} <= {"FILE_WRONG_HEADER", "FILE_WRONG_ENCODING"}
    assert set(in_tables().values()) == {0}


def test_a_control_file_that_disagrees_refuses_the_file(old_bank):
    old_bank.write()
    path = old_bank.folder / f"OLDCRM_CONTACT_{DAY:%Y%m%d}.ok"
    path.write_text(path.read_text().replace("rows=", "rows=9"))
    report = old_bank.run()
    assert {file.table_name: file.code for file in report.files if file.state == "refused"} == {
        "contact_record": "CONTROL_ROWS"
    }
    assert fetch("select count(*) from interactions_contact_record") == [(0,)]


def test_a_main_period_that_overlaps_is_kept_out_and_does_not_stop_the_load(old_bank):
    here, colleague = (person.staff_no for person in old_bank.staff)
    rows = [
        (CUSTOMERS[0], colleague, "主办", 100, "2019-01-01", "2022-12-31", ""),
        (CUSTOMERS[0], colleague, "主办", 100, "2022-06-01", "2023-12-31", ""),
        (CUSTOMERS[1], colleague, "主办", 100, "2024-06-01", "2025-01-01", ""),
        (CUSTOMERS[1], colleague, "协办", 30, "2024-06-01", "9999-12-31", ""),
        (CUSTOMERS[2], "R0001", "主办", 100, "2019-01-01", "2020-01-01", ""),
        (CUSTOMERS[2], here, "主办", 100, "2020-01-01", "2019-01-01", ""),
    ]
    old_bank.write_only("ASSIGNMENT", rows)
    report = old_bank.run()
    assert states(report)["assignment"] == ("finished", 6, 2, 4)
    assert kept_out() == [
        ("assignment", 3, "valid_from", "MAIN_OVERLAP", "与本文件中同一客户的另一主办期间重叠"),
        (
            "assignment",
            4,
            "valid_from",
            "MAIN_OVERLAP",
            "该客户在此期间已有主办客户经理，管户期间重叠",
        ),
        ("assignment", 6, "staff_no", "REFERENCE_MISSING", kept_out()[2][4]),
        ("assignment", 7, "valid_from", "DATE_ORDER", "结束日期早于开始日期"),
    ]
    assert fetch(
        "select role, valid_from, valid_to from customers_assignment where source = 'OLD_CRM' order by id"
    ) == [
        ("MAIN", date(2019, 1, 1), date(2023, 1, 1)),
        ("ASSIST", date(2024, 6, 1), None),
    ]
    # The manager of today is still the one that the core system names.
    assert fetch("select distinct main_rm_id from customers_customer") == [
        (old_bank.manager.staff.pk,)
    ]


def test_consents_are_history_only(old_bank):
    rows = [
        ("G1", CUSTOMERS[0], "营销", "电话", "同意", "2021-05-01 10:00:00", "", "有签字单 V2.1"),
        ("G2", CUSTOMERS[0], "营销", "短信", "默认", "", "", ""),
    ]
    old_bank.write_only("CONSENT", rows)
    old_bank.run()
    assert fetch(
        "select purpose, channel, status, text_version, evidence_no, collected_via from compliance_consent"
    ) == [("MARKETING", "CALL", "GRANTED", "", "", "MIGRATION")]
    assert [row[:4] for row in kept_out()] == [("consent", 3, "status", "UNMAPPED_CODE")]


def test_texts_with_quotes_lines_and_numbers(old_bank):
    text = '客户说："到期前再打"，\n手机13812345678，邮箱wang@bank.cn'
    rows = [
        (
            "C1",
            CUSTOMERS[0],
            "2024-05-01 10:00:00",
            "电话",
            "呼出",
            "接通",
            "R0001",
            "老张",
            60,
            "回访",
            text,
        ),
        ("C2", CUSTOMERS[0], "2024-05-01 25:00:00", "电话", "呼出", "", "", "", "", "", ""),
        ("C3", CUSTOMERS[0], "2024-05-01 10:00:00", "传真", "", "", "", "", "", "", ""),
        ("C4", "69", "2024-05-01 10:00:00", "电话", "", "", "", "", "", "", ""),
        ("C1", CUSTOMERS[0], "2024-05-02 10:00:00", "电话", "", "", "", "", "", "", ""),
        ("C5", CUSTOMERS[0], "2024-05-01 10:00:00", "电话", "", "", "", "", 90000, "", ""),
    ]
    old_bank.write_only("CONTACT", rows)
    report = old_bank.run()
    assert states(report)["contact_record"][1:] == (6, 1, 5)
    assert fetch("select staff_no, staff_id, summary from interactions_contact_record") == [
        ("R0001", None, '客户说："到期前再打"，\n手机138****5678，邮箱w***@bank.cn')
    ]
    assert [row[2:4] for row in kept_out()] == [
        ("happened_at", "NOT_DATE"),
        ("channel", "UNMAPPED_CODE"),
        ("customer_no", "REFERENCE_MISSING"),
        ("record_no", "DUPLICATE_KEY"),
        ("duration_seconds", "CONTACT_DURATION"),
    ]


def test_a_corrected_export_changes_just_what_differs(old_bank):
    row = ("N1", CUSTOMERS[0], "2024-05-01 10:00:00", "拜访", "团队", "", "老张", "初稿")
    other = ("N2", CUSTOMERS[0], "2024-05-02 10:00:00", "备注", "网点", "", "老张", "不变")
    gone = ("N3", CUSTOMERS[0], "2024-05-03 10:00:00", "备注", "网点", "", "老张", "误录")
    old_bank.write_only("NOTE", [row, other, gone])
    old_bank.run()
    old_bank.write_only("NOTE", [(*row[:-1], "定稿"), other])
    report = old_bank.run(minutes=120)
    [file] = [file for file in report.files if file.table_name == "note"]
    assert (file.inserted, file.updated, file.unchanged) == (0, 1, 1)
    assert fetch(
        "select source_key, text, ended_on from interactions_note order by source_key"
    ) == [
        ("N1", "定稿", None),
        ("N2", "不变", None),
        ("N3", "误录", DAY),
    ]
