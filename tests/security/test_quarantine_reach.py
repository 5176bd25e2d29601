"""Quarantine by branch (D41): a branch head works on rows of the own unit and below, the steward on all, the administrator on none."""

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from yinqiao.access.models import User
from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.customers.tests.factories import make_customer, whole_bank
from yinqiao.holdings.tests import factories as holdings
from yinqiao.organization.models import Post, Staff
from yinqiao.organization.tests.factories import make_head_office, make_org
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.imports import policies, queries, services
from yinqiao.platform.imports.choices import QuarantineState, TaskState
from yinqiao.platform.imports.desk import rows, running, tasks
from yinqiao.platform.imports.engine import quarantine
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportTask, QuarantineRow
from yinqiao.platform.imports.queries import QuarantineFilter
from yinqiao.platform.imports.queries.attention import waiting_rows

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
NAME, MASKED, BAD_DAY = "欧阳小明", "欧阳**", "1980013"


class Bank:
    """Two branches; the first has a sub-branch. One row waits for each unit, one for none."""

    def __init__(self) -> None:
        head = make_head_office()
        self.branch = make_org(parent=head)
        self.below = make_org(parent=self.branch)
        self.other = make_org(parent=head)
        self.users = {
            "head": make_account("branch_head", org=self.branch),
            "steward": make_account("data_steward", org=head),
            "manager": make_account("relationship_manager", org=self.branch),
            "system": make_account("system_admin", org=head),
        }
        batch = ImportBatch.objects.create(
            source="CORE", profile="core_banking", profile_version=1, batch_on=date(2026, 11, 22), status="done",
            manifest="0" * 64, folder="/nowhere", known_at=NOW, started_at=NOW, actor_no="SYSTEM", actor_name="nightly",
        )  # fmt: skip
        file = ImportFile.objects.create(
            batch=batch, table_name="customer_person", title="个人客户", target="customers.person", mode="full", table_position=1
        )  # fmt: skip
        self.batch = batch
        self.rows = {
            code: self._row(file, line, code)
            for line, code in enumerate(
                [self.branch.code, self.below.code, self.other.code, ""], start=1
            )
        }

    @staticmethod
    def _row(file: ImportFile, line: int, code: str) -> QuarantineRow:
        row = QuarantineRow.objects.create(
            batch=file.batch, file=file, table_name=file.table_name, line=line, level="error", state="open", column="birth_on",
            code="NOT_DATE", message="不是有效日期", org_code=code, created_at=NOW,
            excerpt={"name": MASKED, "birth_on": "****"},
            findings=[{"column": "birth_on", "code": "NOT_DATE", "message": "不是有效日期"}],
        )  # fmt: skip
        raw = {"name": NAME, "birth_on": BAD_DAY, "org_code": code}
        row.raw_token = fields.encrypt(quarantine.FIELD, row.pk, json.dumps(raw))
        row.save(update_fields=["raw_token"])
        return row

    def add_row(
        self, table: str, target: str, *, at_fault: str = "birth_on", **raw: str
    ) -> QuarantineRow:
        """Let a row of another table wait for the first branch."""
        file = ImportFile.objects.create(
            batch=self.batch, table_name=table, title=table, target=target, mode="full", table_position=2,
            position=ImportFile.objects.count(),
        )  # fmt: skip
        row = self._row(file, 1, self.branch.code)
        row.findings = [{"column": at_fault, "code": "REQUIRED", "message": "必填项为空"}]
        raw["org_code"] = self.branch.code
        row.raw_token = fields.encrypt(quarantine.FIELD, row.pk, json.dumps(raw))
        row.save()
        return row

    def try_as_head(self, row: QuarantineRow, **values: str) -> QuarantineRow:
        """Mend a row as the branch head with the database showing what she may see."""
        actor = actor_of(self.users["head"])
        with scope_session(actor):
            return services.mend_row(actor=actor, now=NOW, row_id=row.pk, version=1, values=values)

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        sign_in(client, self.users[who])
        return client

    def seen_by(self, who: str) -> set[str]:
        found = queries.quarantine_rows(actor=actor_of(self.users[who]), wanted=QuarantineFilter())
        return {row.org_code for row in found}

    def mend(self, who: str, code: str, **values: str) -> QuarantineRow:
        return services.mend_row(
            actor=actor_of(self.users[who]),
            now=NOW,
            row_id=self.rows[code].pk,
            version=1,
            values=values,
        )


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()


def test_a_branch_head_sees_rows_of_the_own_unit_and_below_masked(bank: Bank):
    assert bank.seen_by("head") == {bank.branch.code, bank.below.code}
    assert waiting_rows(actor_of(bank.users["head"])) == 2
    client = bank.client("head")
    shown = client.get("/imports/quarantine/").content.decode()
    assert shown.count("data-pick ") == 2
    assert "/imports/quarantine/list/" not in shown
    row = client.get(f"/imports/quarantine/{bank.rows[bank.below.code].pk}/")
    assert (row.status_code, MASKED in row.content.decode()) == (200, True)
    for body in (shown, row.content.decode()):
        assert NAME not in body
        assert BAD_DAY not in body
    for code in (bank.other.code, ""):
        assert client.get(f"/imports/quarantine/{bank.rows[code].pk}/").status_code == 404
    for path in ("/imports/quarantine/list/", "/imports/quarantine/mended/", "/imports/"):
        assert client.get(path).status_code == 403


def test_a_branch_head_mends_and_runs_again_what_is_within_reach_only(bank: Bank):
    assert bank.mend("head", bank.below.code, birth_on="19800103").state == QuarantineState.MENDED
    for code in (bank.other.code, ""):
        with pytest.raises(NotFound):
            bank.mend("head", code, birth_on="19800103")
        bank.rows[code].refresh_from_db()
        assert (bank.rows[code].state, bank.rows[code].version) == (QuarantineState.OPEN, 1)
    head = actor_of(bank.users["head"])
    ids = [row.pk for row in bank.rows.values()]
    tasks.request_rows(actor=head, now=NOW, row_ids=ids)
    own = sorted(bank.rows[code].pk for code in (bank.branch.code, bank.below.code))
    assert ImportTask.objects.get().parameters["rows"] == own
    with pytest.raises(InvalidInput):
        tasks.request_rows(actor=head, now=NOW, row_ids=[bank.rows[bank.other.code].pk])
    with pytest.raises(PermissionRefused):
        services.skip_rows(actor=head, now=NOW, row_ids=own, reason="不要")
    assert QuarantineRow.objects.filter(state=QuarantineState.SKIPPED).count() == 0


def test_a_branch_head_pushes_no_row_out_of_reach(bank: Bank):
    code = bank.branch.code
    with pytest.raises(services.ValueRefused) as refused:
        bank.mend("head", code, birth_on="19800103", org_code=bank.other.code)
    assert list(refused.value.fields) == ["org_code"]
    bank.rows[code].refresh_from_db()
    assert bank.rows[code].version == 1
    assert bank.mend("head", code, org_code=bank.below.code).version == 2
    assert bank.mend("steward", "", org_code=bank.other.code).version == 2


def test_after_running_again_a_branch_head_stays_with_the_list(bank: Bank):
    answer = bank.client("head").post("/imports/quarantine/reruns/", {"all": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/imports/quarantine/")
    assert ImportTask.objects.count() == 1


@pytest.fixture
def checked_again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the rows that a job has checked again, instead of loading them."""
    seen: list[int] = []

    def rerun(*, actor: Actor, now: datetime, row_ids: list[int]) -> tuple[rows.Outcome, int]:
        assert actor.can(policies.QUARANTINE)
        assert now >= NOW
        seen.extend(row_ids)
        return rows.Outcome(done=len(row_ids)), 0

    monkeypatch.setattr(rows, "rerun_rows", rerun)
    return seen


def asked_by_head(bank: Bank) -> int:
    ids = [bank.rows[bank.branch.code].pk, bank.rows[bank.below.code].pk]
    return tasks.request_rows(actor=actor_of(bank.users["head"]), now=NOW, row_ids=ids)


def test_what_a_head_asked_for_is_done_as_far_as_she_still_reaches(
    bank: Bank, checked_again: list[int]
):
    task_id = asked_by_head(bank)
    staff = bank.users["head"].staff
    assert staff is not None
    Post.objects.filter(staff=staff).update(org=bank.below)
    Staff.objects.filter(pk=staff.pk).update(version=staff.version + 1)
    running.carry_out(task_id=task_id, now=NOW)
    assert checked_again == [bank.rows[bank.below.code].pk]
    assert ImportTask.objects.get(pk=task_id).state == TaskState.DONE


def test_nothing_is_done_for_an_account_that_was_closed(bank: Bank, checked_again: list[int]):
    task_id = asked_by_head(bank)
    user = bank.users["head"]
    User.objects.filter(pk=user.pk).update(is_active=False, access_version=user.access_version + 1)
    running.carry_out(task_id=task_id, now=NOW)
    assert checked_again == []


def test_the_steward_sees_all_and_the_others_none(bank: Bank):
    assert bank.seen_by("steward") == set(bank.rows)
    for who in ("manager", "system"):
        with pytest.raises(PermissionRefused):
            bank.seen_by(who)
        assert bank.client(who).get("/imports/quarantine/").status_code == 403


def refused(bank: Bank, row: QuarantineRow, **values: str) -> list[str]:
    """Return the columns that a branch head may not change so; nothing of the row has changed then."""
    before = (row.state, row.version, bytes(row.raw_token))
    with pytest.raises(services.ValueRefused) as refusal:
        bank.try_as_head(row, **values)
    row.refresh_from_db()
    assert (row.state, row.version, bytes(row.raw_token)) == before
    return list(refusal.value.fields)


@pytest.mark.parametrize(
    ("table", "target", "at_fault", "values"),
    [
        ("staff", "organization.staff", "post", {"post": "DEPUTY_PRESIDENT"}),
        ("org", "organization.org", "name", {"name": "总行"}),
        ("product", "products.product", "product_name", {"product_name": "存款"}),
    ],
)
def test_rows_of_staff_units_and_products_are_the_stewards_alone(
    bank: Bank, table: str, target: str, at_fault: str, values: dict[str, str]
):
    row = bank.add_row(table, target, at_fault=at_fault, staff_no="A1", post="TELLER")
    head, seen = actor_of(bank.users["head"]), QuarantineFilter(table=table)
    assert list(queries.quarantine_rows(actor=head, wanted=seen)) == []
    with pytest.raises(NotFound):
        queries.quarantine_card(actor=head, row_id=row.pk)
    with pytest.raises(NotFound):
        bank.try_as_head(row, **values)
    with pytest.raises(InvalidInput):
        tasks.request_rows(actor=head, now=NOW, row_ids=[row.pk])
    assert ImportTask.objects.count() == 0
    row.refresh_from_db()
    assert (row.state, row.version) == (QuarantineState.OPEN, 1)
    steward = actor_of(bank.users["steward"])
    assert [one.pk for one in queries.quarantine_rows(actor=steward, wanted=seen)] == [row.pk]


def test_a_branch_head_cannot_say_that_another_customer_is_meant(bank: Bank):
    with whole_bank():
        own = make_customer("王小明", org=bank.below)
        foreign = make_customer("李四", org=bank.other)
    row = bank.rows[bank.branch.code]
    for number in (own.customer_no, foreign.customer_no):
        assert refused(bank, row, birth_on="19800103", customer_no=number) == ["customer_no"]
    changed = bank.add_row("customer_person", "customers.person", operation="U")
    assert refused(bank, changed, operation="D") == ["operation"]
    lost = bank.add_row("customer_person", "customers.person", at_fault="customer_no")
    for number in (foreign.customer_no, "NOBODY"):
        assert refused(bank, lost, customer_no=number) == ["customer_no"]
    mended = bank.try_as_head(lost, customer_no=own.customer_no)
    assert quarantine.open_raw(mended)["customer_no"] == own.customer_no


def test_a_branch_head_cannot_say_that_another_account_is_meant(bank: Bank):
    with whole_bank():
        own = holdings.make_account(make_customer("王小明", org=bank.branch), number="621700001")
        other = holdings.make_account(make_customer("李四", org=bank.other), number="621700002")
    assert own.org_id != other.org_id
    row = bank.add_row("account", "holdings.account", at_fault="opened_on", account_no="621700009")
    assert refused(bank, row, opened_on="20200101", account_no="621700001") == ["account_no"]
    assert refused(bank, row, customer_no="C1") == ["customer_no"]
    lost = bank.add_row("account", "holdings.account", at_fault="account_no")
    for number in ("621700002", "621700003"):
        assert refused(bank, lost, account_no=number) == ["account_no"]
    assert quarantine.open_raw(bank.try_as_head(lost, account_no="621700001"))["account_no"]


def test_one_text_for_many_rows_is_the_stewards(bank: Bank):
    head = actor_of(bank.users["head"])
    with pytest.raises(PermissionRefused):
        tasks.request_rows(
            actor=head,
            now=NOW,
            row_ids=[bank.rows[bank.branch.code].pk],
            column="customer_no",
            text="C1",
        )
    assert ImportTask.objects.count() == 0
