"""Exports: who must agree, what the file holds, and that everything is checked again when it is written and fetched."""

import csv
import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import translation
from python_calamine import CalamineWorkbook

from yinqiao.access.tests.factories import make_actor
from yinqiao.customers import jobs, queries, services
from yinqiao.customers.choices import ExportState
from yinqiao.customers.models import Customer, Export, Overview
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.services import ExportOrder
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, whole_bank
from yinqiao.customers.tests.opening import fetched, opened
from yinqiao.platform import clock
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow
from yinqiao.workflow.choices import Box
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


def handed_out(export):
    """Return what stands in the file, opened with its password."""
    written(export)
    return opened(export)


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


def cells(body):
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


def entries(body):
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return {name: book.read(name) for name in book.namelist()}


def lines_of(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_a_workbook_holds_masks_text_and_who_took_it(bank):
    rows = cells(handed_out(ask(bank.rm)))
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
    body = b"".join(entries(handed_out(ask(bank.rm))).values())
    for canary in ("林婉清", "13800001234", "11010519491231002X"):
        assert canary.encode() not in body


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@sum", "\tx", "＝1", " =1"])
def test_no_cell_is_a_formula(bank, name):
    make_customer(name, org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY")
    book = handed_out(ask(bank.rm))
    sheets = [text for entry, text in entries(book).items() if "sheet" in entry]
    assert not any(b"<f>" in text for text in sheets)
    assert any(row[1] == name for row in cells(book)[2:])
    lines = lines_of(handed_out(ask(bank.rm, file_format="csv")))
    named = next(line[1] for line in lines[2:] if name in line[1])
    assert named.startswith("'")


def test_a_csv_file_opens_in_excel_and_says_whose_it_is(bank):
    body = handed_out(ask(bank.rm, file_format="csv"))
    assert body.startswith(b"\xef\xbb\xbf")
    lines = lines_of(body)
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
    rows = cells(handed_out(export))
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
    row = cells(handed_out(export))[2]
    assert (row[1], row[4]) == (
        ("林婉清", "13800001234") if is_unmasked else ("林**", "138****1234")
    )


def deciders(bank, export, **others):
    """Return who finds the request in her box."""
    people = {
        "head": bank.head,
        "president": bank.president,
        "compliance": bank.compliance,
        "other_head": bank.other_head,
        **others,
    }
    return {
        name
        for name, actor in people.items()
        if approvals.approval_list(actor=actor, box=Box.TODO, now=clock.now())
        .filter(pk=export.approval_id)
        .exists()
    }


@pytest.mark.parametrize(
    "role", ["relationship_manager", "wealth_manager", "corporate_manager", "branch_head"]
)
def test_an_export_goes_to_the_line_of_who_asks(bank, role):
    limit("customers.export_self_rows", 0)
    sub_head = make_actor("branch_head", org=bank.orgs["river"], name="钱行长")
    peer = make_actor("branch_head", org=bank.orgs["river"], name="孙行长")
    maker = sub_head if role == "branch_head" else make_actor(role, org=bank.orgs["river"])
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(main_rm=maker.staff_id)
        Overview.objects.filter(pk=bank.own.pk).update(main_rm_id=maker.staff_id)
    export = ask(maker)
    found = deciders(bank, export, sub_head=sub_head, peer=peer)
    # A head's own export leaves her sub-branch: neither she nor a second head there decides it.
    above = {"head", "president"}
    assert found == (above if role == "branch_head" else above | {"sub_head", "peer"})


def test_the_export_of_a_branch_head_is_the_deputy_presidents(bank):
    limit("customers.export_self_rows", 0)
    export = ask(bank.head)
    assert deciders(bank, export) == {"president"}
    for actor in (bank.head, bank.compliance):
        with pytest.raises((NotFound, workflow.Refused)), transaction.atomic():
            workflow.approve(
                actor=actor, now=clock.now(), approval_id=export.approval_id, version=1
            )
    export.refresh_from_db()
    assert export.state == ExportState.WAITING
    workflow.approve(
        actor=bank.president, now=clock.now(), approval_id=export.approval_id, version=1
    )
    act_as(bank.head)
    export.refresh_from_db()
    assert export.state == ExportState.QUEUED


def test_a_large_export_of_a_head_is_data_securitys(bank):
    assert deciders(bank, ask(bank.head, is_unmasked=True)) == {"compliance"}


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
    lines = lines_of(handed_out(export))
    numbers = [line[0] for line in lines[2:]]
    assert (len(numbers), len(set(numbers)), numbers) == (5, 5, sorted(numbers))


CANARIES = ("林婉清", "13800001234")


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_nothing_of_a_file_stands_on_the_disk_in_clear(bank, monkeypatch, tmp_path, file_format):
    """P33: not while it is written (scratch files included), nor afterwards; its owner reads it all the same."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = []
    pages = jobs._pages

    def watched(*args):
        yield from pages(*args)
        seen.extend(on_disk(tmp_path))

    monkeypatch.setattr(jobs, "_pages", watched)
    export = ask(bank.rm, is_unmasked=True, file_format=file_format)
    approval = approval_row(export.approval_id)
    workflow.approve(actor=bank.compliance, now=clock.now(), approval_id=approval.pk, version=1)
    path = written(export)
    sealed, body = fetched(export), opened(export)
    text = b"".join(entries(body).values()) if file_format == "xlsx" else body
    assert all(canary.encode() in text for canary in CANARIES)
    assert len(sealed) == export.file_size
    assert hashlib.sha256(sealed).hexdigest() == export.file_digest

    seen.extend(on_disk(tmp_path))
    assert path.name in {name for name, _content in seen}
    for name, content in seen:
        assert not content.startswith((b"PK", b"\xef\xbb\xbf")), name
        assert not any(mark.encode() in content for mark in (*CANARIES, "<worksheet")), name


def on_disk(folder):
    return [(path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("damage", ["cut", "changed", "swapped", "emptied"])
def test_a_damaged_file_is_refused_before_anything_is_handed_out(bank, damage, caplog):
    export, other = ask(bank.rm), ask(bank.rm)
    path, foreign = written(export), written(other)
    body = path.read_bytes()
    path.write_bytes(
        {
            "cut": body[:-1],
            "changed": body[:99] + bytes([body[99] ^ 1]) + body[100:],
            "swapped": foreign.read_bytes(),
            "emptied": b"",
        }[damage]
    )
    with (
        translation.override("zh-hans"),
        pytest.raises(services.ExportDamaged) as caught,
        transaction.atomic(),
    ):
        fetch(bank.rm, export)
    assert caught.value.message == "文件已损坏，未提供下载。请重新申请导出。"
    export.refresh_from_db()
    assert export.download_count == 0
    assert not AuditEntry.objects.filter(verb="customers.export-downloaded").exists()
    assert "export does not open" in caplog.text


def test_a_file_sealed_with_a_key_that_is_gone_is_refused(bank, monkeypatch):
    export = ask(bank.rm)
    path = written(export)
    body = path.read_bytes()
    path.write_bytes(body[:1] + (9).to_bytes(2, "big") + body[3:])
    with pytest.raises(services.ExportDamaged), transaction.atomic():
        fetch(bank.rm, export)


def test_a_clear_file_of_an_earlier_version_is_handed_out_until_it_expires(bank):
    export = ask(bank.rm, file_format="csv")
    path = written(export)
    old = path.with_suffix("")
    old.write_bytes(b"number,name")
    path.unlink()
    Export.objects.filter(pk=export.pk).update(file_name=old.name)
    assert fetched(fetch(bank.rm, export)) == b"number,name"
    assert services.clean_exports(now=clock.now() + timedelta(hours=25)) == 1
    assert not old.exists()


def test_a_clear_file_put_in_the_place_of_a_sealed_one_is_refused(bank):
    export = ask(bank.rm, file_format="csv")
    written(export).write_bytes(b"number,name\n" * 50)
    with pytest.raises(services.ExportDamaged), transaction.atomic():
        fetch(bank.rm, export)


def test_an_attempt_that_broke_off_leaves_no_file(bank, monkeypatch):
    export = ask(bank.rm)

    def breaks(*_args):
        yield from ()
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "_pages", breaks)
    with pytest.raises(ZeroDivisionError):
        jobs.write_export(export_id=export.pk)
    assert list(queries.export_folder().iterdir()) == []


def test_a_customer_handed_over_in_between_is_not_in_the_file(bank):
    """P13: a queued export is written with the rights of that moment."""
    limit("customers.export_self_rows", 5)
    kept = make_customer("留下的", org=bank.orgs["river"], rm=bank.rm.staff_id)
    export = ask(bank.rm, file_format="csv")
    with whole_bank():
        for model in (Customer, Overview):
            model.objects.filter(pk=bank.own.pk).update(main_rm_id=bank.other_rm.staff_id)
    numbers = [line[0] for line in lines_of(handed_out(export))[2:]]
    assert (numbers, export.expected_rows) == ([kept.customer_no], 2)


@pytest.mark.parametrize(
    ("rows", "is_unmasked", "tier"),
    [
        (100, False, "SELF"),
        (101, False, "SUPERVISOR"),
        (5_000, False, "SUPERVISOR"),
        (5_001, False, "DATA_SECURITY"),
        (1, True, "DATA_SECURITY"),
    ],
)
def test_who_agrees_by_the_numbers_in_force(db, rows, is_unmasked, tier):
    assert queries.export_tier(rows=rows, is_unmasked=is_unmasked).name == tier
