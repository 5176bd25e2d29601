"""What the opportunities of each rule came to, by unit."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0014_proposed_product"), ("organization", "0002_seed")]
    operations = [
        migrations.CreateModel(
            name="RuleResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("days", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("made", models.PositiveIntegerField()),
                ("contacted", models.PositiveIntegerField()),
                ("won", models.PositiveIntegerField()),
                ("lost", models.PositiveIntegerField()),
                ("expired", models.PositiveIntegerField()),
                ("gone", models.PositiveIntegerField()),
                ("won_amount", models.DecimalField(decimal_places=2, max_digits=24)),
                ("reasons", models.JSONField(default=dict)),
                ("contact_days", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField()),
                (
                    "org",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                    ),
                ),
            ],
            options={
                "db_table": "sales_rule_result",
                "constraints": [
                    models.UniqueConstraint(fields=("days", "org", "kind"), name="rule_result_once")
                ],
            },
        ),
    ]
