"""The timeline of everything: what other rooms tell, narrowed by kind, person, days and words, and paged without a gap (A4, A9)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers import services as customer_services
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.holdings.tests.factories import make_account
from yinqiao.insights import services as insights
from yinqiao.interactions import queries, services
from yinqiao.interactions.queries import TimelineFilter, timeline
from yinqiao.interactions.queries.entries import Entry
from yinqiao.interactions.services import NoteDraft
from yinqiao.interactions.tests.factories import make_contact_record
from yinqiao.platform.parameters import queries as values

MIDNIGHT = datetime(2026, 11, 1, 16, tzinfo=UTC)


@pytest.fixture
def bank(db):
    values.forget()
    return Bank()


def told(bank, who="rm", **asked):
    actor = act_as(getattr(bank, who))
    as_of = asked.pop("as_of", None)
    return queries.timeline_of(
        actor=actor,
        customer_id=bank.own.pk,
        now=NOW,
        as_of=as_of,
        wanted=TimelineFilter(**asked),
    )


def titles(bank, who="rm", **asked):
    return [entry.title for entry in told(bank, who, **asked).entries]


def write(bank, text, **draft):
    actor = act_as(bank.rm)
    services.write_note(
        actor=actor, now=NOW, customer_id=bank.own.pk, draft=NoteDraft(text, **draft)
    )


def test_every_room_tells_and_the_newest_stands_first(bank):
    make_account(
        bank.own,
        account_type="TIME",
        principal="500000.00",
        value_on=date(2025, 11, 3),
        matures_on=date(2026, 11, 3),
    )
    make_assessment(bank.own, assessed_on=date(2026, 3, 15), valid_to=date(2027, 3, 14))
    insights.set_tag(actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, code="LIQUIDITY")
    customer_services.update_profile(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        version=1,
        changes={"education": "MASTER"},
    )
    write(bank, "客户想了解家族信托")
    kinds = [entry.kind for entry in told(bank).entries]
    assert kinds == ["note", "change", "tag", "product", "consent", "manager", "product"]
    matured = told(bank, kind="product").entries[0]
    assert (matured.title, matured.on, matured.is_day) == ("存款到期", date(2026, 11, 3), True)
    assert "50.0 万" in matured.facts
    change = told(bank, kind="change").entries[0]
    assert (change.text, change.who) == ("学历：— → 硕士", "陈思远")


def test_kinds_that_the_reader_may_not_see_are_not_offered(bank):
    offered = dict(queries.kind_choices(act_as(bank.agent)))
    assert "opportunity" not in offered
    assert {"contact", "note"} <= set(dict(queries.kind_choices(act_as(bank.rm))))


def test_what_lies_ahead_is_not_told(bank):
    make_account(bank.own, account_type="TIME", principal="500000.00", matures_on=date(2026, 12, 3))
    assert titles(bank, kind="product") == ["开户"]


def test_words_are_looked_for_in_what_the_reader_sees(bank):
    write(bank, "客户想了解家族信托，电话13812345678")
    assert len(told(bank, words="家族 信托").entries) == 1
    assert told(bank, words="13812345678").entries == ()
    assert len(told(bank, words="138****5678").entries) == 1
    assert told(bank, words="家族 保险").entries == ()
    # The head may not read the team's notes: a search finds nothing in them.
    assert told(bank, "head", words="家族信托").entries == ()


def test_a_person_and_days_narrow_it(bank):
    make_contact_record(bank.own, happened_at=NOW - timedelta(days=40))
    write(bank, "第一条")
    by_her = told(bank, staff_id=bank.rm.staff_id, kind="note").entries
    assert [entry.text for entry in by_her] == ["第一条"]
    assert queries.people_of(actor=bank.rm, customer_id=bank.own.pk) == [
        (bank.rm.staff_id, "陈思远")
    ]
    assert told(bank, staff_id=bank.other_rm.staff_id).entries == ()
    day = NOW.date() - timedelta(days=40)
    assert [entry.kind for entry in told(bank, since=day, until=day).entries] == ["contact"]


def test_a_long_search_says_how_far_it_came_and_goes_on(bank, monkeypatch):
    monkeypatch.setattr(timeline, "SEARCHED", 3)
    for days in range(8):
        make_contact_record(bank.own, happened_at=NOW - timedelta(days=days + 1))
    first = told(bank, kind="contact", words="没有这句话")
    assert (first.entries, first.searched_to) == ((), (NOW - timedelta(days=3)).date())
    seen, cursor = 0, first.next_cursor
    while cursor:
        seen += 1
        page = queries.timeline_of(
            actor=bank.rm,
            customer_id=bank.own.pk,
            now=NOW,
            wanted=TimelineFilter(kind="contact", words="没有这句话"),
            cursor=cursor,
        )
        cursor = page.next_cursor
    assert seen == 2


@pytest.mark.parametrize("cursor", ["x", "~", "2026-11-22~1", "2026-11-22T00:00:00+00:00~-1", "~~"])
def test_a_cursor_that_is_none_is_read_as_the_beginning(bank, cursor):
    make_contact_record(bank.own, happened_at=NOW)
    found = queries.timeline_of(
        actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW, cursor=cursor
    )
    assert found.entries[0].kind == "contact"


@given(moments=st.lists(st.integers(0, 3), max_size=60), limit=st.integers(1, 7))
def test_pages_show_each_entry_once_however_many_share_a_moment(moments, limit):
    entries = [
        Entry(
            "contact", number, MIDNIGHT + timedelta(minutes=minute), "", str(number), (), None, "", "", "", is_history=False
        )
        for number, minute in enumerate(moments)
    ]  # fmt: skip
    entries.sort(key=lambda entry: (entry.happened_at, entry.kind, entry.id), reverse=True)
    shown, place = [], None
    while True:
        seen = place.seen if place else 0
        part = [one for one in entries if place is None or one.happened_at <= place.at]
        page = timeline._page(
            part[: limit + 1 + seen], place, asked=TimelineFilter(), step=limit, limit=limit
        )
        shown += [entry.id for entry in page.entries]
        if not page.next_cursor:
            break
        place = timeline._read(page.next_cursor)
    assert shown == [entry.id for entry in entries]
