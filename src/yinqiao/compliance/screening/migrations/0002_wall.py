"""The wall around screening, what is screened of a customer, and the one neutral thing that others may ask."""

from django.db import migrations

OPEN = "(select current_setting('app.screening', true)) = 'on'"
WITH_CUSTOMER = (
    OPEN
    + " and ((select current_setting('app.all', true)) = 'on'"
    + " or exists (select 1 from customers_customer c where c.id = {table}.customer_id))"
)
PLAIN = (
    "screening_watchlist",
    "screening_list_version",
    "screening_list_entry",
    "screening_run",
    "screening_case_step",
)
OF_CUSTOMERS = ("screening_screened", "screening_case")


def protect(table, condition):
    return (
        f"alter table {table} enable row level security;\n"
        f"alter table {table} force row level security;\n"
        f"create policy screening_wall on {table} to yq_app using ({condition}) with check ({condition});\n"
        f"create policy owner_all on {table} to yq_owner using (true) with check (true);\n"
        # No file, lake or report is made of it: the loader, who passes every policy, has no business here.
        f"revoke all on {table} from yq_auditor, yq_loader;\n"
    )


def unprotect(table):
    return (
        f"drop policy if exists screening_wall on {table}; drop policy if exists owner_all on {table};"
        f"alter table {table} disable row level security;"
    )


# Everything by which a customer is screened, with a digest of it: another digest is another customer to screen. People named in a
# relation who are no customers stand here with her; those who are have rows of their own.
SUBJECT = """
create view screening_subject with (security_invoker = true) as
select s.*, md5(concat_ws('|', s.kind, s.name, s.former_name, s.birth_on, s.nationality, s.sex,
                          array_to_string(s.numbers, ','), array_to_string(s.ties, ','))) as digest
from (
    select c.id as customer_id, c.kind, c.name, c.former_name, c.birth_on, c.nationality, c.sex,
        coalesce(i.numbers, '{}') as numbers, coalesce(r.ties, '{}') as ties
    from customers_customer c
    left join lateral (
        select array_agg(encode(n.number_index, 'hex') order by n.number_index) as numbers
        from customers_identification n where n.customer_id = c.id and n.ended_on is null
    ) i on true
    left join lateral (
        select array_agg(t.kind || ':' || t.other_name order by t.kind, t.other_name) as ties
        from customers_relation t
        where t.customer_id = c.id and t.ended_on is null and t.other_id is null and t.other_name <> ''
    ) r on true
    where c.ended_on is null
) s;
grant select on screening_subject to yq_app;
revoke all on screening_subject from yq_auditor, yq_loader;
"""
# The harmless causes stand in one answer with the others: new or changed and not looked at yet, and a certificate to renew.
UNDER_REVIEW = """
create function screening_under_review(asked bigint[], today date) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select s.customer_id
    from screening_subject s left join screening_screened d on d.customer_id = s.customer_id
    where s.customer_id = any(asked)
      and exists (select 1 from screening_watchlist w where w.is_active and w.version > 0)
      and (d.customer_id is null or d.digest <> s.digest or d.state <> 'CLEAR')
    union
    select n.customer_id from customers_identification n
    where n.customer_id = any(asked) and n.ended_on is null and n.is_primary and n.expires_on < today
$$;
revoke all on function screening_under_review(bigint[], date) from public;
grant execute on function screening_under_review(bigint[], date) to yq_app;
"""
# What was loaded, decided and done stays.
LEDGER = """
revoke delete on screening_list_version, screening_list_entry, screening_run, screening_case, screening_case_step from yq_app;
revoke update on screening_run, screening_case_step from yq_app;
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *[migrations.RunSQL(protect(table, OPEN), unprotect(table)) for table in PLAIN],
        *[
            migrations.RunSQL(protect(table, WITH_CUSTOMER.format(table=table)), unprotect(table))
            for table in OF_CUSTOMERS
        ],
        migrations.RunSQL(SUBJECT, "drop view screening_subject"),
        migrations.RunSQL(UNDER_REVIEW, "drop function screening_under_review(bigint[], date)"),
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
    ]
