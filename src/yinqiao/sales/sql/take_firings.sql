-- Turns the firings of one run of the triggers into opportunities, those of the customers from `first` to before `end` in one statement, and says
-- what became of them. Parameters: run, first, end, data_on, now, kinds (the rules that the run evaluated), events (those of them about what happened on a day), quiet_since (how far back what a person closed counts),
-- gone_note, system_name, and one array for each field of a firing.
with given as (
    select * from unnest(%(rule)s::text[], %(title)s::text[], %(customer_id)s::bigint[], %(object_key)s::text[], %(reason)s::text[],
        %(suggestion)s::text[], %(amount)s::numeric[], %(happens_on)s::date[], %(due_on)s::date[], %(priority)s::int[], %(purpose)s::text[],
        %(script)s::text[]) as f (kind, title, customer_id, object_key, reason, suggestion, amount, happens_on, due_on, priority, purpose, script)
),
-- Where an opportunity of each kind begins: the first stage of the pipeline that names the kind, else of the usual one.
starts as materialized (
    select k.kind, p.is_company, s.id as stage_id from (select distinct kind from given) k
    cross join lateral (select distinct on (is_company) id, is_company from sales_pipeline
        where kinds @> array[k.kind::varchar(40)] or is_default order by is_company, is_default) p
    join sales_stage s on s.pipeline_id = p.id and s.position = 1
),
-- One a customer, kind and object, with who manages the customer now.
fired as materialized (
    select distinct on (g.customer_id, g.kind, g.object_key) g.*, c.main_rm_id, c.org_id, b.stage_id
    from given g join customers_customer c on c.id = g.customer_id
    join starts b on b.kind = g.kind and b.is_company = (c.kind = 'COMPANY')
    order by g.customer_id, g.kind, g.object_key, g.priority, g.due_on
),
-- The run before this one in which each kind was evaluated, and that was taken in whole.
previous as materialized (
    select kind, max(t.run_id) as run_id from unnest(%(kinds)s::text[]) as kind
    join sales_taken_run t on t.kinds @> array[kind::varchar(40)] and t.run_id < %(run)s
        and t.finished_at is not null and not t.is_late group by kind
),
-- A person closed it and the reason has gone on ever since: it stays closed.
handled as (
    update sales_opportunity o set run_id = %(run)s
    from fired f left join previous p using (kind)
    where (o.customer_id, o.kind, o.object_key) = (f.customer_id, f.kind, f.object_key) and o.closed_at >= %(quiet_since)s
        and o.state = any(%(handled)s) and o.run_id >= coalesce(p.run_id, %(run)s)
    returning o.customer_id, o.kind, o.object_key
),
opened as (
    insert into sales_opportunity (customer_id, kind, object_key, title, reason, suggestion, script, amount, happens_on, due_on, priority, purpose,
        data_on, run_id, owner_id, org_id, state, opened_at, touched_at, loss_reason, closing_note, snooze_reason, escalation_level, suppression_code,
        suppression_reason, version, stage_id, stage_since, expected_on)
    select f.customer_id, f.kind, f.object_key, f.title, f.reason, f.suggestion, f.script, f.amount, f.happens_on, f.due_on, f.priority, f.purpose,
        %(data_on)s, %(run)s, f.main_rm_id, f.org_id, case when f.main_rm_id is null then 'NEW' else 'ASSIGNED' end, %(now)s, %(now)s, '', '', '', 0, '',
        '', 1, f.stage_id, %(now)s, coalesce(f.happens_on, f.due_on)
    from fired f left join handled h using (customer_id, kind, object_key)
    where h.customer_id is null
    on conflict (customer_id, kind, object_key) where closed_at is null do nothing
    returning 1
),
-- Those that are open already say what the newest data say. A deadline never moves away; the owner follows the main manager unless
-- somebody handed it over.
refreshed as (
    update sales_opportunity o set title = f.title, reason = f.reason, suggestion = f.suggestion, script = f.script, amount = f.amount,
        happens_on = f.happens_on, due_on = least(o.due_on, f.due_on), priority = f.priority, purpose = f.purpose, data_on = %(data_on)s, run_id = %(run)s,
        gone_on = null, org_id = f.org_id,
        -- A day that nobody changed follows the data.
        expected_on = case when o.expected_on = coalesce(o.happens_on, o.due_on) then coalesce(f.happens_on, least(o.due_on, f.due_on))
            else o.expected_on end,
        owner_id = case when o.handed_over_at is null then f.main_rm_id else o.owner_id end,
        state = case when o.handed_over_at is not null or o.state not in ('NEW', 'ASSIGNED') then o.state
            when f.main_rm_id is null then 'NEW' else 'ASSIGNED' end
    from fired f
    where (o.customer_id, o.kind, o.object_key) = (f.customer_id, f.kind, f.object_key) and o.closed_at is null
    returning 1
),
gone as (
    select o.id, o.state in ('NEW', 'ASSIGNED') as is_untouched from sales_opportunity o
    left join fired f on (f.customer_id, f.kind, f.object_key) = (o.customer_id, o.kind, o.object_key)
    where o.closed_at is null and o.gone_on is null and o.kind = any(%(kinds)s) and f.customer_id is null
        -- What happened on a day stays true on the next; only the same day's data, told anew, take it back.
        and (o.kind <> all(%(events)s) or o.data_on = %(data_on)s)
        and o.customer_id >= %(first)s and o.customer_id < %(end)s
),
-- Nobody had begun: it ends with a note. Somebody had: only the note.
ended as (
    update sales_opportunity o set gone_on = %(data_on)s, version = version + 1,
        state = case when g.is_untouched then 'CLOSED' else o.state end,
        closed_at = case when g.is_untouched then %(now)s end,
        closing_note = case when g.is_untouched then %(gone_note)s else '' end
    from gone g where o.id = g.id and o.closed_at is null and (o.state in ('NEW', 'ASSIGNED')) = g.is_untouched
    returning o.id, o.customer_id, o.state, g.is_untouched
),
noted as (
    insert into sales_step (opportunity_id, customer_id, at, act, state, channel, staff_name, note)
    select id, customer_id, %(now)s, 'REASON_GONE', state, '', %(system_name)s, %(gone_note)s from ended
    returning 1
)
select (select count(*) from fired), (select count(*) from opened), (select count(*) from refreshed),
    (select count(*) from ended where is_untouched), (select count(*) from ended where not is_untouched),
    (select count(*) from handled)
