"""Announcements with receipts."""

import django.db.models.deletion
from django.db import migrations, models

PK = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_approval_indexes"), ("organization", "0002_seed")]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", PK),
                ("title", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=4000)),
                (
                    "weight",
                    models.CharField(
                        choices=[("PLAIN", "Ordinary"), ("IMPORTANT", "Important")],
                        default="PLAIN",
                        max_length=9,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("made_by_id", models.BigIntegerField()),
                ("made_by_name", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "org",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["org", "-from_on"], name="announcement_org")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="announcement_span",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnouncementRead",
            fields=[
                ("id", PK),
                ("staff_id", models.BigIntegerField()),
                ("read_at", models.DateTimeField()),
                (
                    "announcement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="workflow.announcement",
                    ),
                ),
            ],
            options={
                "db_table": "workflow_announcement_read",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("announcement", "staff_id"), name="announcement_read_once"
                    )
                ],
            },
        ),
    ]
