-- What was won in the month: who closed it, who else touched the customer last within the days before (null: nobody, or she herself did later), and the amount.
select o.owner_id, case when t.staff_id <> o.owner_id then t.staff_id end, coalesce(o.amount, 0)
from sales_opportunity o
left join lateral (
    select s.staff_id from sales_opportunity other join sales_step s on s.opportunity_id = other.id
    where other.customer_id = o.customer_id and s.act = 'CONTACTED' and s.staff_id is not null
        and s.at < o.closed_at and s.at >= o.closed_at - make_interval(days => %(days)s)
    order by s.at desc, s.id desc limit 1
) t on true
where o.state = 'WON' and o.closed_at >= %(since)s and o.closed_at < %(until)s and o.owner_id is not null
