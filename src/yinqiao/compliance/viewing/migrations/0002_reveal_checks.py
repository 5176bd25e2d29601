"""Spot checks of looks in clear: what was drawn each night by which seed, and what the heads said."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0015_party_roles"),
        ("viewing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(unique=True)),
                ("seed", models.CharField(max_length=32)),
                ("percent", models.PositiveSmallIntegerField()),
                ("least", models.PositiveSmallIntegerField()),
                ("looks", models.PositiveIntegerField()),
                ("drawn", models.PositiveIntegerField()),
                ("drawn_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("MARKED", "A marked customer"),
                    ("RELATIVE", "A relative of one's own"),
                    ("OUTSIDE", "Many outside the own book"),
                    ("OWN_HABIT", "Far more than usual"),
                    ("PEER_HABIT", "Far more than colleagues"),
                    ("BUDGET", "Above the viewing budget"),
                    ("CROWD", "One customer, many viewers"),
                    ("DOUBTED", "Look in clear doubted"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="RevealCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reveal_id", models.BigIntegerField(unique=True)),
                ("staff_id", models.BigIntegerField()),
                ("staff_no", models.CharField(max_length=40)),
                ("staff_name", models.CharField(max_length=100)),
                ("field", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("revealed_at", models.DateTimeField()),
                ("approval_id", models.BigIntegerField(null=True)),
                ("head_id", models.BigIntegerField(null=True)),
                ("head_name", models.CharField(blank=True, max_length=100)),
                ("due_on", models.DateField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GROUNDED", "There was a good reason"),
                            ("DOUBTFUL", "The reason is doubtful"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=100)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="viewing.draw",
                    ),
                ),
            ],
            options={
                "db_table": "viewing_reveal_check",
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["head_id", "due_on"],
                        name="reveal_check_waiting",
                    ),
                    models.Index(fields=["-revealed_at", "id"], name="reveal_check_list"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_by_id", models.F("staff_id")), _negated=True),
                            models.Q(("head_id", models.F("staff_id")), _negated=True),
                        ),
                        name="reveal_check_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("verdict", "")),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reveal_check_answered",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            rls.protect_child("viewing_reveal_check"), rls.unprotect("viewing_reveal_check")
        ),
        # A draw stands as it was made.
        migrations.RunSQL(
            "revoke delete on viewing_reveal_check, viewing_draw from yq_app; revoke update on viewing_draw from yq_app;",
            migrations.RunSQL.noop,
        ),
    ]
