"""The chain page: state, a verification by a job, its findings."""

from pathlib import Path

from django.db import connections
from django.test import Client

from yinqiao.platform.audit import verification
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.audit.tests.trail import append, execute, seal_all
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.platform.oversight import jobs
from yinqiao.platform.oversight.models import Verification

VERIFY = frozenset({"oversight.verify"})


def test_before_the_first_verification_it_says_so(auditor: Client, db: None) -> None:
    page = auditor.get("/audit/chain/").content.decode()
    assert "The chain has not been verified yet." in page


def test_asking_runs_a_verification_and_shows_it_intact(
    auditor: Client, committed_db: None
) -> None:
    append(10)
    seal_all()
    asked = auditor.post("/audit/chain/verifications/")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/audit/chain/")
    assert 'hx-trigger="every 2s"' in auditor.get("/audit/chain/").content.decode()

    assert run_waiting(names=VERIFY) == ["oversight.verify"]
    page = auditor.get("/audit/chain/").content.decode()
    assert "The audit trail is intact: 10 entries verified" in page
    assert "every 2s" not in page
    card = Verification.objects.get()
    assert (card.checked, card.findings, card.asked_by_name, len(card.head)) == (
        10,
        [],
        "陈思远",
        64,
    )
    assert list(
        AuditEntry.objects.filter(verb__startswith="audit.verification")
        .order_by("id")
        .values_list("verb", flat=True)
    ) == [
        "audit.verification-requested",
        "audit.verification-finished",
    ]


def test_asking_twice_runs_one(auditor: Client, committed_db: None) -> None:
    auditor.post("/audit/chain/verifications/")
    auditor.post("/audit/chain/verifications/")

    assert run_waiting(names=VERIFY) == ["oversight.verify"]
    assert Verification.objects.count() == 1


def test_findings_lead_to_their_entries(auditor: Client, committed_db: None) -> None:
    append(10)
    seal_all()
    with connections["owner"].cursor() as cursor:
        cursor.execute("select entry_id from audit_seal where seq = 4")
        entry_id = cursor.fetchone()[0]
    execute("update audit_entry set reason = 'forged' where id = %s", entry_id)
    auditor.post("/audit/chain/verifications/")
    run_waiting(names=VERIFY)

    page = auditor.get("/audit/chain/").content.decode()
    assert "The audit trail was tampered with: 1 finding." in page
    assert "An entry was changed" in page
    assert f'href="/audit/entries/{entry_id}/"' in page
    assert Verification.objects.get().findings == [
        {"kind": verification.EDITED, "seq": 4, "entry_id": entry_id}
    ]


def test_forged_anchors_are_shown_at_once(
    auditor: Client, committed_db: None, tmp_path: Path
) -> None:
    append(1)
    seal_all()
    (tmp_path / "audit.jsonl").write_text('{"seq": 1, "head": "00", "at": "x", "mac": "00"}\n')

    assert "anchor line 1 is not ours" in auditor.get("/audit/chain/").content.decode()


def test_the_state_counts_sealed_waiting_and_anchored(auditor: Client, committed_db: None) -> None:
    append(3)
    seal_all()
    append(2)
    page = auditor.get("/audit/chain/").content.decode()
    for figure in ("<dd>3</dd>", "<dd>2</dd>"):
        assert figure in page


def test_every_night_one_is_asked_for(committed_db: None) -> None:
    jobs.nightly_verification()
    assert run_waiting(names=VERIFY) == ["oversight.verify"]
    card = Verification.objects.get()
    assert (card.asked_by_name, card.asked_by_id, card.findings) == ("audit verification", None, [])
    assert card.finished_at is not None


def test_only_who_may_verify_asks(manager: Client, committed_db: None) -> None:
    assert manager.post("/audit/chain/verifications/").status_code == 403
    assert Verification.objects.count() == 0


def test_asking_needs_a_post(auditor: Client, db: None) -> None:
    assert auditor.get("/audit/chain/verifications/").status_code == 405
