"""贡献测算: heads see margins and what a move changes, managers see neither page nor figure."""

import html
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers.tests.factories import Bank
from yinqiao.insights.models import CustomerFacts
from yinqiao.products.tests.factories import ftp_points
from yinqiao.sales.performance import rules

D = Decimal


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.head, bank.other_head, bank.compliance)
    facts = {
        "deposit_margin": D(12880),
        "fee_income": D(500),
        "operating_cost": D(60),
        "contribution": D(13320),
    }
    CustomerFacts.objects.using("loader").create(
        customer_id=bank.own.pk, data_on=date(2026, 11, 22), **facts
    )
    ftp_points([("DEPOSIT", 365, date(2026, 1, 1), "0.0165")])
    return bank


def page(actor, customer, **asked):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    answer = client.get(reverse("performance:worth", args=[customer.pk]), asked)
    return answer.status_code, html.unescape(answer.content.decode())


def test_margins_are_for_heads_and_never_for_managers(bank):
    status, body = page(bank.head, bank.own)
    assert (status, "1.3 万" in body) == (200, True)
    status, body = page(bank.rm, bank.own)
    assert (status, "1.3 万" in body) == (403, False)
    assert page(bank.other_head, bank.own)[0] == 404
    # Half a million for a year at 0.55 %: 1.65 % less 0.55 % are 5,500 yuan.
    _status, body = page(bank.head, bank.own, kind="DEPOSIT", amount="50", term="365", rate="0.55")
    assert "5,500.00 元" in body
    status, _body = page(bank.head, bank.own, kind="DEPOSIT", amount="x")
    assert status == 422


def test_what_a_move_changes_by_part():
    priced = rules.Priced(D("0.0170"), D("0.0345"), D("0.0054"), D("0.004"), D(880))
    assert rules.moved_parts("LOAN", D(1_000_000), priced) == {
        "loan_margin": D("17500.00"),
        "operating_cost": D("-880.00"),
        "expected_loss": D("-5400.00"),
        "capital_charge": D("4000.00"),
    }
    assert rules.moved_parts("DEPOSIT", D(-500_000), rules.Priced(D("0.0165"), D("0.0055"))) == {"deposit_margin": D("-5500.00")}  # fmt: skip
    assert rules.moved_parts("FEE", D(120), None) == {"fee_income": D("120.00")}
