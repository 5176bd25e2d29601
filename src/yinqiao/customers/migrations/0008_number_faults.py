"""Numbers that do not lead to the customer."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "customers_number_fault"


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_correction_desk")]
    operations = [
        migrations.CreateModel(
            name="NumberFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contact_point_id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("EMPTY", "Number not in service"),
                            ("SUSPENDED", "Number suspended"),
                            ("NOT_PERSON", "Somebody else answers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("reported_by_id", models.BigIntegerField(null=True)),
                ("reported_by_name", models.CharField(max_length=60)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=60)),
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
                "indexes": [
                    models.Index(fields=["customer", "-reported_at"], name="number_fault_customer")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("contact_point_id",),
                        name="number_fault_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
    ]
