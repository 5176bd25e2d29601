"""Tier and lifecycle stage by rules of state: what holds, the history, keeps by decision; all stand behind the walls of customers."""

from django.db import migrations, models

from yinqiao.platform.db import rls

TABLES = ("insights_standing", "insights_standing_change", "insights_tier_keep")
# The daily job alone writes tiers and stages; a keep is a decision that stays as it was made.
GRANTS = """
revoke insert, update, delete on insights_standing from yq_app;
revoke insert, update, delete on insights_standing_change from yq_app;
revoke update, delete on insights_tier_keep from yq_app;
"""
# The wide row is read by its key alone: statistics of all its columns took seconds and helped nobody.
ANALYZE = """
create or replace function analyze_next_customer_facts() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze insights_customer_facts_next (customer_id);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0005_short_transactions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerStanding",
            fields=[
                ("tier", models.CharField(max_length=16, null=True)),
                ("tier_earned", models.CharField(max_length=16, null=True)),
                ("tier_since", models.DateField(null=True)),
                ("tier_below_since", models.DateField(null=True)),
                ("tier_reason", models.CharField(max_length=16, null=True)),
                ("stage", models.CharField(max_length=16, null=True)),
                ("stage_since", models.DateField(null=True)),
                ("stage_reason", models.CharField(max_length=16, null=True)),
                ("aum_low_since", models.DateField(null=True)),
                ("customer_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("held_on", models.DateField()),
                ("before_tier", models.CharField(max_length=16, null=True)),
                ("before_tier_earned", models.CharField(max_length=16, null=True)),
                ("before_tier_since", models.DateField(null=True)),
                ("before_tier_below_since", models.DateField(null=True)),
                ("before_tier_reason", models.CharField(max_length=16, null=True)),
                ("before_stage", models.CharField(max_length=16, null=True)),
                ("before_stage_since", models.DateField(null=True)),
                ("before_stage_reason", models.CharField(max_length=16, null=True)),
                ("before_aum_low_since", models.DateField(null=True)),
            ],
            options={
                "db_table": "insights_standing",
            },
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="aum_low_since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="customer_tier",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="lifecycle_stage",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="stage_reason",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="stage_since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="tier_below_since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="tier_earned",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="tier_reason",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="tier_since",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="StandingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("TIER", "Tier"), ("STAGE", "Lifecycle stage")], max_length=5
                    ),
                ),
                ("changed_on", models.DateField()),
                ("old", models.CharField(max_length=16)),
                ("new", models.CharField(max_length=16)),
                ("reason", models.CharField(max_length=16)),
                ("metrics", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "db_table": "insights_standing_change",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("customer_id", "kind", "changed_on"), name="standing_change_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TierKeep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("MASS", "Mass"),
                            ("BASIC_WEALTH", "Basic wealth"),
                            ("WEALTH", "Wealth"),
                            ("PREMIER", "Premier"),
                            ("PRIVATE", "Private bank"),
                        ],
                        max_length=16,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("asked_by_id", models.BigIntegerField()),
                ("granted_by_id", models.BigIntegerField()),
                ("granted_by_name", models.CharField(max_length=60)),
                ("granted_at", models.DateTimeField()),
            ],
            options={
                "db_table": "insights_tier_keep",
                "indexes": [models.Index(fields=["customer_id", "-id"], name="tier_keep_customer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="tier_keep_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_by_id", models.F("granted_by_id")), _negated=True
                        ),
                        name="tier_keep_by_two",
                    ),
                ],
            },
        ),
        *[migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in TABLES],
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(ANALYZE, migrations.RunSQL.noop),
    ]
