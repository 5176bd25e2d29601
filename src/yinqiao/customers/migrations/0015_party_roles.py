"""What customers are to the bank, as rows with a period."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "customers_party_role"


class Migration(migrations.Migration):
    dependencies = [("customers", "0014_field_grants")]
    operations = [
        migrations.CreateModel(
            name="PartyRole",
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
                            ("STAFF", "Staff of the bank"),
                            ("SHAREHOLDER", "Shareholder of the bank"),
                            ("RELATED", "Related party of the bank"),
                            ("SUPPLIER", "Supplier of the bank"),
                            ("PARTNER", "Cooperation partner of the bank"),
                            ("INTERMEDIARY", "Intermediate customer"),
                        ],
                        max_length=16,
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("grounds", models.CharField(blank=True, max_length=200)),
                ("set_by_id", models.BigIntegerField(null=True)),
                ("set_by_name", models.CharField(blank=True, max_length=60)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
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
                "db_table": "customers_party_role",
                "indexes": [models.Index(fields=["customer", "kind"], name="party_role_customer")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "source_key"), name="party_role_source_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="party_role_period",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
    ]
