"""Next steps: what stands open for a customer over all rooms, the most urgent first, one thing to do about each (A9)."""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.holdings.tests.factories import make_account
from yinqiao.interactions import services as interactions
from yinqiao.platform import clock
from yinqiao.platform.ui.next_steps import StepAsked, open_steps
from yinqiao.sales import services
from yinqiao.sales.tests.factories import NOW, make_opportunity

TODAY = clock.bank_date(NOW)
# What is missing in the record itself is told by the customers' own tests.
GAPS = "list-check"


def waiting(bank, who="rm"):
    actor = act_as(getattr(bank, who))
    asked = StepAsked(bank.own.pk, in_team=who == "rm", now=NOW, today=TODAY)
    found = [step for step in open_steps(actor, asked) if step.icon != GAPS]
    return [(step.icon, step.due_on, step.action) for step in found]


def test_what_every_room_knows_stands_in_the_order_of_its_days(bank: Bank):
    make_opportunity(bank.own, due_on=TODAY + timedelta(days=2))
    make_account(
        bank.own, account_type="TIME", principal="500000.00", matures_on=TODAY + timedelta(days=9)
    )
    make_account(
        bank.own, account_type="TIME", principal="500000.00", matures_on=TODAY + timedelta(days=40)
    )
    make_assessment(bank.own, assessed_on=date(2025, 11, 20), valid_to=TODAY - timedelta(days=1))
    assert waiting(bank) == [
        ("shield-check", TODAY - timedelta(days=1), "查看测评"),
        ("target-arrow", TODAY + timedelta(days=2), "处理"),
        ("calendar-due", TODAY + timedelta(days=9), "查看持有"),
    ]


def test_a_put_off_opportunity_and_one_that_ended_do_not_wait(bank: Bank):
    row, other = make_opportunity(bank.own), make_opportunity(bank.own, kind="OTHER")
    act_as(bank.rm)
    with transaction.atomic():
        services.snooze(
            actor=bank.rm,
            now=NOW,
            opportunity_id=row.pk,
            version=1,
            until=TODAY + timedelta(days=3),
            reason="客户出差",
        )
        services.lose(actor=bank.rm, now=NOW, opportunity_id=other.pk, version=1, reason="NO_NEED")
    assert waiting(bank) == []


def test_the_panel_offers_one_act_each_and_nothing_of_foreign_customers(
    bank: Bank, settings, tmp_path
):
    settings.STATIC_ROOT = tmp_path
    row = make_opportunity(bank.own)
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    body = client.get(reverse("customers:next-steps", args=[bank.own.pk])).content.decode()
    assert reverse("sales:detail", args=[row.pk]) in body
    assert client.get(reverse("customers:next-steps", args=[bank.foreign.pk])).status_code == 404


def test_a_task_is_completed_from_its_line(bank: Bank):
    actor = act_as(bank.rm)
    with transaction.atomic():
        pk = interactions.create_task(
            actor=actor,
            now=NOW,
            customer_id=bank.own.pk,
            order=interactions.TaskOrder("送对账单", TODAY + timedelta(days=1)),
        )
    asked = StepAsked(bank.own.pk, in_team=True, now=NOW, today=TODAY)
    (step,) = (step for step in open_steps(actor, asked) if step.icon != GAPS)
    assert (step.title, step.action, step.is_dialog) == ("送对账单", "完成", True)
    assert step.url == reverse("interactions:done", args=[pk])
