"""What is late goes back to the pool, once; what came to nothing long ago names nobody."""

from datetime import timedelta

import pytest

from yinqiao.customers.tests.factories import act_as, whole_bank
from yinqiao.organization import queries as organization
from yinqiao.organization.events import StaffLeft
from yinqiao.sales.leads import handlers, services
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads.choices import Act, State
from yinqiao.sales.leads.tests.factories import NOW, Lead, capture, set_parameter


@pytest.fixture(autouse=True)
def fresh():
    organization.forget_calendar()


def read(pk):
    with whole_bank():
        return Lead.objects.get(pk=pk)


def offered(bank):
    pk = capture(bank.teller, interest="LOAN")
    with whole_bank():
        services.assign_pool(now=NOW)
    return pk


@pytest.mark.parametrize(("days", "is_back"), [(1, False), (2, True)])
def test_what_is_not_accepted_in_time_goes_back(bank, days, is_back):
    pk = offered(bank)
    with whole_bank():
        services.return_leads(now=NOW + timedelta(days=days))
    row = read(pk)
    assert (row.state == State.POOL) is is_back
    if is_back:
        assert row.passed_by == [bank.rm.staff_id]
        with whole_bank():
            assert row.steps.latest("pk").act == Act.LAPSED
            assert services.return_leads(now=NOW + timedelta(days=days)) == 0


@pytest.mark.parametrize(("days", "is_back"), [(3, False), (6, True)])
def test_what_is_accepted_and_left_lying_goes_back(bank, days, is_back):
    pk = capture(bank.rm, keeps=True)
    with whole_bank():
        services.return_leads(now=NOW + timedelta(days=days))
    assert (read(pk).state == State.POOL) is is_back


def test_what_somebody_spoke_with_rests_longer(bank):
    pk = capture(bank.rm, keeps=True)
    act_as(bank.rm)
    services.contact_lead(actor=bank.rm, now=NOW, lead_id=pk, version=1, note="下周再谈")
    with whole_bank():
        services.return_leads(now=NOW + timedelta(days=20))
    assert read(pk).state == State.WORKING
    with whole_bank():
        services.return_leads(now=NOW + timedelta(days=60))
    assert read(pk).state == State.POOL


def test_what_came_to_nothing_is_forgotten_and_still_counts(bank):
    pk = capture(bank.rm, keeps=True, mobile="13612345678")
    act_as(bank.rm)
    services.discard_lead(
        actor=bank.rm, now=NOW, lead_id=pk, version=1, reason="NO_INTEREST", note="已有他行产品"
    )
    with whole_bank():
        assert services.forget_leads(now=NOW + timedelta(days=300)) == 0
        assert services.forget_leads(now=NOW + timedelta(days=400)) == 1
        assert services.forget_leads(now=NOW + timedelta(days=400)) == 0
    row = read(pk)
    assert (row.name, row.mobile_token, row.mobile_masked, row.need) == ("—", None, "", "")
    assert (row.state, row.discard_reason, row.interest) == (
        State.DISCARDED,
        "NO_INTEREST",
        "WEALTH",
    )
    with whole_bank():
        assert set(row.steps.values_list("note", flat=True)) == {""}


def test_what_is_worked_on_and_left_is_forgotten_too(bank):
    pk = capture(bank.rm, keeps=True)
    with whole_bank():
        assert services.forget_leads(now=NOW + timedelta(days=400)) == 1
    row = read(pk)
    assert (row.name, row.state) == ("—", State.DISCARDED)


def test_the_leads_of_a_leaver_lie_in_the_pool_again(bank):
    pk = capture(bank.rm, keeps=True)
    act_as(bank.rm)
    services.contact_lead(actor=bank.rm, now=NOW, lead_id=pk, version=1, note="下周再谈")
    with whole_bank():
        gone = StaffLeft(bank.rm.staff_id, bank.orgs["river"].pk, NOW.date())
        handlers.give_back_of_leaver(gone, now=NOW)
    assert read(pk).state == State.POOL


def test_the_limit_of_a_day_is_not_refilled_by_giving_back(bank):
    set_parameter(keys.REVEALS, "1")
    first, second = capture(bank.rm, keeps=True), capture(bank.rm, keeps=True)
    act_as(bank.rm)
    services.reveal_mobile(actor=bank.rm, now=NOW, lead_id=first, reason="约面谈")
    services.decline_lead(actor=bank.rm, now=NOW, lead_id=first, version=1, note="不熟悉")
    with whole_bank():
        Lead.objects.filter(pk=first).update(owner_id=bank.other_rm.staff_id, state=State.WORKING)
    act_as(bank.rm)
    with pytest.raises(services.TooManyLeads):
        services.reveal_mobile(actor=bank.rm, now=NOW, lead_id=second, reason="约面谈")
