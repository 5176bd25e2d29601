"""Whoever is typed in is looked for first: in scope by name, beyond it only that there is one (C1, A22, contract 17)."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import choices, services
from yinqiao.customers.models import Assignment, ContactPoint, Customer, Overview, Suggestion
from yinqiao.customers.services import ProspectDetails
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, whole_bank
from yinqiao.platform.errors import InvalidInput, PermissionRefused

OWN_CARD = "11010519491231002X"
FOREIGN_CARD = "440306199001010014"


def enter(actor, *, has_seen=False, **details):
    act_as(actor)
    found = ProspectDetails(**{"kind": "PERSON", "name": "何新", **details})
    return services.enter_prospect(actor=actor, now=NOW, details=found, has_seen=has_seen)


def test_a_manager_enters_a_potential_customer_of_her_own(bank):
    row = enter(bank.rm, mobile="137 0000 0001", id_type="ID_CARD", id_number="35010219900307841X")
    assert (row.status, row.source, row.main_rm_id) == ("PROSPECT", "CRM", bank.rm.staff_id)
    # The card says both, nobody is asked again.
    assert (row.birth_on, row.sex) == (date(1990, 3, 7), "M")
    assert row.customer_no == f"Q{row.pk:09d}"
    [contact] = ContactPoint.objects.filter(customer=row)
    assert contact.value_masked == "137****0001"
    assert Assignment.objects.get(customer=row).share == 100
    assert Overview.objects.get(pk=row.pk).phone_masked == "137****0001"
    assert not Suggestion.objects.exists()


def test_the_same_certificate_in_scope_is_shown_and_refused(bank):
    with pytest.raises(services.DuplicateCustomer) as refused:
        enter(bank.rm, name="林晚晴", id_type="ID_CARD", id_number=OWN_CARD, has_seen=True)
    check = refused.value.check
    assert [(row.row.id, row.is_exact) for row in check.rows] == [(bank.own.pk, True)]
    assert not check.is_elsewhere
    assert Customer.objects.filter(status="PROSPECT").count() == 0


def test_the_same_certificate_beyond_the_scope_tells_only_that_there_is_one(bank):
    with pytest.raises(services.DuplicateCustomer) as refused:
        enter(bank.rm, name="顾长风", id_type="ID_CARD", id_number=FOREIGN_CARD, has_seen=True)
    check = refused.value.check
    assert (check.rows, check.is_elsewhere) == ((), True)
    assert refused.value.extra == {"customer_ids": [], "is_elsewhere": True, "is_exact": False}
    act_as(bank.rm)
    assert not Customer.objects.filter(pk=bank.foreign.pk).exists()


def test_name_and_phone_are_shown_before_saving_and_suggested_after(bank):
    with pytest.raises(services.DuplicateCustomer) as refused:
        enter(bank.rm, name="林婉青", mobile="13800001234")
    [known] = refused.value.check.rows
    assert (known.row.id, known.is_exact) == (bank.own.pk, False)
    assert known.keys == ("手机号相同", "姓名拼音相同")
    row = enter(bank.rm, name="林婉青", mobile="13800001234", has_seen=True)
    act_as(bank.steward)
    [found] = Suggestion.objects.all()
    assert (found.first_id, found.second_id) == (bank.own.pk, row.pk)
    assert (found.origin, found.state) == ("ENTRY", choices.SuggestionState.SUGGESTED)


def test_alike_beyond_the_scope_goes_to_the_stewards_without_a_word(bank):
    row = enter(bank.rm, name="顾长风", mobile="13900005678")
    act_as(bank.steward)
    [found] = Suggestion.objects.all()
    assert {found.first_id, found.second_id} == {row.pk, bank.foreign.pk}


def test_a_family_shares_a_phone(bank):
    row = enter(bank.rm, name="林小宝", mobile="13800001234")
    assert row.status == "PROSPECT"
    act_as(bank.steward)
    assert not Suggestion.objects.exists()


def test_a_company_by_its_credit_code(bank):
    company = make_customer(
        "澜江恒瑞新材料有限公司", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY"
    )
    with pytest.raises(services.DuplicateCustomer) as refused:
        enter(bank.rm, kind="COMPANY", name="恒瑞", uscc="91350100M000100Y43")
    assert [row.row.id for row in refused.value.check.rows] == [company.pk]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": " ", "mobile": "13700000001"}, "name"),
        ({"mobile": "1370000000"}, "mobile"),
        ({}, "mobile"),
        ({"id_type": "ID_CARD", "id_number": "350102199003078410"}, "id_number"),
        ({"id_type": "", "id_number": "E12345678"}, "id_type"),
        ({"mobile": "13700000001", "birth_on": date(2030, 1, 1)}, "birth_on"),
        ({"kind": "X", "mobile": "13700000001"}, "kind"),
    ],
)
def test_what_is_wrong_is_told_by_field(bank, details, field):
    with pytest.raises(InvalidInput) as refused:
        enter(bank.rm, **details)
    assert set(refused.value.fields) == {field}
    assert not Customer.objects.filter(status="PROSPECT").exists()


def test_who_may_not(bank):
    with pytest.raises(PermissionRefused):
        enter(bank.teller, mobile="13700000001")


def test_a_number_that_belongs_to_somebody_alike_is_shown_before_it_is_added(bank):
    other = make_customer("林婉青", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=None)
    act_as(bank.rm)
    details = services.ContactDetails("MOBILE", "13800001234")
    with pytest.raises(services.DuplicateCustomer) as caught, transaction.atomic():
        services.add_contact(actor=bank.rm, now=NOW, customer_id=other.pk, details=details)
    assert caught.value.extra["customer_ids"] == [bank.own.pk]
    assert bank.own.customer_no in caught.value.in_words()
    with whole_bank():
        assert not ContactPoint.objects.filter(customer_id=other.pk).exists()
        assert not Suggestion.objects.exists()
    act_as(bank.rm)
    seen = replace(details, has_seen=True)
    services.add_contact(actor=bank.rm, now=NOW, customer_id=other.pk, details=seen)
    with whole_bank():
        [pair] = Suggestion.objects.all()
        assert {pair.first_id, pair.second_id} == {bank.own.pk, other.pk}


def test_somebody_alike_beyond_the_scope_is_told_to_the_stewards_only(bank):
    twin = make_customer("顾长风", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=None)
    act_as(bank.rm)
    details = services.ContactDetails("MOBILE", "13900005678")
    services.add_contact(actor=bank.rm, now=NOW, customer_id=twin.pk, details=details)
    with whole_bank():
        [pair] = Suggestion.objects.all()
        assert {pair.first_id, pair.second_id} == {bank.foreign.pk, twin.pk}


def test_a_shared_number_of_somebody_else_needs_no_second_look(bank):
    spouse = make_customer("赵一平", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=None)
    act_as(bank.rm)
    details = services.ContactDetails("MOBILE", "13800001234")
    services.add_contact(actor=bank.rm, now=NOW, customer_id=spouse.pk, details=details)
    with whole_bank():
        assert not Suggestion.objects.exists()


def test_the_form_asks_whether_the_person_has_looked(bank):
    other = make_customer("林婉青", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=None)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("customers:add-contact", args=[other.pk])
    data = {"usage": "MOBILE", "value": "13800001234"}
    first = client.post(url, data)
    assert first.status_code == 422
    assert 'name="has_seen"' in first.content.decode()
    assert bank.own.customer_no in first.content.decode()
    assert client.post(url, {**data, "has_seen": "on"}).status_code == 303
