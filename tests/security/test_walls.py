"""The second wall (P11): with every scope of the application gone, the database still shows nothing that is not the session's."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from yinqiao.access.tests.factories import actor_of, forget
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.db.scope import set_scope

# Rows about customers that carry their ids for other reasons than being customer data.
# `customer_id` of the organization's history comes with the common base and is always empty.
EXEMPT = {"audit_entry", "access_accessgrant", "organization_organizationhistory"}


def tables_about_customers():
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity from pg_class c join pg_attribute a on a.attrelid = c.oid"
            " where a.attname = 'customer_id' and c.relkind in ('r', 'p') and not c.relispartition"
            " and c.relnamespace = 'public'::regnamespace order by 1"
        )
        return cursor.fetchall()


def test_every_table_about_customers_is_walled(db):
    found = tables_about_customers()
    assert len(found) >= 20
    assert [name for name, is_walled in found if not is_walled and name not in EXEMPT] == []


def test_partitions_are_reached_through_their_parent_only(committed_db, nursery):
    nursery.plant()
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relispartition and relkind = 'r' and relname like 'holdings_%%'"
        )
        names = [name for (name,) in cursor.fetchall()]
    assert names
    for name in names:
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f'select count(*) from "{name}"')


def count(table, scope=None):
    with transaction.atomic():
        if scope is not None:
            set_scope(scope)
        with connection.cursor() as cursor:
            cursor.execute(f'select count(*) from "{table}"')
            return cursor.fetchone()[0]


def test_without_a_scope_no_row_and_two_users_alternate_on_one_connection(committed_db, nursery):
    planted = nursery.plant()
    manager = planted.users["relationship_manager"].staff_id
    own = CustomerScope(rm_ids=(manager,))
    foreign = CustomerScope(rm_ids=(planted.stranger.staff_id,))
    for table in (
        "holdings_account",
        "holdings_transaction",
        "holdings_balance",
        "customers_contact_point",
        "customers_identification",
    ):
        assert count(table) == 0
        assert [count(table, scope) > 0 for scope in (own, foreign, own, foreign)] == [
            True,
            False,
            True,
            False,
        ]
    assert [
        count("customers_customer", scope)
        for scope in (own, foreign, own, CustomerScope(is_all=True))
    ] == [1, 1, 1, 2]
    assert count("customers_overview", CustomerScope(org_ids=(planted.branch.pk,))) == 1


def execute_seeing_everything(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(CustomerScope(is_all=True))
        cursor.execute(statement)


def test_the_application_changes_neither_movements_nor_history(committed_db, nursery):
    nursery.plant()
    for statement in (
        "update holdings_transaction set amount = 0",
        "delete from holdings_balance",
        "insert into holdings_transaction (account_id) values (1)",
        "delete from customers_history",
        "update audit_entry set reason = ''",
        "delete from audit_seal",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            execute_seeing_everything(statement)


def test_nothing_connects_as_superuser(db):
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("select rolsuper, rolname from pg_roles where rolname = current_user")
            assert cursor.fetchone()[0] is False


def test_an_assisting_manager_sees_the_customer_and_only_her(committed_db, nursery):
    planted = nursery.plant()
    assistant = planted.users["wealth_manager"]
    with connections["loader"].cursor() as cursor:
        cursor.execute(
            "insert into customers_assignment (customer_id, staff_id, role, share, valid_from, source, source_key, source_digest, known_from, version)"
            " values (%s, %s, 'ASSIST', 0, '2020-01-01', 'TEST', 'assist', 0, now(), 1)",
            [planted.customer_id, assistant.staff_id],
        )
    forget()
    actor = actor_of(assistant)
    assert actor.scope.customer_ids == (planted.customer_id,)
    assert count("customers_customer", actor.scope) == 1
