"""Levels of a request with their decisions, and deputies for those who decide."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0003_announcements"),
    ]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="later",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="approval",
            name="level",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("giver_id", models.BigIntegerField()),
                ("giver_name", models.CharField(max_length=80)),
                ("taker_id", models.BigIntegerField()),
                ("taker_name", models.CharField(max_length=80)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["taker_id", "to_on"], name="deputy_taker"),
                    models.Index(fields=["giver_id", "-made_at"], name="deputy_giver"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver_id", models.F("taker_id")), _negated=True),
                        name="deputy_is_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="deputy_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("is_granted", models.BooleanField()),
                ("checker_id", models.BigIntegerField()),
                ("checker_name", models.CharField(max_length=80)),
                ("for_id", models.BigIntegerField(null=True)),
                ("for_name", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="workflow.approval",
                    ),
                ),
            ],
            options={
                "db_table": "workflow_approval_step",
                "indexes": [
                    models.Index(fields=["checker_id", "-decided_at"], name="approval_step_checker")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("approval", "level"), name="approval_step_once")
                ],
            },
        ),
        migrations.RunSQL(
            "revoke update, delete on workflow_approval_step from yq_app;", migrations.RunSQL.noop
        ),
    ]
