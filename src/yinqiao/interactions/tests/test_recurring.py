"""Tasks that come again, the week and the day of the calendar, and the route of a visit day."""

import html
from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as, make_address, make_customer
from yinqiao.interactions import queries, recurring, services
from yinqiao.interactions.models import Task
from yinqiao.interactions.recurring import Stop
from yinqiao.interactions.services import TaskOrder
from yinqiao.interactions.tests.factories import NOW
from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound

PLAIN = BusinessCalendar()
MONDAY = date(2026, 11, 30)


def days(repeat, until, first=MONDAY, calendar=PLAIN):
    return list(recurring.occurrences(first, repeat, until=until, calendar=calendar))


def test_days_of_a_series():
    assert days("", date(2027, 1, 1)) == [MONDAY]
    assert days("WORKDAYS", date(2026, 12, 7)) == [
        MONDAY,
        *(date(2026, 12, n) for n in (1, 2, 3, 4, 7)),
    ]
    assert days("WEEKLY", date(2026, 12, 14)) == [MONDAY, date(2026, 12, 7), date(2026, 12, 14)]
    # The 31st of a short month is its last day; a Sunday moves to the Monday.
    assert days("MONTHLY", date(2027, 3, 31), first=date(2026, 12, 31)) == [
        date(2026, 12, 31),
        date(2027, 2, 1),
        date(2027, 3, 1),
        date(2027, 3, 31),
    ]


@given(
    first=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    repeat=st.sampled_from(["WORKDAYS", "WEEKLY", "MONTHLY"]),
    length=st.integers(0, 400),
)
def test_days_rise_stay_within_and_are_workdays_after_the_first(first, repeat, length):
    until = date.fromordinal(first.toordinal() + length)
    found = days(repeat, until, first=first)
    assert found[0] == first
    assert found == sorted(set(found))
    assert all(PLAIN.is_workday(day) and day <= until for day in found[1:])
    assert len(found) <= recurring.MOST + 1


def test_visits_go_district_by_district_by_their_times():
    stops = [
        Stop(1, "福州市", "鼓楼区", None),
        Stop(2, "福州市", "台江区", time(9)),
        Stop(3, "", "", time(8)),
        Stop(4, "福州市", "鼓楼区", time(14)),
        Stop(5, "福州市", "台江区", None),
    ]
    assert [one.task_id for one in recurring.route(stops)] == [2, 5, 4, 1, 3]


@pytest.fixture
def bank(db) -> Bank:
    return Bank()


def order(bank, *, repeat="WEEKLY", until=date(2026, 12, 22), **values):
    act_as(bank.rm)
    return services.create_series(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        order=TaskOrder(**{"title": "例行回访", "due_on": date(2026, 12, 1), **values}),
        repeat=repeat,
        until=until,
    )


def test_a_series_that_is_too_long_is_refused_and_not_cut_off(bank):
    with pytest.raises(InvalidInput) as error:
        order(bank, repeat="WORKDAYS", until=date(2027, 6, 1))
    assert list(error.value.fields) == ["until"]
    assert not Task.objects.exists()


def test_a_series_is_opened_at_once_and_called_off_from_a_day_on(bank):
    made = order(bank)
    rows = list(Task.objects.order_by("due_on").values_list("due_on", "state"))
    assert rows == [(date(2026, 12, day), "OPEN") for day in (1, 8, 15, 22)]
    assert services.end_series(actor=bank.rm, now=NOW, task_id=made[1]) == 2
    states = list(Task.objects.order_by("due_on").values_list("state", flat=True))
    assert states == ["OPEN", "OPEN", "CANCELLED", "CANCELLED"]
    act_as(bank.other_rm)
    with pytest.raises(NotFound):
        services.end_series(actor=bank.other_rm, now=NOW, task_id=made[0])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until": None}, "until"),
        ({"until": date(2026, 11, 25)}, "until"),
        ({"repeat": "DAILY"}, "repeat"),
        ({"title": " "}, "title"),
        ({"until": date(2040, 1, 1)}, "until"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_opened(bank, values, field):
    with pytest.raises(InvalidInput) as told:
        order(bank, **values)
    assert list(told.value.fields) == [field]
    assert not Task.objects.exists()


def test_week_day_and_route_on_their_pages(bank):
    today = clock.bank_date(clock.now())
    mate = make_customer("祝英台", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_address(mate)
    act_as(bank.rm)
    for customer in (bank.own, mate):
        services.create_task(
            actor=bank.rm,
            now=clock.now(),
            customer_id=customer.pk,
            order=TaskOrder(title="上门拜访", due_on=today, kind="VISIT"),
        )
    route = queries.visit_route(actor=bank.rm, day=today, today=today)
    assert [one.district for one in route] == ["鼓楼区", "鼓楼区"]
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    for name, query in (
        ("calendar", {"view": "week"}),
        ("calendar", {"view": "day"}),
        ("route", {}),
    ):
        answer = client.get(reverse(f"interactions:{name}"), query)
        body = html.unescape(answer.content.decode())
        assert ("林婉清" in body, "祝英台" in body) == (True, True), (name, query)
    assert client.get(reverse("interactions:route"), {"day": "morgen"}).status_code == 422
