"""How money of customers moved between two days, step by step: flows, interest, moves between own products, prices (N11).

One SQL text for both engines: PostgreSQL reads the hot months of some customers by it, the columnar engine the whole bank.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection

from yinqiao.holdings import rules
from yinqiao.holdings.choices import INVESTED, OWN_MOVES, Category

BEGIN: Final = "BEGIN"


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a yuan of each class counts (none: not at all), and the rates to yuan of the first and the last day."""

    weights: Mapping[str, str]
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MoneyStep:
    """What moved the money of a customer in one class, in 分; a step of kind BEGIN is what she had at the end of the first day."""

    customer_id: int
    product_class: str
    kind: str
    cents: int


# `valued` names the accounts: account_id, customer_id, product_class, is_invested, before, after (factors), ended_on. The engine gives it, and
# `balance` and `posting`. The day-end balances tell how much an account moved; what its postings do not explain is the price of what
# is invested (MARKET), else a difference (OTHER). Amounts are 分; what is weighted or foreign is rounded at each balance, so that the
# steps end at the last one exactly. Many cores post what is bought on the account that pays alone: what a customer's own moves do not come
# to nothing by is the other side of them, taken out of what is invested (`matched`), unless that is less by more than prices fall.
_STEPS = """
, every_day as (
    select b.account_id, b.balance_on, cast(b.balance as double precision) * 100 as raw, b.batch_on
    from balance b join valued v on v.account_id = b.account_id
    where b.balance_on <= date '{last}' and (v.ended_on is null or b.balance_on < v.ended_on)
    union all
    select account_id, ended_on, 0, ended_on from valued where ended_on <= date '{last}'
), told as (
    select account_id, balance_on, raw, row_number() over (partition by account_id, balance_on order by batch_on desc) as place from every_day
), held as (
    select account_id, balance_on, raw, lag(raw) over days as was, lead(balance_on) over days as until
    from told where place = 1 window days as (partition by account_id order by balance_on)
), begun as (
    select account_id, raw from held where balance_on <= date '{first}' and (until is null or until > date '{first}')
), moved as (
    select h.account_id, h.balance_on as day,
        cast(floor(h.raw * v.after + 0.5) as bigint) - cast(floor(coalesce(h.was, 0) * v.after + 0.5) as bigint) as cents
    from held h join valued v on v.account_id = h.account_id where h.balance_on > date '{first}'
), posted as (
    select t.account_id, t.posted_on as day,
        cast(floor(sum(case when t.category = '{interest}' then t.amount else 0 end) * 100 * max(v.after) + 0.5) as bigint) as interest,
        cast(floor(sum(case when t.category in ({own}) then t.amount else 0 end) * 100 * max(v.after) + 0.5) as bigint) as switched,
        cast(floor(sum(case when t.amount > 0 and t.category not in ({own}, '{interest}') then t.amount else 0 end) * 100 * max(v.after) + 0.5) as bigint) as came,
        cast(floor(sum(case when t.amount < 0 and t.category not in ({own}, '{interest}') then t.amount else 0 end) * 100 * max(v.after) + 0.5) as bigint) as went
    from posting t join valued v on v.account_id = t.account_id
    where t.posted_on > date '{first}' and t.posted_on <= date '{last}' and (v.ended_on is null or t.posted_on < v.ended_on)
    group by t.account_id, t.posted_on
), days as (
    select coalesce(m.account_id, p.account_id) as account_id, coalesce(m.day, p.day) as day, coalesce(m.cents, 0) as cents,
        coalesce(p.interest, 0) as interest, coalesce(p.switched, 0) as switched, coalesce(p.came, 0) as came, coalesce(p.went, 0) as went
    from moved m full join posted p on p.account_id = m.account_id and p.day = m.day
), owned as (
    select d.*, v.customer_id, v.is_invested from days d join valued v on v.account_id = d.account_id
), plain as (
    select account_id, customer_id, day, 'INTEREST' as kind, interest as cents from owned where interest <> 0
    union all select account_id, customer_id, day, 'SWITCH', switched from owned where switched <> 0
    union all select account_id, customer_id, day, 'INFLOW', came from owned where came <> 0
    union all select account_id, customer_id, day, 'OUTFLOW', went from owned where went <> 0
    union all
    select account_id, customer_id, day, case when is_invested then 'MARKET' else 'OTHER' end, cents - interest - switched - came - went
    from owned where cents <> interest + switched + came + went
), net as (
    select *, sum(case when kind = 'SWITCH' then cents else 0 end) over (partition by customer_id) as net from plain
), bought as (
    select account_id, day, sign(cents) as way, abs(net) as asked, abs(cents) as size, sum(abs(cents)) over (partition by customer_id) as whole,
        sum(abs(cents)) over (partition by customer_id order by account_id, day rows unbounded preceding) as upto
    from net where kind = 'MARKET' and sign(cents) = -sign(net)
), matched as (
    select account_id, day, way * (floor(taken * (upto * 1.0e0 / whole)) - floor(taken * ((upto - size) * 1.0e0 / whole))) as cents
    from (select *, case when whole * 5 >= asked * 4 then asked else whole end * 1.0e0 as taken from bought) as b
), step as (
    select account_id, day, kind, cents from plain
    union all select account_id, day, 'SWITCH', cast(cents as bigint) from matched where cents <> 0
    union all select account_id, day, 'MARKET', cast(-cents as bigint) from matched where cents <> 0
    union all
    select b.account_id, date '{first}', 'BEGIN', cast(floor(b.raw * v.before + 0.5) as bigint)
    from begun b join valued v on v.account_id = b.account_id
    union all
    select b.account_id, date '{last}', 'FX', cast(floor(b.raw * v.after + 0.5) as bigint) - cast(floor(b.raw * v.before + 0.5) as bigint)
    from begun b join valued v on v.account_id = b.account_id where v.after <> v.before
)
"""
_OF_CUSTOMERS = """
with valued as materialized (
    select a.id as account_id, a.customer_id, w.product_class, a.account_type in ({invested}) as is_invested,
        w.weight * coalesce(r.before, 1) as before, w.weight * coalesce(r.after, 1) as after, a.ended_on
    from holdings_account a left join products_product p on p.id = a.product_id
    join (values {weights}) as w (product_class, weight) on w.product_class = {class_of}
    left join (values {rates}) as r (currency, before, after) on r.currency = a.currency
    where a.customer_id = any(%s) and (a.ended_on is null or a.ended_on > date '{first}')
), balance as (
    select account_id, balance_on, balance, batch_on from holdings_balance
    where account_id = any(array(select account_id from valued)) and balance_on > date '{first}' and balance_on <= date '{last}'
    union all
    select b.account_id, b.balance_on, b.balance, b.batch_on from valued v cross join lateral (
        select account_id, balance_on, balance, batch_on from holdings_balance
        where account_id = v.account_id and balance_on <= date '{first}' order by balance_on desc, batch_on desc limit 1) b
), posting as (
    select account_id, posted_on, amount, category from holdings_transaction
    where customer_id = any(array(select unnest(%s::bigint[]) union select member_id from customers_merged where survivor_id = any(%s)))
        and posted_on > date '{first}' and posted_on <= date '{last}'
){steps}
select v.customer_id, v.product_class, s.kind, cast(sum(s.cents) as bigint)
from step s join valued v on v.account_id = s.account_id group by 1, 2, 3
"""


def class_sql(*, account: str = "a", product: str = "p") -> str:
    """Return SQL for the class of an account (`rules.class_of`): a settlement account without a product holds demand deposits."""
    return (
        f"coalesce({product}.product_class, case when {account}.account_type in ({_listed(sorted(rules.DEMAND_ACCOUNTS))})"
        f" then '{rules.DEMAND}' else {account}.account_type end)"
    )


def steps_sql(*, first: date, last: date) -> str:
    """Return the common table expressions from `every_day` to `step` (account_id, day, kind, cents); see `_STEPS` for what they stand on."""
    return _STEPS.format(
        first=first,
        last=last,
        interest=Category.INTEREST,
        own=_listed([category.value for category in OWN_MOVES]),
    )


def invested_types() -> tuple[str, ...]:
    """Return the types of account whose value moves with a price."""
    return tuple(sorted(kind.value for kind in INVESTED))


def money_steps(
    *, customer_ids: Collection[int], first: date, last: date, valuation: Valuation
) -> list[MoneyStep]:
    """Return how the money of these customers moved from the end of `first` to the end of `last`, by class and kind.

    The caller opens the scope: amounts stand in clear and are not for a page as they are.
    """
    if not customer_ids or not valuation.weights:
        return []
    text = _OF_CUSTOMERS.format(
        first=first,
        last=last,
        invested=_listed(invested_types()),
        weights=_pairs(valuation.weights.items()),
        rates=_rates(valuation),
        class_of=class_sql(),
        steps=steps_sql(first=first, last=last),
    )
    with connection.cursor() as cursor:
        ids = sorted(customer_ids)
        cursor.execute(text, [ids, ids, ids])
        return [MoneyStep(*row) for row in cursor.fetchall()]


def factors(valuation: Valuation) -> list[tuple[str, str, float, float]]:
    """Return (class, currency, factor of the first day, factor of the last) for an engine that joins them."""
    currencies = sorted({*valuation.before, *valuation.after, "CNY"})
    return [
        (
            name,
            currency,
            float(Decimal(weight) * Decimal(valuation.before.get(currency, "1"))),
            float(Decimal(weight) * Decimal(valuation.after.get(currency, "1"))),
        )
        for name, weight in valuation.weights.items()
        for currency in currencies
    ]


def _rates(valuation: Valuation) -> str:
    currencies = sorted({*valuation.before, *valuation.after, "CNY"})
    return ", ".join(
        f"('{_code(name)}', {_number(valuation.before.get(name, '1'))}, {_number(valuation.after.get(name, '1'))})"
        for name in currencies
    )


def _pairs(items: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"('{_code(name)}', {_number(value)})" for name, value in items)


def _number(text: str) -> str:
    return f"cast({Decimal(text):f} as double precision)"


def _code(text: str) -> str:
    if not text.replace("_", "").isalnum():
        message = f"no code: {text!r}"
        raise ValueError(message)
    return text


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{_code(name)}'" for name in names)
