"""Until when cases keep a customer's record: a day alone, so that who erases learns nothing of what they say."""

from django.db import migrations

# For ever while anything is undecided or confirmed; after that from the last decision on. Cases stay with the record of a merge.
PROVEN = """
create function screening_proven(asked bigint) returns date
language sql stable security definer set search_path = public, pg_temp as $$
    select case when bool_or(k.state <> 'CLEARED') then 'infinity'::date
        else max((k.decided_at at time zone 'Asia/Shanghai')::date) end
    from screening_case k
    where k.customer_id = asked or k.customer_id in (select g.member_id from customers_merged g where g.survivor_id = asked)
$$;
revoke all on function screening_proven(bigint) from public;
grant execute on function screening_proven(bigint) to yq_loader;
"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0005_erasing")]
    operations = [migrations.RunSQL(PROVEN, "drop function screening_proven(bigint)")]
