"""Pipelines and their stages; where an opportunity stands, what is expected of it, and what was shown for a stage."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0019_relation_outsider"),
        ("organization", "0003_mergers"),
        ("sales", "0016_lead_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                (
                    "condition",
                    models.CharField(
                        choices=[
                            ("NEED", "The need is written down"),
                            ("AMOUNT", "Expected amount and date"),
                            ("OFFER", "Valid assessment, suitable product"),
                            ("RECORDING", "Double recording booked"),
                            ("CONFIRMED", "The customer confirmed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("staff_id", models.BigIntegerField(null=True)),
                ("staff_name", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("booked_for", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Pipeline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=24, unique=True)),
                ("title", models.CharField(max_length=40)),
                ("is_company", models.BooleanField(default=False)),
                ("is_sale", models.BooleanField(default=True)),
                ("is_default", models.BooleanField(default=False)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("title", models.CharField(max_length=40)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASSIGNED", "To be contacted"),
                            ("CONTACTED", "Contacted"),
                            ("NEEDS", "Needs known"),
                            ("PROPOSED", "Proposal made"),
                            ("PROCESSING", "Being processed"),
                            ("WON", "Won"),
                        ],
                        max_length=10,
                    ),
                ),
                ("probability", models.PositiveSmallIntegerField()),
                ("slow_days", models.PositiveSmallIntegerField(default=0)),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("NEED", "The need is written down"),
                                ("AMOUNT", "Expected amount and date"),
                                ("OFFER", "Valid assessment, suitable product"),
                                ("RECORDING", "Double recording booked"),
                                ("CONFIRMED", "The customer confirmed"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="opportunity",
            name="opportunity_open_or_closed",
        ),
        migrations.AddField(
            model_name="opportunity",
            name="expected_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="probability",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="stage_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="step",
            name="left_stage_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="step",
            name="stage_days",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="step",
            name="stage_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="opportunity",
            name="state",
            field=models.CharField(
                choices=[
                    ("NEW", "In the pool"),
                    ("ASSIGNED", "To be contacted"),
                    ("CONTACTED", "Contacted"),
                    ("NEEDS", "Needs known"),
                    ("PROPOSED", "Proposal made"),
                    ("PROCESSING", "Being processed"),
                    ("WON", "Won"),
                    ("LOST", "Lost"),
                    ("EXPIRED", "Expired"),
                    ("CLOSED", "Reason gone"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="act",
            field=models.CharField(
                choices=[
                    ("CONTACTED", "Customer contacted"),
                    ("ATTEMPTED", "Tried to reach the customer"),
                    ("ADVANCED", "Moved on"),
                    ("TAKEN_BACK", "Move taken back"),
                    ("PLANNED", "Expectation changed"),
                    ("WON", "Closed as won"),
                    ("LOST", "Closed as lost"),
                    ("SNOOZED", "Put off"),
                    ("WOKEN", "No longer put off"),
                    ("HANDED_OVER", "Handed over"),
                    ("REFERRED", "Referred by the counter"),
                    ("CONVERTED", "Came of a lead"),
                    ("OPENED", "Opened by the manager"),
                    ("ESCALATED", "Passed up to the supervisor"),
                    ("REASON_GONE", "The reason is gone"),
                    ("EXPIRED", "Ended untouched"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="state",
            field=models.CharField(
                choices=[
                    ("NEW", "In the pool"),
                    ("ASSIGNED", "To be contacted"),
                    ("CONTACTED", "Contacted"),
                    ("NEEDS", "Needs known"),
                    ("PROPOSED", "Proposal made"),
                    ("PROCESSING", "Being processed"),
                    ("WON", "Won"),
                    ("LOST", "Lost"),
                    ("EXPIRED", "Expired"),
                    ("CLOSED", "Reason gone"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="opportunity",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="sales.opportunity",
            ),
        ),
        migrations.AddConstraint(
            model_name="pipeline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("is_company",),
                name="pipeline_one_default",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="pipeline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stages",
                to="sales.pipeline",
            ),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="stage",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sales.stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True),
                        (
                            "state__in",
                            ("NEW", "ASSIGNED", "CONTACTED", "NEEDS", "PROPOSED", "PROCESSING"),
                        ),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        models.Q(
                            (
                                "state__in",
                                ("NEW", "ASSIGNED", "CONTACTED", "NEEDS", "PROPOSED", "PROCESSING"),
                            ),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="opportunity_open_or_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("probability__isnull", True), ("probability__lte", 100), _connector="OR"
                ),
                name="opportunity_probability",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["opportunity", "-at"], name="evidence_opportunity"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("pipeline", "code"), name="stage_code_once"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                fields=("pipeline", "position"), name="stage_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("probability__lte", 100)), name="stage_probability"
            ),
        ),
    ]
