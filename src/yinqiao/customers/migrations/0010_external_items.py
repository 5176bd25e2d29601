"""External items attached to a customer."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "customers_external_item"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_life_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(default="CRM", max_length=20)),
                ("source_key", models.CharField(max_length=120)),
                ("source_digest", models.BigIntegerField(default=0)),
                ("batch_id", models.BigIntegerField(null=True)),
                ("known_from", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SENTIMENT", "Public opinion"),
                            ("INDUSTRY", "Industry report"),
                            ("REGISTRY", "Company register"),
                            ("JUDICIAL", "Courts and penalties"),
                            ("NEWS", "News"),
                            ("OTHER", "Other information"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("summary", models.CharField(blank=True, max_length=500)),
                ("origin", models.CharField(max_length=60)),
                ("published_on", models.DateField()),
                ("link", models.CharField(blank=True, max_length=300)),
                (
                    "relevance",
                    models.CharField(
                        choices=[
                            ("HIGH", "High relevance"),
                            ("MEDIUM", "Medium relevance"),
                            ("LOW", "Low relevance"),
                        ],
                        max_length=6,
                    ),
                ),
                ("attached_by_id", models.BigIntegerField(null=True)),
                ("attached_by_name", models.CharField(blank=True, max_length=60)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=60)),
                ("withdraw_reason", models.CharField(blank=True, max_length=200)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "customers_external_item",
                "indexes": [
                    models.Index(
                        fields=["customer", "-published_on"], name="external_item_customer"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "source_key"), name="external_item_source_key"
                    )
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
    ]
