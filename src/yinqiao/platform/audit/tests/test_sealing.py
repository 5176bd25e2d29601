"""The sealer numbers without gaps and in commit-safe order, anchors outside, and may do nothing else."""

import json
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.platform.audit import anchors, chain, entries, sealing, verification
from yinqiao.platform.audit.jobs import SEAL_EVERY
from yinqiao.platform.audit.models import AuditSeal
from yinqiao.platform.audit.tests.trail import NOW, append, execute, fetch, make_actor, seal_all
from yinqiao.platform.jobs import worker


def test_the_application_may_neither_change_nor_remove_what_it_wrote(committed_db: None) -> None:
    append(1)
    for statement in (
        "update audit_entry set reason = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_seal",
    ):
        for role in ("default", "loader", "sealer", "auditor"):
            with pytest.raises(DatabaseError):
                execute(statement, using=role)
    with pytest.raises(DatabaseError):
        execute("insert into audit_seal values (1, 1, 1, '', '', now())", using="default")


def test_the_application_may_not_choose_number_or_transaction_of_an_entry(
    committed_db: None,
) -> None:
    for column in ("id", "txid"):
        with pytest.raises(DatabaseError, match="permission denied"):
            execute(f"insert into audit_entry ({column}) values (1)", using="default")


def test_rows_are_numbered_from_one_and_the_head_is_anchored_outside(
    committed_db: None, anchor_file: Path
) -> None:
    append(5)

    assert seal_all() == 5
    assert list(AuditSeal.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    line = json.loads(anchor_file.read_text().splitlines()[-1])
    last = AuditSeal.objects.get(seq=5)
    assert (line["seq"], line["head"], line["at"]) == (5, bytes(last.head).hex(), NOW.isoformat())
    assert anchors.last_seq() == 5
    assert anchor_file.parent.stat().st_mode & 0o777 == 0o700


def test_by_the_numbers_the_seal_is_never_five_seconds_behind() -> None:
    """P23: the rhythm of the seal and the worker's look at schedules; `bench audit_load` measures it."""
    assert SEAL_EVERY.seconds + worker.TICK_SECONDS < 5


def test_nothing_to_seal_anchors_nothing(committed_db: None, anchor_file: Path) -> None:
    assert sealing.seal_pending(now=NOW) == 0
    assert not anchor_file.exists()


def test_a_crash_between_commit_and_anchor_is_made_good_by_the_next_run(
    committed_db: None, anchor_file: Path
) -> None:
    append(3)
    seal_all()
    anchor_file.unlink()

    assert sealing.seal_pending(now=NOW) == 0
    assert anchors.last_seq() == 3


def test_a_row_waits_while_an_older_transaction_can_still_write(committed_db: None) -> None:
    with transaction.atomic():
        entries.append(make_actor(), [entries.Entry(verb="audit.test-slow")], now=NOW)
        others = threading.Thread(target=_append_elsewhere)
        others.start()
        others.join()
        assert sealing.seal_pending(now=NOW) == 0
    assert seal_all() == 2
    verbs = [
        verb
        for (verb,) in fetch(
            "select e.verb from audit_seal s join audit_entry e on e.id = s.entry_id order by s.seq"
        )
    ]
    assert verbs == ["audit.test-slow", "audit.test-read"]


def _append_elsewhere() -> None:
    try:
        append(1)
    finally:
        connections.close_all()


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    plans=st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=5),
        min_size=2,
        max_size=5,
    ),
)
def test_numbers_have_no_gap_however_transactions_interleave_or_fail(
    committed_db: None, plans: list[list[tuple[int, bool]]]
) -> None:
    before = AuditSeal.objects.count()
    stop = threading.Event()
    sealers = [threading.Thread(target=_seal_until, args=(stop,)) for _ in range(2)]
    writers = [threading.Thread(target=_write, args=(plan,)) for plan in plans]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    seal_all()

    kept = sum(size for plan in plans for size, commits in plan if commits)
    seqs = list(AuditSeal.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, before + kept + 1))
    assert verification.verify().findings == []
    assert verification.verify().unsealed == 0


def _write(plan: list[tuple[int, bool]]) -> None:
    try:
        for size, commits in plan:
            with transaction.atomic():
                for _ in range(size):
                    entries.append(make_actor(), [entries.Entry(verb="audit.test-race")], now=NOW)
                if not commits:
                    transaction.set_rollback(True)
    finally:
        connections.close_all()


def _seal_until(stop: threading.Event) -> None:
    try:
        while not stop.is_set():
            sealing.seal_pending(now=NOW, limit=3)
    finally:
        connections.close_all()


def test_the_digest_of_a_row_is_the_same_under_any_setting_of_the_session(
    committed_db: None,
) -> None:
    append(1)
    with connection.cursor() as cursor:
        texts = set()
        for setting in (
            "set datestyle = 'German'",
            "set timezone = 'America/New_York'",
            "set extra_float_digits = 0",
            "reset all",
        ):
            cursor.execute(setting)
            cursor.execute(f"select {chain.CANONICAL} from audit_entry")
            texts.add(cursor.fetchone()[0])
    assert len(texts) == 1
