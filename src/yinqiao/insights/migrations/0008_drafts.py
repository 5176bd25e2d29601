"""Drafts of rules that are previewed; whom one would have fired for stands behind the walls of customers."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0007_contribution"),
    ]

    operations = [
        migrations.CreateModel(
            name="TriggerDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("condition", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("data_on", models.DateField(null=True)),
                ("customers", models.BigIntegerField(null=True)),
                ("fired", models.BigIntegerField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "insights_trigger_draft",
            },
        ),
        migrations.CreateModel(
            name="TriggerDraftRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=400)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("due_on", models.DateField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="insights.triggerdraft",
                    ),
                ),
            ],
            options={
                "db_table": "insights_trigger_draft_row",
            },
        ),
        migrations.RunSQL(
            rls.protect_child("insights_trigger_draft_row"),
            rls.unprotect("insights_trigger_draft_row"),
        ),
        migrations.RunSQL(
            "revoke insert, update, delete on insights_trigger_draft_row from yq_app;"
            " revoke update, delete on insights_trigger_draft from yq_app;",
            migrations.RunSQL.noop,
        ),
    ]
