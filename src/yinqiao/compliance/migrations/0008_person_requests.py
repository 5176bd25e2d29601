"""Requests of persons about their data."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "compliance_person_request"


class Migration(migrations.Migration):
    dependencies = [("compliance", "0007_hold_owner")]

    operations = [
        migrations.CreateModel(
            name="PersonRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("state", models.CharField(default="RECEIVED", max_length=12)),
                ("wish", models.CharField(max_length=500)),
                ("received_via", models.CharField(max_length=16)),
                ("received_at", models.DateTimeField()),
                ("received_by_id", models.BigIntegerField(null=True)),
                ("received_by_name", models.CharField(max_length=60)),
                ("alarm_on", models.DateField()),
                ("due_on", models.DateField()),
                ("handled_by_id", models.BigIntegerField(null=True)),
                ("handled_by_name", models.CharField(blank=True, max_length=60)),
                ("verified_how", models.CharField(blank=True, max_length=200)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("closed_at", models.DateTimeField(null=True)),
                ("restricted_until", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    models.Index(fields=["customer"], name="person_request_customer"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["due_on", "id"],
                        name="person_request_open",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(f"revoke delete on {TABLE} from yq_app;", migrations.RunSQL.noop),
    ]
