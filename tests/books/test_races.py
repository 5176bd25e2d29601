"""Two at one moment: of two handovers of the same customers one stands, of two jobs at midnight one moves them, and the other is told."""

import threading

import pytest
from django.db import connections, transaction

from tests.books.factories import (
    NOW,
    ONE_DAY,
    Books,
    Handover,
    lines_of,
    main_of,
    periods_of,
)
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.books import services


@pytest.fixture
def bank(committed_db):
    """The bank, committed: threads see it."""
    with transaction.atomic():
        found = Books()
        assert found.second.staff_id is not None
        assert found.third.staff_id is not None
        assert found.head.staff_id is not None
    return found


def at_once(*works):
    """Do all of them at one moment; return what each said, in any order."""
    gate, found = threading.Barrier(len(works)), []

    def run(work):
        try:
            gate.wait(30)
            found.append(work())
        except services.AlreadyPromised:
            found.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return found


def ask(bank, taker):
    with scope_session(bank.rm):
        return services.ask_transfer(
            actor=bank.rm,
            now=NOW,
            giver_id=bank.rm.staff_id,
            taker_no=taker.staff_no,
            reason="负荷调整",
        )


def test_one_of_two_handovers_stands_and_one_of_two_jobs_moves(bank):
    said = at_once(lambda: ask(bank, bank.second), lambda: ask(bank, bank.third))
    assert said.count("told") == 1
    with transaction.atomic(), whole_bank():
        row = Handover.objects.get()
        taker = bank.second if row.taker_id == bank.second.staff_id else bank.third
        bank.accept(row.pk, by=taker)
        bank.approve(row.pk)
    moved = at_once(*[lambda: services.take_effect(now=NOW + ONE_DAY)] * 2)
    with transaction.atomic(), whole_bank():
        assert sorted(moved) == [0, 1]
        assert main_of(bank.own) == taker.staff_id
        assert [line.state for line in lines_of(row.pk)] == ["MOVED"]
        assert len(periods_of(bank.own)) == 2
