"""Firings become opportunities: one a reason, however often and in whatever order the runs come (DOMAIN §14 #1)."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.events import outbox
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.sales import services, triggers
from yinqiao.sales.choices import Act, State
from yinqiao.sales.services import Taken
from yinqiao.sales.tests.factories import (
    DATA_ON,
    NOW,
    Opportunity,
    Step,
    TakenRun,
    firing,
    make_opportunity,
)


def rows():
    return list(Opportunity.objects.order_by("pk"))


def end(row, state=State.WON, *, now=NOW, **values):
    with whole_bank():
        Opportunity.objects.filter(pk=row.pk).update(
            state=state, closed_at=now, touched_at=now, **values
        )


def test_a_firing_becomes_one_opportunity_of_the_main_manager(bank, runs):
    assert runs.take(1, firing(bank.own)) == Taken(fired=1, opened=1)
    (row,) = rows()
    assert (row.owner_id, row.org_id, row.state) == (
        bank.rm.staff_id,
        bank.own.org_id,
        State.ASSIGNED,
    )
    assert (row.kind, row.object_key, row.priority, row.data_on) == ("MATURITY", "P-1", 2, DATA_ON)
    assert (row.opened_at, row.touched_at, row.version) == (NOW, NOW, 1)


def test_without_a_main_manager_it_lies_in_the_pool_of_the_unit(bank, runs):
    pooled = make_customer("钟无主", org=bank.orgs["quay"])
    runs.take(1, firing(pooled))
    (row,) = rows()
    assert (row.owner_id, row.org_id, row.state) == (None, bank.orgs["quay"].pk, State.NEW)


def test_the_same_run_again_makes_none(bank, runs):
    runs.take(1, firing(bank.own))
    assert runs.take(1, firing(bank.own)) == Taken()
    assert len(rows()) == 1


def test_the_next_run_says_it_anew_and_makes_none(bank, runs):
    runs.take(1, firing(bank.own))
    later = firing(
        bank.own, reason="距到期还有 13 天", script="您好", due_on=date(2026, 12, 9), priority=1
    )
    assert runs.take(2, later) == Taken(fired=1, refreshed=1)
    (row,) = rows()
    assert row.script == "您好"
    # A deadline does not move away.
    assert (row.reason, row.priority, row.due_on) == ("距到期还有 13 天", 1, date(2026, 12, 4))


def test_missed_runs_still_make_exactly_one(bank, runs):
    runs.take(4, firing(bank.own), data_on=date(2026, 11, 25))
    assert len(rows()) == 1


def test_one_for_each_object_and_kind(bank, runs):
    fired = [
        firing(bank.own),
        firing(bank.own, object_key="P-2"),
        firing(bank.own, rule="AUM_DROP", object_key=""),
        firing(bank.foreign),
        firing(bank.own, priority=3),
    ]
    assert runs.take(1, *fired, kinds=("MATURITY", "AUM_DROP")).opened == 4


def test_a_customer_that_is_not_there_is_left_out(bank, runs):
    assert runs.take(1, firing(987_654_321), firing(bank.own)) == Taken(fired=1, opened=1)


def test_a_vanished_reason_ends_it_with_a_note(bank, runs):
    runs.take(1, firing(bank.own))
    day = date(2026, 11, 24)
    taken = runs.take(2, data_on=day, now=NOW + timedelta(days=1))
    assert taken == Taken(closed=1)
    (row,) = rows()
    assert (row.state, row.closed_at) == (State.CLOSED, NOW + timedelta(days=1))
    assert row.closing_note == "触发原因在 2026-11-24 的数据中已消失。"
    assert [(step.act, step.note) for step in Step.objects.all()] == [
        (Act.REASON_GONE, row.closing_note)
    ]


def test_what_somebody_works_on_only_gets_the_note_and_only_once(bank, runs):
    runs.take(1, firing(bank.own))
    with whole_bank():
        Opportunity.objects.update(state=State.CONTACTED)
    assert runs.take(2) == Taken(noted=1)
    assert runs.take(3) == Taken()
    (row,) = rows()
    assert (row.state, row.closed_at, row.gone_on) == (State.CONTACTED, None, DATA_ON)
    assert Step.objects.count() == 1
    assert runs.take(4, firing(bank.own)) == Taken(fired=1, refreshed=1)
    assert rows()[0].gone_on is None


def test_a_kind_that_was_not_evaluated_keeps_its_opportunities(bank, runs):
    runs.take(1, firing(bank.own, rule="AUM_DROP", object_key=""), kinds=("AUM_DROP",))
    assert runs.take(2, kinds=("MATURITY",)) == Taken()
    assert rows()[0].closed_at is None


def test_a_reason_that_comes_back_opens_another(bank, runs):
    runs.take(1, firing(bank.own))
    runs.take(2)
    assert runs.take(3, firing(bank.own)).opened == 1
    assert [row.state for row in rows()] == [State.CLOSED, State.ASSIGNED]


@pytest.mark.parametrize("state", [State.WON, State.LOST])
def test_what_a_person_ended_stays_ended_while_the_reason_goes_on(bank, runs, state):
    runs.take(1, firing(bank.own))
    end(rows()[0], state, loss_reason="NO_NEED" if state == State.LOST else "")
    for run_id in (2, 3):
        assert runs.take(run_id, firing(bank.own)) == Taken(fired=1, handled=1)
    # It goes away and comes back: that is another reason.
    runs.take(4)
    assert runs.take(5, firing(bank.own)).opened == 1


def test_a_run_without_the_kind_does_not_count_as_going_away(bank, runs):
    runs.take(1, firing(bank.own))
    end(rows()[0])
    runs.take(2, kinds=("AUM_DROP",))
    assert runs.take(3, firing(bank.own)) == Taken(fired=1, handled=1)


def test_after_the_quiet_days_it_may_come_up_again(bank, runs):
    runs.take(1, firing(bank.own))
    end(rows()[0])
    runs.take(2, firing(bank.own))
    later = NOW + timedelta(days=91)
    assert runs.take(3, firing(bank.own), now=later, data_on=later.date()).opened == 1


def test_a_run_that_comes_late_changes_nothing(bank, runs):
    runs.take(2, firing(bank.own))
    assert runs.take(1) == Taken()
    assert rows()[0].closed_at is None
    assert TakenRun.objects.get(run_id=1).is_late


def test_the_owner_follows_the_main_manager_unless_it_was_handed_over(bank, runs):
    runs.take(1, firing(bank.own), firing(bank.own, object_key="P-2"))
    with whole_bank():
        Opportunity.objects.filter(object_key="P-2").update(handed_over_at=NOW)
        type(bank.own).objects.filter(pk=bank.own.pk).update(main_rm=bank.other_rm.staff_id)
    runs.take(2, firing(bank.own), firing(bank.own, object_key="P-2"))
    assert [row.owner_id for row in rows()] == [bank.other_rm.staff_id, bank.rm.staff_id]


def test_what_one_took_from_the_pool_stays_hers(bank, runs):
    pooled = make_customer("钟无主", org=bank.orgs["river"])
    runs.take(1, firing(pooled))
    (row,) = rows()
    act_as(bank.head)
    with transaction.atomic():
        services.contact(
            actor=bank.head, now=NOW, opportunity_id=row.pk, version=row.version, channel="CALL"
        )
    with whole_bank():
        runs.take(2, firing(pooled))
    (row,) = rows()
    assert (row.owner_id, row.state) == (bank.head.staff_id, State.CONTACTED)


def test_what_happened_on_a_day_stays_true_on_the_next(bank, runs, monkeypatch):
    monkeypatch.setattr(triggers, "event_rules", lambda: frozenset({"BAL_JUMP"}))
    jump = firing(bank.own, rule="BAL_JUMP", object_key="2026-11-23")
    both = ("BAL_JUMP", "MATURITY")
    runs.take(1, jump, firing(bank.own), kinds=both)
    # The next day's figures tell of neither: the deposit is no longer due, the money did come in.
    assert runs.take(2, kinds=both, data_on=DATA_ON + timedelta(days=1)) == Taken(closed=1)
    assert [(row.kind, row.closed_at is None) for row in rows()] == [
        ("BAL_JUMP", True),
        ("MATURITY", False),
    ]
    assert rows()[0].gone_on is None


def test_the_same_day_told_anew_takes_back_what_did_not_happen(bank, runs, monkeypatch):
    monkeypatch.setattr(triggers, "event_rules", lambda: frozenset({"BAL_JUMP"}))
    runs.take(1, firing(bank.own, rule="BAL_JUMP", object_key="2026-11-23"))
    assert runs.take(2, kinds=("BAL_JUMP",)) == Taken(closed=1)


def test_a_run_leaves_one_audit_row_with_the_counts(bank, runs):
    runs.take(1, firing(bank.own), firing(bank.foreign))
    entry = AuditEntry.objects.get(verb="sales.firings-taken")
    assert (entry.new["fired"], entry.new["opened"], entry.detail["run_id"]) == (2, 2, 1)
    assert OutboxEvent.objects.get(kind="sales.FiringsTaken").payload["opened"] == 2


def test_many_cost_as_many_statements_as_one(bank, runs):
    def cost(run_id, number):
        fired = [firing(bank.own, object_key=f"{run_id}-{place}") for place in range(number)]
        runs.add(run_id, *fired)
        with whole_bank(), CaptureQueriesContext(connection) as seen:
            services.take_firings(run_id=run_id, data_on=DATA_ON, now=NOW)
        return len(seen)

    cost(1, 1)
    assert cost(2, 1) == cost(3, 2_000)


def test_the_database_refuses_a_second_open_one(bank):
    make_opportunity(bank.own, object_key="P-1")
    with pytest.raises(IntegrityError, match="opportunity_one_open"), transaction.atomic():
        make_opportunity(bank.own, object_key="P-1")


def test_two_workers_at_once_open_one(committed_db, runs):
    with transaction.atomic():
        bank = Bank()
    for run_id in (1, 2):
        runs.add(run_id, firing(bank.own.pk))
    start, taken = Barrier(2), {}

    def take(run_id):
        start.wait()
        with transaction.atomic(), whole_bank():
            taken[run_id] = services.take_firings(run_id=run_id, data_on=DATA_ON, now=NOW)
        connections.close_all()

    threads = [Thread(target=take, args=(run_id,)) for run_id in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(result.opened for result in taken.values()) == 1
    with transaction.atomic(), whole_bank():
        assert Opportunity.objects.filter(closed_at__isnull=True).count() == 1


def test_the_event_of_the_triggers_is_what_starts_it(bank, runs):
    runs.add(7, firing(bank.own))
    outbox.put([triggers.TriggersEvaluated(run_id=7, data_on=DATA_ON)], now=clock.now())
    run_waiting()
    assert TakenRun.objects.get().run_id == 7
    with whole_bank():
        assert len(rows()) == 1


class Killed(Exception):
    """The worker ended here."""


def dies_after(pieces, runs, monkeypatch):
    """Let the process end when it asks for the firings of one piece more."""
    asked = iter(range(pieces))

    def firings(**span):
        if next(asked, None) is None:
            raise Killed
        return runs.firings(**span)

    monkeypatch.setattr(triggers, "firings", firings)


def crowd(bank, number):
    return [
        make_customer(f"客{place:02}", org=bank.orgs["river"], rm=bank.rm.staff_id)
        for place in range(number)
    ]


def take(run_id, *, piece=10, now=NOW):
    with whole_bank():
        return services.take_firings(run_id=run_id, data_on=DATA_ON, now=now, piece=piece)


def test_in_pieces_it_comes_to_the_same(bank, runs):
    people = crowd(bank, 33)
    runs.add(1, *(firing(one) for one in people))
    assert take(1) == Taken(fired=33, opened=33)
    kept, gone = people[:20], people[20:]
    runs.add(2, *(firing(one, priority=1) for one in kept))
    assert take(2) == Taken(fired=20, refreshed=20, closed=len(gone))
    assert take(2) == Taken()
    entries = AuditEntry.objects.filter(verb="sales.firings-piece-taken").exclude(new={})
    # 33 and the two that every bank has are four pieces of ten.
    assert [entry.new["fired"] for entry in entries.order_by("pk")][:4] == [8, 10, 10, 5]
    run = TakenRun.objects.get(run_id=2)
    assert (run.fired, run.refreshed, run.closed, run.next_customer) == (20, 20, 13, None)
    assert run.finished_at == NOW


def test_killed_between_pieces_it_goes_on_from_there(bank, runs, monkeypatch):
    people = crowd(bank, 33)
    runs.add(1, *(firing(one) for one in people))
    dies_after(2, runs, monkeypatch)
    with pytest.raises(Killed):
        take(1)
    assert (len(rows()), TakenRun.objects.get().finished_at) == (18, None)
    assert not OutboxEvent.objects.filter(kind="sales.FiringsTaken").exists()
    monkeypatch.setattr(triggers, "firings", runs.firings)
    assert take(1) == Taken(fired=15, opened=15)
    assert len(rows()) == TakenRun.objects.get().opened == 33
    assert OutboxEvent.objects.get(kind="sales.FiringsTaken").payload["opened"] == 33
    assert take(1) == Taken()


def test_a_newer_run_ends_one_that_was_left_and_misses_nothing(bank, runs, monkeypatch):
    people = crowd(bank, 25)
    runs.add(1, *(firing(one) for one in people))
    take(1)
    for row in rows()[::5]:
        end(row)
    runs.add(2, *(firing(one) for one in people))
    dies_after(1, runs, monkeypatch)
    with pytest.raises(Killed):
        take(2)
    monkeypatch.setattr(triggers, "firings", runs.firings)
    runs.add(3, *(firing(one) for one in people))
    # What people closed stays closed, in the pieces that run 2 reached and in the others.
    assert take(3) == Taken(fired=25, refreshed=20, handled=5)
    assert take(2) == Taken()
    assert TakenRun.objects.get(run_id=2).is_late
    runs.add(4, *(firing(one) for one in people))
    assert take(4) == Taken(fired=25, refreshed=20, handled=5)


def test_a_run_that_another_replaced_on_the_way_ends_nothing(bank, runs, monkeypatch):
    people = crowd(bank, 5)
    runs.add(1, *(firing(one) for one in people))
    take(1)
    # The firings of a replaced run are gone, and so is what it evaluated.
    runs.add(2, kinds=())
    assert take(2) == Taken()
    assert Opportunity.objects.filter(closed_at__isnull=True).count() == 5
