"""What changes if: the time of grace and how long a tier is kept, with counts that are known."""

from datetime import date

import pytest
from django.db import transaction

from tests.trials.asking import TODAY, lines
from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank, make_customer
from yinqiao.insights.models import CustomerStanding
from yinqiao.insights.tests.factories import keep_tier
from yinqiao.platform.parameters import queries


@pytest.fixture(autouse=True)
def fresh(committed_db):
    """Standing is written by the loader alone, which sees what was committed."""
    queries.forget()
    forget()


@pytest.fixture
def bank(fresh):
    with transaction.atomic():
        return Bank()


def stand(customer, *, below_since):
    CustomerStanding.objects.using("loader").create(
        customer_id=customer.pk,
        held_on=TODAY,
        tier="WEALTH",
        tier_earned="BASIC_WEALTH",
        tier_since=date(2025, 1, 1),
        tier_below_since=below_since,
    )


def test_the_time_of_grace_and_keeps(bank):
    stand(bank.own, below_since=date(2026, 9, 24))
    stand(bank.foreign, below_since=date(2026, 9, 25))
    with transaction.atomic():
        kept = make_customer("保级客户", org=bank.orgs["hill"])
    stand(kept, below_since=date(2026, 1, 1))
    keep_tier(kept.pk, "WEALTH", since=date(2026, 6, 1), until=date(2026, 12, 31))
    with transaction.atomic():
        assert lines("insights.tier_grace_months", "2") == [(0, 1)]
        assert lines("insights.tier_keep_months", "6") == [(0, 1)]
