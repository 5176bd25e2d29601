"""A book is shared out: proposal, the head's own choice, the second person, the effect, call-backs and the watch over the assets."""

from decimal import Decimal

import pytest
from django.db import connection, transaction

from tests.books.factories import (
    NOW,
    ONE_DAY,
    TODAY,
    leave,
    lines_of,
    main_of,
    row_of,
)
from yinqiao.customers import overview
from yinqiao.customers.models import Figures
from yinqiao.customers.tests.factories import act_as, make_assignment, whole_bank
from yinqiao.interactions.models import Task
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.sales.books import queries, services
from yinqiao.sales.books.choices import State, Why
from yinqiao.workflow.services import Refused

LATER = NOW + ONE_DAY


def propose(bank, *, takers=None, by=None, **values):
    return services.propose_share_out(
        actor=act_as(by or bank.head),
        now=NOW,
        giver_id=bank.rm.staff_id,
        taker_ids=[one.staff_id for one in takers or (bank.second, bank.third)],
        reason="离职移交",
        **values,
    )


def test_from_the_proposal_to_the_day_of_effect(bank):
    more = bank.give(9, aum="800000.00", tier="WEALTH")
    make_assignment(bank.own, bank.third.staff_id, role="ASSIST", share="0")
    leave(bank.rm)
    services.release_book(now=NOW, staff_id=bank.rm.staff_id)
    pk = propose(bank)
    lines = {line.customer_id: line for line in lines_of(pk)}
    assert len(lines) == 10
    assert lines[bank.own.pk].taker_id == bank.third.staff_id
    assert Why.ASSISTS in lines[bank.own.pk].reasons
    card = queries.handover_card(actor=act_as(bank.head), handover_id=pk, now=NOW)
    assert sum(one.customers for one in card.totals) == 10
    assert all(one.load_after == one.load_before + one.load for one in card.totals)
    assert all(line.why for line in card.lines)

    services.submit(actor=act_as(bank.head), now=NOW, handover_id=pk, version=row_of(pk).version)
    with pytest.raises(Refused), transaction.atomic():
        bank.approve(pk, by=bank.head)
    bank.approve(pk, by=bank.deputy_head)
    assert services.take_effect(now=LATER) == 10
    row = row_of(pk)
    assert (row.state, row.watch_until is not None) == (State.DONE, True)
    assert main_of(bank.own) == bank.third.staff_id
    assert {main_of(one) for one in more} <= {bank.second.staff_id, bank.third.staff_id}
    # Everybody of the private bank is called, by the head and not by the new manager.
    with whole_bank():
        task = Task.objects.get(customer=bank.own)
    assert task.assignee_id in {bank.head.staff_id, bank.deputy_head.staff_id}


def test_the_head_chooses_otherwise_and_the_totals_follow(bank):
    bank.give(3, aum="800000.00", tier="WEALTH")
    pk = propose(bank)
    act_as(bank.head)
    chosen = next(line for line in lines_of(pk) if line.taker_id == bank.third.staff_id)
    services.give_lines(
        actor=act_as(bank.head),
        now=NOW,
        handover_id=pk,
        line_ids=[chosen.pk],
        taker_id=bank.second.staff_id,
    )
    changed = next(line for line in lines_of(pk) if line.pk == chosen.pk)
    assert (changed.taker_id, changed.reasons[0]) == (bank.second.staff_id, Why.HEAD)
    card = queries.handover_card(actor=act_as(bank.head), handover_id=pk, now=NOW)
    assert {one.staff_id: one.customers for one in card.totals} == {
        taker: sum(line.taker_id == taker for line in lines_of(pk))
        for taker in {line.taker_id for line in lines_of(pk)}
    }


def test_the_assets_of_who_moved_are_watched(bank):
    bank.give(3, aum="1000000.00", tier="WEALTH")
    pk = propose(bank, takers=[bank.second])
    services.submit(actor=act_as(bank.head), now=NOW, handover_id=pk, version=1)
    bank.approve(pk, by=bank.deputy_head)
    services.take_effect(now=LATER)
    assert queries.watched(actor=act_as(bank.head), on=TODAY + ONE_DAY) == []
    # However many took effect after it: the one that alarms is told.
    for _number in range(10):
        later = row_of(pk)
        later.pk, later.effective_on = None, TODAY + 2 * ONE_DAY
        later.save(force_insert=True)
    with whole_bank():
        Figures.objects.filter(customer_id=bank.own.pk).update(aum=Decimal("9000000.00"))
        overview.refresh_customers(connection, [bank.own.pk])
    ((row, names),) = queries.watched(actor=act_as(bank.head), on=TODAY + ONE_DAY)
    assert (row.pk, names) == (pk, ["白敬亭"])
    card = queries.handover_card(actor=act_as(bank.head), handover_id=pk, now=LATER)
    assert card.is_alarmed
    assert card.totals[0].outflow.before == Decimal("15864000.00")
    assert queries.watched(actor=act_as(bank.head), on=row.watch_until + ONE_DAY) == []


def test_of_several_receivers_who_left_gets_nobody_and_the_others_theirs(bank):
    bank.give(5, aum="500000.00", tier="WEALTH")
    pk = propose(bank)
    services.submit(actor=act_as(bank.head), now=NOW, handover_id=pk, version=1)
    bank.approve(pk, by=bank.deputy_head)
    leave(bank.third, on=TODAY + ONE_DAY)
    services.take_effect(now=LATER)
    lines = lines_of(pk)
    assert {line.state for line in lines if line.taker_id == bank.second.staff_id} == {"MOVED"}
    stopped = [line for line in lines if line.taker_id == bank.third.staff_id]
    assert {line.state for line in stopped} == {"STOPPED"}
    assert "方以智" in row_of(pk).ended_note
    with whole_bank():
        assert {line.customer.main_rm_id for line in stopped} == {bank.rm.staff_id}


def test_only_the_head_of_the_unit_proposes(bank):
    with pytest.raises(NotFound):
        propose(bank, by=bank.other_head)
    with pytest.raises(InvalidInput) as caught:
        propose(bank, takers=[bank.other_rm])
    assert set(caught.value.fields) == {"taker_ids"}


def test_only_the_chosen_tiers_are_shared_out(bank):
    bank.give(2, aum="100000.00", tier="BASIC_WEALTH")
    pk = propose(bank, tiers=["BASIC_WEALTH"])
    assert (row_of(pk).customers, row_of(pk).is_whole) == (2, False)


def test_capacity_is_told_by_post_or_by_the_head(bank):
    bank.give(4, aum="100000.00", tier="BASIC_WEALTH")
    bank.second  # noqa: B018 - she is there
    services.set_desk(
        actor=act_as(bank.head),
        now=NOW,
        staff_id=bank.rm.staff_id,
        version=0,
        capacity=10,
        languages=["nan"],
    )
    rows = {row.id: row for row in queries.capacity_rows(actor=act_as(bank.head), now=NOW)}
    mine = rows[bank.rm.staff_id]
    assert (mine.customers, mine.load, mine.capacity, mine.used, mine.languages) == (
        5,
        Decimal(12),
        Decimal(10),
        Decimal("120.0"),
        "闽南语",
    )
    assert rows[bank.second.staff_id].capacity == Decimal(500)
    assert bank.other_rm.staff_id not in rows
