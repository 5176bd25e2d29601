"""A lead becomes a customer and an opportunity, in one transaction; the customer of another stays hers."""

import pytest
from django.db import connection

from yinqiao.customers import queries as customers
from yinqiao.customers.services import DuplicateCustomer
from yinqiao.customers.tests.factories import act_as, whole_bank
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales import queries as sales
from yinqiao.sales.choices import LEAD
from yinqiao.sales.choices import State as OpportunityState
from yinqiao.sales.leads import services
from yinqiao.sales.leads.choices import State
from yinqiao.sales.leads.services import ConversionDetails, LeadEnded, NotHers
from yinqiao.sales.leads.tests.factories import NOW, Lead, capture
from yinqiao.sales.models import Opportunity


def worked(bank, **values):
    pk = capture(bank.rm, keeps=True, **values)
    act_as(bank.rm)
    services.contact_lead(actor=bank.rm, now=NOW, lead_id=pk, version=1, note="想了解半年期产品")
    return pk


def convert(bank, pk, **values):
    return services.convert_lead(
        actor=bank.rm, now=NOW, lead_id=pk, version=2, details=ConversionDetails(**values)
    )


def test_somebody_new_becomes_a_potential_customer_with_an_opportunity(bank):
    done = convert(bank, worked(bank, mobile="13612345678"))
    customer = customers.require_customer(actor=bank.rm, customer_id=done.customer_id)
    assert (customer.name, customer.status, customer.main_rm_id) == (
        "夏侯远航",
        "PROSPECT",
        bank.rm.staff_id,
    )
    row = Opportunity.objects.get(pk=done.opportunity_id)
    assert (row.kind, row.state, row.owner_id, row.purpose) == (
        LEAD,
        OpportunityState.ASSIGNED,
        bank.rm.staff_id,
        "SERVICE",
    )
    assert row.amount == 300_000
    assert "想了解半年期产品" in row.reason
    lead = Lead.objects.get()
    assert (lead.state, lead.customer_id, lead.opportunity_id) == (
        State.CONVERTED,
        customer.pk,
        row.pk,
    )
    card = sales.opportunity_card(actor=bank.rm, opportunity_id=row.pk, now=NOW)
    assert card.can_work


def test_a_list_that_was_bought_in_sells(bank):
    done = convert(bank, worked(bank, origin="FILE"))
    assert Opportunity.objects.get(pk=done.opportunity_id).purpose == "MARKETING"


def test_nobody_is_converted_who_was_not_spoken_with(bank):
    pk = capture(bank.rm, keeps=True)
    with pytest.raises(InvalidInput):
        services.convert_lead(
            actor=bank.rm, now=NOW, lead_id=pk, version=1, details=ConversionDetails()
        )


def test_one_who_is_alike_is_looked_at_first(bank):
    pk = worked(bank, name="林婉清", mobile="13800001234")
    with pytest.raises(DuplicateCustomer):
        convert(bank, pk)
    done = convert(bank, pk, is_alike=True)
    assert (done.customer_id, done.is_elsewhere) == (bank.own.pk, False)


def test_a_look_at_who_is_alike_leaves_the_scope_as_it_was(bank):
    pk = worked(bank, name="顾长风", mobile="13900005678")
    act_as(bank.rm)
    services.contact_lead(actor=bank.rm, now=NOW, lead_id=pk, version=2, note="再次联系")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('app.all', true)")
        assert cursor.fetchone() == ("off",)


def test_the_opportunity_of_anothers_customer_goes_to_her_manager(bank):
    pk = worked(bank, name="顾长风", mobile="13900005678")
    done = convert(bank, pk, is_alike=True)
    assert done.is_elsewhere
    assert not Opportunity.objects.filter(pk=done.opportunity_id).exists()
    with whole_bank():
        assert Opportunity.objects.get(pk=done.opportunity_id).owner_id == bank.other_rm.staff_id


def test_the_same_lead_is_converted_once(bank):
    pk = worked(bank)
    convert(bank, pk)
    with pytest.raises(LeadEnded):
        convert(bank, pk)
    assert Opportunity.objects.count() == 1


def test_a_failure_leaves_nothing_behind(bank):
    pk = worked(bank)
    with pytest.raises(InvalidInput):
        convert(bank, pk, id_type="ID_CARD", id_number="123")
    assert Lead.objects.get(pk=pk).state == State.WORKING
    assert not Opportunity.objects.exists()


def test_only_who_works_on_it_converts(bank):
    pk = worked(bank)
    act_as(bank.head)
    with pytest.raises(NotHers):
        services.convert_lead(
            actor=bank.head, now=NOW, lead_id=pk, version=2, details=ConversionDetails()
        )
