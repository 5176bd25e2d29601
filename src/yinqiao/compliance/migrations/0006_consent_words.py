"""Who said it, the register of texts, and the feed of withdrawals."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "compliance_consent_withdrawal"
# What was told stays told.
KEPT = f"revoke update, delete on {TABLE} from yq_app; revoke delete on compliance_consent_text from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0005_suitability"),
        ("customers", "0007_correction_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="given_by",
            field=models.CharField(
                choices=[
                    ("SELF", "The customer"),
                    ("GUARDIAN", "The guardian"),
                    ("AGENT", "An authorised agent"),
                ],
                db_default="SELF",
                default="SELF",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=16)),
                ("version", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=80)),
                ("body", models.TextField()),
                ("body_digest", models.CharField(max_length=64)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("published_at", models.DateTimeField()),
                ("published_by_id", models.BigIntegerField(null=True)),
                ("published_by_name", models.CharField(max_length=60)),
            ],
            options={
                "db_table": "compliance_consent_text",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("purpose", "version"), name="consent_text_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="consent_text_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=16)),
                ("channel", models.CharField(max_length=10)),
                ("withdrawn_at", models.DateTimeField()),
                ("told_at", models.DateTimeField()),
                (
                    "xact",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                models.Func(function="pg_current_xact_id"), models.TextField()
                            ),
                            models.BigIntegerField(),
                        )
                    ),
                ),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compliance.consent",
                    ),
                ),
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
                "indexes": [models.Index(fields=["xact", "id"], name="consent_withdrawal_feed")],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
