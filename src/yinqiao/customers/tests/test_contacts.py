"""Contact points and addresses that staff add."""

import pytest
from django.db import transaction

from yinqiao.customers import queries, services
from yinqiao.customers.models import Address, ContactPoint, History, Overview
from yinqiao.customers.services import AddressDetails, ContactDetails
from yinqiao.customers.tests.factories import NOW, act_as, make_address, make_contact
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.crypto import fields
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion


def add(actor, customer, value="13911112222", usage="MOBILE", *, is_primary=False):
    return services.add_contact(
        actor=actor,
        now=NOW,
        customer_id=customer.pk,
        details=ContactDetails(usage, value, is_primary),
    )


def address(street="五一路 9 号", city="福州市", kind="WORK", *, is_primary=False, postcode=""):
    return AddressDetails(kind, "福建省", city, "台江区", street, postcode, is_primary)


def test_a_new_number_is_sealed_indexed_masked_and_found(bank):
    act_as(bank.rm)
    row = add(bank.rm, bank.own, "139 1111 2222")
    row.refresh_from_db()
    assert (row.source, row.value_masked, row.kind) == ("CRM", "139****2222", "MOBILE")
    assert fields.decrypt("customers.contact", row.pk, row.value_token) == "13911112222"
    assert b"13911112222" not in bytes(row.value_token)
    assert [hit.id for hit in queries.search(actor=bank.rm, now=NOW, text="13911112222").hits] == [
        bank.own.pk
    ]


def test_the_audit_keeps_the_number_masked(bank):
    act_as(bank.rm)
    add(bank.rm, bank.own)
    entry = AuditEntry.objects.get(verb="customers.contact-added")
    assert entry.new["value"]["masked"] == "139****2222"
    assert "13911112222" not in str(entry.__dict__)
    assert entry.customer_id == bank.own.pk


def test_a_new_preferred_number_takes_the_place_of_the_old_one_in_the_list(bank):
    act_as(bank.rm)
    add(bank.rm, bank.own, is_primary=True)
    assert Overview.objects.get(pk=bank.own.pk).phone_masked == "139****2222"
    assert list(
        ContactPoint.objects.filter(customer=bank.own, is_primary=True).values_list(
            "value_masked", flat=True
        )
    ) == ["139****2222"]
    assert History.objects.filter(table_name="customers_contact_point").count() == 1


@pytest.mark.parametrize(
    ("usage", "value"),
    [
        ("MOBILE", ""),
        ("MOBILE", "1391111222"),
        ("MOBILE", "0591-87654321"),
        ("EMAIL", "nobody"),
        ("HOME_PHONE", "12"),
        ("PIGEON", "13911112222"),
    ],
)
def test_bad_numbers_are_refused_at_the_field(bank, usage, value):
    act_as(bank.rm)
    with pytest.raises(InvalidInput) as caught:
        add(bank.rm, bank.own, value, usage)
    assert len(caught.value.fields) == 1
    assert ContactPoint.objects.filter(customer=bank.own).count() == 1


def test_a_number_the_customer_has_is_refused_another_customers_is_not(bank):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        add(bank.rm, bank.own, "13800001234")
    add(bank.rm, bank.own, "13900005678")


def test_an_own_number_is_edited_with_its_version(bank):
    act_as(bank.rm)
    row = add(bank.rm, bank.own)
    edited = services.edit_contact(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        contact_id=row.pk,
        version=1,
        details=ContactDetails("MOBILE", "13933334444"),
    )
    assert (edited.value_masked, edited.version) == ("139****4444", 2)
    with pytest.raises(StaleVersion) as caught:
        services.edit_contact(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            contact_id=row.pk,
            version=1,
            details=ContactDetails("MOBILE", "13955556666"),
        )
    assert caught.value.extra["differences"] == {"value": ("139****4444", "139****6666")}


def test_an_empty_value_keeps_the_number(bank):
    act_as(bank.rm)
    row = add(bank.rm, bank.own)
    details = ContactDetails("MOBILE", "", is_do_not_disturb=True)
    edited = services.edit_contact(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        contact_id=row.pk,
        version=1,
        details=details,
    )
    assert (edited.value_masked, edited.is_do_not_disturb) == ("139****2222", True)


def test_a_number_of_the_source_system_is_locked(bank):
    act_as(bank.rm)
    row = ContactPoint.objects.get(customer=bank.own)
    with pytest.raises(InvalidInput):
        services.edit_contact(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            contact_id=row.pk,
            version=1,
            details=ContactDetails("MOBILE", "13955556666"),
        )
    with pytest.raises(InvalidInput):
        services.end_contact(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            contact_id=row.pk,
            version=1,
            reason="错号",
        )


def test_an_ended_number_leaves_list_and_search_and_stays_in_the_history(bank):
    act_as(bank.rm)
    row = add(bank.rm, bank.own)
    services.end_contact(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, contact_id=row.pk, version=1, reason="空号"
    )
    found = queries.reach(actor=bank.rm, customer_id=bank.own.pk, now=NOW)
    assert [contact.value for contact in found.contacts] == ["138****1234"]
    assert queries.search(actor=bank.rm, now=NOW, text="13911112222").hits == ()
    entries = queries.history(actor=bank.rm, customer_id=bank.own.pk)
    assert [(entry.field, entry.new) for entry in entries if entry.field == "ended_on"] == [
        ("ended_on", "2026-11-22")
    ]


def test_a_row_is_reached_through_its_own_customer_only(bank):
    foreign = ContactPoint.objects.filter(customer=bank.foreign)
    act_as(bank.president)
    foreign_id = foreign.get().pk
    act_as(bank.rm)
    for customer in (bank.own, bank.foreign):
        with pytest.raises(NotFound):
            services.end_contact(
                actor=bank.rm,
                now=NOW,
                customer_id=customer.pk,
                contact_id=foreign_id,
                version=1,
                reason="x",
            )


def test_who_may_not_edit_adds_nothing(bank):
    act_as(bank.agent)
    with pytest.raises(PermissionRefused), transaction.atomic():
        add(bank.agent, bank.own)
    assert ContactPoint.objects.filter(customer=bank.own).count() == 1


def test_an_address_is_sealed_down_from_the_street(bank):
    act_as(bank.rm)
    row = services.add_address(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, details=address(is_primary=True)
    )
    row.refresh_from_db()
    assert (row.city, row.district, row.street_masked) == ("福州市", "台江区", "***")
    assert fields.decrypt("customers.address", row.pk, row.street_token) == "五一路 9 号"
    assert "五一路" not in str(AuditEntry.objects.get(verb="customers.address-added").__dict__)
    assert list(Address.objects.filter(customer=bank.own, is_primary=True)) == [row]


def test_the_overviews_city_follows_the_preferred_address(bank):
    act_as(bank.rm)
    services.add_address(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        details=address(city="泉州市", is_primary=True),
    )
    assert Overview.objects.get(pk=bank.own.pk).city == "泉州市"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (address(street=" "), "street"),
        (address(city=""), "city"),
        (address(kind="MOON"), "kind"),
        (address(postcode="12345"), "postcode"),
        (address(street="x" * 201), "street"),
    ],
)
def test_an_incomplete_address_is_refused_at_the_field(bank, details, field):
    act_as(bank.rm)
    with pytest.raises(InvalidInput) as caught:
        services.add_address(actor=bank.rm, now=NOW, customer_id=bank.own.pk, details=details)
    assert list(caught.value.fields) == [field]


def test_an_own_address_is_edited_and_ended_a_locked_one_is_not(bank):
    act_as(bank.rm)
    row = services.add_address(actor=bank.rm, now=NOW, customer_id=bank.own.pk, details=address())
    edited = services.edit_address(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        address_id=row.pk,
        version=1,
        details=address(street="五一路 10 号"),
    )
    assert edited.version == 2
    with pytest.raises(StaleVersion):
        services.end_address(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            address_id=row.pk,
            version=1,
            reason="搬家",
        )
    services.end_address(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, address_id=row.pk, version=2, reason="搬家"
    )
    locked = make_address(bank.own)
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        services.end_address(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            address_id=locked.pk,
            version=1,
            reason="搬家",
        )


def test_the_panel_shows_masks_sources_and_locks(bank):
    make_contact(bank.own, "lin.w@bank.cn", usage="EMAIL", is_primary=False)
    act_as(bank.rm)
    found = queries.reach(actor=bank.rm, customer_id=bank.own.pk, now=NOW)
    assert [(row.value, row.is_locked, row.source) for row in found.contacts] == [
        ("138****1234", True, "CORE"),
        ("l***@bank.cn", True, "CORE"),
    ]
    assert [(row.number, row.days_left) for row in found.identifications] == [
        ("110***********002X", 2824)
    ]
    assert [(row.place, row.street) for row in found.addresses] == [("福建省福州市鼓楼区", "***")]


def test_a_number_that_leads_nowhere_says_so_beside_it_until_it_is_changed(bank):
    act_as(bank.rm)
    now = NOW
    mobile = services.add_contact(
        actor=bank.rm,
        now=now,
        customer_id=bank.own.pk,
        details=ContactDetails("MOBILE", "13711112222"),
    )
    found = services.report_unreachable(
        actor=bank.rm, now=now, customer_id=bank.own.pk, reason="EMPTY", contact_id=mobile.pk
    )
    again = services.report_unreachable(
        actor=bank.rm, now=now, customer_id=bank.own.pk, reason="SUSPENDED", contact_id=mobile.pk
    )

    def told():
        rows = queries.reach(actor=bank.rm, customer_id=bank.own.pk, now=now).contacts
        return {row.id: row.fault for row in rows if row.fault}

    assert (found, again, told()) == (mobile.pk, mobile.pk, {mobile.pk: "空号"})
    services.edit_contact(
        actor=bank.rm,
        now=now,
        customer_id=bank.own.pk,
        contact_id=mobile.pk,
        version=1,
        details=ContactDetails("MOBILE", "13711113333"),
    )
    assert told() == {}
