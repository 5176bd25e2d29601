"""SQL functions that the rooms share: reserved id blocks and month partitions."""

from django.db import migrations

FUNCTIONS = """
create extension if not exists btree_gist;
create extension if not exists btree_gin;

create function reserve_ids(table_name text, how_many bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    sequence_name text := pg_get_serial_sequence(table_name, 'id');
    first_id bigint;
begin
    perform pg_advisory_xact_lock(hashtext('reserve_ids'), hashtext(table_name));
    execute format('select nextval(%L)', sequence_name) into first_id;
    if how_many > 1 then
        execute format('select setval(%L, %s)', sequence_name, first_id + how_many - 1);
    end if;
    return first_id;
end $$;

-- Runs with the owner's rights: the loader may ask for partitions but may not create tables.
create function ensure_month_partitions(parent text, first_day date, last_day date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    month_start date := date_trunc('month', first_day);
    made int := 0;
    child text;
begin
    if parent not in (select c.relname from pg_class c where c.relkind = 'p' and c.relnamespace = 'public'::regnamespace) then
        raise exception '% is not a partitioned table', parent;
    end if;
    if last_day - first_day > 36600 then
        raise exception 'more than a hundred years of partitions asked for';
    end if;
    perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'), hashtext(parent));
    while month_start <= last_day loop
        child := format('%s_%s', parent, to_char(month_start, 'YYYYMM'));
        if to_regclass('public.' || child) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)',
                           child, parent, month_start, (month_start + interval '1 month')::date);
            -- Reached through the parent only: a partition of its own has neither its policies nor its narrow grants.
            execute format('revoke all on %I from yq_app, yq_loader, yq_sealer, yq_auditor', child);
            made := made + 1;
        end if;
        month_start := (month_start + interval '1 month')::date;
    end loop;
    return made;
end $$;
"""
DROP = "drop function reserve_ids(text, bigint); drop function ensure_month_partitions(text, date, date);"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
