"""Balances and transactions by month of posting (contract 15), and the walls around every table of customers' money."""

from django.db import migrations

from yinqiao.platform.db import rls

TABLES = """
create sequence holdings_balance_id_seq;
create table holdings_balance (
    id bigint not null default nextval('holdings_balance_id_seq'),
    account_id bigint not null,
    customer_id bigint not null,
    balance_on date not null,
    balance numeric(20, 2) not null,
    source varchar(20) not null,
    batch_id bigint not null,
    batch_on date not null,
    known_at timestamptz not null
) partition by range (balance_on);
alter sequence holdings_balance_id_seq owned by holdings_balance.id;

create sequence holdings_transaction_id_seq;
create table holdings_transaction (
    id bigint not null default nextval('holdings_transaction_id_seq'),
    account_id bigint not null,
    customer_id bigint not null,
    transaction_no varchar(32) not null,
    posted_on date not null,
    posted_at timestamptz,
    direction varchar(1) not null check (direction in ('C', 'D')),
    amount numeric(20, 2) not null,
    balance_after numeric(20, 2),
    transaction_type varchar(24) not null,
    category varchar(20) not null,
    channel varchar(16) not null,
    counterparty_name varchar(200) not null,
    counterparty_token bytea,
    counterparty_masked varchar(40) not null,
    counterparty_bank varchar(100) not null,
    summary varchar(100) not null,
    source varchar(20) not null,
    batch_id bigint not null,
    batch_on date not null,
    known_at timestamptz not null
) partition by range (posted_on);
alter sequence holdings_transaction_id_seq owned by holdings_transaction.id;

-- Keys and indexes stand on the months, not on the parent: a month that a first load fills is indexed once it is full.
create function index_month_partitions(parent text) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    child regclass;
    made int := 0;
begin
    if parent not in ('holdings_balance', 'holdings_transaction') then
        raise exception '% has no monthly indexes', parent;
    end if;
    for child in select inhrelid::regclass from pg_inherits where inhparent = parent::regclass loop
        if exists (select 1 from pg_index where indrelid = child) then
            continue;
        end if;
        if parent = 'holdings_balance' then
            execute format('create unique index on %s (account_id, balance_on desc, source)', child);
            execute format('create index on %s using brin (batch_on)', child);
        else
            execute format('alter table %s add primary key (posted_on, id)', child);
            execute format('create unique index on %s (transaction_no, source, posted_on)', child);
            execute format('create index on %s (customer_id, posted_on desc, id desc)', child);
            execute format('create index on %s (account_id, posted_on desc, id desc)', child);
            execute format('create index on %s using brin (batch_on)', child);
        end if;
        execute format('analyze %s', child);
        made := made + 1;
    end loop;
    return made;
end $$;
"""
DROP = "drop table holdings_transaction; drop table holdings_balance; drop function index_month_partitions(text);"
CHILDREN = (
    "holdings_account",
    "holdings_account_party",
    "holdings_loan",
    "holdings_card",
    "holdings_wealth_position",
    "holdings_standing_order",
    "holdings_balance",
    "holdings_transaction",
    "holdings_payroll",
    "holdings_fee",
    "holdings_login",
    "holdings_history",
)
IMMUTABLE = """
revoke update, delete on holdings_balance, holdings_transaction, holdings_payroll, holdings_fee, holdings_login, holdings_history from yq_app;
revoke insert on holdings_balance, holdings_transaction, holdings_payroll, holdings_fee, holdings_login from yq_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("holdings", "0001_initial"),
        ("customers", "0002_protection"),
        ("db", "0001_functions"),
    ]
    operations = [
        migrations.RunSQL(TABLES, DROP),
        *[migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN],
        migrations.RunSQL(IMMUTABLE, migrations.RunSQL.noop),
    ]
