"""The audit tables: append-only for the app role, sealed by a role of its own."""

from django.db import migrations, models

TABLES = """
create sequence audit_entry_id_seq;
create table audit_entry (
    id bigint not null default nextval('audit_entry_id_seq'),
    txid bigint not null default (pg_current_xact_id()::text::bigint),
    occurred_at timestamptz not null,
    occurred_on date not null,
    actor_kind text not null,
    staff_id bigint,
    staff_no text not null,
    actor_name text not null,
    roles text not null,
    org_id bigint,
    ip text not null,
    session_digest text not null,
    request_id text not null,
    verb text not null,
    result text not null check (result in ('ok', 'denied', 'failed')),
    object_type text not null,
    object_id bigint,
    customer_id bigint,
    old jsonb not null,
    new jsonb not null,
    reason text not null,
    detail jsonb not null,
    primary key (occurred_on, id)
) partition by range (occurred_on);
alter sequence audit_entry_id_seq owned by audit_entry.id;
create table audit_entry_default partition of audit_entry default;
create index audit_entry_order on audit_entry (txid, id);
create index audit_entry_time on audit_entry (occurred_at desc, id desc);
create index audit_entry_customer on audit_entry (customer_id, occurred_at desc) where customer_id is not null;
create index audit_entry_staff on audit_entry (staff_id, occurred_at desc) where staff_id is not null;
create table audit_seal (
    seq bigint primary key,
    entry_id bigint not null unique,
    entry_txid bigint not null,
    row_digest bytea not null,
    head bytea not null,
    sealed_at timestamptz not null
);
revoke all on audit_entry, audit_entry_default, audit_seal from yq_app, yq_loader, yq_sealer, yq_auditor;
grant select, insert (occurred_at, occurred_on, actor_kind, staff_id, staff_no, actor_name, roles, org_id, ip, session_digest,
    request_id, verb, result, object_type, object_id, customer_id, old, new, reason, detail) on audit_entry to yq_app, yq_loader;
grant usage on sequence audit_entry_id_seq to yq_app, yq_loader;
grant select on audit_seal to yq_app;
grant select on audit_entry, audit_seal to yq_auditor;
grant select on audit_entry to yq_sealer;
grant select, insert on audit_seal to yq_sealer;
select ensure_month_partitions('audit_entry', current_date, current_date + 100);
"""
DROP = "drop table audit_seal; drop table audit_entry;"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("db", "0001_functions")]
    operations = [
        migrations.RunSQL(
            TABLES,
            DROP,
            state_operations=[
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[("id", models.BigIntegerField(primary_key=True, serialize=False))],
                    options={"db_table": "audit_entry", "managed": False},
                ),
                migrations.CreateModel(
                    name="AuditSeal",
                    fields=[("seq", models.BigIntegerField(primary_key=True, serialize=False))],
                    options={"db_table": "audit_seal", "managed": False},
                ),
            ],
        )
    ]
