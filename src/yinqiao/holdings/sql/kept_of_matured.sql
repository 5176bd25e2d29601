-- What fell due in a span, paid out or renewed (its new term began), and what of it stayed: what was renewed, or placed anew by the same
-- customer within some days, at most as much as fell due. Of the newest only. Which accounts fall due is `rules.falls_due`.
with due as (
    select a.customer_id, 'DEPOSIT' as kind, a.matures_on as on_day, coalesce(nullif(a.principal, 0), nullif(a.balance, 0)) as money, false as renewed
    from holdings_account a
    where a.currency = %(home)s and a.matures_on between %(first)s and %(last)s and (a.account_type = any(%(terms)s) or (a.account_type = %(notice)s and a.term_days > %(longest)s))
      and coalesce(a.closed_on, a.ended_on, a.matures_on) >= a.matures_on
    union all
    select a.customer_id, 'DEPOSIT', a.value_on, coalesce(nullif(a.principal, 0), nullif(a.balance, 0)), true
    from holdings_account a
    where a.currency = %(home)s and a.value_on between %(first)s and %(last)s and a.value_on >= a.opened_on + %(shortest)s::int and (a.account_type = any(%(terms)s) or (a.account_type = %(notice)s and a.term_days > %(longest)s))
    union all
    select w.customer_id, case when p.product_class = %(policy)s then 'POLICY' else 'WEALTH' end, coalesce(w.matures_on, p.matures_on),
           coalesce(nullif(w.cost, 0), nullif(w.market_value, 0)), false
    from holdings_wealth_position w join products_product p on p.id = w.product_id
    where w.currency = %(home)s and coalesce(w.matures_on, p.matures_on) between %(first)s and %(last)s
),
newest as (select * from due where money > 0 order by on_day desc, customer_id limit %(most)s),
told as (
    select n.kind, coalesce(o.tier, '') as tier, n.money,
        exists (
            select 1 from holdings_account r
            where r.customer_id = n.customer_id and r.value_on < n.on_day and r.value_on >= r.opened_on + %(shortest)s::int
        ) as has_renewed,
        case when n.renewed then n.money else least(n.money, coalesce((
            select sum(coalesce(nullif(a.principal, 0), a.balance)) from holdings_account a
            where a.customer_id = n.customer_id and a.opened_on between n.on_day and n.on_day + %(days)s::int and (a.account_type = any(%(terms)s) or (a.account_type = %(notice)s and a.term_days > %(longest)s))
        ), 0) + coalesce((
            select sum(coalesce(w.cost, w.market_value)) from holdings_wealth_position w
            where w.customer_id = n.customer_id and w.bought_on between n.on_day and n.on_day + %(days)s::int
        ), 0)) end as kept
    from newest n left join customers_overview o on o.customer_id = n.customer_id
)
select kind, tier, has_renewed, count(*), sum(money), sum(kept) from told group by 1, 2, 3
