-- Looks in clear that are drawn for a check on one day, as draw_rules.drawn says. Reads alone: the auditor draws again with the same.
-- Parameters: seed, on (the day), since (the first of its month on the last day of it, else the day itself), percent, least (0 but then).
with month as materialized (
    -- By person: the index of the daily quota leads there.
    select r.id, r.staff_id, r.revealed_on, r.revealed_at, r.customer_id, r.field, r.reason, r.approval_id,
        s.staff_no, s.name, s.org_id, sha256(convert_to(%(seed)s || ':' || r.id, 'UTF8')) as place
    from organization_staff s join customers_reveal r on r.staff_id = s.id
    where r.revealed_on between %(since)s and %(on)s
),
of_day as (
    select id, row_number() over (order by place) as nth, count(*) over () as number from month where revealed_on = %(on)s
),
shared as (select id from of_day where nth <= (number * %(percent)s + 99) / 100),
had as (
    select c.reveal_id as id from viewing_reveal_check c join viewing_draw d on d.id = c.draw_id
    where d.on >= %(since)s and d.on < %(on)s
),
-- Of each person: those drawn already first, then the others by their place.
counted as (
    select m.id, m.id in (select id from shared) or m.id in (select id from had) as is_taken,
        row_number() over (
            partition by m.staff_id
            order by m.id in (select id from shared) or m.id in (select id from had) desc, m.place
        ) as nth
    from month m
),
chosen as (
    select id from shared
    union select id from counted where not is_taken and nth <= %(least)s
)
select m.id, m.staff_id, m.staff_no, m.name, m.org_id, m.customer_id, c.org_id as customer_org_id, m.field, m.reason,
    m.revealed_at, m.approval_id, (select count(*) from month where revealed_on = %(on)s) as looks
from month m join chosen on chosen.id = m.id join customers_customer c on c.id = m.customer_id order by m.id
