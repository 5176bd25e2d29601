"""Books of managers and the birthdays in them: only one's own, and every born day falls on one day of each year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers import queries, rules
from yinqiao.customers.tests.factories import Bank, act_as, make_customer

FIRST, LAST = date(2026, 11, 24), date(2026, 12, 9)


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()


def test_a_book_holds_the_living_customers_of_its_manager_within_the_scope(bank: Bank):
    make_customer("销户", org=bank.orgs["river"], rm=bank.rm.staff_id, status="CLOSED")
    both = [bank.rm.staff_id, bank.other_rm.staff_id]
    lines = queries.books(actor=act_as(bank.rm), staff_ids=both)
    assert [(line.customer_id, line.tier, line.aum_month_average) for line in lines] == [
        (bank.own.pk, "PRIVATE", Decimal("12864000.00"))
    ]
    assert [line.main_rm_id for line in queries.books(actor=act_as(bank.head), staff_ids=both)] == [
        bank.rm.staff_id
    ]


def test_tiers_from_one_on():
    assert queries.tiers_from("PREMIER") == {"PREMIER", "PRIVATE"}


def test_birthdays_ahead_are_told_in_order_with_the_age(bank: Bank):
    def born(name, day, **values):
        return make_customer(
            name, org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=day, **values
        )

    second, first = born("乙", date(1960, 12, 9)), born("甲", date(1990, 11, 24))
    born("丙", date(1990, 12, 10))
    born("故", date(1990, 12, 1), status="DECEASED")
    make_customer(
        "他", org=bank.orgs["hill"], rm=bank.other_rm.staff_id, birth_on=date(1990, 12, 1)
    )
    span = {"staff_id": bank.rm.staff_id, "first": FIRST, "last": LAST}
    found = queries.birthdays(actor=act_as(bank.rm), **span)
    assert [(one.customer_id, one.on, one.age) for one in found] == [
        (first.pk, FIRST, 36),
        (second.pk, LAST, 66),
    ]
    # Who may not see birth dates is told of none.
    assert queries.birthdays(actor=act_as(bank.compliance), **span) == []


def test_a_leap_day_is_kept_on_the_last_of_february(bank: Bank):
    make_customer("闰", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=date(2000, 2, 29))

    def days(first, last):
        found = queries.birthdays(
            actor=act_as(bank.rm), staff_id=bank.rm.staff_id, first=first, last=last
        )
        return [one.on for one in found]

    assert days(date(2027, 2, 20), date(2027, 3, 5)) == [date(2027, 2, 28)]
    assert days(date(2028, 2, 20), date(2028, 3, 5)) == [date(2028, 2, 29)]
    assert days(date(2026, 12, 20), date(2027, 1, 5)) == []


@given(st.dates(date(1920, 1, 1), date(2026, 1, 1)), st.integers(2026, 2100))
def test_every_birthday_falls_on_one_day_of_each_year(born, year):
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    assert sum(rules.is_birthday(born, day) for day in days) == 1
