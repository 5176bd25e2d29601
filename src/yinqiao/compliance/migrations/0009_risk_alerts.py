"""Alerts to the risk desk."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "compliance_risk_alert"
# The batch raises them; what was said to one stays.
KEPT = f"revoke insert, delete on {TABLE} from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0008_person_requests"),
        ("customers", "0015_party_roles"),
    ]
    operations = [
        migrations.CreateModel(
            name="RiskAlert",
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
                        choices=[
                            ("FREQUENT_OVERDUE", "Frequently overdue"),
                            ("LONG_OVERDUE", "Overdue for long"),
                            ("JUDICIAL", "Court or penalty events"),
                        ],
                        max_length=20,
                    ),
                ),
                ("times", models.PositiveIntegerField()),
                ("bucket", models.PositiveSmallIntegerField(default=0)),
                ("data_on", models.DateField()),
                ("raised_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "To be judged"),
                            ("CONFIRMED", "Risk confirmed"),
                            ("DISMISSED", "No risk found"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by_name", models.CharField(blank=True, default="", max_length=60)),
                ("verdict", models.CharField(blank=True, default="", max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
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
                "db_table": "compliance_risk_alert",
                "indexes": [
                    models.Index(fields=["state", "-raised_at", "-id"], name="risk_alert_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "OPEN")),
                        fields=("customer", "kind"),
                        name="risk_alert_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "OPEN")),
                            models.Q(
                                models.Q(("state", "OPEN"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="risk_alert_decided",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
