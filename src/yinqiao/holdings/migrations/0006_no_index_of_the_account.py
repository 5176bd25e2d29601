"""The account's own index goes: its postings are read with its customer, whose index leads to them."""

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
            execute format('alter table %s add primary key (posted_on, id)', child);
            execute format('create unique index on %s (transaction_no, source, posted_on)', child);
            execute format('create index on %s (customer_id, posted_on desc, id desc)', child);
            execute format('create index on %s using brin (batch_on)', child);
        end if;
        execute format('analyze %s', child);
        made := made + 1;
    end loop;
    return made;
end $$;
"""
DROP_INDEXES = """
do $$
declare
    index_name regclass;
begin
    for index_name in
        select indexrelid::regclass
        from pg_index
        join pg_inherits on inhrelid = indrelid
        join pg_attribute on attrelid = indrelid and attnum = indkey[0]
        where inhparent = 'holdings_transaction'::regclass and attname = 'account_id'
    loop
        execute format('drop index %s', index_name);
    end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("holdings", "0005_index_filled_months")]
    # Going back needs neither: an index less answers the same.
    operations = [
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(DROP_INDEXES, migrations.RunSQL.noop),
    ]
