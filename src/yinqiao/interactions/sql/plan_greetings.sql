-- Plans a greeting for each customer of the span whom the bank greets; one a customer, occasion and year. Parameters: occasion, year, day, now, first,
-- end (customers from first to before end), tiers, by_birth, months and days (of birthdays, side by side), person, active.
insert into interactions_greeting (customer_id, occasion, year, day, channel, text, text_version, state, reason, attempts, planned_at)
select c.id, %(occasion)s, %(year)s, %(day)s, '', '', '', 'PLANNED', '', 0, %(now)s
from customers_customer c join customers_overview o on o.customer_id = c.id
where c.id >= %(first)s and c.id < %(end)s and c.kind = %(person)s and c.status = %(active)s and c.ended_on is null
    and o.tier = any(%(tiers)s) and coalesce(c.attributes->>'greetings', '') <> 'UNWANTED'
    and (not %(by_birth)s or (extract(month from c.birth_on)::int, extract(day from c.birth_on)::int) in (
        select * from unnest(%(months)s::int[], %(days)s::int[])))
    and not exists (select 1 from customers_merged m where m.member_id = c.id)
on conflict (customer_id, occasion, year) do nothing
