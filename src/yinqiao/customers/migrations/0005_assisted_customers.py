"""Whom a person assists, asked while her scope is being built: before there is a scope, row-level security shows nothing."""

from django.db import migrations

FUNCTION = """
create function assisted_customers(person bigint, day date) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select distinct customer_id from customers_assignment
    where staff_id = person and role = 'ASSIST' and ended_on is null and valid_from <= day and (valid_to is null or valid_to > day)
    order by 1
$$;
revoke all on function assisted_customers(bigint, date) from public;
grant execute on function assisted_customers(bigint, date) to yq_app, yq_loader;
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0004_fewer_indexes")]
    operations = [migrations.RunSQL(FUNCTION, "drop function assisted_customers(bigint, date)")]
