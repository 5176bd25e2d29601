"""A month that a load filled bare is vacuumed again once it has its indexes."""

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
        execute format('alter table %s reset (autovacuum_enabled)', child);
        made := made + 1;
    end loop;
    return made;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("holdings", "0007_payroll_months"),
        ("db", "0003_bare_months_in_peace"),
    ]
    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
