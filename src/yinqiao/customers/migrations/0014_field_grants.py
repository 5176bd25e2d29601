"""Leave to see several numbers of several customers for some hours."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "customers_field_grant"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0013_limits"),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_id", models.BigIntegerField()),
                ("staff_name", models.CharField(max_length=80)),
                ("field", models.CharField(max_length=40)),
                ("approval_id", models.BigIntegerField(db_index=True)),
                ("approved_by_id", models.BigIntegerField()),
                ("approved_by_name", models.CharField(max_length=80)),
                ("reason", models.CharField(max_length=200)),
                ("from_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by_name", models.CharField(blank=True, max_length=80)),
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
                "db_table": "customers_field_grant",
                "indexes": [
                    models.Index(
                        fields=["staff_id", "customer", "field", "until"], name="field_grant_held"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("approved_by_id", models.F("staff_id")), _negated=True),
                        name="field_grant_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("from_at"))),
                        name="field_grant_times",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(f"revoke delete on {TABLE} from yq_app;", migrations.RunSQL.noop),
    ]
