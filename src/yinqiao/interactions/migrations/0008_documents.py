"""Documents that were drawn up for a customer: written once, never changed."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "interactions_document"
WRITTEN_ONCE = f"revoke update, delete on {TABLE} from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_external_items"),
        ("interactions", "0007_used_script"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ASSET_REPORT", "Report on the allocation of assets")],
                        max_length=16,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("made_at", models.DateTimeField()),
                ("staff_id", models.BigIntegerField(null=True)),
                ("staff_name", models.CharField(blank=True, max_length=60)),
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
                "db_table": "interactions_document",
                "indexes": [
                    models.Index(fields=["customer", "-made_at"], name="document_customer")
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(WRITTEN_ONCE, migrations.RunSQL.noop),
    ]
