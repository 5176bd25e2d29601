"""Which rows a running full load has seen; logged, because a resumed full load would close every row whose mark a crash has lost."""

from django.db import migrations

TABLE = """
create table imports_seen_row (batch_id bigint not null, table_name text not null, row_id bigint not null);
create index imports_seen_row_batch on imports_seen_row (batch_id, table_name, row_id);
revoke all on imports_seen_row from yq_app, yq_auditor;

-- Statistics right after a load: the next set-wise step must not be planned for an empty table.
create function analyze_table(table_name text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    execute format('analyze %I', table_name);
end $$;
revoke all on function analyze_table(text) from public;
grant execute on function analyze_table(text) to yq_loader;
"""


class Migration(migrations.Migration):
    dependencies = [("db", "0001_functions")]
    operations = [
        migrations.RunSQL(TABLE, "drop table imports_seen_row; drop function analyze_table(text);")
    ]
