"""A head decides on terms while their writer takes them back: one of the two is told, none waits for the other for ever."""

import threading
import time
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import ways
from yinqiao.sales.deals import services
from yinqiao.sales.deals.tests.factories import Preference, add, deposit
from yinqiao.sales.services.working import locked
from yinqiao.sales.tests.factories import NOW, make_opportunity
from yinqiao.workflow import services as workflow

WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


@pytest.fixture
def asked(committed_db, settings, tmp_path):
    """Return the bank, the opportunity, its line and the approval, committed: threads see them."""
    forget()
    ways.forget()
    settings.STATIC_ROOT = settings.HOME = tmp_path
    with transaction.atomic():
        bank = Bank()
        row = make_opportunity(bank.own, state="CONTACTED")
        line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160"))
        act_as(bank.rm)
        found = services.ask_preference(
            actor=bank.rm, now=NOW, line_id=line.pk, version=1, reason="他行报价更高"
        )
        assert bank.head.staff_id is not None
    return bank, row, line, found


def wait_until_somebody_waits():
    """Return once another session stands behind a lock."""
    for _again in range(300):
        with connection.cursor() as cursor:
            # What others do is read once a transaction, unless it is asked anew.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)


def test_the_decision_stands_and_the_writer_is_told(asked):
    bank, row, line, approval_id = asked
    said = []

    def decide():
        try:
            with scope_session(bank.head):
                said.append(
                    workflow.approve(actor=bank.head, now=NOW, approval_id=approval_id, version=1)
                )
        finally:
            connections.close_all()

    def take_back():
        with scope_session(bank.rm):
            # What the writer's act locks first; the head comes in between.
            locked(bank.rm, row.pk)
            thread.start()
            wait_until_somebody_waits()
            services.end_line(actor=bank.rm, now=NOW, line_id=line.pk, version=1)

    thread = threading.Thread(target=decide)
    with pytest.raises(services.PreferenceWaits):
        take_back()
    thread.join(60)
    assert len(said) == 1
    with transaction.atomic(), whole_bank():
        assert Preference.objects.get().state == "APPROVED"
