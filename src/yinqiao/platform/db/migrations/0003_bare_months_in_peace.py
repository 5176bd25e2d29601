"""A month that is filled bare is left alone by the vacuum until it is indexed: it would be gone over again and again while it grows."""

from django.db import migrations

FUNCTION = """
create or replace function ensure_month_partitions(parent text, first_day date, last_day date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    month_start date := date_trunc('month', first_day);
    made int := 0;
    child text;
    is_indexed_later boolean;
begin
    if parent not in (select c.relname from pg_class c where c.relkind = 'p' and c.relnamespace = 'public'::regnamespace) then
        raise exception '% is not a partitioned table', parent;
    end if;
    if last_day - first_day > 36600 then
        raise exception 'more than a hundred years of partitions asked for';
    end if;
    perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'), hashtext(parent));
    -- Who indexes its months once they are full lets the vacuum in again then.
    is_indexed_later := not exists (select 1 from pg_index where indrelid = parent::regclass);
    while month_start <= last_day loop
        child := format('%s_%s', parent, to_char(month_start, 'YYYYMM'));
        if to_regclass('public.' || child) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)',
                           child, parent, month_start, (month_start + interval '1 month')::date);
            -- Reached through the parent only: a partition of its own has neither its policies nor its narrow grants.
            execute format('revoke all on %I from yq_app, yq_loader, yq_sealer, yq_auditor', child);
            if is_indexed_later then
                execute format('alter table %I set (autovacuum_enabled = false)', child);
            end if;
            made := made + 1;
        end if;
        month_start := (month_start + interval '1 month')::date;
    end loop;
    return made;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("db", "0002_seen_rows")]
    # Going back needs nothing: months are made the same, but for the vacuum.
    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
