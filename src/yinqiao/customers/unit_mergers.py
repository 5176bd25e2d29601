"""What of customers goes along when a unit goes into another (D43): who keeps them, with the earlier state kept; their managers stay theirs."""

from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Q

from yinqiao.customers.models import Assignment, Customer
from yinqiao.organization.services import AT_A_TIME, MergerPart, Move, merger_parts

# The state of before goes to the history, as for every change; the overview follows in the same step.
_MOVE: Final = """
with chosen as (
    select id from customers_customer where org_id = %(old)s order by id limit %(limit)s for update
),
kept as (
    insert into customers_history (table_name, row_id, customer_id, known_from, known_to, state, changed_by_id)
    select 'customers_customer', c.id, c.id, c.known_from, %(now)s, to_jsonb(c), null from customers_customer c join chosen using (id)
    where c.known_from < %(now)s
),
moved as (
    update customers_customer c set org_id = %(new)s, known_from = %(now)s, version = c.version + 1 from chosen where c.id = chosen.id
    returning c.id
),
listed as (
    update customers_overview o set org_id = %(new)s from moved where o.customer_id = moved.id returning o.customer_id
)
select (select count(*) from moved), (select count(*) from listed)
"""


def _customers(org_id: int, _on: date) -> int:
    return Customer.objects.filter(org_id=org_id).count()


def _move(move: Move) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {"old": move.org_id, "new": move.into_id, "now": move.now, "limit": AT_A_TIME},
        )
        return int(cursor.fetchone()[0])


def _assignments(org_id: int, on: date) -> int:
    rows = Assignment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return rows.filter(ended_on__isnull=True, staff__org_id=org_id).count()


def offer() -> None:
    """Register the parts."""
    merger_parts.add(
        "customers.customer",
        MergerPart("customers.customer", "Customers of the unit", 10, _customers, _move),
    )
    merger_parts.add(
        "customers.assignment",
        MergerPart("customers.assignment", "Assignments of its managers", 11, _assignments),
    )
