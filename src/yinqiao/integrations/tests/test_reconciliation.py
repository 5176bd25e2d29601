"""The reconciliation of a migration batch: exact figures, two signatures, none under changed figures."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.integrations import queries, services
from yinqiao.integrations.choices import SigningProblem, SigningState
from yinqiao.integrations.models import ReconciliationSignature
from yinqiao.integrations.tests.old_bank import CUSTOMERS, RUNNER, moment
from yinqiao.interactions.tests.factories import DAY, NOW, fetch
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.jobs import inline

CONTACTS = [
    ("C1", CUSTOMERS[0], "2024-05-01 10:00:00", "电话", "呼出", "接通", "", "老张", 60, "", "一"),
    ("C2", CUSTOMERS[0], "2024-05-02 10:00:00", "电话", "呼出", "未接", "", "老张", 15, "", "二"),
    ("C3", CUSTOMERS[1], "2024-05-03 10:00:00", "传真", "呼出", "", "", "老张", 7, "", "三"),
]


@pytest.fixture
def stewards(old_bank):
    return [
        make_account("data_steward", org=old_bank.head, name=name) for name in ("甲", "乙", "丙")
    ]


def read(user, batch_id):
    actor = actor_of(user, now=NOW)
    with scope_session(actor):
        return queries.reconciliation(actor=actor, batch_id=batch_id)


def put(user, batch_id, digest=None, note="", minutes=100):
    actor = actor_of(user, now=NOW)
    with scope_session(actor):
        seen = digest or queries.reconciliation(actor=actor, batch_id=batch_id).digest
        return services.sign_reconciliation(
            actor=actor, now=moment(minutes), batch_id=batch_id, digest=seen, note=note
        )


def audited(verb):
    return fetch(
        f"select result, new ->> 'position', old ->> 'position' from audit_entry where verb = '{verb}' order by id"
    )


def test_counts_sums_and_checksums_of_the_whole_sample(old_bank, stewards):
    sample = old_bank.write()
    found = read(stewards[0], old_bank.run().batch.pk)
    assert {line.name: (line.rows, line.accepted, line.rejected, line.in_table.rows, line.row_difference) for line in found.objects} == {
        table: (sample.rows[name], sample.rows[name], 0, sample.rows[name], 0)
        for name, table in (
            ("TAG_DICT", "tag_dictionary"), ("TAG", "customer_tag"), ("CONTACT", "contact_record"), ("NOTE", "note"),
            ("ASSIGNMENT", "assignment"), ("CONSENT", "consent"), ("TASK", "task"),
        )
    }  # fmt: skip
    contacts = next(line for line in found.objects if line.name == "contact_record")
    assert (contacts.sum_accepted, contacts.in_table.total, contacts.sum_difference) == (
        Decimal(sample.seconds),
        Decimal(sample.seconds),
        Decimal(0),
    )
    [(total,)] = fetch("select sum(source_digest) from interactions_contact_record")
    assert contacts.in_table.checksum == f"{int(total) % 2**64:016x}"
    assert (found.state, found.problem, found.signatures) == (SigningState.UNSIGNED, None, ())


def test_rejected_rows_are_counted_apart_and_leave_no_difference(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    found = read(stewards[0], old_bank.run().batch.pk)
    line = next(line for line in found.objects if line.name == "contact_record")
    assert (
        line.rows,
        line.accepted,
        line.rejected,
        line.in_table.rows,
        line.sum_read,
        line.sum_accepted,
        line.in_table.total,
    ) == (3, 2, 1, 2, 82, 75, 75)
    assert not found.has_difference


def test_two_people_sign_and_a_third_is_refused(old_bank, stewards):
    first, second, third = stewards
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    assert put(first, batch, note="与老系统核对一致，电话13812345678", minutes=101) == 1
    assert read(second, batch).state == SigningState.HALF
    assert put(second, batch, minutes=102) == 2
    found = read(third, batch)
    assert (found.state, found.problem) == (SigningState.SIGNED, SigningProblem.COMPLETE)
    assert [
        (row.position, row.name, row.signed_at, row.note, row.holds) for row in found.signatures
    ] == [
        (1, "甲", moment(101), "与老系统核对一致，电话138****5678", True),
        (2, "乙", moment(102), "", True),
    ]
    with pytest.raises(services.SigningRefused) as refusal:
        put(third, batch)
    assert (refusal.value.code, refusal.value.status) == ("COMPLETE", 409)
    assert audited("integrations.reconciliation-signed") == [("ok", "1", None), ("ok", "2", None)]


def test_the_same_person_cannot_sign_twice(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    put(stewards[0], batch)
    with pytest.raises(services.SigningRefused) as refusal:
        put(stewards[0], batch)
    assert (refusal.value.code, refusal.value.status) == ("MAKER_EQ_CHECKER", 403)
    assert ReconciliationSignature.objects.count() == 1


def test_who_ran_the_import_may_prepare_but_not_check(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch
    with connections["loader"].cursor() as cursor:
        cursor.execute(
            "update imports_importbatch set actor_no = %s where id = %s",
            (actor_of(stewards[0], now=NOW).staff_no, batch.pk),
        )
    put(stewards[1], batch.pk)
    with pytest.raises(services.SigningRefused) as refusal:
        put(stewards[0], batch.pk)
    assert refusal.value.code == "RUNNER_EQ_CHECKER"


def test_without_the_permission_nobody_signs_or_looks(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    digest = read(stewards[0], batch).digest
    with pytest.raises(PermissionRefused):
        put(old_bank.manager, batch, digest=digest)
    with pytest.raises(NotFound):
        read(old_bank.manager, batch)
    assert ReconciliationSignature.objects.count() == 0


def test_figures_that_changed_since_the_page_was_drawn_are_not_signed(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    with pytest.raises(StaleVersion):
        put(stewards[0], batch, digest="0" * 64)
    assert ReconciliationSignature.objects.count() == 0


def test_a_batch_that_is_not_complete_is_not_signed(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS, with_control=True)
    control = next(old_bank.folder.glob("*.ok"))
    control.write_text(control.read_text().replace("rows=3", "rows=4"))
    batch = old_bank.run().batch.pk
    with pytest.raises(services.SigningRefused) as refusal:
        put(stewards[0], batch)
    assert refusal.value.code == "NOT_FINISHED"


def test_mended_rows_void_both_signatures_and_the_batch_is_signed_anew(old_bank, stewards):
    first, second, third = stewards
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    put(first, batch), put(second, batch)
    row = QuarantineRow.objects.using("loader").get(level="error")
    with scope_session(RUNNER):
        imports.mend_row(
            actor=RUNNER,
            now=moment(110),
            row_id=row.pk,
            version=row.version,
            values={"channel": "短信"},
        )
    with scope_session(RUNNER):
        imports.rerun_rows(actor=RUNNER, now=moment(111), row_ids=[row.pk])
    before = read(third, batch)
    assert (before.state, [signature.holds for signature in before.signatures]) == (
        SigningState.VOID,
        [False, False],
    )
    inline.run_waiting(names=frozenset({"events.deliver"}))
    assert ReconciliationSignature.objects.filter(voided_at__isnull=False).count() == 2
    line = next(line for line in read(third, batch).objects if line.name == "contact_record")
    assert (
        line.rows,
        line.accepted,
        line.rejected,
        line.in_table.rows,
        line.sum_accepted,
        line.row_difference,
    ) == (3, 3, 0, 3, 82, 0)
    assert [put(third, batch), put(first, batch)] == [1, 2]
    assert read(second, batch).state == SigningState.SIGNED
    assert audited("integrations.reconciliation-voided") == [("ok", None, "1"), ("ok", None, "2")]


def test_signing_changed_figures_voids_what_stood_under_the_old_ones(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    put(stewards[0], batch)
    with connections["loader"].cursor() as cursor:
        cursor.execute(
            "update imports_importbatch set manifest = repeat('a', 64) where id = %s", (batch,)
        )
    assert put(stewards[1], batch) == 1
    assert [(row.position, row.holds) for row in read(stewards[0], batch).signatures] == [
        (1, False),
        (1, True),
    ]


def test_a_row_that_left_the_table_is_a_difference_and_voids(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    put(stewards[0], batch)
    with connections["loader"].cursor() as cursor:
        cursor.execute("delete from interactions_contact_record where source_key = 'C1'")
    found = read(stewards[1], batch)
    line = next(line for line in found.objects if line.name == "contact_record")
    assert (line.row_difference, line.sum_difference) == (-1, Decimal(-60))
    assert (found.state, found.problem) == (SigningState.VOID, SigningProblem.DIFFERENCE)


def test_work_on_migrated_rows_and_later_batches_leave_the_signatures_standing(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS[:2])
    batch = old_bank.run().batch.pk
    put(stewards[0], batch), put(stewards[1], batch)
    old_bank.write_only("CONTACT", [CONTACTS[0], (*CONTACTS[1][:-1], "改")])
    later = old_bank.run(minutes=200).batch.pk
    assert later != batch
    assert read(stewards[2], batch).state == SigningState.SIGNED
    assert not read(stewards[2], later).has_difference
    assert read(stewards[2], later).state == SigningState.UNSIGNED


def test_a_batch_taken_back_loses_its_signatures_and_the_one_before_keeps_them(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS[:1])
    first = old_bank.run().batch.pk
    put(stewards[0], first), put(stewards[1], first)
    next_day = DAY + timedelta(days=1)
    old_bank.write_only("CONTACT", [(*CONTACTS[0][:-1], "改"), CONTACTS[1]], day=next_day)
    second = old_bank.run(minutes=200, day=next_day).batch.pk
    put(stewards[0], second), put(stewards[1], second)
    with scope_session(RUNNER):
        imports.undo_batch(actor=RUNNER, now=moment(220), batch_id=second, reason="试装载")
    inline.run_waiting(names=frozenset({"events.deliver"}))
    found = read(stewards[2], second)
    assert (found.state, found.problem) == (SigningState.VOID, SigningProblem.NOT_FINISHED)
    assert read(stewards[2], first).state == SigningState.SIGNED
    assert fetch("select source_key, summary from interactions_contact_record") == [("C1", "一")]
    assert ReconciliationSignature.objects.filter(voided_at__isnull=False).count() == 2


def test_only_migrations_are_reconciled(old_bank, stewards):
    with pytest.raises(NotFound):
        read(stewards[0], 999)
    actor = actor_of(stewards[0], now=NOW)
    with scope_session(actor):
        assert queries.reconciliations(actor=actor) == []


def test_the_function_counts_only_what_is_listed(old_bank):
    with (
        connections["default"].cursor() as cursor,
        pytest.raises(Exception, match="no reconciliation of"),
    ):
        cursor.execute(
            "select * from reconciliation_figures('holdings_account', 'balance', 'CORE', now())"
        )


def test_two_who_sign_at_once_become_first_and_second(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    results = []

    def go(user):
        try:
            results.append(put(user, batch))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(user,)) for user in stewards[:2]]
    [thread.start() for thread in threads], [thread.join(20) for thread in threads]
    assert sorted(results) == [1, 2]


def test_the_database_keeps_two_different_people(old_bank, stewards):
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    put(stewards[0], batch)
    row = ReconciliationSignature.objects.get()
    row.pk, row.position = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    with (
        connections["default"].cursor() as cursor,
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute("delete from integrations_reconciliation_signature")


@pytest.fixture
def pages(old_bank, stewards):
    clients = {}
    for user in (*stewards, old_bank.manager):
        clients[user.pk] = Client(raise_request_exception=False)
        sign_in(clients[user.pk], user)
    return [clients[user.pk] for user in stewards], clients[old_bank.manager.pk]


def test_the_pages_show_sign_and_refuse(old_bank, pages):
    (first, second, third), stranger = pages
    assert 'class="es"' in first.get("/imports/reconciliations/").content.decode()
    old_bank.write_only("CONTACT", CONTACTS)
    batch = old_bank.run().batch.pk
    address = f"/imports/reconciliations/{batch}/"
    assert address in first.get("/imports/reconciliations/").content.decode()
    page = first.get(address)
    digest = page.context["found"].digest
    assert digest in page.content.decode()
    assert "data-print" in page.content.decode()
    assert (
        first.post(f"{address}signatures/", {"digest": digest, "note": "一致"}).status_code == 303
    )
    assert first.post(f"{address}signatures/", {"digest": digest}).status_code == 403
    assert second.post(f"{address}signatures/", {"digest": digest}).headers["Location"] == address
    assert third.post(f"{address}signatures/", {"digest": digest}).status_code == 409
    assert f'action="{address}signatures/"' not in third.get(address).content.decode()
    assert third.get(f"{address}signatures/").status_code == 405
    assert (
        stranger.get(address).status_code,
        stranger.post(f"{address}signatures/", {"digest": digest}).status_code,
    ) == (403, 403)
    assert third.get("/imports/reconciliations/999999/").status_code == 404
