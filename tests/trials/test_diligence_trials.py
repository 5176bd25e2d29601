"""What changes if: grades that would be proposed, days of review, reminders of the night, files that stop marketing; grades stay behind their wall."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.trials.asking import NOW, TODAY, lines
from yinqiao.access.tests.factories import make_account, make_actor, sign_in
from yinqiao.compliance.diligence import trials as diligence_trials
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem, Reminder
from yinqiao.compliance.diligence.tests.factories import make_file
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import make_customer, make_merged, whole_bank
from yinqiao.holdings.tests.factories import make_account as make_position_account
from yinqiao.holdings.tests.factories import make_position
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.parameters import trials
from yinqiao.products.tests.factories import make_product


@pytest.fixture
def people(bank):
    return bank.rm, bank.head, bank.compliance


@pytest.fixture
def files(bank, people):
    """Two graded files: a usual one of ten points, and one that makes its customer the highest at once."""
    usual = make_file(bank.own, people, now=NOW)
    other = make_customer("赵外", org=bank.orgs["river"], rm=bank.rm.staff_id)
    official = make_file(other, people, now=NOW, grade="HIGH", options={"position": "FOREIGN_OFFICIAL"})  # fmt: skip
    return usual, official


def test_bands_and_weights_move_what_would_be_proposed(bank, files):
    bands = "LOW:0, MEDIUM_LOW:10, MEDIUM:35, MEDIUM_HIGH:55, HIGH:75"
    changed, low, medium_low, *_, high = lines("diligence.grade_bands", bands, actor=bank.compliance)  # fmt: skip
    assert (changed, low, medium_low, high) == ((0, 1), (1, 0), (0, 1), (1, 1))
    # All factors of the usual file have ten points: no weights change it.
    weights = "CUSTOMER:60, REGION:10, BUSINESS:10, PRODUCT:10, CHANNEL:10"
    changed, *_ = lines("diligence.factor_weights", weights, actor=bank.compliance)
    assert changed == (0, 0)


def test_a_record_that_went_into_another_counts_no_more(bank, files):
    make_merged(bank.own, bank.foreign)
    bands = "LOW:0, MEDIUM_LOW:10, MEDIUM:35, MEDIUM_HIGH:55, HIGH:75"
    changed, *_ = lines("diligence.grade_bands", bands, actor=bank.compliance)
    assert changed == (0, 0)


def test_months_of_review_by_grade(bank, files):
    with whole_bank():
        DiligenceFile.objects.update(reviewed_on=date(2025, 6, 1))
    value = "LOW:12, MEDIUM_LOW:36, MEDIUM:24, MEDIUM_HIGH:24, HIGH:12"
    moved, late = lines("diligence.review_months", value, actor=bank.compliance)
    # The highest is late by either.
    assert (moved, late) == ((0, 1), (1, 2))


def test_what_rests_on_grades_is_for_who_may_see_them(bank, files):
    admin = make_actor("system_admin")
    for key in ("diligence.grade_bands", "diligence.factor_weights", "diligence.review_months"):
        assert trials.why_not(admin, key)
        assert not trials.why_not(bank.compliance, key)
    with pytest.raises(PermissionRefused):
        lines("diligence.review_months", "HIGH:6")
    client = Client()
    sign_in(client, make_account("system_admin"))
    address = reverse("parameters:trial", args=["diligence.grade_bands"])
    shown = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert trials.why_not(admin, "diligence.grade_bands") in shown
    assert "<table" not in shown


def test_reminders_of_the_next_night(bank, people):
    pk = make_file(bank.own, people, now=NOW)
    other = make_file(bank.foreign, (bank.other_rm, bank.other_head, bank.compliance), now=NOW)
    with whole_bank():
        FileItem.objects.filter(file_id=pk).update(expires_on=None)
        DiligenceFile.objects.filter(pk=pk).update(next_review_on=TODAY + timedelta(days=80))
        FileItem.objects.filter(file_id=other).update(expires_on=None)
        DiligenceFile.objects.filter(pk=other).update(next_review_on=TODAY - timedelta(days=3))
        for stage in (60, 30, 0):
            Reminder.objects.create(
                file_id=other,
                subject="REVIEW",
                due_on=TODAY - timedelta(days=3),
                stage=stage,
                made_at=NOW,
            )
    assert lines("diligence.reminder_days", "90, 60, 30, 0") == [(0, 2)]
    assert lines("diligence.reminder_days", "60, 30, 5, 0") == [(0, 1)]
    assert lines("diligence.escalate_after_days", "3") == [(0, 1)]


def test_when_marketing_rests_and_which_files_open(bank, people):
    pk = make_file(bank.own, people, now=NOW)
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(next_review_on=TODAY - timedelta(days=40))
        Customer.objects.filter(pk=bank.foreign.pk).update(opened_on=TODAY - timedelta(days=45))
    assert lines("diligence.stop_after_days", "30") == [(0, 1)]
    assert lines("diligence.new_within_days", "60") == [(0, 1)]


def test_countries_of_high_risk(bank):
    with whole_bank():
        Customer.objects.filter(pk=bank.foreign.pk).update(nationality="MMR")
    assert lines("diligence.high_risk_countries", "IRN, PRK") == [(1, 0)]


def test_purchases_in_any_other_currency_are_measured_in_dollars(bank):
    account = make_position_account(bank.own, balance="0")

    def buy(cost, currency):
        make_position(
            account,
            make_product(),
            market_value="1",
            cost=cost,
            currency=currency,
            bought_on=TODAY - timedelta(days=30),
        )

    buy("9000", "USD")
    # 8,000 euros at 8.20 are 9,265 dollars at 7.08.
    buy("8000", "EUR")
    buy("49999", "CNY")
    assert lines("diligence.sale_dollars", "9000") == [(0, 2)]
    assert lines("diligence.sale_dollars", "9200") == [(0, 1)]
    assert lines("diligence.sale_yuan", "49999") == [(0, 1)]


def test_without_a_rate_of_the_dollar_the_amount_in_yuan_binds_every_currency(bank, monkeypatch):
    monkeypatch.setattr(diligence_trials, "rates_on", lambda _day: {"EUR": Decimal("8.20")})
    account = make_position_account(bank.own, balance="0")
    bought_on = TODAY - timedelta(days=30)
    make_position(account, make_product(), market_value="1", cost="6000", currency="EUR", bought_on=bought_on)  # fmt: skip
    assert lines("diligence.sale_yuan", "49200") == [(0, 1)]
    assert lines("diligence.sale_dollars", "6000") == [(0, 0)]
