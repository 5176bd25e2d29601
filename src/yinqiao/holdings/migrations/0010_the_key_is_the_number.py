"""The primary key of a posting is what names it, its number with source and day: an index of the surrogate id answered nobody."""

from django.db import migrations

FUNCTION = """
create or replace function index_month_partitions(parent text) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    child regclass;
    is_filled boolean;
    made int := 0;
begin
    if parent not in ('holdings_balance', 'holdings_transaction') then
        raise exception '% has no monthly indexes', parent;
    end if;
    for child in select inhrelid::regclass from pg_inherits where inhparent = parent::regclass loop
        if exists (select 1 from pg_index where indrelid = child) then
            continue;
        end if;
        execute format('select exists (select 1 from %s)', child) into is_filled;
        if not is_filled then
            continue;
        end if;
        if parent = 'holdings_balance' then
            execute format('create unique index on %s (account_id, balance_on desc, source)', child);
            execute format('create index on %s using brin (batch_on)', child);
        else
            execute format('alter table %s add primary key (transaction_no, source, posted_on)', child);
            execute format('create index on %s (customer_id, posted_on desc, id desc)', child);
            execute format('create index on %s using brin (batch_on)', child);
        end if;
        execute format('analyze %s', child);
        execute format('alter table %s reset (autovacuum_enabled)', child);
        made := made + 1;
    end loop;
    return made;
end $$;
"""
# The unique index of a filled month becomes its key: nothing is read or written again.
MOVE_KEYS = """
do $$
declare
    child record;
begin
    for child in
        select month.oid::regclass as name, key.conname as old_key, by_number.relname as index_name
        from pg_inherits
        join pg_class month on month.oid = inhrelid
        join pg_constraint key on key.conrelid = month.oid and key.contype = 'p'
        join pg_index on indrelid = month.oid and indisunique and not indisprimary
        join pg_class by_number on by_number.oid = indexrelid
        where inhparent = 'holdings_transaction'::regclass
    loop
        execute format('alter table %s drop constraint %I', child.name, child.old_key);
        execute format('alter table %s add primary key using index %I', child.name, child.index_name);
    end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("holdings", "0009_overdue_spells")]
    # Going back needs neither: either key answers the same.
    operations = [
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(MOVE_KEYS, migrations.RunSQL.noop),
    ]
