-- Won of contacted in the month, by owner (the same as `kpis.contacted_in`).
select o.owner_id, count(*) filter (where o.state = 'WON' and o.closed_at >= %(since)s and o.closed_at < %(until)s), count(*)
from sales_opportunity o
where o.owner_id is not null and o.touched_at >= %(since)s and (
    (o.state = 'WON' and o.closed_at >= %(since)s and o.closed_at < %(until)s)
    or exists (select 1 from sales_step s where s.opportunity_id = o.id and s.act = 'CONTACTED' and s.at >= %(since)s and s.at < %(until)s))
group by 1
