"""Checklists, files with their items, grades, reminders, owners on record and differences."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0011_identity"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=20, unique=True)),
                ("valid_from", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("published_by_name", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=24)),
                ("title", models.CharField(max_length=60)),
                ("why", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=120)),
                (
                    "party_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("PERSON", "Natural person"),
                                ("SOLE_TRADER", "Sole trader"),
                                ("COMPANY", "Company or partnership"),
                                ("OTHER_ORG", "Organ, institution or association"),
                                ("TRUST", "Trust"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("CDD", "Customer due diligence"),
                                ("EDD", "Enhanced due diligence"),
                            ],
                            max_length=3,
                        ),
                        size=None,
                    ),
                ),
                ("needs_document", models.BooleanField(default=False)),
                ("options", models.JSONField(default=list)),
                ("factor", models.CharField(blank=True, max_length=10)),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="diligence.checklist",
                    ),
                ),
            ],
            options={
                "db_table": "diligence_checklist_item",
            },
        ),
        migrations.CreateModel(
            name="DiligenceFile",
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
                            ("CDD", "Customer due diligence"),
                            ("EDD", "Enhanced due diligence"),
                        ],
                        default="CDD",
                        max_length=3,
                    ),
                ),
                (
                    "party_type",
                    models.CharField(
                        choices=[
                            ("PERSON", "Natural person"),
                            ("SOLE_TRADER", "Sole trader"),
                            ("COMPANY", "Company or partnership"),
                            ("OTHER_ORG", "Organ, institution or association"),
                            ("TRUST", "Trust"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("COLLECTING", "Documents being collected"),
                            ("CHECKING", "Waits for the second person of the branch"),
                            ("GRADING", "Waits for compliance"),
                            ("APPROVING", "Waits for senior management"),
                            ("COMPLETE", "Diligence complete"),
                        ],
                        default="COLLECTING",
                        max_length=10,
                    ),
                ),
                ("state_since", models.DateTimeField()),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                ("opened_by_name", models.CharField(max_length=60)),
                ("submitted_by_id", models.BigIntegerField(null=True)),
                ("grade_due_on", models.DateField()),
                ("graded_on", models.DateField(null=True)),
                ("reviewed_on", models.DateField(null=True)),
                ("next_review_on", models.DateField(null=True)),
                ("approval_id", models.BigIntegerField(null=True)),
                ("approved_by_name", models.CharField(blank=True, max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "checklist",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diligence.checklist",
                    ),
                ),
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "diligence_file",
            },
        ),
        migrations.CreateModel(
            name="FileItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("MISSING", "To be supplied"),
                            ("GIVEN", "Supplied, not checked"),
                            ("RETURNED", "Sent back"),
                            ("CHECKED", "Checked by a second person"),
                        ],
                        default="MISSING",
                        max_length=8,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("option", models.CharField(blank=True, max_length=20)),
                ("document_masked", models.CharField(blank=True, max_length=40)),
                ("issuer", models.CharField(blank=True, max_length=120)),
                ("issued_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("evidence_id", models.BigIntegerField(null=True)),
                ("given_at", models.DateTimeField(null=True)),
                ("given_by_id", models.BigIntegerField(null=True)),
                ("given_by_name", models.CharField(blank=True, max_length=60)),
                ("checked_at", models.DateTimeField(null=True)),
                ("checked_by_name", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="diligence.diligencefile",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diligence.checklistitem",
                    ),
                ),
            ],
            options={
                "db_table": "diligence_file_item",
            },
        ),
        migrations.CreateModel(
            name="FoundDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_computed", models.BooleanField()),
                ("is_registered", models.BooleanField()),
                ("is_imported", models.BooleanField()),
                ("found_on", models.DateField()),
                ("due_on", models.DateField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_name", models.CharField(blank=True, max_length=60)),
                ("action", models.CharField(blank=True, max_length=12)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "diligence_owner_difference",
            },
        ),
        migrations.CreateModel(
            name="Grading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("cause", models.CharField(max_length=8)),
                ("proposed", models.CharField(max_length=12)),
                ("points", models.DecimalField(decimal_places=1, max_digits=4)),
                ("factors", models.JSONField(default=list)),
                ("direct", models.JSONField(default=list)),
                ("grade", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=500)),
                ("next_review_on", models.DateField()),
                ("graded_at", models.DateTimeField()),
                ("graded_by_id", models.BigIntegerField(null=True)),
                ("graded_by_name", models.CharField(max_length=60)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diligence.diligencefile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisteredOwner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("basis", models.CharField(max_length=10)),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("paths", models.JSONField(default=list)),
                ("evidence_no", models.CharField(max_length=64)),
                ("checked_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_name", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=60)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "diligence_registered_owner",
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=10)),
                ("item_id", models.BigIntegerField(default=0)),
                ("due_on", models.DateField()),
                ("stage", models.SmallIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diligence.diligencefile",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="checklistitem",
            constraint=models.UniqueConstraint(
                fields=("checklist", "code"), name="checklist_item_code"
            ),
        ),
        migrations.AddIndex(
            model_name="diligencefile",
            index=models.Index(fields=["state", "state_since", "id"], name="diligence_file_queue"),
        ),
        migrations.AddIndex(
            model_name="diligencefile",
            index=models.Index(fields=["next_review_on", "id"], name="diligence_file_review"),
        ),
        migrations.AddIndex(
            model_name="diligencefile",
            index=models.Index(
                condition=models.Q(("graded_on__isnull", True)),
                fields=["grade_due_on", "id"],
                name="diligence_file_ungraded",
            ),
        ),
        migrations.AddIndex(
            model_name="fileitem",
            index=models.Index(
                condition=models.Q(("expires_on__isnull", False)),
                fields=["expires_on", "id"],
                name="file_item_expiry",
            ),
        ),
        migrations.AddConstraint(
            model_name="fileitem",
            constraint=models.UniqueConstraint(fields=("file", "item"), name="file_item_once"),
        ),
        migrations.AddConstraint(
            model_name="fileitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True),
                    ("expires_on__isnull", True),
                    ("expires_on__gte", models.F("issued_on")),
                    _connector="OR",
                ),
                name="file_item_document_days",
            ),
        ),
        migrations.AddIndex(
            model_name="founddifference",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["due_on", "id"],
                name="owner_difference_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="founddifference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("customer", "owner"),
                name="owner_difference_once",
            ),
        ),
        migrations.AddIndex(
            model_name="grading",
            index=models.Index(fields=["file", "-id"], name="grading_file"),
        ),
        migrations.AddConstraint(
            model_name="registeredowner",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("customer", "owner"),
                name="registered_owner_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("file", "subject", "item_id", "due_on", "stage"), name="reminder_once"
            ),
        ),
    ]
