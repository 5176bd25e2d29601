"""Write customer_overview down, set-wise: by the batch when its tables are in, by services for one customer (contract 4)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yinqiao.platform import clock
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.tables import copying

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# Customers in one transaction.
AT_A_TIME = 10_000
_COLUMNS = (
    "customer_no, kind, name, name_grams, pinyin, initials, sort_key, sex, birth_on, phone_masked, tier, aum, aum_month_average,"
    " aum_year_average, lum, main_rm_id, org_id, business_line, city, risk_grade, status, opened_on, data_on"
)
# The ladder of tiers is one of persons (个人客户分层): a company's assets climb no private banking.
_TIER = "case when {kind} = 'COMPANY' then '' else {tier} end"
_UPSERT = """
with chosen as materialized ({chosen}),
phone as (
    select distinct on (p.customer_id) p.customer_id, p.value_masked from customers_contact_point p join chosen using (customer_id)
    where p.kind = 'MOBILE' and p.ended_on is null order by p.customer_id, p.is_primary desc, p.id
),
home as (
    select distinct on (a.customer_id) a.customer_id, a.city from customers_address a join chosen using (customer_id)
    where a.ended_on is null order by a.customer_id, a.is_primary desc, a.id
)
insert into customers_overview (customer_id, {columns})
select c.id, c.customer_no, c.kind, c.name, c.name_grams, c.pinyin, c.initials, c.sort_key, c.sex, c.birth_on, coalesce(p.value_masked, ''),
    {tier}, coalesce(f.aum, 0), coalesce(f.aum_month_average, 0), coalesce(f.aum_year_average, 0), coalesce(f.lum, 0),
    c.main_rm_id, c.org_id, c.business_line, coalesce(h.city, ''), coalesce(f.risk_grade, ''),
    case when c.ended_on is null then c.status else 'CLOSED' end, c.opened_on, f.data_on
from chosen join customers_customer c on c.id = chosen.customer_id and not exists (select 1 from customers_merged g where g.member_id = c.id)
    and not exists (select 1 from customers_restriction r where r.customer_id = c.id)
left join phone p on p.customer_id = c.id left join home h on h.customer_id = c.id left join customers_figures f on f.customer_id = c.id
on conflict (customer_id) do update set ({columns}) = ({excluded})
where ({current}) is distinct from ({excluded})
"""
_CHANGED = """
    select id as customer_id from customers_customer where batch_id = %(batch)s
    union select customer_id from customers_contact_point where batch_id = %(batch)s
    union select customer_id from customers_address where batch_id = %(batch)s
    union select customer_id from customers_assignment where batch_id = %(batch)s
    union select o.customer_id from customers_overview o join customers_figures f using (customer_id)
        where (o.aum, o.aum_month_average, o.aum_year_average, o.lum, o.tier, o.risk_grade, o.data_on)
            is distinct from (f.aum, f.aum_month_average, f.aum_year_average, f.lum, {tier}, f.risk_grade, f.data_on)
"""
_ALL = "select id as customer_id from customers_customer"
_GONE = (
    "delete from customers_overview o where not exists (select 1 from customers_customer c where c.id = o.customer_id)"
    " or exists (select 1 from customers_merged g where g.member_id = o.customer_id)"
    " or exists (select 1 from customers_restriction r where r.customer_id = o.customer_id)"
)
_MAIN_RMS = """
with main as (
    select customer_id, staff_id from customers_assignment
    where role = 'MAIN' and ended_on is null and valid_from <= %(day)s and (valid_to is null or valid_to > %(day)s)
)
update customers_customer c set main_rm_id = m.staff_id
from (select c2.id, main.staff_id from customers_customer c2 left join main on main.customer_id = c2.id
      where c2.main_rm_id is distinct from main.staff_id) m
where c.id = m.id
"""


def _upsert(chosen: str) -> str:
    names = _COLUMNS.replace("\n", " ").split(", ")
    return _UPSERT.format(
        chosen=chosen,
        columns=_COLUMNS,
        tier=_TIER.format(kind="c.kind", tier="coalesce(f.tier, 'MASS')"),
        excluded=", ".join(f"excluded.{name.strip()}" for name in names),
        current=", ".join(f"customers_overview.{name.strip()}" for name in names),
    )


def _changed() -> str:
    return _CHANGED.format(tier=_TIER.format(kind="o.kind", tier="f.tier"))


def refresh_batch(
    connection: "BaseDatabaseWrapper", batch: Batch, *, everything: bool = False
) -> int:
    """Bring the rows up to date whose customer, numbers or figures this batch changed, some at a time; indexes are built after a first load.

    `everything` looks at all customers: after an undo the rows no longer name the batch that touched them.
    """
    copying.execute(connection, "select unindex_empty_overview()")
    touched = 0
    with connection.cursor() as cursor:
        cursor.execute(_ALL if everything else _changed(), {"batch": batch.id})
        found = sorted(row[0] for row in cursor.fetchall())
        for first in range(0, len(found), AT_A_TIME):
            touched += refresh_customers(connection, found[first : first + AT_A_TIME])
        if everything:
            cursor.execute(_GONE)
    copying.execute(connection, "select index_overview()")
    return touched


def refresh_customers(connection: "BaseDatabaseWrapper", customer_ids: Sequence[int]) -> int:
    """Bring the rows of a few customers up to date, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            _upsert("select unnest(%(ids)s::bigint[]) as customer_id"), {"ids": list(customer_ids)}
        )
        return int(cursor.rowcount)


def write_main_rms(connection: "BaseDatabaseWrapper", batch: Batch) -> None:
    """Write the main RM of today down to the customers: data of yesterday do not take back who took over this morning."""
    with connection.cursor() as cursor:
        cursor.execute(_MAIN_RMS, {"day": max(batch.on, clock.bank_date(clock.now()))})
