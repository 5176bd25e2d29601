"""Counts and sums of what a source brought, for people who may not see a single row of it."""

from django.db import migrations

# Runs with the owner's rights, so it answers for the whole bank: only for the tables and sums listed, and only totals.
# Rows are counted as known at `known_at`: later corrections and later batches do not change what was reconciled.
FIGURES = """
create function reconciliation_figures(object_table text, sum_column text, of_source text, known_until timestamptz)
returns table (row_count bigint, total numeric, checksum text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    history_table text := split_part(object_table, '_', 1) || '_history';
    summed_now text := 'null::numeric';
    summed_then text := 'null::numeric';
begin
    if object_table || '.' || sum_column <> all (array[
        'interactions_contact_record.duration_seconds', 'interactions_contact_record.', 'interactions_note.', 'interactions_task.',
        'insights_tag.', 'insights_customer_tag.', 'customers_assignment.', 'compliance_consent.'
    ]) then
        raise exception 'no reconciliation of %.%', object_table, sum_column;
    end if;
    if sum_column <> '' then
        summed_now := format('t.%I::numeric', sum_column);
        summed_then := format('(h.state ->> %L)::numeric', sum_column);
    end if;
    return query execute format(
        'select count(*), coalesce(sum(summed), 0), coalesce(sum(digest), 0)::text from ('
        ' select t.source_digest::numeric as digest, %1$s as summed from %3$I t'
        '  where t.source = $1 and t.ended_on is null and t.known_from <= $2'
        ' union all'
        ' select (h.state ->> ''source_digest'')::numeric, %2$s from %4$I h'
        '  where h.table_name = %3$L and h.known_from <= $2 and h.known_to > $2'
        '  and h.state ->> ''source'' = $1 and h.state ->> ''ended_on'' is null'
        ') as known', summed_now, summed_then, object_table, history_table)
    using of_source, known_until;
end $$;
revoke execute on function reconciliation_figures(text, text, text, timestamptz) from public;
grant execute on function reconciliation_figures(text, text, text, timestamptz) to yq_app;
-- A signature is never taken away; it can only fall (voided_at).
revoke delete on integrations_reconciliation_signature from yq_app;
revoke insert, update, delete on integrations_reconciliation_signature from yq_loader;
"""
DROP = "drop function reconciliation_figures(text, text, text, timestamptz);"


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0001_initial"),
        ("interactions", "0002_protection"),
        ("insights", "0002_protection"),
        ("compliance", "0002_protection"),
        ("customers", "0002_protection"),
    ]
    operations = [migrations.RunSQL(FIGURES, DROP)]
