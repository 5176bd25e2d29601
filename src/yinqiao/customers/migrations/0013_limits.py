"""A record that is stored and not used; a customer who refused automated decisions."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls


TABLES = ("customers_restriction", "customers_automation_refusal")
# A refusal is ended, never taken out.
KEPT = "revoke delete on customers_automation_refusal from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0012_quality"),
    ]

    operations = [
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="customers.customer",
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateField()),
                ("request_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "customers_restriction",
            },
        ),
        migrations.CreateModel(
            name="AutomationRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("refused_at", models.DateTimeField()),
                ("told_via", models.CharField(max_length=16)),
                ("evidence_no", models.CharField(blank=True, max_length=64)),
                ("recorded_by_id", models.BigIntegerField(null=True)),
                ("recorded_by_name", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=60)),
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
                "db_table": "customers_automation_refusal",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("customer",),
                        name="automation_refusal_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("refused_at")),
                            _connector="OR",
                        ),
                        name="automation_refusal_period",
                    ),
                ],
            },
        ),
        *(migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in TABLES),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
