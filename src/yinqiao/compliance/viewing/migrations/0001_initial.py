"""Days of looks, alerts about them, watched pages, access in an emergency, exemptions from rules."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

# Many alerts are about a person alone: they stand before whoever may read alerts, the others with their customer.
_ALERTS = """
alter table viewing_alert enable row level security;
alter table viewing_alert force row level security;
create policy customer_scope on viewing_alert to yq_app
    using (customer_id is null or (select current_setting('app.all', true)) = 'on'
           or exists (select 1 from customers_customer c where c.id = viewing_alert.customer_id))
    with check (customer_id is null or (select current_setting('app.all', true)) = 'on'
           or exists (select 1 from customers_customer c where c.id = viewing_alert.customer_id));
create policy loader_all on viewing_alert to yq_loader, yq_owner using (true) with check (true);
create policy auditor_none on viewing_alert to yq_auditor using (false);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0011_identity"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchedDay",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("watched_at", models.DateTimeField()),
                ("people", models.PositiveIntegerField()),
                ("looks", models.PositiveIntegerField()),
                ("alerts", models.PositiveIntegerField()),
                ("is_counted_only", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "viewing_watched_day",
            },
        ),
        migrations.CreateModel(
            name="Emergency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grant_id", models.BigIntegerField(unique=True)),
                ("staff_id", models.BigIntegerField()),
                ("staff_no", models.CharField(max_length=40)),
                ("staff_name", models.CharField(max_length=80)),
                ("org_id", models.BigIntegerField(null=True)),
                ("reason", models.CharField(max_length=200)),
                ("taken_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("due_on", models.DateField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("JUSTIFIED", "Justified"), ("UNJUSTIFIED", "Not justified")],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by_id", models.BigIntegerField(null=True)),
                ("reviewed_by_name", models.CharField(blank=True, max_length=80)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reviewed_at__isnull", True)),
                        fields=["due_on", "id"],
                        name="emergency_waiting",
                    ),
                    models.Index(fields=["staff_id", "-taken_at"], name="emergency_staff"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reviewed_by_id", models.F("staff_id")), _negated=True),
                        name="emergency_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at__isnull", True), ("verdict", "")),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                ("reviewed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="emergency_reviewed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=120)),
                ("whom", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=300)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("review_on", models.DateField()),
                ("approval_id", models.BigIntegerField(unique=True)),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by_name", models.CharField(max_length=80)),
                ("approved_by_id", models.BigIntegerField()),
                ("approved_by_name", models.CharField(max_length=80)),
                ("approved_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by_name", models.CharField(blank=True, max_length=80)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=80)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [models.Index(fields=["until_on", "id"], name="exemption_until")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by_id", models.F("asked_by_id")), _negated=True
                        ),
                        name="exemption_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on__gt", models.F("from_on")),
                            ("until_on__gte", models.F("review_on")),
                        ),
                        name="exemption_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LookDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_id", models.BigIntegerField()),
                ("on", models.DateField()),
                ("role", models.CharField(blank=True, max_length=40)),
                ("opened", models.PositiveIntegerField()),
                ("outside", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "viewing_look_day",
                "indexes": [models.Index(fields=["on"], name="look_day_on")],
                "constraints": [
                    models.UniqueConstraint(fields=("staff_id", "on"), name="look_day_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Alert",
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
                            ("MARKED", "A marked customer"),
                            ("RELATIVE", "A relative of one's own"),
                            ("OUTSIDE", "Many outside the own book"),
                            ("OWN_HABIT", "Far more than usual"),
                            ("PEER_HABIT", "Far more than colleagues"),
                            ("BUDGET", "Above the viewing budget"),
                            ("CROWD", "One customer, many viewers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("staff_id", models.BigIntegerField(null=True)),
                ("staff_no", models.CharField(blank=True, max_length=40)),
                ("staff_name", models.CharField(blank=True, max_length=80)),
                ("figures", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "To be looked into"),
                            ("FINE", "Explained"),
                            ("FOLLOW_UP", "Being followed up"),
                            ("SETTLED", "Alert settled"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=80)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "-on", "id"], name="viewing_alert_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "on", "staff_id", "customer"),
                        name="viewing_alert_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by_id", models.F("staff_id")), _negated=True),
                        name="viewing_alert_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("staff_id__isnull", False),
                            ("customer__isnull", False),
                            _connector="OR",
                        ),
                        name="viewing_alert_about",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkedCustomer",
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
                            ("PUBLIC_FIGURE", "Public figure"),
                            ("STAFF", "Member of staff"),
                            ("RELATIVE", "Relative of a member of staff"),
                        ],
                        max_length=16,
                    ),
                ),
                ("about_staff_id", models.BigIntegerField(null=True)),
                ("reason", models.CharField(max_length=200)),
                ("marked_at", models.DateTimeField()),
                ("marked_by_id", models.BigIntegerField(null=True)),
                ("marked_by_name", models.CharField(max_length=80)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=80)),
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
                "db_table": "viewing_marked_customer",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("customer",),
                        name="marked_customer_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "RELATIVE"), _negated=True),
                            ("about_staff_id__isnull", False),
                            _connector="OR",
                        ),
                        name="marked_customer_whose",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_ALERTS, rls.unprotect("viewing_alert")),
        migrations.RunSQL(
            rls.protect_child("viewing_marked_customer"), rls.unprotect("viewing_marked_customer")
        ),
        migrations.RunSQL(
            "revoke delete on viewing_alert, viewing_marked_customer, viewing_emergency, viewing_exemption from yq_app;",
            migrations.RunSQL.noop,
        ),
    ]
