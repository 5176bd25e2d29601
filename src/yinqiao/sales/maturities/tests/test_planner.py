"""The planner over the tables: what falls due, what stayed before, tasks of a plan."""

import html
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import act_as, make_customer, whole_bank
from yinqiao.interactions.tests.factories import Task
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales.maturities import queries, services
from yinqiao.sales.maturities.services import Wanted
from yinqiao.sales.maturities.tests.factories import NOW, TODAY, term_deposit


def test_a_book_by_week_and_class_with_what_is_likely_to_stay(bank):
    term_deposit(bank.own, due=date(2026, 12, 10), money=500_000)
    term_deposit(bank.own, due=date(2026, 12, 11), money=100_000)
    term_deposit(bank.foreign, due=date(2026, 12, 10), money=900_000)
    for n in range(30):
        other = make_customer(f"旧客{n}", org=bank.orgs["hill"], tier="PRIVATE")
        term_deposit(other, due=date(2026, 8, 3), money=1000, closed=date(2026, 8, 3))
        if n % 2:
            term_deposit(other, due=date(2027, 8, 3), money=1000, opened=date(2026, 8, 5))
    act_as(bank.rm)
    plan = queries.plan_of(actor=bank.rm, staff_id=bank.rm.staff_id, today=TODAY)
    ((day, (line,)),) = [(one.day, one.lines) for one in plan.days]
    assert (line.amount, line.on, line.percent, line.sample) == (
        Decimal(600_000),
        date(2026, 12, 10),
        50,
        30,
    )
    assert (plan.at_risk, day) == (Decimal(300_000), TODAY + timedelta(days=1))
    (week,) = plan.weeks
    assert (week.first, week.cells[0].count, week.cells[0].stays) == (
        date(2026, 12, 7),
        2,
        Decimal(300_000),
    )


def test_a_plan_becomes_tasks_once_and_only_of_the_own_book(bank):
    term_deposit(bank.own, due=date(2026, 12, 10), money=500_000)
    term_deposit(bank.foreign, due=date(2026, 12, 10), money=900_000)
    act_as(bank.rm)
    take = {"actor": bank.rm, "now": NOW}
    for customer, day in ((bank.foreign, 1), (bank.own, 40), (bank.own, -1)):
        with pytest.raises(InvalidInput):
            services.take_plan(**take, wanted=[Wanted(customer.pk, TODAY + timedelta(days=day))])
    wanted = [Wanted(bank.own.pk, date(2026, 12, 1))]
    assert services.take_plan(**take, wanted=wanted) == 1
    with pytest.raises(InvalidInput):
        services.take_plan(**take, wanted=wanted)
    task = Task.objects.get()
    assert (task.due_on, task.assignee_id) == (date(2026, 12, 1), bank.rm.staff_id)
    plan = queries.plan_of(actor=bank.rm, staff_id=bank.rm.staff_id, today=TODAY)
    assert (plan.planned, plan.days) == (1, ())


def test_the_pages_of_a_manager_and_of_a_head(bank):
    today = clock.bank_date(clock.now())
    due = today + timedelta(days=20)
    term_deposit(bank.own, due=due, money=500_000)

    def as_(actor):
        client = Client()
        sign_in(client, get_user_model().objects.get(pk=actor.user_id))
        return client

    manager, head = as_(bank.rm), as_(bank.head)
    body = html.unescape(manager.get(reverse("maturities:planner")).content.decode())
    assert ("林婉清" in body, "样本不足" in body) == (True, True)
    bad = manager.post(
        reverse("maturities:planner"), {"take": bank.own.pk, f"day-{bank.own.pk}": str(due)}
    )
    assert (bad.status_code, str(due) in bad.content.decode()) == (422, True)
    assert "checked" in bad.content.decode()
    # Who was not ticked is not ticked again by the answer that says why nothing was made.
    none = manager.post(reverse("maturities:planner"), {f"day-{bank.own.pk}": str(due)})
    assert (none.status_code, "checked" in none.content.decode()) == (422, False)
    books = html.unescape(head.get(reverse("maturities:books")).content.decode())
    assert ("陈思远" in books, "沈越" in books) == (True, False)
    seen = head.get(reverse("maturities:planner"), {"of": bank.rm.staff_id})
    assert "林婉清" in html.unescape(seen.content.decode())
    assert (
        as_(bank.other_head)
        .get(reverse("maturities:planner"), {"of": bank.rm.staff_id})
        .status_code
        == 404
    )
    with whole_bank():
        assert not Task.objects.exists()
