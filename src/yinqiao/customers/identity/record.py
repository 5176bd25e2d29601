"""The customer's own row in a merge: the fields as chosen, marks that protect, the figures until the next batch, the identity map."""

from collections.abc import Mapping
from typing import Final

from yinqiao.customers.identity import rules, team
from yinqiao.platform.db.moves import Change, Moving, Shape, Step, Take, write

CUSTOMER: Final = Shape(
    "customers_customer",
    owners=(),
    history="customers_history",
    customer="id",
    documents=("attributes",),
)
COMPANY: Final = Shape("customers_company", owners=(), key="customer_id")
FIGURES: Final = Shape("customers_figures", owners=(), key="customer_id")
MAP: Final = Shape("customers_merged", owners=("survivor_id",), key="member_id")


def _chosen(table: str, key: str, *, column: str, field: str) -> str:
    """Return SQL: the member's value if the reviewer chose it, else the survivor's."""
    return (
        f"(select case when g.sides->>'{field}' = 'MEMBER' then m.{column} else t.{column} end"
        f" from {table} m, customers_merge g where m.{key} = p.member_id and g.id = p.merge_id)"
    )


def _of_member(column: str) -> str:
    return f"(select m.{column} from customers_customer m where m.id = p.member_id)"


# A habit that the reviewer took from the member goes over; a batch brings none.
_HABITS: Final = (
    "case when %(batch)s::bigint is null then t.attributes || (select coalesce(jsonb_object_agg(a.key, a.value), '{}'::jsonb)"
    " from customers_customer m, jsonb_each(m.attributes) a, customers_merge g where m.id = p.member_id and g.id = p.merge_id"
    " and g.sides->>a.key = 'MEMBER') else t.attributes end"
)
# Marks that protect stand if either record had them; the customer is one since the earlier day.
_RECORD: Final[Mapping[str, str]] = {
    **{
        column: _chosen("customers_customer", "id", column=column, field=field)
        for field, columns in rules.COLUMNS.items()
        for column in columns
    },
    "is_staff": f"t.is_staff or {_of_member('is_staff')}",
    "is_shareholder": f"t.is_shareholder or {_of_member('is_shareholder')}",
    "is_self_employed": f"t.is_self_employed or {_of_member('is_self_employed')}",
    "opened_on": f"least(t.opened_on, {_of_member('opened_on')})",
    "main_rm_id": f"case when %(batch)s::bigint is null and {team.OF_MEMBER} then {_of_member('main_rm_id')} else t.main_rm_id end",
    "attributes": _HABITS,
}
# After a batch only records that it wrote are settled again: what people changed since stays.
_TOUCHED: Final = "(%(batch)s::bigint is null or %(batch)s in (t.batch_id, (select m.batch_id from customers_customer m where m.id = p.member_id)))"
_COMPANY: Final[Mapping[str, str]] = {
    column: _chosen("customers_company", "customer_id", column=column, field=column)
    for column in rules.COMPANY_COLUMNS
}
_BOTH_ARE_COMPANIES: Final = "t.customer_id = p.survivor_id and exists (select 1 from customers_company m where m.customer_id = p.member_id)"
_FIGURE: Final = (
    "coalesce((select f.{name} from customers_figures f where f.customer_id = p.member_id), {none})"
)
_SUMS: Final[Mapping[str, str]] = {
    **{
        name: f"t.{name} + " + _FIGURE.format(name=name, none="0")
        for name in ("aum", "aum_month_average", "aum_year_average", "lum")
    },
    "risk_grade": "coalesce(nullif(t.risk_grade, ''), "
    + _FIGURE.format(name="risk_grade", none="''")
    + ")",
}
_COPIED: Final = ("org_id", "main_rm_id", "business_line")
_OUT_OF_STEP: Final = (
    "t.id in (select x.member_id from customers_merged x where x.survivor_id = p.survivor_id) and exists (select 1 from customers_customer s"
    " where s.id = p.survivor_id and row(s.org_id, s.main_rm_id, s.business_line) is distinct from row(t.org_id, t.main_rm_id, t.business_line))"
)
STEPS: Final[tuple[Step, ...]] = (
    Change(CUSTOMER, chosen=f"t.id = p.survivor_id and {_TOUCHED}", changes=_RECORD),
    Change(COMPANY, chosen=_BOTH_ARE_COMPANIES, changes=_COMPANY),
    # What the batch has worked out of both records together needs no sum.
    Change(
        FIGURES,
        chosen="t.customer_id = p.survivor_id and %(batch)s::bigint is null",
        changes=_SUMS,
    ),
    Take(MAP),
    # A record in the map is seen by those who see the one that it answers as.
    Change(
        CUSTOMER,
        chosen=_OUT_OF_STEP,
        changes={
            column: f"(select s.{column} from customers_customer s where s.id = p.survivor_id)"
            for column in _COPIED
        },
    ),
)


def take(moving: Moving, *, field: str, side: str) -> None:
    """Write one field of the record that is kept as `side` has it, with its line in the log of the merge: undoing still gives back what stood there.

    The member's value is the one that its record has now, the survivor's the one that it had before the merge.
    """
    is_of_company = field in rules.COMPANY_COLUMNS
    shape = COMPANY if is_of_company else CUSTOMER
    columns = (field,) if is_of_company else rules.COLUMNS[field]
    value = _MEMBERS if side == rules.MEMBER else _BEFORE
    write(
        moving,
        "customers.customer",
        shape,
        changes={
            column: value.format(table=shape.table, key=shape.key, column=column)
            for column in columns
        },
        chosen=f"t.{shape.key} = p.survivor_id",
        act="CHANGED",
    )


_MEMBERS: Final = "(select m.{column} from {table} m where m.{key} = p.member_id)"
_BEFORE: Final = (
    "(select (jsonb_populate_record(null::{table}, g.before)).{column} from customers_merge_row g"
    " where g.merge_id = p.merge_id and g.table_name = '{table}' and g.row_id = t.{key})"
)
