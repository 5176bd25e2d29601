"""Mergers of units that two people agreed to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organization", "0002_seed")]

    operations = [
        migrations.CreateModel(
            name="OrgMerger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="from")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "Planned for its day"),
                            ("RUNNING", "Being carried out"),
                            ("DONE", "Carried out"),
                            ("STOPPED", "Cannot be carried out"),
                        ],
                        default="PLANNED",
                        max_length=10,
                    ),
                ),
                ("maker_id", models.BigIntegerField()),
                ("maker_name", models.CharField(max_length=80)),
                ("checker_id", models.BigIntegerField()),
                ("checker_name", models.CharField(max_length=80)),
                ("agreed_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("counted", models.JSONField(default=dict)),
                ("moved", models.JSONField(default=dict)),
                ("problem", models.CharField(blank=True, max_length=300)),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                        verbose_name="unit",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("PLANNED", "RUNNING"))),
                        fields=("org",),
                        name="orgmerger_of_a_unit_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("org", models.F("into")), _negated=True),
                        name="orgmerger_of_two_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("maker_id", models.F("checker_id")), _negated=True),
                        name="orgmerger_by_two_people",
                    ),
                ],
            },
        ),
    ]
