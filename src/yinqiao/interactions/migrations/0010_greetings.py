"""Greetings of the bank, once a customer, occasion and year."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

TABLE = "interactions_greeting"


class Migration(migrations.Migration):
    dependencies = [("interactions", "0009_sent_by_slot"), ("customers", "0015_party_roles")]
    operations = [
        migrations.CreateModel(
            name="Greeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("BIRTHDAY", "Birthday"),
                            ("SPRING_FESTIVAL", "Spring Festival"),
                            ("MID_AUTUMN", "Mid-Autumn Festival"),
                        ],
                        max_length=16,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("day", models.DateField()),
                ("channel", models.CharField(blank=True, default="", max_length=10)),
                ("text", models.CharField(blank=True, default="", max_length=200)),
                ("text_version", models.CharField(blank=True, default="", max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "To be sent"),
                            ("SENT", "Sent out"),
                            ("WITHHELD", "Not sent on purpose"),
                            ("FAILED", "Could not be sent"),
                        ],
                        default="PLANNED",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("planned_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
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
                "db_table": "interactions_greeting",
                "indexes": [
                    models.Index(fields=["day", "state", "id"], name="greeting_queue"),
                    models.Index(fields=["state", "-planned_at", "-id"], name="greeting_list"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("customer", "occasion", "year"), name="greeting_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
    ]
