"""Measures of data quality by day, and what managers answered about fields."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "customers_field_answer"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0011_identity"),
    ]

    operations = [
        migrations.CreateModel(
            name="QualityMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measured_on", models.DateField()),
                ("rule", models.CharField(max_length=40)),
                ("org_id", models.BigIntegerField()),
                ("source", models.CharField(max_length=20)),
                ("checked", models.PositiveIntegerField()),
                ("failed", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "customers_quality_measure",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measured_on", "rule", "org_id", "source"),
                        name="quality_measure_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("failed__lte", models.F("checked"))),
                        name="quality_measure_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                (
                    "answer",
                    models.CharField(
                        choices=[("CONFIRMED", "Still right"), ("ASKED", "Customer was asked")],
                        max_length=10,
                    ),
                ),
                ("answered_on", models.DateField()),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("answered_by_name", models.CharField(max_length=60)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": TABLE,
                "constraints": [
                    models.UniqueConstraint(fields=("customer", "rule"), name="field_answer_newest")
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
    ]
