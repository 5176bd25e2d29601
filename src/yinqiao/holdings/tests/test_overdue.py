"""Spells of overdue loans: opened, lasting and ended by what the source says of each day; again the same day, nothing."""

from datetime import date, timedelta

import pytest
from django.db import connections, transaction

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.holdings import queries, services
from yinqiao.holdings.models import Loan, OverdueSpell
from yinqiao.holdings.tests.factories import make_loan
from yinqiao.platform.errors import NotFound

DAY = date(2026, 11, 1)


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        bank.loan = make_loan(bank.own)
        _person = bank.rm
    return bank


def said(bank, day, overdue_days):
    """The source says so many days of the loan, in the data of a day."""
    with transaction.atomic(), whole_bank():
        Loan.objects.filter(pk=bank.loan.pk).update(overdue_days=overdue_days)
    return services.track_overdue(connection=connections["loader"], day=day)


def spells():
    rows = OverdueSpell.objects.using("loader").order_by("started_on")
    return [(row.started_on, row.ended_on, row.longest_days) for row in rows]


def history(bank, who="rm"):
    with transaction.atomic():
        return queries.overdue_history(
            actor=act_as(getattr(bank, who)), customer_id=bank.own.pk, since=DAY
        )


def test_a_spell_opens_lasts_and_ends_and_the_next_is_another(bank):
    assert history(bank) == queries.OverdueHistory(has_loans=True)
    day = timedelta(days=1)
    assert said(bank, DAY, 0) == 0
    for _ in range(2):
        assert said(bank, DAY + 3 * day, 3) == 1
    assert spells() == [(DAY, None, 3)]
    said(bank, DAY + 12 * day, 12)
    # Older instalments were paid: still the same spell.
    said(bank, DAY + 13 * day, 5)
    # Data of a day before tell nothing new, and end nothing.
    said(bank, DAY + 4 * day, 0)
    assert spells() == [(DAY, None, 12)]
    for _ in range(2):
        said(bank, DAY + 14 * day, 0)
    assert spells() == [(DAY, DAY + 14 * day, 12)]
    said(bank, DAY + 20 * day, 1)
    assert spells() == [(DAY, DAY + 14 * day, 12), (DAY + 19 * day, None, 1)]
    assert history(bank) == queries.OverdueHistory(2, 12, is_now=True, has_loans=True)
    frame = queries.overdue_counts(connections["loader"], since=DAY + 14 * day)
    assert frame.rows() == [(bank.own.pk, 1, 1)]
    with pytest.raises(NotFound):
        history(bank, "other_rm")
