"""Who managed whom on two days: for figures that must tell what customers did from what was handed over (DOMAIN §6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

_MAIN: Final = """a.role = 'MAIN' and a.ended_on is null and a.valid_from <= {day} and (a.valid_to is null or a.valid_to > {day})"""
_BETWEEN: Final = f"""
with mine as (
    select a.customer_id from customers_assignment a
    where a.staff_id = any(%(staff)s) and ({_MAIN.format(day="%(first)s")} or {_MAIN.format(day="%(last)s")})
    union
    select c.id from customers_customer c where c.org_id = any(%(orgs)s) and c.ended_on is null and (
        not exists (select 1 from customers_assignment a where a.customer_id = c.id and {_MAIN.format(day="%(first)s")})
        or not exists (select 1 from customers_assignment a where a.customer_id = c.id and {_MAIN.format(day="%(last)s")}))
)
select c.id, c.org_id, c.opened_on, b.staff_id, e.staff_id
from mine join customers_customer c on c.id = mine.customer_id
left join lateral (select a.staff_id from customers_assignment a where a.customer_id = c.id and {_MAIN.format(day="%(first)s")}) b on true
left join lateral (select a.staff_id from customers_assignment a where a.customer_id = c.id and {_MAIN.format(day="%(last)s")}) e on true
"""  # noqa: S608 - our own pieces


@dataclass(frozen=True, slots=True)
class Managed:
    """A customer whose main manager was `at_first` and is `at_last` (None: the pool of the unit `org_id`). Not for pages as it is."""

    customer_id: int
    org_id: int
    opened_on: date | None
    at_first: int | None
    at_last: int | None


def managed_between(
    *, first: date, last: date, staff_ids: Collection[int], org_ids: Collection[int] = ()
) -> list[Managed]:
    """Return the customers whom these people managed at the end of `first` or `last`, and those in the pool of these units.

    The caller opens the scope: who went to another unit is counted, and named to nobody.
    """
    asked: dict[str, Any] = {
        "first": first,
        "last": last,
        "staff": sorted(staff_ids),
        "orgs": sorted(org_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, asked)
        return [Managed(*row) for row in cursor.fetchall()]
