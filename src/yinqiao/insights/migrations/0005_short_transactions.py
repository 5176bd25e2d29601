"""Facts and firings are laid down in many short transactions, and come into view by one (contract 12)."""

from django.db import migrations, models

TABLE = "insights_customer_facts"
NEXT = f"{TABLE}_next"
# The statistics are gathered before the change of names, which then lasts no longer than a look at the catalogue.
FUNCTIONS = f"""
create function analyze_next_customer_facts() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze {NEXT};
end $$;
create or replace function swap_customer_facts() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    drop table {TABLE};
    alter table {NEXT} rename to {TABLE};
end $$;
revoke execute on function analyze_next_customer_facts() from public;
grant execute on function analyze_next_customer_facts() to yq_loader;
"""
BACK = f"""
drop function analyze_next_customer_facts();
create or replace function swap_customer_facts() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze {NEXT};
    drop table {TABLE};
    alter table {NEXT} rename to {TABLE};
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("insights", "0004_triggers")]
    operations = [
        migrations.RunSQL(FUNCTIONS, BACK),
        migrations.AlterField("triggerrun", "data_on", models.DateField()),
        migrations.AddField("triggerrun", "finished_at", models.DateTimeField(null=True)),
        migrations.AddField("triggerrun", "replaced_at", models.DateTimeField(null=True)),
        migrations.RunSQL(
            "update insights_trigger_run set finished_at = evaluated_at", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            "triggerrun",
            models.UniqueConstraint(
                fields=["data_on"],
                condition=models.Q(finished_at__isnull=False, replaced_at__isnull=True),
                name="trigger_run_stands",
            ),
        ),
    ]
