"""Who sees which customers: the query scope, the database's own wall behind it, and the answers for what is out of reach."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers import policies, queries
from yinqiao.customers.models import (
    ContactPoint,
    Customer,
    History,
    Identification,
    ListedCustomer,
    Overview,
)
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.tests.factories import NOW, act_as, make_assignment, make_customer
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.db.scope import set_scope
from yinqiao.platform.errors import NotFound

EVERYTHING = CustomerFilter()


def listed(actor):
    act_as(actor)
    return sorted(
        queries.customer_list(actor=actor, wanted=EVERYTHING).values_list("name", flat=True)
    )


def test_a_manager_sees_her_own_customers_only(bank):
    make_customer("无人管", org=bank.orgs["river"])
    assert listed(bank.rm) == ["林婉清"]
    assert listed(bank.other_rm) == ["顾长风"]


def test_a_head_sees_the_unit_and_everything_below(bank):
    make_customer("无人管", org=bank.orgs["quay"])
    assert listed(bank.head) == ["无人管", "林婉清"]
    assert listed(bank.other_head) == ["顾长风"]


def test_the_whole_bank_for_those_who_answer_for_it(bank):
    assert listed(bank.president) == ["林婉清", "顾长风"]


def test_a_foreign_customer_is_not_found_like_an_absent_one(bank):
    act_as(bank.rm)
    messages = []
    for customer_id in (bank.foreign.pk, 987_654):
        with pytest.raises(NotFound) as caught:
            queries.customer_card(actor=bank.rm, customer_id=customer_id, now=NOW)
        messages.append((caught.value.message, caught.value.code, caught.value.extra))
    assert messages[0] == messages[1]


@pytest.mark.parametrize("read", [queries.profile, queries.reach, queries.ties])
def test_no_panel_opens_for_a_foreign_customer(bank, read):
    act_as(bank.rm)
    with pytest.raises(NotFound):
        read(actor=bank.rm, customer_id=bank.foreign.pk, now=NOW)


def test_the_history_of_a_foreign_customer_does_not_open(bank):
    act_as(bank.rm)
    with pytest.raises(NotFound):
        queries.history(actor=bank.rm, customer_id=bank.foreign.pk)


def test_two_people_alternate_on_one_connection_and_never_see_each_others(bank):
    for _round in range(3):
        for actor, name in ((bank.rm, "林婉清"), (bank.other_rm, "顾长风")):
            with transaction.atomic():
                act_as(actor)
                assert list(Customer.objects.values_list("name", flat=True)) == [name]
                assert list(ListedCustomer.objects.values_list("name", flat=True)) == [name]


@pytest.mark.parametrize(
    "model", [Customer, Overview, ListedCustomer, ContactPoint, Identification]
)
def test_the_wall_stands_with_the_query_scope_off(bank, model):
    act_as(bank.rm)
    key = "pk" if model is Customer else "customer_id"
    assert set(model.objects.values_list(key, flat=True)) == {bank.own.pk}


@pytest.mark.parametrize(
    "model", [Customer, Overview, ListedCustomer, ContactPoint, Identification, History]
)
def test_without_a_scope_there_is_no_row(bank, model):
    set_scope(CustomerScope())
    assert model.objects.count() == 0


def test_the_settings_themselves_unset_show_nothing(bank):
    with connection.cursor() as cursor:
        for name in ("all", "orgs", "rms", "customers", "lines"):
            cursor.execute(f"select set_config('app.{name}', '', true)")
    assert ListedCustomer.objects.count() == 0
    assert Customer.objects.count() == 0


def test_a_manager_cannot_write_over_the_wall(bank):
    act_as(bank.rm)
    assert Customer.objects.filter(pk=bank.foreign.pk).update(occupation="CLERK") == 0


def test_the_views_columns_are_those_of_the_overview():
    names = [field.name for field in Overview._meta.concrete_fields]
    assert [field.name for field in ListedCustomer._meta.concrete_fields] == names


def test_a_line_of_business_reaches_its_customers(bank):
    make_customer("恒瑞新材料", org=bank.orgs["hill"], kind="COMPANY", business_line="CORPORATE")
    actor = replace(bank.rm, scope=CustomerScope(lines=("CORPORATE",)))
    assert listed(actor) == ["恒瑞新材料"]


def test_a_granted_customer_is_seen_in_full_for_its_time(bank):
    actor = replace(
        bank.rm, scope=CustomerScope(rm_ids=(bank.rm.staff_id,), customer_ids=(bank.foreign.pk,))
    )
    act_as(actor)
    rows = queries.customer_rows(
        queries.customer_list(actor=actor, wanted=EVERYTHING), actor=actor, now=NOW
    )
    assert sorted((row.name, row.in_team) for row in rows) == [("林婉清", True), ("顾长风", True)]


def test_assisted_customers_are_named_for_the_scope_of_who_assists(bank):
    make_assignment(
        bank.foreign,
        bank.rm.staff_id,
        role="ASSIST",
        share="0",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 1),
    )
    set_scope(CustomerScope(is_all=True))
    assert queries.managed_customer_ids(staff_id=bank.rm.staff_id, on=date(2026, 11, 30)) == (
        bank.foreign.pk,
    )
    assert queries.managed_customer_ids(staff_id=bank.rm.staff_id, on=date(2026, 12, 1)) == ()


def test_owning_everything_in_scope_is_told_apart_from_a_wider_reach(bank):
    assert policies.owns_all(bank.rm)
    assert not policies.owns_all(bank.head)
    assert not policies.owns_all(bank.president)


def test_a_leaver_reaches_nobody(bank):
    user = make_account("relationship_manager", org=bank.orgs["river"])
    user.is_active = False
    user.save()
    gone = actor_of(user)
    assert listed(gone) == []
    assert not gone.can(policies.VIEW)
