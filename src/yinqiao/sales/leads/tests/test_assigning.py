"""Leads are given out by rule and by heads; leave, load and who passed one by are minded."""

from datetime import timedelta

import pytest

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.tests.factories import act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import services
from yinqiao.sales.leads.choices import Act, State
from yinqiao.sales.leads.tests.factories import NOW, Lead, capture, make_pool, set_parameter
from yinqiao.workflow.tests.factories import make_deputy


def people(bank):
    """A wealth manager and another manager beside the one of the bank."""
    return (
        actor_of(make_account("wealth_manager", org=bank.orgs["river"], name="叶理财")),
        actor_of(make_account("relationship_manager", org=bank.orgs["river"], name="甘经理")),
    )


def assign(now=NOW):
    with whole_bank():
        return services.assign_pool(now=now)


def owner_of(pk):
    with whole_bank():
        return Lead.objects.get(pk=pk).owner_id


def test_the_skilled_gets_it_and_has_a_clock(bank):
    wealth, _other = people(bank)
    pk = capture(bank.teller, interest="WEALTH")
    assert assign() == 1
    with whole_bank():
        row = Lead.objects.get(pk=pk)
        assert (row.state, row.owner_id) == (State.OFFERED, wealth.staff_id)
        assert row.accept_by == clock.bank_date(NOW) + timedelta(days=1)
        assert row.steps.latest("pk").act == Act.OFFERED


def test_loads_grow_even(bank):
    _wealth, other = people(bank)
    make_pool(bank, 0)
    pks = [capture(bank.teller, interest="LOAN") for _ in range(6)]
    assign()
    owners = [owner_of(pk) for pk in pks]
    assert {owners.count(bank.rm.staff_id), owners.count(other.staff_id)} == {3}


def test_nobody_on_leave_gets_one(bank):
    _wealth, other = people(bank)
    today = clock.bank_date(NOW)
    make_deputy(bank.rm, other, from_on=today, to_on=today)
    pks = [capture(bank.teller, interest="LOAN") for _ in range(3)]
    assign()
    assert {owner_of(pk) for pk in pks} == {other.staff_id}


def test_who_passed_it_by_is_not_asked_again_and_then_it_stays(bank):
    pk = capture(bank.teller, interest="LOAN")
    assign()
    act_as(bank.rm)
    version = Lead.objects.get(pk=pk).version
    services.decline_lead(actor=bank.rm, now=NOW, lead_id=pk, version=version, note="不熟悉该业务")
    assert assign() == 0
    assert owner_of(pk) is None


def test_a_full_desk_gets_no_more(bank):
    set_parameter(keys.CAPACITY, "1")
    pks = [capture(bank.teller, interest="LOAN") for _ in range(2)]
    assert assign() == 1
    assert sorted(owner_of(pk) is None for pk in pks) == [False, True]


def test_the_best_goes_first(bank):
    set_parameter(keys.CAPACITY, "1")
    low = capture(bank.teller, interest="LOAN", amount=None)
    high = capture(bank.teller, interest="LOAN", amount=5_000_000)
    assign()
    assert (owner_of(low), owner_of(high)) == (None, bank.rm.staff_id)


def test_by_hand_alone_where_the_bank_says_so(bank):
    set_parameter(keys.MODE, "manual")
    pk = capture(bank.teller)
    assert assign() == 0
    act_as(bank.head)
    services.give_lead(actor=bank.head, now=NOW, lead_id=pk, version=1, staff_id=bank.rm.staff_id)
    assert owner_of(pk) == bank.rm.staff_id


def test_a_head_gives_within_her_units_only(bank):
    pk = capture(bank.teller)
    act_as(bank.head)
    with pytest.raises(InvalidInput):
        services.give_lead(
            actor=bank.head, now=NOW, lead_id=pk, version=1, staff_id=bank.other_rm.staff_id
        )
    act_as(bank.other_head)
    with pytest.raises(NotFound):
        services.give_lead(
            actor=bank.other_head, now=NOW, lead_id=pk, version=1, staff_id=bank.other_rm.staff_id
        )
    act_as(bank.rm)
    with pytest.raises(PermissionRefused):
        services.give_lead(actor=bank.rm, now=NOW, lead_id=pk, version=1, staff_id=bank.rm.staff_id)


def test_the_queries_do_not_grow_with_the_leads(bank, django_assert_max_num_queries):
    people(bank)
    make_pool(bank, 40)
    with whole_bank(), django_assert_max_num_queries(30):
        assert services.assign_pool(now=NOW) == 40
