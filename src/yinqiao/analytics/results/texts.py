"""The SQL of the engine, step by step. Amounts are whole 分, shares hundredths of a percent: every sum is exact.

A part of a share is the difference of two rounded running sums (`performance.rules.split`): what those of one customer come to is her whole.
"""

from collections.abc import Iterator
from datetime import timedelta

from yinqiao.holdings import queries as holdings
from yinqiao.sales.queries import MonthAsked

# The whole of a customer is split over managers in the order of their shares; what nobody has is the pool's.
WHOLE = 10_000
_MOVEMENTS = {
    "balance": "select account_id, balance_on, balance, cast(regexp_extract(filename, '([0-9-]{{10}})/[^/]*$', 1) as date) as batch_on"
    " from read_parquet('{pattern}', filename = true)",
    "posting": "select account_id, posted_on, amount, category from read_parquet('{pattern}', union_by_name = true)",
}
_VALUED = """
create table valued as
select a.account_id, a.customer_id, a.product_class, a.account_type in ({invested}) as is_invested, f.before, f.after, a.ended_on
from account a join factor f on f.product_class = a.product_class
    and f.currency = case when a.currency in (select currency from factor) then a.currency else 'CNY' end
where a.ended_on is null or a.ended_on > date '{before}'
"""
_STEPS = """
create table money as with nothing as (select 1){steps}
select account_id, day, kind, cents from step where kind not in ('MARKET', 'FX')
"""
# Spans of days on which a balance stood, within the month.
_SPANS = """
create table span as with every_day as (
    select b.account_id, b.balance_on, cast(floor(cast(b.balance as double) * 100 * v.after + 0.5) as bigint) as cents, b.batch_on
    from balance b join valued v on v.account_id = b.account_id
    where b.balance_on <= date '{last}' and (v.ended_on is null or b.balance_on < v.ended_on)
    union all select account_id, ended_on, 0, ended_on from valued where ended_on <= date '{last}'
), told as (
    select *, lead(balance_on) over (partition by account_id order by balance_on, batch_on) as until from every_day
)
select account_id, greatest(balance_on, date '{first}') as start, least(coalesce(until, date '9999-12-31'), date '{after}') as stop, cents
from told where cents <> 0 and balance_on < date '{after}' and coalesce(until, date '9999-12-31') > date '{first}' and coalesce(until, date '9999-12-31') > balance_on
"""
_HELD = """
create table held as
select a.customer_id, a.staff_id, a.role, a.share, greatest(a.valid_from, date '{first}') as start,
    least(coalesce(a.valid_to, date '9999-12-31'), date '{after}') as stop
from assignment a where a.valid_from < date '{after}' and coalesce(a.valid_to, date '9999-12-31') > date '{first}' and a.share > 0
"""
# Money of a customer and class on the days of the month, before it and at its end.
_TOTALS = """
create table total as
select v.customer_id, v.product_class,
    sum(case when s.stop > date '{last}' then s.cents else 0 end) as at_end,
    sum(s.cents * datediff('day', s.start, s.stop)) as day_cents
from span s join valued v on v.account_id = s.account_id group by 1, 2
"""
_BEGUN = """
create table begun as
select v.customer_id, sum(m.cents) as cents from money m join valued v on v.account_id = m.account_id where m.kind = 'BEGIN' group by 1
"""
_MAINS = """
create table main as
select u.customer_id, u.org_id, u.opened_on, b.staff_id as was, e.staff_id, coalesce(g.cents, 0) as begin_cents, coalesce(t.cents, 0) as end_cents, coalesce(t.classes, 0) as classes
from unit u
left join assignment b on b.customer_id = u.customer_id and b.role = 'MAIN' and b.valid_from <= date '{before}' and (b.valid_to is null or b.valid_to > date '{before}')
left join assignment e on e.customer_id = u.customer_id and e.role = 'MAIN' and e.valid_from <= date '{last}' and (e.valid_to is null or e.valid_to > date '{last}')
left join begun g on g.customer_id = u.customer_id
left join (select customer_id, sum(at_end) as cents, count(*) filter (where at_end > 0) as classes from total group by 1) t on t.customer_id = u.customer_id
"""
# `weighed` is (customer_id, product_class, staff_id, weight): whole numbers that come to `divisor` times the customer's whole.
_SPLIT = """
with weighed as ({weighed}), whole as ({whole}),
running as (
    select *, sum(weight) over (partition by customer_id, product_class order by staff_id rows unbounded preceding) as upto from weighed
), parted as (
    select customer_id, product_class, staff_id,
        cast(floor_div(2 * upto + {divisor}, 2 * {divisor}) - floor_div(2 * (upto - weight) + {divisor}, 2 * {divisor}) as bigint) as cents
    from running
), rest as (
    select w.customer_id, w.product_class, null::bigint as staff_id, w.cents - coalesce(p.cents, 0) as cents
    from whole w left join (select customer_id, product_class, sum(cents) as cents from parted group by 1, 2) p
        on p.customer_id = w.customer_id and p.product_class = w.product_class
), every as (
    select coalesce(m.org_id, u.org_id) as org_id, p.staff_id, p.product_class, p.cents from parted p
    join unit u on u.customer_id = p.customer_id left join manager m on m.staff_id = p.staff_id
    union all
    select u.org_id, r.staff_id, r.product_class, r.cents from rest r join unit u on u.customer_id = r.customer_id where r.cents <> 0
)
select org_id, staff_id, '{figure}' as figure, coalesce(product_class, '') as product_class, cast(sum(cents) as bigint) as value, null::bigint as of
from every group by grouping sets ((org_id, staff_id, product_class), (org_id, staff_id))
"""
_AVERAGE = (
    (
        "select v.customer_id, v.product_class, h.staff_id, sum(cast(s.cents as hugeint) * datediff('day', greatest(s.start, h.start), least(s.stop, h.stop)) * h.share) as weight"
        " from span s join valued v on v.account_id = s.account_id join held h on h.customer_id = v.customer_id and h.start < s.stop and h.stop > s.start group by 1, 2, 3"
    ),
    "select customer_id, product_class, cast(floor_div(2 * day_cents + {days}, 2 * {days}) as bigint) as cents from total",
    "{days} * 10000",
)
_END = (
    (
        "select t.customer_id, t.product_class, h.staff_id, sum(cast(t.at_end as hugeint) * h.share) as weight"
        " from total t join held h on h.customer_id = t.customer_id and h.stop > date '{last}' group by 1, 2, 3"
    ),
    "select customer_id, product_class, cast(at_end as bigint) as cents from total",
    "10000",
)
_GROWTH = (
    (
        "select v.customer_id, v.product_class, h.staff_id, sum(cast(m.cents as hugeint) * h.share) as weight"
        " from money m join valued v on v.account_id = m.account_id"
        " join held h on h.customer_id = v.customer_id and h.start <= m.day and h.stop > m.day where m.kind <> 'BEGIN' group by 1, 2, 3"
    ),
    "select v.customer_id, v.product_class, cast(sum(m.cents) as bigint) as cents from money m join valued v on v.account_id = m.account_id where m.kind <> 'BEGIN' group by 1, 2",
    "10000",
)
_COUNTED = """
select coalesce(g.org_id, m.org_id) as org_id, m.staff_id, '{figure}' as figure, '' as product_class, cast({value} as bigint) as value, cast({of} as bigint) as of
from main m left join manager g on g.staff_id = m.staff_id {joined} group by 1, 2 having {having}
"""
_STILL = "(m.was is not distinct from m.staff_id)"
_USAGE = """
select g.org_id, c.staff_id, 'USAGE' as figure, '' as product_class, count(distinct c.day) as value, (select count(*) from workday) as of
from contact c join manager g on g.staff_id = c.staff_id where c.day in (select day from workday) group by 1, 2
"""


def movements(name: str, pattern: str) -> str:
    """Return a view over the parts of the lake."""
    return f"create view {name} as {_MOVEMENTS[name].format(pattern=pattern)}"


def preparing(asked: MonthAsked) -> Iterator[str]:
    """Yield what is laid down once: accounts that count, steps of money, spans of balances, who managed whom, totals of customers."""
    before, after = asked.first - timedelta(days=1), asked.last + timedelta(days=1)
    days = {"first": asked.first, "last": asked.last, "before": before, "after": after}
    yield "create macro floor_div(x, y) as (x // y) - case when x % y < 0 then 1 else 0 end"
    invested = ", ".join(f"'{kind}'" for kind in holdings.invested_types())
    yield _VALUED.format(invested=invested, **days)
    yield _STEPS.format(steps=holdings.steps_sql(first=before, last=asked.last))
    for text in (_SPANS, _HELD, _TOTALS, _BEGUN, _MAINS):
        yield text.format(**days)


def figures(asked: MonthAsked) -> Iterator[str]:
    """Yield a query for each figure: org_id, staff_id, figure, product_class, value, of."""
    days = (asked.last - asked.first).days + 1
    for figure, (weighed, whole, divisor) in (("AUM_AVERAGE", _AVERAGE), ("AUM_END", _END), ("AUM_NET_GROWTH", _GROWTH)):  # fmt: skip
        yield _SPLIT.format(
            figure=figure,
            weighed=weighed.format(last=asked.last),
            whole=whole.format(days=days),
            divisor=f"({divisor.format(days=days)})",
        )
    yield _counted("NEW_CUSTOMERS", f"count(*) filter (where m.opened_on between date '{asked.first}' and date '{asked.last}' and m.end_cents > 0)")  # fmt: skip
    key, lost = asked.key_bound, asked.lost_bound
    yield _counted(
        "QUALIFIED",
        f"count(*) filter (where {_STILL} and m.begin_cents < {key} and m.end_cents >= {key})"
        f" - count(*) filter (where {_STILL} and m.begin_cents >= {key} and m.end_cents < {key})",
    )
    yield _counted("COVERAGE", "sum(m.classes)", "count(*) filter (where m.classes > 0)")
    yield _counted(
        "CHURN",
        f"count(*) filter (where {_STILL} and m.begin_cents >= {lost} and m.end_cents < {lost})",
        f"count(*) filter (where {_STILL} and m.begin_cents >= {lost})",
    )
    yield _counted(
        "CONTACT_RATE",
        "count(c.customer_id)",
        "count(*)",
        joined=f"left join (select distinct customer_id from contact where day between date '{asked.first}' and date '{asked.last}') c on c.customer_id = m.customer_id",  # noqa: S608 - days alone
    )
    yield _counted(
        "DATA_QUALITY",
        f"count(*) filter (where c.expires_on >= date '{asked.last}')",
        "count(c.customer_id)",
        joined="join certificate c on c.customer_id = m.customer_id",
    )
    yield _USAGE


def _counted(figure: str, value: str, of: str = "null", *, joined: str = "") -> str:
    having = f"{value} <> 0" if of == "null" else f"{of} > 0"
    return _COUNTED.format(figure=figure, value=value, of=of, joined=joined, having=having)
