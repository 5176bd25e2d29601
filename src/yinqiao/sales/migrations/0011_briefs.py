"""Who saw the brief of a morning."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0010_woken"), ("organization", "0002_seed")]
    operations = [
        migrations.CreateModel(
            name="BriefRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("read_at", models.DateTimeField()),
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
                "db_table": "sales_brief_read",
                "constraints": [
                    models.UniqueConstraint(fields=("staff", "day"), name="brief_read_once")
                ],
            },
        ),
    ]
