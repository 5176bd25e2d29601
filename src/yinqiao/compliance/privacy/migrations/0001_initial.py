"""Legal holds, retention, erasure on request, impact assessments, reviews of automated decisions."""

import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls


CHILDREN = ("privacy_held_customer", "privacy_request_erasure", "privacy_decision_review")
# Holds end, runs are dropped, assessments are withdrawn: nothing of it is taken out by a page.
KEPT = (
    "revoke delete on privacy_legal_hold, privacy_held_customer, privacy_retention_run, privacy_retention_line, privacy_request_erasure,"
    " privacy_impact_assessment, privacy_decision_review from yq_app;"
    " revoke insert, update on privacy_retention_line from yq_app;"
)
# A completed assessment is changed by nobody; at the end of its retention the loader role takes it out, and says so.
FIXED = """
create or replace function compliance_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'compliance_evidence' then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    if tg_table_name = 'compliance_assessment_sitting' and tg_op = 'DELETE' and current_user = 'yq_loader'
        and current_setting('app.erasing', true) = 'on' then
        return old;
    end if;
    if old.state in ('PUBLISHED', 'COMPLETED', 'ABANDONED') then
        raise exception '% % is fixed', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("compliance", "0008_person_requests"),
        ("customers", "0013_limits"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImpactAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("activity", models.CharField(max_length=24)),
                ("title", models.CharField(max_length=80)),
                ("purpose", models.CharField(max_length=1000)),
                ("necessity", models.CharField(max_length=1000)),
                ("risks", models.CharField(max_length=2000)),
                ("measures", models.CharField(max_length=2000)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("PASS", "Processing may be done"),
                            ("MEASURES", "Processing may be done with the measures"),
                            ("REJECTED", "Processing must not be done"),
                        ],
                        max_length=8,
                    ),
                ),
                ("valid_to", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Being drafted"),
                            ("WAITING", "Waits for the second person"),
                            ("SIGNED", "Signed"),
                            ("WITHDRAWN", "No longer holds"),
                        ],
                        default="DRAFT",
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_by_name", models.CharField(max_length=60)),
                ("approval_id", models.BigIntegerField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("signed_by_id", models.BigIntegerField(null=True)),
                ("signed_by_name", models.CharField(blank=True, max_length=60)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=60)),
                ("withdraw_reason", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "privacy_impact_assessment",
                "indexes": [
                    models.Index(fields=["activity", "-valid_to"], name="assessment_activity")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by_id__isnull", True),
                            models.Q(("signed_by_id", models.F("made_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="impact_assessment_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "SIGNED"), _negated=True),
                            ("signed_by_id__isnull", False),
                            _connector="OR",
                        ),
                        name="impact_assessment_was_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_no", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=60)),
                ("review_on", models.DateField()),
                ("placed_at", models.DateTimeField()),
                ("placed_by_id", models.BigIntegerField(null=True)),
                ("placed_by_name", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=60)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "privacy_legal_hold",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["review_on", "id"],
                        name="legal_hold_review",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestErasure",
            fields=[
                ("request_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("customer_id", models.BigIntegerField()),
                ("relation_ended_on", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("erased", models.JSONField(default=dict)),
                ("kept", models.JSONField(default=dict)),
                ("is_held", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "privacy_request_erasure",
                "indexes": [models.Index(fields=["customer_id"], name="request_erasure_customer")],
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_of", models.DateField()),
                ("terms", models.JSONField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("COUNTING", "Being counted"),
                            ("COUNTED", "Counted, nothing erased"),
                            ("WAITING", "Waits for the second person"),
                            ("APPROVED", "Being erased"),
                            ("DONE", "Erased"),
                            ("DROPPED", "Dropped"),
                        ],
                        default="COUNTING",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=60)),
                ("counted_at", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("customers", models.BigIntegerField(default=0)),
                ("held", models.BigIntegerField(default=0)),
                ("approval_id", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by_id", models.BigIntegerField(null=True)),
                ("approved_by_name", models.CharField(blank=True, max_length=60)),
                ("next_customer", models.BigIntegerField(default=0)),
                ("batches", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("finished_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "privacy_retention_run",
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1),
                        condition=models.Q(
                            ("state__in", ("COUNTING", "COUNTED", "WAITING", "APPROVED"))
                        ),
                        name="retention_run_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by_id__isnull", True),
                            models.Q(("approved_by_id", models.F("asked_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="retention_run_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["APPROVED", "DONE"]), _negated=True),
                            ("approved_by_id__isnull", False),
                            _connector="OR",
                        ),
                        name="retention_run_was_agreed_to",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("request_id", models.BigIntegerField(unique=True)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("TIER", "Customer tier"),
                            ("SCORE", "Score of value or loyalty"),
                            ("TAG", "Tag set by a rule"),
                            ("OPPORTUNITY", "Recommendation or opportunity"),
                            ("LIMIT", "Credit limit"),
                            ("OTHER", "Another decision"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("UPHELD", "The result stands"),
                            ("CHANGED", "The result was changed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("explanation", models.CharField(blank=True, max_length=1000)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewer_id", models.BigIntegerField(null=True)),
                ("reviewer_name", models.CharField(blank=True, max_length=60)),
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
                "db_table": "privacy_decision_review",
                "indexes": [models.Index(fields=["customer"], name="decision_review_customer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("reviewed_at__isnull", True)),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("explanation", ""), _negated=True),
                                ("reviewed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_review_explained",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldCustomer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField()),
                ("customer_no", models.CharField(max_length=20)),
                (
                    "hold",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="customers",
                        to="privacy.legalhold",
                    ),
                ),
            ],
            options={
                "db_table": "privacy_held_customer",
                "indexes": [models.Index(fields=["customer_id"], name="held_customer")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hold", "customer_id"), name="held_customer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("table_name", models.CharField(max_length=60)),
                ("data_class", models.CharField(max_length=12)),
                ("found", models.BigIntegerField(default=0)),
                ("oldest_on", models.DateField(null=True)),
                ("tried", models.BigIntegerField(null=True)),
                ("erased", models.BigIntegerField(default=0)),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="privacy.retentionrun",
                    ),
                ),
            ],
            options={
                "db_table": "privacy_retention_line",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "table_name"), name="retention_line_once"
                    )
                ],
            },
        ),
        *(migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(FIXED, migrations.RunSQL.noop),
    ]
