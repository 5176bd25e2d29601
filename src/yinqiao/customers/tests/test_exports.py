"""Exports: who must agree, what the file holds, and that everything is checked again when it is written and fetched."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from python_calamine import CalamineWorkbook

from yinqiao.customers import jobs, queries, services
from yinqiao.customers.choices import ExportState
from yinqiao.customers.models import Export
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.services import ExportOrder
from yinqiao.customers.tests.factories import NOW, act_as, make_customer
from yinqiao.platform import clock
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval as approval_row

JOBS = frozenset({"customers.write_export"})


def limit(key, value):
    ParameterValue.objects.create(
        key=key,
        value=value,
        effective_from="2026-01-01",
        reason="test",
        set_by_name="test",
        set_at=NOW,
    )
    parameters.forget()


def ask(
    actor,
    *,
    wanted=None,
    file_format="xlsx",
    is_unmasked=False,
    reason="季度走访名单",
    order="customer_no",
    now=None,
):
    act_as(actor)
    request = ExportOrder(wanted or CustomerFilter(), order, file_format, is_unmasked, reason)
    return services.request_export(actor=actor, now=now or clock.now(), request=request)


def written(export):
    run_waiting(names=JOBS)
    export.refresh_from_db()
    return queries.export_file(export.file_name)


def test_a_small_masked_file_is_written_at_once(bank):
    export = ask(bank.rm)
    assert (export.state, export.expected_rows, export.approval_id) == (
        ExportState.QUEUED,
        1,
        None,
    )
    path = written(export)
    assert (export.state, export.row_count, path.stat().st_mode & 0o777) == (
        ExportState.READY,
        1,
        0o600,
    )
    assert export.expires_at - export.ready_at == timedelta(hours=24)


def cells(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_workbook_holds_masks_text_and_who_took_it(bank):
    rows = cells(written(ask(bank.rm)))
    assert rows[2][:6] == [
        bank.own.customer_no,
        "林**",
        rows[2][2],
        rows[2][3],
        "138****1234",
        "福州市",
    ]
    assert rows[2][6] == "12864000.00"
    assert all(part in rows[0][0] for part in ("陈思远", bank.rm.staff_no))


def test_nothing_in_a_masked_file_is_a_full_name_or_number(bank):
    path = written(ask(bank.rm))
    body = b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
    for canary in ("林婉清", "13800001234", "11010519491231002X"):
        assert canary.encode() not in body


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@sum", "\tx", "＝1", " =1"])
def test_no_cell_is_a_formula(bank, name):
    make_customer(name, org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY")
    book = written(ask(bank.rm))
    sheets = [
        text
        for entry in zipfile.ZipFile(book).namelist()
        if "sheet" in entry
        for text in [zipfile.ZipFile(book).read(entry)]
    ]
    assert not any(b"<f>" in text for text in sheets)
    path = written(ask(bank.rm, file_format="csv"))
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    named = next(line[1] for line in lines[2:] if name in line[1])
    assert named.startswith("'")


def test_a_csv_file_opens_in_excel_and_says_whose_it_is(bank):
    path = written(ask(bank.rm, file_format="csv"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert bank.rm.staff_no in lines[0][0]
    assert lines[2][0] == bank.own.customer_no


def test_above_the_own_limit_the_supervisor_agrees(bank):
    limit("customers.export_self_rows", 0)
    export = ask(bank.rm)
    assert export.state == ExportState.WAITING
    assert run_waiting(names=JOBS) == []
    approval = approval_row(export.approval_id)
    assert (approval.kind, approval.permission) == ("customers.export", "customers.approve_export")
    workflow.approve(actor=bank.head, now=clock.now(), approval_id=approval.pk, version=1)
    rows = cells(written(export))
    assert export.state == ExportState.READY
    assert str(approval.pk) in rows[0][0]


@pytest.mark.parametrize("is_unmasked", [True, False])
def test_very_large_or_unmasked_files_need_data_security(bank, is_unmasked):
    if not is_unmasked:
        limit("customers.export_supervisor_rows", 0)
        limit("customers.export_self_rows", 0)
    export = ask(bank.rm, is_unmasked=is_unmasked)
    approval = approval_row(export.approval_id)
    assert (approval.kind, approval.permission) == (
        "customers.export-large",
        "customers.approve_full_export",
    )
    with pytest.raises(NotFound), transaction.atomic():
        workflow.approve(actor=bank.head, now=clock.now(), approval_id=approval.pk, version=1)
    workflow.approve(actor=bank.compliance, now=clock.now(), approval_id=approval.pk, version=1)
    row = cells(written(export))[2]
    assert (row[1], row[4]) == (
        ("林婉清", "13800001234") if is_unmasked else ("林**", "138****1234")
    )


def test_a_refused_request_ends_the_export(bank):
    limit("customers.export_self_rows", 0)
    export = ask(bank.rm)
    workflow.reject(
        actor=bank.head, now=clock.now(), approval_id=export.approval_id, version=1, note="用途不明"
    )
    run_waiting(names=frozenset({"events.deliver"}))
    act_as(bank.rm)
    export.refresh_from_db()
    assert (export.state, export.refusal) == (ExportState.REFUSED, "用途不明")


def test_the_file_holds_what_the_applicant_may_see_when_it_is_written(bank):
    limit("customers.export_self_rows", 5)
    export = ask(bank.rm)
    make_customer("后来的", org=bank.orgs["river"], rm=bank.rm.staff_id)
    written(export)
    assert export.row_count == 2


def test_a_permission_lost_in_between_ends_the_export(bank):
    export = ask(bank.rm)
    get_user_model().objects.filter(pk=bank.rm.user_id).update(is_active=False)
    run_waiting(names=JOBS)
    export.refresh_from_db()
    assert export.state == ExportState.REFUSED
    assert not (queries.export_folder()).exists() or not list(queries.export_folder().iterdir())


def test_more_rows_than_agreed_end_the_export(bank):
    limit("customers.export_self_rows", 1)
    export = ask(bank.rm)
    make_customer("后来的", org=bank.orgs["river"], rm=bank.rm.staff_id)
    run_waiting(names=JOBS)
    export.refresh_from_db()
    assert export.state == ExportState.REFUSED


def test_a_job_that_runs_twice_writes_once(bank):
    export = ask(bank.rm)
    jobs.write_export(export_id=export.pk)
    jobs.write_export(export_id=export.pk)
    assert len(list(queries.export_folder().iterdir())) == 1


def fetch(actor, export, now=None):
    act_as(actor)
    return services.fetch_export(actor=actor, now=now or clock.now(), export_id=export.pk)


def test_each_download_is_counted_and_kept(bank):
    export = ask(bank.rm)
    written(export)
    fetch(bank.rm, export)
    assert fetch(bank.rm, export).download_count == 2
    assert AuditEntry.objects.filter(verb="customers.export-downloaded").count() == 2


def test_a_link_is_its_owners_and_ends_after_its_hours(bank):
    export = ask(bank.rm)
    written(export)
    with pytest.raises(NotFound):
        fetch(bank.head, export)
    with pytest.raises(services.ExportGone):
        fetch(bank.rm, export, now=clock.now() + timedelta(hours=25))


def test_a_link_is_void_when_the_reach_of_its_owner_changed(bank):
    export = ask(bank.rm)
    written(export)
    moved = replace(bank.rm, scope=CustomerScope(rm_ids=(bank.other_rm.staff_id,)))
    with pytest.raises(services.ExportGone):
        fetch(moved, export)


def test_without_the_permission_nothing_is_fetched(bank):
    export = ask(bank.rm)
    written(export)
    with pytest.raises(PermissionRefused), transaction.atomic():
        fetch(replace(bank.rm, permissions=frozenset()), export)


def test_three_exports_a_day(bank):
    for _number in range(3):
        ask(bank.rm)
    with pytest.raises(services.ExportLimit):
        ask(bank.rm)
    assert ask(bank.rm, now=clock.now() + timedelta(days=1)).state == ExportState.QUEUED


def test_an_empty_or_endless_list_is_not_exported(bank):
    with pytest.raises(InvalidInput):
        ask(bank.rm, wanted=CustomerFilter(city="月球"))
    limit("customers.export_max_rows", 0)
    with pytest.raises(services.ExportLimit):
        ask(bank.rm)


@pytest.mark.parametrize(
    ("reason", "file_format"), [("", "xlsx"), ("x", "xlsx"), ("季度走访", "pdf")]
)
def test_an_incomplete_request_is_not_taken(bank, reason, file_format):
    with pytest.raises(InvalidInput):
        ask(bank.rm, reason=reason, file_format=file_format)


def test_a_foreign_order_falls_back(bank):
    assert ask(bank.rm, order="-name; drop").order == "-aum"


def test_who_may_not_export_asks_for_nothing(bank):
    with pytest.raises(PermissionRefused), transaction.atomic():
        ask(bank.compliance)
    assert Export.objects.count() == 0


def test_expired_files_are_deleted(bank):
    export = ask(bank.rm)
    path = written(export)
    assert services.clean_exports(now=clock.now() + timedelta(hours=25)) == 1
    export.refresh_from_db()
    assert (export.state, path.exists()) == (ExportState.EXPIRED, False)


def test_pages_of_a_long_file_follow_each_other(bank, monkeypatch):
    monkeypatch.setattr(jobs, "CHUNK", 2)
    rm = bank.rm.staff_id
    for number in range(4):
        make_customer(f"王{number}", org=bank.orgs["river"], rm=rm)
    export = ask(bank.rm, file_format="csv")
    lines = list(csv.reader(io.StringIO(written(export).read_text("utf-8-sig"))))
    numbers = [line[0] for line in lines[2:]]
    assert (len(numbers), len(set(numbers)), numbers) == (5, 5, sorted(numbers))
