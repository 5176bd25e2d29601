"""What sales tells the timeline: that an opportunity was opened and what became of it, in the reader's words (A9, A58)."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.interactions import queries as interactions
from yinqiao.interactions.queries import TimelineFilter
from yinqiao.sales import services
from yinqiao.sales.tests.factories import NOW, make_opportunity

LATER = NOW + timedelta(hours=3)
ONLY = TimelineFilter(kind="opportunity")


def told(bank, who="rm", as_of=None):
    actor = act_as(getattr(bank, who))
    found = interactions.timeline_of(
        actor=actor, customer_id=bank.own.pk, now=LATER, as_of=as_of, wanted=ONLY
    )
    return [(entry.title, entry.who, entry.url) for entry in found.entries]


def test_an_opportunity_is_told_when_it_opens_and_when_it_ends(bank: Bank):
    row = make_opportunity(bank.own)
    url = reverse("sales:detail", args=[row.pk])
    act_as(bank.rm)
    with transaction.atomic():
        services.lose(
            actor=bank.rm,
            now=LATER,
            opportunity_id=row.pk,
            version=1,
            reason="NO_NEED",
            note="已购房",
        )
    opened = ("新商机", "", url)
    assert told(bank) == [("商机 · 以未成交结束", "陈思远", url), opened]
    assert told(bank, as_of=LATER - timedelta(hours=1)) == [opened]


def test_a_contact_about_it_stands_there_once_as_a_contact(bank: Bank):
    row = make_opportunity(bank.own)
    act_as(bank.rm)
    with transaction.atomic():
        services.contact(actor=bank.rm, now=LATER, opportunity_id=row.pk, version=1, channel="CALL")
    assert [title for title, _who, _url in told(bank)] == ["新商机"]


def test_what_the_data_brought_has_a_day_and_what_a_person_did_a_time(bank: Bank):
    row = make_opportunity(bank.own)
    act_as(bank.rm)
    with transaction.atomic():
        services.lose(
            actor=bank.rm, now=LATER, opportunity_id=row.pk, version=1, reason="NO_NEED", note=""
        )
    found = interactions.timeline_of(
        actor=act_as(bank.rm), customer_id=bank.own.pk, now=LATER, wanted=ONLY
    )
    assert [entry.is_day for entry in found.entries] == [False, True]
