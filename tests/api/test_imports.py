"""Imports over REST: figures and reasons, no value in clear; a run is asked for and done by a job."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.api.conftest import Bank, Caller
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportTask, QuarantineRow
from yinqiao.platform.imports.profile import profiles

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PROFILE = "core_banking"
RUN = {"profile": PROFILE, "batch_on": "2026-11-23", "is_older": True}


def make_batch(
    folder: Path | str = "/nowhere", *, on: date = date(2026, 11, 22), status: str = "done"
) -> ImportBatch:
    batch = ImportBatch.objects.create(
        source="CORE", profile=PROFILE, profile_version=1, batch_on=on, status=status, manifest="0" * 64, folder=str(folder),
        known_at=NOW, started_at=NOW, finished_at=NOW, actor_no="SYSTEM", actor_name="nightly", rows=100, accepted=98, rejected=2,
    )  # fmt: skip
    file = ImportFile.objects.create(
        batch=batch, table_name="customer_person", title="个人客户", target="customers.person", mode="full", table_position=1,
        name="CBS_CUST_PERSON_20261122_01.dat", state="finished", rows=100, accepted=98, rejected=2, has_control=True, control_rows=100,
    )  # fmt: skip
    for line in (17, 23):
        QuarantineRow.objects.create(
            batch=batch, file=file, table_name="customer_person", line=line, level="error", state="open", column="id_number",
            code="ID_CARD_CHECK", message="证件号末位校验不符", excerpt={"id_number": "110***********1234", "name": "王**"}, created_at=NOW,
        )  # fmt: skip
    return batch


def test_batches_newest_first_by_page_and_filter(as_caller: Callable[..., Caller]) -> None:
    made = [make_batch(on=date(2026, 11, day)).pk for day in range(1, 8)]
    caller = as_caller("steward")
    first = caller.get("imports/batches", limit=4).json()
    second = caller.get("imports/batches", limit=4, cursor=first["next"]).json()

    assert [item["id"] for item in first["items"] + second["items"]] == sorted(made, reverse=True)
    assert second["next"] is None
    assert [
        item["batch_on"]
        for item in caller.get("imports/batches", batch_on="2026-11-03").json()["items"]
    ] == ["2026-11-03"]
    assert caller.get("imports/batches", status="failed").json()["items"] == []


def test_one_batch_with_files_and_reasons(as_caller: Callable[..., Caller]) -> None:
    batch = make_batch()
    data = as_caller("steward").get(f"imports/batches/{batch.pk}").json()

    assert (data["line"]["rejected"], data["waiting"], data["is_alive"]) == (2, 2, False)
    assert (
        data["files"][0]["rows"],
        data["files"][0]["control_rows"],
        data["files"][0]["state"],
    ) == (100, 100, "finished")
    assert [(one["code"], one["rows"], one["open"]) for one in data["errors"]] == [
        ("ID_CARD_CHECK", 2, 2)
    ]
    assert "/nowhere" not in str(data)
    assert as_caller("steward").get("imports/batches/999999").status_code == 404


def test_rows_kept_out_are_masked_and_for_the_steward_only(
    as_caller: Callable[..., Caller],
) -> None:
    batch = make_batch()
    data = as_caller("steward").get(f"imports/batches/{batch.pk}/rows").json()

    assert [(item["line"], item["value"], item["message"]) for item in data["items"]] == [
        (23, "110***********1234", "证件号末位校验不符"),
        (17, "110***********1234", "证件号末位校验不符"),
    ]
    assert as_caller("system").get(f"imports/batches/{batch.pk}").status_code == 200
    assert as_caller("system").get(f"imports/batches/{batch.pk}/rows").status_code == 403
    assert as_caller("rm").get("imports/batches").status_code == 403


def test_sources_and_their_age(as_caller: Callable[..., Caller]) -> None:
    make_batch()
    (source,) = as_caller("steward").get("imports/sources").json()
    assert (source["source"], source["data_on"]) == ("CORE", "2026-11-22")


@pytest.mark.skipif(PROFILE not in profiles, reason="the core-banking profile is not registered")
def test_a_run_is_asked_for_once_and_can_be_followed(
    as_caller: Callable[..., Caller], tmp_path: Path
) -> None:
    make_batch(tmp_path)
    caller = as_caller("steward")
    asked = caller.post("imports/runs", RUN, key="run-00001")
    again = caller.post("imports/runs", RUN, key="run-00001")

    assert (asked.status_code, asked.json()["state"], asked.json()["profile"]) == (
        201,
        "waiting",
        PROFILE,
    )
    assert again.content == asked.content
    assert ImportTask.objects.count() == 1
    assert caller.get(asked.headers["Location"].removeprefix("/api/v1/")).json() == asked.json()
    assert AuditEntry.objects.filter(verb="imports.run-requested").count() == 1


@pytest.mark.skipif(PROFILE not in profiles, reason="the core-banking profile is not registered")
def test_a_run_without_files_or_profile_is_refused(as_caller: Callable[..., Caller]) -> None:
    caller = as_caller("steward")
    gone = caller.post("imports/runs", RUN)
    unknown = caller.post("imports/runs", {**RUN, "profile": "no_such"})
    future = caller.post("imports/runs", {**RUN, "batch_on": "2962-11-23"})
    slip = caller.post("imports/runs", {"profile": PROFILE, "batch_on": "2002-11-23"})
    assert (gone.status_code, gone.json()["code"]) == (409, "IMPORT_FILES_GONE")
    assert (unknown.status_code, list(unknown.json()["fields"])) == (422, ["profile"])
    for refused in (future, slip):
        assert (refused.status_code, refused.json()["code"], list(refused.json()["fields"])) == (
            422,
            "IMPORT_BATCH_DATE",
            ["batch_on"],
        )
    assert ImportTask.objects.count() == 0


def test_a_repeat_is_asked_for(as_caller: Callable[..., Caller], tmp_path: Path) -> None:
    batch = make_batch(tmp_path)
    asked = as_caller("steward").post(f"imports/batches/{batch.pk}/repeats", {})
    assert (asked.status_code, asked.json()["batch_id"], asked.json()["kind"]) == (
        201,
        batch.pk,
        "repeat",
    )


def test_who_may_not_run_does_not(as_caller: Callable[..., Caller], bank: Bank) -> None:
    batch = make_batch()
    for who in ("rm", "head", "auditor"):
        assert as_caller(who).post("imports/runs", RUN).status_code == 403
        assert as_caller(who).post(f"imports/batches/{batch.pk}/repeats", {}).status_code == 403
    assert ImportTask.objects.count() == 0
