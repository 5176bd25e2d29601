"""What lies beside the database goes after it; evidence goes at the end of its time, by the loader role alone."""

from django.db import migrations, models

from yinqiao.platform.db import rls

# Nothing but the work of erasure reads or writes them.
CLOSED = (
    "revoke all on privacy_lake_erasure, privacy_file_erasure from yq_app, yq_auditor, yq_sealer;"
    " alter table privacy_file_erasure enable row level security;"
    " alter table privacy_file_erasure force row level security;"
    " create policy loader_all on privacy_file_erasure to yq_loader, yq_owner using (true) with check (true);"
)
OPEN = (
    "drop policy if exists loader_all on privacy_file_erasure;"
    " alter table privacy_file_erasure disable row level security;"
)
# What was handed in or completed is changed by nobody; at the end of its retention the loader role takes it out, and says so.
FIXED = """
create or replace function compliance_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_table_name in ('compliance_evidence', 'compliance_assessment_sitting') and tg_op = 'DELETE' and current_user = 'yq_loader'
        and current_setting('app.erasing', true) = 'on' then
        return old;
    end if;
    if tg_table_name = 'compliance_evidence' then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    if old.state in ('PUBLISHED', 'COMPLETED', 'ABANDONED') then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
grant delete on compliance_evidence to yq_loader;
"""
FIXED_FOR_EVER = """
create or replace function compliance_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'compliance_evidence' then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    if tg_table_name = 'compliance_assessment_sitting' and tg_op = 'DELETE' and current_user = 'yq_loader'
        and current_setting('app.erasing', true) = 'on' then
        return old;
    end if;
    if old.state in ('PUBLISHED', 'COMPLETED', 'ABANDONED') then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
revoke delete on compliance_evidence from yq_loader;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="FileErasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=200, unique=True)),
                ("noted_at", models.DateTimeField()),
            ],
            options={"db_table": "privacy_file_erasure"},
        ),
        migrations.CreateModel(
            name="LakeErasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dataset", models.CharField(max_length=40)),
                ("customer_id", models.BigIntegerField()),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "db_table": "privacy_lake_erasure",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dataset", "customer_id"), name="lake_erasure_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            rls.protect_child("privacy_lake_erasure"), rls.unprotect("privacy_lake_erasure")
        ),
        migrations.RunSQL(CLOSED, OPEN),
        migrations.RunSQL(FIXED, FIXED_FOR_EVER),
    ]
