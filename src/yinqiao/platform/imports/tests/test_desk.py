"""Work started from the pages: uploads tried and loaded, rows run again, lists sent back, batches taken back."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connections
from django.test import Client

from yinqiao.platform.imports import inbox
from yinqiao.platform.imports import profile as profiles
from yinqiao.platform.imports.choices import BatchStatus, CodeState, QuarantineState, TaskState
from yinqiao.platform.imports.desk import cleaning, errors_file, running
from yinqiao.platform.imports.models import (
    CodeMap,
    ImportBatch,
    ImportTask,
    QuarantineRow,
    UnmappedCode,
)
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.conftest import DAY, Load
from yinqiao.platform.imports.tests.test_pages import BAD_PHONE, NAME, text
from yinqiao.platform.jobs.models import DeadLetter

LATER = datetime(2026, 11, 23, 2, tzinfo=UTC)


def carry_out() -> ImportTask:
    """Do the newest task as its job would."""
    task = ImportTask.objects.first()
    assert task is not None
    running.carry_out(task_id=task.pk, now=LATER)
    task.refresh_from_db()
    return task


def upload(
    client: Client,
    *lines: str,
    name: str = f"SAMPLE_{DAY:%Y%m%d}_01.dat",
    on: date = DAY,
    is_older: str = "on",
    control: str | None = None,
):
    content = "".join(f"{line}\n" for line in lines).encode("gb18030")
    files = [SimpleUploadedFile(name, content)]
    if control is not None:
        files.append(SimpleUploadedFile(name.replace(".dat", ".ok"), control.encode()))
    return client.post(
        "/imports/upload/",
        {"profile": "sample", "on": str(on), "data_files": files, "is_older": is_older},
    )


def folders() -> list[Path]:
    return sorted(inbox.root().iterdir()) if inbox.root().is_dir() else []


def test_the_upload_opens_on_the_source_of_the_newest_batch(steward: Client, load: Load):
    load(samples.line(1))
    form = text(steward.get("/imports/upload/"))
    assert '<option value="sample" selected>' in form


def test_an_upload_lies_closed_in_the_inbox_until_it_is_tried(steward: Client, landing: Path):
    answer = upload(steward, samples.line(1), samples.line(2, phone=BAD_PHONE))
    task = ImportTask.objects.get()
    assert answer.headers["Location"] == f"/imports/tasks/{task.pk}/"
    (folder,) = folders()
    (file,) = folder.iterdir()
    assert (file.name, folder.name != file.stem) == ("SAMPLE_20261122_01.dat", True)
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    assert 'hx-trigger="every 2s"' in text(steward.get(answer.headers["Location"]))


def test_a_trial_shows_masked_what_a_load_would_do_and_changes_nothing(
    steward: Client, landing: Path
):
    address = upload(steward, samples.line(1), samples.line(2, phone=BAD_PHONE)).headers["Location"]
    tried = carry_out()
    assert (tried.state, tried.report["accepted"], tried.report["rejected"]) == (
        TaskState.TRIED,
        1,
        1,
    )
    assert ImportBatch.objects.count() == 0
    assert samples.rows("select count(*) from sample_import") == [(0,)]
    shown = text(steward.get(address))
    assert "手机号应为 11 位数字，现在是 10 位" in shown
    assert 'hx-trigger="every 2s"' not in shown
    for secret in (BAD_PHONE, NAME):
        assert secret not in shown
        assert secret not in str(tried.report)


@pytest.mark.parametrize(
    ("control", "reason"),
    [
        ("rows=1\nsum=12346", "控制文件合计为 12,346，实收合计 12,345"),
        (None, "缺少控制文件 SAMPLE_20261122_01.ok"),
    ],
    ids=["sum", "no control file"],
)
def test_a_trial_of_a_refused_file_says_why_and_offers_no_load(
    steward: Client, landing: Path, control: str | None, reason: str
):
    samples.sample_profile(landing, control='{suffix: ".ok"}')
    address = upload(steward, samples.line(1), control=control).headers["Location"]
    assert carry_out().state == TaskState.TRIED
    shown = text(steward.get(address))
    for page in (shown, text(steward.get("/imports/tasks/"))):
        assert '<span class="c-tag d">已拒收，未入库</span>' in page
        assert "已试导入" not in page
    # First of all in a danger note, and once more below the file's name, on a phone too.
    assert shown.index("整份拒收") < shown.index('class="c-kpis')
    assert reason in shown[shown.index('class="c-note d"') : shown.index('class="c-kpis')]
    assert re.search(rf'<tr class="why"><td[^>]*>.*{re.escape(reason)}', shown)
    for said in ("可入库", "全部行校验通过", "没有未通过的行", f"{address}load/"):
        assert said not in shown
    steward.raise_request_exception = False
    assert steward.post(f"{address}load/").status_code == 409
    assert ImportTask.objects.get().state == TaskState.TRIED


def test_a_refused_file_beside_a_good_one_is_told_and_the_rest_can_be_loaded(
    steward: Client, landing: Path
):
    address = upload(steward, samples.line(1)).headers["Location"]
    task = carry_out()
    (good,) = task.report["files"]
    bad = {**good, "title": "机构表", "state": "refused", "reason": "文件没有内容", "accepted": 0}
    ImportTask.objects.update(report={**task.report, "files": [good, bad]})
    shown = text(steward.get(address))
    assert shown.index("文件没有内容") < shown.index("可入库 1 行")
    assert "未被拒收的文件，全部行校验通过" in shown
    assert f"{address}load/" in shown


def test_what_was_tried_is_loaded_once_and_its_files_are_gone(steward: Client, landing: Path):
    address = upload(steward, samples.line(1), samples.line(2, phone=BAD_PHONE)).headers["Location"]
    task = carry_out()
    assert steward.post(f"{address}load/").status_code == 303
    loaded = carry_out()
    batch = ImportBatch.objects.get()
    assert (loaded.state, loaded.batch_id, batch.actor_no) == (TaskState.DONE, batch.pk, "DG00031")
    assert samples.rows("select number from sample_import") == [("1",)]
    assert folders() == []
    assert f"/imports/{batch.pk}/" in text(steward.get(address))
    running.carry_out(task_id=task.pk, now=LATER)  # the job comes a second time: nothing happens
    assert ImportBatch.objects.count() == 1


def test_files_of_other_names_are_refused_and_leave_nothing(steward: Client, landing: Path):
    for name in ("SAMPLE_20261121_01.dat", "../../etc/passwd", "customers.xlsx"):
        answer = upload(steward, samples.line(1), name=name)
        assert answer.status_code == 422
        assert "SAMPLE_20261122_01.dat" in answer.content.decode()
    assert (
        steward.post("/imports/upload/", {"profile": "sample", "on": str(DAY)}).status_code == 422
    )
    assert folders() == []
    assert ImportTask.objects.count() == 0


def test_a_body_that_is_too_big_is_refused_before_it_is_read(steward: Client, landing: Path):
    answer = steward.generic(
        "POST",
        "/imports/upload/",
        b"x",
        content_type="multipart/form-data; boundary=b",
        CONTENT_LENGTH="600000000",
    )
    assert answer.status_code == 422
    assert "600" in answer.content.decode()


def test_uploads_are_guarded_against_forgery(steward: Client, landing: Path):
    strict = Client(enforce_csrf_checks=True)
    assert upload(strict, samples.line(1)).status_code == 403
    assert ImportTask.objects.count() == 0


def test_an_upload_can_be_thrown_away(steward: Client, landing: Path):
    upload(steward, samples.line(1))
    task = carry_out()
    assert steward.post(f"/imports/tasks/{task.pk}/discard/").status_code == 303
    task.refresh_from_db()
    assert (task.state, folders()) == (TaskState.DISCARDED, [])
    steward.raise_request_exception = False
    assert steward.post(f"/imports/tasks/{task.pk}/load/").status_code == 409


def test_forgotten_uploads_are_deleted(steward: Client, landing: Path):
    upload(steward, samples.line(1))
    task = carry_out()
    stray = inbox.new_folder()
    assert cleaning.clean_inbox(now=task.asked_at + timedelta(hours=23)) == 0
    assert cleaning.clean_inbox(now=task.asked_at + timedelta(hours=25)) == 2
    task.refresh_from_db()
    assert (task.state, folders(), stray.exists()) == (TaskState.DISCARDED, [], False)


def test_a_refusal_is_the_result_of_the_task(steward: Client, landing: Path):
    upload(steward, samples.line(1))
    profiles.profiles._items.pop("sample")
    try:
        task = carry_out()
    finally:
        profiles.profiles._items["sample"] = profiles.RegisteredProfile(
            "sample", landing / "profile.yaml"
        )
    assert task.state == TaskState.FAILED
    assert "sample" in task.error
    assert task.error in text(steward.get(f"/imports/tasks/{task.pk}/"))


def test_an_error_is_tried_again_and_told_and_the_last_one_ends_the_task(
    steward: Client, landing: Path
):
    address = upload(steward, samples.line(1)).headers["Location"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table sample_import rename to sample_import_gone")
    carry_out()
    steward.post(f"{address}load/")
    for attempt in (1, 2, 3):
        with pytest.raises(ProgrammingError):
            carry_out()
        task = ImportTask.objects.get()
        assert task.parameters["attempts"] == attempt
        assert task.state == (TaskState.FAILED if attempt == 3 else TaskState.RUNNING)
        assert "UndefinedTable" in text(steward.get(address))
    assert len(folders()) == 1
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table sample_import_gone rename to sample_import")
    steward.post(f"{address}load/")  # the files are still there: once mended, it goes on
    assert carry_out().state == TaskState.DONE
    assert (samples.rows("select number from sample_import"), folders()) == ([("1",)], [])


def test_a_task_whose_worker_died_in_every_attempt_is_closed(steward: Client, landing: Path):
    upload(steward, samples.line(1))
    task = ImportTask.objects.get()
    ImportTask.objects.update(state=TaskState.RUNNING)
    assert cleaning.close_lost_tasks(now=LATER) == 0
    DeadLetter.objects.create(
        job_id=1, name="imports.run_task", queue="imports", arguments={"task_id": task.pk}, attempts=3, error="lost", died_at=LATER
    )  # fmt: skip
    assert cleaning.close_lost_tasks(now=LATER) == 1
    task.refresh_from_db()
    assert task.state == TaskState.FAILED


def test_a_batch_is_run_again_from_where_its_files_lie(steward: Client, load: Load, landing: Path):
    report = load(samples.line(1))
    steward.post(f"/imports/{report.batch.pk}/repeats/")
    assert carry_out().report["is_repeat"] is True
    (landing / f"SAMPLE_{DAY:%Y%m%d}_01.dat").write_bytes(
        (samples.line(1) + "\n" + samples.line(2) + "\n").encode("gb18030")
    )
    steward.post(f"/imports/{report.batch.pk}/repeats/")
    task = carry_out()
    assert (task.report["is_repeat"], ImportBatch.objects.count()) == (False, 2)
    assert samples.rows("select count(*) from sample_import") == [(2,)]


def test_mended_rows_are_run_again_and_the_totals_follow(steward: Client, load: Load):
    report = load(
        samples.line(1), samples.line(2, phone=BAD_PHONE), samples.line(3, phone=BAD_PHONE)
    )
    row = QuarantineRow.objects.order_by("line").first()
    steward.post(
        f"/imports/quarantine/{row.pk}/mends/",
        {"version": 1, "column": "phone", "text": "13800001239"},
    )
    answer = steward.post(f"/imports/quarantine/reruns/?batch={report.batch.pk}", {"all": "1"})
    task = carry_out()
    assert answer.headers["Location"] == f"/imports/tasks/{task.pk}/"
    assert task.report == {"loaded": 1, "still_bad": 1, "problems": []}
    assert text(steward.get(answer.headers["Location"]))
    assert samples.rows("select number, phone from sample_import where number = '2'") == [
        ("2", "13800001239")
    ]


def test_one_value_is_set_in_many_rows_in_the_background(steward: Client, load: Load):
    load(samples.line(1), *[samples.line(n, phone=BAD_PHONE) for n in (2, 3, 4)])
    rows = list(QuarantineRow.objects.order_by("line"))
    ids = {"id": [str(row.pk) for row in rows[:2]]}
    asked = text(steward.post("/imports/quarantine/values/", ids))
    assert asked.index('value="phone"') < asked.index('value="number"')
    steward.post(
        "/imports/quarantine/values/",
        {**ids, "sure": "1", "column": "phone", "text": "13800001239"},
    )
    task = ImportTask.objects.get()
    assert "13800001239" not in str(task.parameters)
    assert carry_out().report["loaded"] == 2
    assert (
        samples.rows("select phone from sample_import where number in ('2', '3')")
        == [("13800001239",)] * 2
    )


def test_rows_are_skipped_with_a_reason(steward: Client, load: Load):
    load(samples.line(1), samples.line(2, phone=BAD_PHONE), samples.line(3, kind="7"))
    address = "/imports/quarantine/skips/?code=UNMAPPED_CODE"
    assert steward.post(address, {"all": "1", "sure": "1"}).status_code == 422
    steward.post(address, {"all": "1", "sure": "1", "reason": "测试数据"})
    states = dict(QuarantineRow.objects.values_list("code", "state"))
    assert states == {
        "PHONE_LENGTH": QuarantineState.OPEN,
        "UNMAPPED_CODE": QuarantineState.SKIPPED,
    }


def test_the_error_list_is_masked_safe_and_comes_back_mended(steward: Client, load: Load):
    load(
        samples.line(1), samples.line(2, phone=BAD_PHONE), samples.line(3, name="=cmd()", kind="7")
    )
    answer = steward.get("/imports/quarantine/list/", {"as": "csv"})
    content = answer.content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content)))
    assert lines[0] == list(errors_file.HEADINGS)
    assert BAD_PHONE not in content
    assert [line[3:7] for line in lines[1:-1]] == [
        ["SAMPLE_20261122_01.dat", "2", "电话", "phone"],
        ["SAMPLE_20261122_01.dat", "3", "类型", "kind"],
    ]
    assert "苏明 DG00031" in lines[-1][0]
    assert not any(cell[:1] in "=+-@" for line in lines for cell in line if cell)
    assert samples.rows(
        "select detail->>'rows' from audit_entry where verb = 'imports.errors-downloaded'"
    ) == [("2",)]
    workbook = steward.get("/imports/quarantine/list/", {"as": "xlsx"})
    assert workbook.content[:2] == b"PK"

    for line in lines[1:-1]:
        line[-1] = {"phone": "13800001239", "kind": "1"}[line[6]]
    text_file = io.StringIO(newline="")
    csv.writer(text_file).writerows(lines)
    mended = SimpleUploadedFile("错误清单.csv", text_file.getvalue().encode("gb18030"))
    sent = steward.post("/imports/quarantine/mended/", {"file": mended})
    assert sent.status_code == 303
    assert carry_out().report == {"mended": 2, "loaded": 2, "still_bad": 0, "problems": []}
    assert samples.rows("select count(*) from sample_import") == [(3,)]
    assert folders() == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "表头不符"),
        (",".join(errors_file.HEADINGS).encode() + b"\n", "没有填写新值的行"),
        ((",".join(errors_file.HEADINGS) + "\n,,,,,,,,,,x\n").encode(), "缺少行号"),
    ],
)
def test_a_list_that_cannot_be_understood_is_refused_at_once(
    db: None, steward: Client, content: bytes, said: str
):
    answer = steward.post(
        "/imports/quarantine/mended/", {"file": SimpleUploadedFile("a.csv", content)}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert folders() == []


def test_cells_start_no_formula_and_come_back_as_they_were():
    for cell in ("=1+1", "+1", "-1", "@a", "\t=1", "＝1", " =1"):
        assert errors_file.safe_cell(cell)[0] == "'"
        assert errors_file.typed_text(errors_file.safe_cell(cell)) == cell
    assert errors_file.safe_cell("13800001234") == "13800001234"
    assert errors_file.typed_text("'quoted'") == "'quoted'"
    assert errors_file.typed_text("<空>") == ""


def test_a_code_gets_a_meaning_and_its_rows_are_checked_again(steward: Client, load: Load):
    load(samples.line(1), samples.line(2, kind="7"), samples.line(3, kind="7"))
    alarm = UnmappedCode.objects.get()
    listed = text(steward.get("/imports/codes/"))
    assert f"/imports/codes/new/?alarm={alarm.pk}" in listed
    form = text(steward.get(f"/imports/codes/new/?alarm={alarm.pk}"))
    assert 'value="2026-11-22"' in form
    assert "RETAIL" in form
    given = {
        "place": "TESTS/kind",
        "source_value": "7",
        "standard_value": "SMALL",
        "valid_from": str(DAY),
        "reason": "新增",
    }
    assert steward.post("/imports/codes/new/", given).status_code == 303
    assert CodeMap.objects.get(source_value="7").standard_value == "SMALL"
    assert UnmappedCode.objects.get().state == CodeState.MAPPED
    assert "重新校验 2 行" in text(steward.get("/imports/codes/"))
    steward.post(f"/imports/codes/{alarm.pk}/reruns/")
    assert carry_out().report["loaded"] == 2
    assert samples.rows("select distinct kind from sample_import order by kind") == [
        ("RETAIL",),
        ("SMALL",),
    ]


def test_a_batch_is_taken_back_after_the_date_was_typed(steward: Client, load: Load):
    load(samples.line(1))
    second = load(samples.line(1), samples.line(2), day=DAY + timedelta(days=1))
    address = f"/imports/{second.batch.pk}/undo/"
    assert "确认" in text(steward.get(address, headers={"HX-Request": "true"}))
    assert steward.post(address, {"reason": "错批次", "confirm": "x"}).status_code == 422
    assert ImportTask.objects.count() == 0
    assert steward.post(address, {"reason": "错批次", "confirm": "2026-11-23"}).status_code == 303
    task = carry_out()
    assert task.report["removed"] == 2
    assert text(steward.get(f"/imports/tasks/{task.pk}/"))
    assert ImportBatch.objects.get(pk=second.batch.pk).status == BatchStatus.UNDONE
    reasons = samples.rows("select distinct reason from audit_entry where reason <> ''")
    assert reasons == [("错批次",)]


def test_the_bell_tells_of_codes_and_uploads(steward: Client, load: Load):
    load(samples.line(1), samples.line(2, kind="7"))
    upload(steward, samples.line(1))
    carry_out()
    bell = text(steward.get("/bell/"))
    assert "码值未对应" in bell
    assert "已试导入" in bell
