"""The pages of the import centre through the client: who sees what, and what a press of a button does."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.platform.imports import queries
from yinqiao.platform.imports.choices import QuarantineState
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportTask, QuarantineRow
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.imports.queries.readable import readable
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.conftest import DAY, Load, write
from yinqiao.platform.testing.query_counts import counted

BAD_PHONE = "1380000123"
NAME, MASKED_NAME = "王小明", "王**"
PAGES = (
    "/imports/",
    "/imports/batches/",
    "/imports/upload/",
    "/imports/upload/expected/",
    "/imports/quarantine/",
    "/imports/quarantine/mended/",
    "/imports/codes/",
    "/imports/codes/new/",
    "/imports/tasks/",
)


def text(response) -> str:
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_before_the_first_batch(db: None, steward: Client, path: str):
    text(steward.get(path))
    text(steward.get(path, headers={"HX-Request": "true"}))


def test_the_board_shows_what_is_expected_loaded_and_rejected(steward: Client, load: Load):
    load(samples.line(1), samples.line(2, phone=BAD_PHONE))
    shown = text(steward.get("/imports/", {"on": str(DAY)}))
    assert "样例表" in shown
    assert "已入库" in shown
    assert "07:30" in shown


def test_the_board_tells_of_a_part_that_did_not_come(steward: Client, load: Load, landing):
    lines = "".join(f"{samples.line(number)}\n" for number in (7, 8))
    (landing / "SAMPLE_20261122_03.dat").write_bytes(lines.encode("gb18030"))
    load(samples.line(1), samples.line(2))
    board = text(steward.get("/imports/", {"on": "2026-11-22"}))
    assert "缺分片" in board
    assert "未到：SAMPLE_20261122_02.dat" in board
    assert "已入库" not in board


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31", "nonsense"])
def test_a_day_outside_any_banks_time_shows_the_day_that_is_due(db: None, steward: Client, day):
    assert steward.get(reverse("imports:board"), {"on": day}).status_code == 200


def test_the_board_of_another_day_waits_for_the_files(steward: Client, load: Load, landing):
    load(samples.line(1))
    late = text(steward.get("/imports/", {"on": str(DAY.replace(day=20))}))
    assert "迟到" in late
    write(landing, samples.line(1), day=DAY.replace(day=20))
    ready = text(steward.get("/imports/", {"on": str(DAY.replace(day=20))}))
    assert "已到，未入库" in ready
    answer = steward.post("/imports/runs/", {"profile": "sample", "on": str(DAY.replace(day=20))})
    task = ImportTask.objects.get()
    assert answer.headers["Location"] == f"/imports/tasks/{task.pk}/"
    assert (task.kind, task.batch_on, task.folder) == ("repeat", date(2026, 11, 20), str(landing))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("rows=3\nsum=24690", "控制文件为 3 行，实收 2 行"),
        ("rows=2\nsum=24691", "控制文件合计为 24,691，实收合计 24,690"),
        ("rows=2\nsha256=" + "0" * 64, "sha256 摘要与控制文件不符，文件内容已变动"),
    ],
    ids=["rows", "sum", "digest"],
)
def test_the_board_tells_a_refused_file_and_the_date_of_the_data_that_is_served(
    steward: Client, load: Load, landing: Path, said: str, reason: str
):
    samples.sample_profile(landing, control='{suffix: ".ok"}', top='expected_by: "07:30"')
    before = DAY.replace(day=21)
    for day, control in ((before, "rows=1\nsum=12345"), (DAY, said)):
        (landing / f"SAMPLE_{day:%Y%m%d}_01.ok").write_text(control)
    load(samples.line(7), day=before)
    load(samples.line(1), samples.line(2))

    shown = text(steward.get("/imports/", {"on": str(DAY)}))
    (table,) = re.findall(r'<tr data-href="[^"]*table=sample">.*?</tr>', shown, re.DOTALL)
    assert "已拒绝" in table
    assert f'title="{reason}"' in table
    assert "样例 · 11-21" in shown
    assert queries.data_date() == before
    assert samples.rows("select number, batch_on from sample_import") == [("7", before)]


def test_a_batch_shows_its_errors_masked_to_stewards_and_counts_to_administrators(
    steward: Client, load: Load
):
    report = load(samples.line(1), samples.line(2, phone=BAD_PHONE))
    shown = text(steward.get(f"/imports/{report.batch.pk}/"))
    assert "手机号应为 11 位数字，现在是 10 位" in shown
    assert MASKED_NAME in shown
    assert NAME not in shown
    assert BAD_PHONE not in shown
    assert "138.45" not in shown
    assert "123.45" in shown  # the difference: one row of 12345 分 kept out


def test_an_administrator_sees_counts_and_never_rows(administrator: Client, load: Load):
    report = load(samples.line(1), samples.line(2, phone=BAD_PHONE))
    row = QuarantineRow.objects.get()
    shown = text(administrator.get(f"/imports/{report.batch.pk}/"))
    assert "手机号应为 11 位数字" in shown
    assert MASKED_NAME not in shown
    assert "138" not in shown.split('id="errors"')[1].split("</section>")[0]
    administrator.raise_request_exception = False
    for path in (
        "/imports/quarantine/",
        f"/imports/quarantine/{row.pk}/",
        "/imports/quarantine/list/",
        "/imports/codes/",
    ):
        assert administrator.get(path).status_code == 403
    assert (
        administrator.post(f"/imports/quarantine/{row.pk}/mends/", {"text": "1"}).status_code == 403
    )
    row.refresh_from_db()
    assert row.state == QuarantineState.OPEN
    denied = samples.rows(
        "select count(*) from audit_entry where result = 'denied' and actor_name = '苏明'"
    )
    assert denied == [(5,)]


def test_filters_of_the_errors_panel(steward: Client, load: Load):
    report = load(samples.line(1), samples.line(2, phone=BAD_PHONE), samples.line(3, kind="7"))
    address = f"/imports/{report.batch.pk}/errors/"
    one = text(steward.get(address, {"table": "sample", "column": "kind", "code": "UNMAPPED_CODE"}))
    assert "码值未对照" in one
    assert one.count("<tr id=") == 1
    assert text(steward.get(address)).count("<tr id=") == 2


def test_the_upper_part_asks_again_only_while_a_process_works(steward: Client, load: Load):
    report = load(samples.line(1))
    ended = steward.get(f"/imports/{report.batch.pk}/progress/", headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true"
    ImportBatch.objects.update(status="running")
    broken = text(steward.get(f"/imports/{report.batch.pk}/"))
    assert 'hx-trigger="every 2s"' not in broken
    assert "运行中断" in broken


def test_the_row_page_and_its_dialog(steward: Client, load: Load):
    load(samples.line(2, phone=BAD_PHONE, kind="7"))
    row = QuarantineRow.objects.get()
    address = f"/imports/quarantine/{row.pk}/"
    for headers in ({}, {"HX-Request": "true"}):
        shown = text(steward.get(address, headers=headers))
        assert BAD_PHONE not in shown
        assert NAME not in shown
    nothing = steward.post(address, {"version": row.version, "field.phone": " "})
    assert nothing.status_code == 422
    for headers in ({}, {"HX-Request": "true"}):
        refused = steward.post(
            address, {"version": 1, "field.phone": "1380", "field.kind": "1"}, headers=headers
        )
        shown = refused.content.decode()
        assert (refused.status_code, 'value="1380"' in shown) == (422, True)
        assert "手机号应为 11 位数字，现在是 4 位" in shown
    done = steward.post(
        address, {"version": row.version, "field.phone": "13800001239", "field.kind": "1"}
    )
    assert done.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.version) == (QuarantineState.MENDED, 2)
    steward.raise_request_exception = False
    assert steward.post(address, {"version": 1, "field.phone": "13800001230"}).status_code == 409


def test_one_value_is_re_entered_in_the_list(steward: Client, load: Load):
    load(samples.line(2, phone=BAD_PHONE))
    row = QuarantineRow.objects.get()
    wrong = steward.post(
        f"/imports/quarantine/{row.pk}/mends/", {"version": 1, "column": "phone", "text": "1380"}
    )
    assert (wrong.status_code, "现在是 4 位" in wrong.content.decode()) == (422, True)
    answer = steward.post(
        f"/imports/quarantine/{row.pk}/mends/",
        {"version": 1, "column": "phone", "text": "13800001239"},
        headers={"HX-Request": "true"},
    )
    shown = text(answer)
    assert f'<tr id="row-{row.pk}" class="on">' in shown
    assert "13800001239" not in shown
    audit = samples.rows(
        "select new::text, detail::text from audit_entry where verb = 'imports.row-mended'"
    )
    assert audit == [('{"columns": ["phone"]}', '{"line": 1, "table": "sample"}')]


def test_cents_read_as_money_and_the_end_of_time_as_such(steward: Client, load: Load, landing):
    samples.sample_profile(landing)
    load(samples.line(2, phone=BAD_PHONE, amount="123456-", born="99991231"))
    row = QuarantineRow.objects.get()
    shown = text(steward.get(f"/imports/quarantine/{row.pk}/"))
    assert "-1,234.56 元（原值 123456-）" in shown
    assert readable(Column(name="valid_to", type="date"), "99991231") == "长期"
    assert readable(Column(name="amount", type="cents"), "12,5") == ""
    assert readable(Column(name="note"), "99991231") == ""


def test_quarantine_is_filtered_by_profile_table_reason_unit_and_state(steward: Client, load: Load):
    load(samples.line(1, phone=BAD_PHONE, org="001"), samples.line(2, kind="7", org="002"))
    wanted = {
        "code=UNMAPPED_CODE": 1,
        "org_code=001": 1,
        "table=sample": 2,
        "profile=sample": 2,
        "state=loaded": 0,
        "state=all&level=warning": 0,
        "column=phone": 1,
    }
    found = {}
    for query in wanted:
        found[query] = text(steward.get(f"/imports/quarantine/?{query}")).count("data-pick ")
    assert found == wanted


def test_query_counts_do_not_grow_with_rows_and_batches(steward: Client, load: Load):
    first = load(*[samples.line(n, phone=BAD_PHONE) for n in range(1, 4)])
    _count_queries(steward, first.batch.pk)
    second = load(*[samples.line(n, phone=BAD_PHONE) for n in range(1, 30)], samples.line(31))
    assert ImportFile.objects.count() == 2
    _count_queries(steward, second.batch.pk)


def _count_queries(client: Client, batch: int) -> None:
    client.get("/imports/")  # the calendar is read once a minute
    paths = {
        "imports:board": f"/imports/?on={DAY}",
        "imports:batch": f"/imports/{batch}/",
        "imports:progress": f"/imports/{batch}/progress/",
        "imports:quarantine": "/imports/quarantine/",
        "imports:codes": "/imports/codes/",
    }
    for name, path in paths.items():
        with counted(name):
            client.get(path)
