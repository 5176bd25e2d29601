"""Jobs join the caller's transaction, effects happen once, schedules fire once a slot."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from procrastinate.jobs import Job
from tests.harness.databases import TestDatabase

from yinqiao.platform import clock
from yinqiao.platform.jobs import inline, queue, scheduler, sweep
from yinqiao.platform.jobs.app import Backoff
from yinqiao.platform.jobs.models import DeadLetter, Effect, ScheduleMark
from yinqiao.platform.jobs.schedules import Every


def test_a_rolled_back_transaction_takes_its_jobs_back(db: None) -> None:
    with transaction.atomic():
        queue.defer("sample.note", key="a")
        transaction.set_rollback(True)

    assert _waiting() == []


def test_an_unknown_job_is_refused(db: None) -> None:
    with pytest.raises(KeyError):
        queue.defer("sample.nothing")


def test_many_jobs_are_enqueued_in_one_statement(
    db: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        ids = queue.defer_many("sample.note", [{"key": "a"}, {"key": "b"}])

    assert len(set(ids)) == 2
    assert [arguments for _, arguments in _waiting()] == ['{"key": "a"}', '{"key": "b"}']


def test_waiting_jobs_run_inline_in_order(ledger: TestDatabase) -> None:
    queue.defer("sample.note", key="a")
    queue.defer("sample.note", key="b")
    queue.defer("sample.note", key="a")
    queue.defer("sample.note", key="later", run_at=datetime.now(tz=UTC) + timedelta(hours=1))

    assert inline.run_waiting() == ["sample.note"] * 3
    assert _ledger() == ["a", "b"]


def test_an_effect_outside_a_transaction_is_refused(ledger: TestDatabase) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        queue.once("loose")


def test_an_effect_whose_transaction_failed_may_be_tried_again(db: None) -> None:
    with transaction.atomic():
        assert queue.once("retry")
        transaction.set_rollback(True)

    with transaction.atomic():
        assert queue.once("retry")
        assert not queue.once("retry")


def test_two_threads_share_one_effect(ledger: TestDatabase) -> None:
    first_claimed, second_waits = threading.Event(), threading.Event()
    answers: dict[str, bool] = {}

    def second() -> None:
        try:
            first_claimed.wait(5)
            with transaction.atomic():
                second_waits.set()
                answers["second"] = queue.once("shared")
        finally:
            connections.close_all()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        answers["first"] = queue.once("shared")
        first_claimed.set()
        second_waits.wait(5)
    thread.join(5)

    assert answers == {"first": True, "second": False}
    assert Effect.objects.filter(key="shared").count() == 1


def test_a_schedule_waits_for_its_next_slot_then_fires_once(db: None) -> None:
    definition = _scheduled("sample.note")
    assert scheduler.fire_due() == []

    _move_mark(definition.name, timedelta(minutes=-5))
    assert scheduler.fire_due() == ["sample.note"]
    assert scheduler.fire_due() == []


def test_missed_slots_fire_once_late(db: None) -> None:
    definition = _scheduled("sample.note")
    scheduler.fire_due()
    _move_mark(definition.name, timedelta(days=-3))

    assert scheduler.fire_due() == ["sample.note"]
    assert len(_waiting()) == 1


def test_a_clock_stepping_back_fires_nothing_again(db: None) -> None:
    definition = _scheduled("sample.note")
    scheduler.fire_due()
    _move_mark(definition.name, timedelta(hours=1))

    assert scheduler.fire_due() == []


def test_a_periodic_job_does_not_pile_up_while_one_waits(db: None) -> None:
    definition = _scheduled("sample.note")
    scheduler.fire_due()
    for _ in range(3):
        _move_mark(definition.name, timedelta(minutes=-5))
        scheduler.fire_due()

    assert len(_waiting()) == 1


def test_three_schedulers_at_once_fire_once(ledger: TestDatabase) -> None:
    definition = _scheduled("sample.note")
    scheduler.fire_due()
    _move_mark(definition.name, timedelta(minutes=-5))
    barrier = threading.Barrier(3)

    def fire() -> None:
        try:
            barrier.wait(5)
            scheduler.fire_due()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=fire) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(_waiting()) == 1


@pytest.mark.parametrize(
    ("attempts", "status", "letters"), [(0, "todo", 0), (3, "todo", 0), (4, "failed", 1)]
)
def test_the_sweep_gives_lost_jobs_back_until_the_last_attempt(
    db: None, attempts: int, status: str, letters: int
) -> None:
    job_id = queue.defer("sample.note", key="lost")
    _take(job_id, attempts=attempts)

    assert sweep.sweep() == 1

    assert _status(job_id) == (status, attempts + 1)
    assert (
        DeadLetter.objects.filter(job_id=job_id, attempts=attempts + 1, error="worker gone").count()
        == letters
    )


def test_the_sweep_leaves_the_jobs_of_living_workers(db: None) -> None:
    job_id = queue.defer("sample.note", key="busy")
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        (worker_id,) = cursor.fetchone()
    _take(job_id, attempts=0, worker_id=worker_id)

    assert sweep.sweep() == 0
    assert _status(job_id) == ("doing", 0)


@pytest.mark.parametrize(("silent_seconds", "lost"), [(19, 0), (21, 1)])
def test_a_worker_silent_for_20_seconds_loses_its_jobs(
    db: None, silent_seconds: int, lost: int
) -> None:
    job_id = queue.defer("sample.note", key="lost")
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        (worker_id,) = cursor.fetchone()
        _take(job_id, attempts=0, worker_id=worker_id)
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - make_interval(secs => %s)",
            [silent_seconds],
        )

    assert sweep.sweep() == lost
    assert _status(job_id) == (("todo", 1) if lost else ("doing", 0))


def test_each_try_waits_three_times_longer_than_the_last() -> None:
    """P37: by default five tries, 5 s, 15 s, 45 s and 135 s apart, then none."""
    definition = queue.JobDefinition("x", print, "default", 300, 5, 5, None)
    waits = []
    for attempts in range(5):
        job = Job(
            id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=attempts
        )
        before = clock.now()
        decision = Backoff(definition).get_retry_decision(exception=ValueError(), job=job)
        waits.append(decision and round((decision.retry_at - before).total_seconds()))
    assert waits == [5, 15, 45, 135, None]


def test_a_job_past_its_deadline_is_taken_from_a_living_worker(db: None) -> None:
    job_id = queue.defer("sample.hang", key="stuck")
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        (worker_id,) = cursor.fetchone()
        _take(job_id, attempts=0, worker_id=worker_id)
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - interval '13 s' WHERE job_id = %s", [job_id]
        )

    assert sweep.sweep() == 1
    assert _status(job_id) == ("todo", 1)


@pytest.fixture
def ledger(committed_db: TestDatabase) -> TestDatabase:
    """The table that sample jobs write to."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE ledger (key text)")
    return committed_db


@pytest.fixture(autouse=True)
def _only_sample_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: item for name, item in queue.definitions.items() if name.startswith("sample.")}
    monkeypatch.setattr(queue, "definitions", kept)


def _scheduled(name: str) -> queue.JobDefinition:
    known = queue.definitions[name]
    queue.definitions[name] = queue.JobDefinition(
        name=name,
        function=known.function,
        queue=known.queue,
        deadline_seconds=known.deadline_seconds,
        max_attempts=known.max_attempts,
        backoff_seconds=known.backoff_seconds,
        schedule=Every(minutes=5),
    )
    return queue.definitions[name]


def _move_mark(name: str, by: timedelta) -> None:
    mark = ScheduleMark.objects.get(name=name)
    mark.slot_at += by
    mark.save()


def _waiting() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args::text FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return [(name, arguments) for name, arguments in cursor.fetchall()]


def _take(job_id: int, *, attempts: int, worker_id: int | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, worker_id = %s WHERE id = %s",
            [attempts, worker_id, job_id],
        )


def _status(job_id: int) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [job_id])
        status, attempts = cursor.fetchone()
        return status, attempts


def _ledger() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM ledger ORDER BY key")
        return [key for (key,) in cursor.fetchall()]
