-- What became of the opportunities opened since `since`, by kind and unit. Parameters: since, now, days, contacted (states), contact (the act of
-- reaching a customer).
with made as materialized (
    select id, kind, title, org_id, state, loss_reason, amount, opened_at from sales_opportunity where opened_at >= %(since)s
),
reached as (
    select s.opportunity_id, min(s.at) as at from sales_step s join made m on m.id = s.opportunity_id
    where s.act = %(contact)s group by s.opportunity_id
),
-- Days of the bank's calendar; the same day is none.
cells as materialized (
    select m.kind, m.org_id, m.state, m.loss_reason, max(m.title) as title, count(*) as number, coalesce(sum(m.amount), 0) as amount,
        case when r.at is not null then
            greatest((r.at at time zone 'Asia/Shanghai')::date - (m.opened_at at time zone 'Asia/Shanghai')::date, 0) end as day
    from made m left join reached r on r.opportunity_id = m.id group by m.kind, m.org_id, m.state, m.loss_reason, day
),
lost as (
    select kind, org_id, jsonb_object_agg(loss_reason, number) as reasons
    from (select kind, org_id, loss_reason, sum(number) as number from cells where state = 'LOST' group by 1, 2, 3) l group by 1, 2
),
waited as (
    select kind, org_id, jsonb_object_agg(day, number) as contact_days
    from (select kind, org_id, day, sum(number) as number from cells where day is not null group by 1, 2, 3) w group by 1, 2
)
insert into sales_rule_result (kind, org_id, days, title, made, contacted, won, lost, expired, gone, won_amount, reasons, contact_days, counted_at)
select c.kind, c.org_id, %(days)s, max(c.title), sum(c.number),
    coalesce(sum(c.number) filter (where c.day is not null or c.state = any(%(contacted)s)), 0),
    coalesce(sum(c.number) filter (where c.state = 'WON'), 0), coalesce(sum(c.number) filter (where c.state = 'LOST'), 0),
    coalesce(sum(c.number) filter (where c.state = 'EXPIRED'), 0), coalesce(sum(c.number) filter (where c.state = 'CLOSED'), 0),
    coalesce(sum(c.amount) filter (where c.state = 'WON'), 0), coalesce(l.reasons, '{}'), coalesce(w.contact_days, '{}'), %(now)s
from cells c left join lost l using (kind, org_id) left join waited w using (kind, org_id)
group by c.kind, c.org_id, l.reasons, w.contact_days
on conflict (days, org_id, kind) do update set title = excluded.title, made = excluded.made, contacted = excluded.contacted, won = excluded.won,
    lost = excluded.lost, expired = excluded.expired, gone = excluded.gone, won_amount = excluded.won_amount, reasons = excluded.reasons,
    contact_days = excluded.contact_days, counted_at = excluded.counted_at
