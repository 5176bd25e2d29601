"""Triggers with their versions, their runs and firings; whom they fired for stands behind the walls of customers."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0003_customer_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="TriggerRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("data_on", models.DateField(unique=True)),
                ("evaluated_at", models.DateTimeField()),
                ("fired", models.BigIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("announced_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "insights_trigger_run",
            },
        ),
        migrations.CreateModel(
            name="Trigger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("effective_from", models.DateField()),
                ("title", models.CharField(max_length=40)),
                (
                    "over",
                    models.CharField(
                        choices=[("CUSTOMER", "Customer"), ("MATURITY", "What falls due")],
                        default="CUSTOMER",
                        max_length=10,
                    ),
                ),
                ("condition", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("suggestion", models.CharField(blank=True, max_length=300)),
                ("object_fact", models.CharField(blank=True, max_length=40)),
                ("amount_fact", models.CharField(blank=True, max_length=40)),
                ("happens_fact", models.CharField(blank=True, max_length=40)),
                ("due_days", models.PositiveSmallIntegerField()),
                ("before_days", models.PositiveSmallIntegerField(null=True)),
                ("priority", models.PositiveSmallIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("SERVICE", "Service"), ("MARKETING", "Marketing")], max_length=10
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("source", models.CharField(max_length=80)),
                ("owner", models.CharField(max_length=40)),
                ("changed_by", models.CharField(blank=True, max_length=60)),
                ("changed_at", models.DateTimeField()),
                ("change_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "effective_from"), name="trigger_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__gte", 1), ("priority__lte", 5)),
                        name="trigger_priority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TriggerFiring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                ("code", models.CharField(max_length=24)),
                ("object_key", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=400)),
                ("suggestion", models.CharField(blank=True, max_length=300)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("happens_on", models.DateField(null=True)),
                ("due_on", models.DateField()),
                ("priority", models.PositiveSmallIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("SERVICE", "Service"), ("MARKETING", "Marketing")], max_length=10
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="firings",
                        to="insights.triggerrun",
                    ),
                ),
            ],
            options={
                "db_table": "insights_trigger_firing",
                "indexes": [models.Index(fields=["customer_id"], name="firing_customer")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "code", "customer_id", "object_key"), name="firing_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            rls.protect_child("insights_trigger_firing"), rls.unprotect("insights_trigger_firing")
        ),
        migrations.RunSQL(
            "revoke insert, update, delete on insights_trigger_firing from yq_app;"
            " revoke insert, delete on insights_trigger_run from yq_app;",
            migrations.RunSQL.noop,
        ),
    ]
