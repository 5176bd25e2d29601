"""What changes if: leads that the next run would take back or forget, managers who would have as many as they may."""

from datetime import timedelta

import pytest

from tests.trials.asking import NOW, lines
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.organization import queries as organization
from yinqiao.sales.leads import services
from yinqiao.sales.leads.tests.factories import Lead, capture


@pytest.fixture
def held(bank):
    """Three leads of one manager, none touched for eleven days (seven workdays), one of them spoken with."""
    organization.forget_calendar()
    then = NOW - timedelta(days=11)
    pks = [capture(bank.rm, keeps=True, now=then) for _ in range(3)]
    services.contact_lead(actor=bank.rm, now=then, lead_id=pks[0], version=1, note="下周再谈")
    return pks


def read_states():
    with whole_bank():
        return sorted(Lead.objects.values_list("state", flat=True))


def test_what_was_not_contacted_and_what_rests_is_told_apart_and_the_clock_agrees(bank, held):
    assert lines("leads.idle_workdays", "8") == [(2, 0)]
    assert lines("leads.rest_workdays", "6") == [(0, 1)]
    with whole_bank():
        assert services.return_leads(now=NOW) == 2
    assert read_states() == ["POOL", "POOL", "WORKING"]
    assert lines("leads.idle_workdays", "8") == [(0, 0)]


def test_what_would_be_forgotten_leaves_out_what_is_forgotten(bank):
    for months in (3, 8, 14):
        capture(bank.rm, now=NOW - timedelta(days=31 * months))
    assert lines("leads.keep_months", "6") == [(1, 2)]
    with whole_bank():
        assert services.forget_leads(now=NOW) == 1
    assert lines("leads.keep_months", "6") == [(0, 1)]


def test_managers_who_would_be_full(bank, held):
    assert lines("leads.open_most", "3") == [(0, 1)]
    assert lines("leads.open_most", "4") == [(0, 0)]
