"""A cover: from the first day to the end of the last, exactly; with 代 in the trail; by the head's word or with it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from tests.books.factories import NOW, TODAY, TOMORROW, Cover, again, leave
from yinqiao.customers import queries as customers
from yinqiao.customers.tests.factories import act_as, make_assignment
from yinqiao.interactions.models import ContactRecord
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.sales import queries as sales
from yinqiao.sales import services as sales_services
from yinqiao.sales.books import services
from yinqiao.sales.books.services import CoverOverlaps
from yinqiao.sales.models import Step
from yinqiao.sales.queries import OpportunityFilter
from yinqiao.sales.tests.factories import make_opportunity
from yinqiao.workflow import services as workflow
from yinqiao.workflow.models import Approval

LAST = TODAY + timedelta(days=4)
# The last second of the last day at the bank, and the first of the next.
LAST_SECOND = datetime(2026, 11, 28, 15, 59, 59, tzinfo=UTC)
NEXT_DAY = LAST_SECOND + timedelta(seconds=1)


def name(bank, *, by=None, taker=None, first=TODAY, last=LAST):
    return services.name_cover(
        actor=act_as(by or bank.head),
        now=NOW,
        absent_id=bank.rm.staff_id,
        taker_no=(taker or bank.second).staff_no,
        from_on=first,
        to_on=last,
        reason="年休假",
    )


def sees(bank, *, now, customer=None):
    actor = again(bank.second, now=now)
    act_as(actor)
    return customers.is_visible(actor=actor, customer_id=(customer or bank.own).pk)


def test_a_colleague_works_the_book_to_the_last_second_of_the_last_day(bank):
    assisted = bank.give(1, rm=bank.third)[0]
    make_assignment(assisted, bank.rm.staff_id, role="ASSIST", share="0")
    deal = make_opportunity(bank.own)
    assert not sees(bank, now=NOW)
    name(bank)
    assert sees(bank, now=NOW)
    assert sees(bank, now=LAST_SECOND)
    assert sees(bank, now=LAST_SECOND, customer=assisted)
    assert not sees(bank, now=NEXT_DAY)
    actor = act_as(again(bank.second, now=NOW))
    # In the team: the name stands in full, and the work is on her list.
    assert customers.names_seen(actor=actor, customer_ids=[bank.own.pk]) == {bank.own.pk: "林婉清"}
    listed = sales.opportunity_list(actor=actor, wanted=OpportunityFilter(), today=TODAY)
    assert [row.pk for row in listed] == [deal.pk]
    managers = customers.customer_card(actor=actor, customer_id=bank.own.pk, now=NOW).managers
    assert [(one.name, one.role) for one in managers] == [("陈思远", "MAIN"), ("白敬亭", "COVER")]


def test_what_she_does_is_marked_as_done_in_anothers_place(bank):
    deal = make_opportunity(bank.own)
    name(bank)
    actor = act_as(again(bank.second, now=NOW))
    sales_services.contact(
        actor=actor,
        now=NOW,
        opportunity_id=deal.pk,
        version=1,
        channel="BRANCH",
        note="到期续作沟通",
    )
    assert Step.objects.get(opportunity=deal).staff_name == "白敬亭（代）"
    assert ContactRecord.objects.get(customer=bank.own).staff_name == "白敬亭（代）"
    entry = AuditEntry.objects.filter(verb="sales.contact-logged").first() or (
        AuditEntry.objects.filter(customer_id=bank.own.pk, staff_id=actor.staff_id).latest("pk")
    )
    assert entry.detail["covering_for"] == bank.rm.staff_id


def test_ones_own_leave_needs_the_head(bank):
    pk = name(bank, by=bank.rm)
    assert not sees(bank, now=NOW)
    approval = Approval.objects.get(pk=Cover.objects.get(pk=pk).approval_id)
    workflow.approve(actor=act_as(bank.head), now=NOW, approval_id=approval.pk, version=1)
    assert sees(bank, now=NOW)


def test_back_early_the_access_ends_at_once(bank):
    pk = name(bank)
    services.end_cover(actor=act_as(bank.rm), now=NOW, cover_id=pk)
    assert not sees(bank, now=NOW)
    with pytest.raises(NotFound):
        services.end_cover(actor=act_as(bank.rm), now=NOW, cover_id=pk)


def test_of_two_covers_for_the_same_days_one_stands(bank):
    assert bank.third.staff_id is not None
    name(bank)
    with pytest.raises(CoverOverlaps), transaction.atomic():
        name(bank, taker=bank.third, first=LAST, last=LAST)
    name(bank, taker=bank.third, first=LAST + timedelta(days=1), last=LAST + timedelta(days=2))


def test_a_cover_that_cannot_be_is_said_at_the_field(bank):
    for values, field in (
        ({"first": TODAY - timedelta(days=1)}, "from_on"),
        ({"first": TOMORROW, "last": TODAY}, "to_on"),
        ({"last": TODAY + timedelta(days=30)}, "to_on"),
        ({"taker": bank.rm}, "taker_no"),
    ):
        with pytest.raises(InvalidInput) as caught:
            name(bank, **values)
        assert set(caught.value.fields) == {field}
    with pytest.raises(NotFound):
        name(bank, by=bank.third)


def test_who_covers_and_leaves_covers_no_more(bank):
    pk = name(bank)
    leave(bank.second)
    services.release_book(now=NOW, staff_id=bank.second.staff_id)
    assert Cover.objects.get(pk=pk).state == "ENDED"


def test_outside_the_book_nothing_opens(bank):
    name(bank)
    assert not sees(bank, now=NOW, customer=bank.foreign)
