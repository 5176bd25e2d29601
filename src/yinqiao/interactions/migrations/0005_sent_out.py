"""Calls and messages that went out, each once."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "interactions_sent_out"
KEPT = f"revoke update, delete on {TABLE} from yq_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_number_faults"),
        ("interactions", "0004_by_staff"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contactrecord",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("REACHED", "Reached"),
                    ("INTERESTED", "Interested"),
                    ("NOT_INTERESTED", "Not interested"),
                    ("CALL_BACK", "Call back agreed"),
                    ("NO_ANSWER", "No answer"),
                    ("WRONG_NUMBER", "Wrong number"),
                    ("REFUSED", "Refused contact"),
                    ("EMPTY_NUMBER", "Number not in service"),
                    ("SUSPENDED", "Number suspended"),
                    ("NOT_PERSON", "Somebody else answers"),
                    ("SENT", "Message sent"),
                    ("OTHER", "Other outcome"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="SentOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("CALL", "Telephone"),
                            ("VISIT", "Visit at the customer's"),
                            ("BRANCH", "Meeting at the branch"),
                            ("WECOM", "WeCom"),
                            ("SMS", "Text message"),
                            ("APP_PUSH", "App message"),
                            ("EMAIL", "E-mail"),
                            ("LETTER", "Letter"),
                            ("OTHER", "Other way"),
                        ],
                        max_length=10,
                    ),
                ),
                ("adapter", models.CharField(max_length=40)),
                ("number_masked", models.CharField(blank=True, max_length=80)),
                ("contact_point_id", models.BigIntegerField(null=True)),
                ("staff_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
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
                "db_table": "interactions_sent_out",
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
