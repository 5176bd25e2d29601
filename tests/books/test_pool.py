"""Who leaves leaves nobody alone: customers stand in the pool at once, with open work and its clocks, and are taken over from there."""

from datetime import timedelta

from django.db import connection

from tests.books.factories import (
    NOW,
    ONE_DAY,
    TODAY,
    Cover,
    Pooled,
    leave,
    lines_of,
    main_of,
    periods_of,
    row_of,
)
from yinqiao.customers import overview
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import act_as, make_assignment, whole_bank
from yinqiao.interactions.tests.factories import make_batch
from yinqiao.organization.events import StaffLeft
from yinqiao.platform import clock
from yinqiao.sales.books import handlers, jobs, queries, services
from yinqiao.sales.campaign_lists.tests.factories import open_name
from yinqiao.sales.models import Opportunity
from yinqiao.sales.tests.factories import make_opportunity

LATER = NOW + ONE_DAY


def test_customers_of_a_leaver_stand_in_the_pool_with_everything_open(bank):
    deal = make_opportunity(bank.own, now=NOW - timedelta(days=2))
    with whole_bank():
        # One of her own customers, one that was dealt to her.
        names = [open_name(one, bank.rm) for one in (bank.own, bank.foreign)]
    assert services.release_book(now=NOW, staff_id=bank.rm.staff_id) == 0  # she still works
    leave(bank.rm)
    assert services.release_book(now=NOW, staff_id=bank.rm.staff_id) == 1
    assert services.release_leavers(now=NOW) == 0
    assert main_of(bank.own) is None
    assert periods_of(bank.own)[0][4] == TODAY
    with whole_bank():
        row = Opportunity.objects.get(pk=deal.pk)
        assert (row.owner_id, row.touched_at, row.closed_at) == (None, deal.touched_at, None)
        for name in names:
            name.refresh_from_db()
            assert (name.owner_id, name.standing) == (None, "POOL")
    (line,) = queries.pool_rows(actor=act_as(bank.head), now=NOW)
    assert (line.left_name, line.customers, str(line.aum), line.opportunities, line.is_late) == (
        "陈思远",
        1,
        "12864000.00",
        1,
        False,
    )
    assert queries.pool_rows(actor=act_as(bank.other_head), now=NOW) == []
    (late,) = queries.pool_rows(actor=act_as(bank.head), now=NOW + timedelta(days=9))
    assert late.is_late


def test_an_assistant_who_leaves_gives_her_share_to_the_main_manager(bank):
    with whole_bank():
        bank.own.assignments.update(share=70)
    make_assignment(bank.own, bank.second.staff_id, role="ASSIST", share="30")
    leave(bank.second)
    services.release_book(now=NOW, staff_id=bank.second.staff_id)
    assert [row[:3] for row in periods_of(bank.own) if row[4] is None] == [
        (bank.rm.staff_id, "MAIN", 100)
    ]


def test_who_only_assists_or_covers_and_goes_later_is_released_on_that_day(bank):
    with whole_bank():
        bank.own.assignments.update(share=70)
        make_assignment(bank.own, bank.second.staff_id, role="ASSIST", share="30")
        cover = Cover.objects.create(
            absent_id=bank.rm.staff_id, absent_name="陈思远", taker_id=bank.third.staff_id, taker_name="方以智",
            org_id=bank.orgs["river"].pk, from_on=TODAY, to_on=TODAY + 5 * ONE_DAY, reason="年休假",
            state="AGREED", asked_by_id=bank.head.staff_id, asked_by_name="周行长", asked_at=NOW,
        )  # fmt: skip
    # Nothing was done on the day of the news: both go tomorrow.
    leave(bank.second, on=TODAY + ONE_DAY)
    leave(bank.third, on=TODAY + ONE_DAY)
    services.release_leavers(now=LATER)
    assert [row[:3] for row in periods_of(bank.own) if row[4] is None] == [
        (bank.rm.staff_id, "MAIN", 100)
    ]
    cover.refresh_from_db()
    assert cover.state == "ENDED"


def test_whom_a_feed_gives_a_manager_waits_no_longer_and_may_wait_again(bank):
    leave(bank.rm)
    services.release_book(now=NOW, staff_id=bank.rm.staff_id)
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(main_rm_id=bank.second.staff_id)
    assert queries.pool_rows(actor=act_as(bank.head), now=NOW) == []
    leave(bank.second)
    assert services.release_book(now=LATER, staff_id=bank.second.staff_id) == 1
    (row,) = queries.pool_rows(actor=act_as(bank.head), now=LATER)
    assert (row.left_id, row.customers) == (bank.second.staff_id, 1)
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(main_rm_id=bank.third.staff_id)
    services.release_leavers(now=LATER)
    with whole_bank():
        assert Pooled.objects.filter(taken_at__isnull=True).count() == 0


def test_data_of_yesterday_do_not_bring_the_old_manager_back(bank):
    pk = bank.approved(now=clock.now())
    services.take_effect(now=clock.now() + ONE_DAY)
    leave(bank.other_rm, on=clock.bank_date(clock.now()))
    services.release_book(now=clock.now(), staff_id=bank.other_rm.staff_id)
    with whole_bank():
        overview.write_main_rms(connection, make_batch(day=TODAY - ONE_DAY))
    assert row_of(pk).state == "DONE"
    assert main_of(bank.foreign) is None


def test_from_the_pool_a_colleague_takes_over(bank):
    leave(bank.rm)
    services.release_book(now=NOW, staff_id=bank.rm.staff_id)
    pk = services.ask_transfer(
        actor=act_as(bank.head),
        now=NOW,
        giver_id=bank.rm.staff_id,
        taker_no=bank.second.staff_no,
        reason="离职移交",
    )
    bank.accept(pk)
    bank.approve(pk, by=bank.deputy_head)
    deal = make_opportunity(bank.own, owner_id=None, state="NEW")
    assert services.take_effect(now=LATER) == 1
    assert main_of(bank.own) == bank.second.staff_id
    with whole_bank():
        assert Opportunity.objects.get(pk=deal.pk).owner_id == bank.second.staff_id
        assert Pooled.objects.get().taken_at == LATER
    assert [line.state for line in lines_of(pk)] == ["MOVED"]


def test_the_feed_has_the_pool_filled_at_once(bank, monkeypatch):
    asked = []
    monkeypatch.setattr(
        handlers.queue, "defer", lambda name, **values: asked.append((name, values["staff_id"]))
    )
    left = StaffLeft(staff_id=7, org_id=1, on=TODAY)
    handlers.release_book(left, now=NOW)
    handlers.release_book(StaffLeft(staff_id=8, org_id=1, on=TODAY + ONE_DAY), now=NOW)
    assert asked == [(jobs.RELEASE, 7)]
