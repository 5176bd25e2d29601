"""What an opportunity is for, how those of each kind ended, and what people are to reach in a month."""

import django.db.models.deletion
from django.db import migrations, models

KPIS = [
    ("AUM", "AUM of the book, month average"),
    ("AUM_GROWTH", "Growth of AUM this month"),
    ("RETENTION", "Maturing money kept"),
    ("KEY_CONTACTS", "Key customers contacted"),
    ("CONVERSION", "Opportunities won"),
]


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_contact_steps"), ("organization", "0002_seed")]

    operations = [
        migrations.AddField(
            model_name="opportunity",
            name="purpose",
            field=models.CharField(
                choices=[("SERVICE", "Service"), ("MARKETING", "Marketing")],
                default="SERVICE",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("kind", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("won", models.PositiveIntegerField()),
                ("lost", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
            options={"db_table": "sales_outcome"},
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kpi", models.CharField(choices=KPIS, max_length=24)),
                ("month", models.DateField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=20)),
                ("set_by_id", models.BigIntegerField(null=True)),
                ("set_at", models.DateTimeField()),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "kpi", "month"), name="target_once"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gt", 0)), name="target_above_zero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="target_of_a_month"
                    ),
                ],
            },
        ),
    ]
