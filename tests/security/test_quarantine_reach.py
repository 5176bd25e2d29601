"""Quarantine by branch (D41): a branch head works on rows of the own unit and below, the steward on all, the administrator on none."""

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.organization.tests.factories import make_head_office, make_org
from yinqiao.platform.crypto import fields
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.imports import queries, services
from yinqiao.platform.imports.choices import QuarantineState
from yinqiao.platform.imports.desk import tasks
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
        self.rows = {
            code: self._row(file, line, code)
            for line, code in enumerate(
                [self.branch.code, self.below.code, self.other.code, ""], start=1
            )
        }

    @staticmethod
    def _row(file: ImportFile, line: int, code: str) -> QuarantineRow:
        row = QuarantineRow.objects.create(
            batch=file.batch, file=file, table_name="customer_person", line=line, level="error", state="open", column="birth_on",
            code="NOT_DATE", message="不是有效日期", org_code=code, created_at=NOW,
            excerpt={"name": MASKED, "birth_on": "****"},
            findings=[{"column": "birth_on", "code": "NOT_DATE", "message": "不是有效日期"}],
        )  # fmt: skip
        raw = {"name": NAME, "birth_on": BAD_DAY, "org_code": code}
        row.raw_token = fields.encrypt(quarantine.FIELD, row.pk, json.dumps(raw))
        row.save(update_fields=["raw_token"])
        return row

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


def test_the_steward_sees_all_and_the_others_none(bank: Bank):
    assert bank.seen_by("steward") == set(bank.rows)
    for who in ("manager", "system"):
        with pytest.raises(PermissionRefused):
            bank.seen_by(who)
        assert bank.client(who).get("/imports/quarantine/").status_code == 403
