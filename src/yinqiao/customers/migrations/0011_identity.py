"""One golden record: suggestions, merges with what they moved, the identity map, and who trusts the linkage model."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from yinqiao.platform.db import rls

WALLS = {
    "customers_suggestion": rls.protect_pair(
        "customers_suggestion", first="first_id", second="second_id"
    ),
    "customers_merge": rls.protect_pair("customers_merge", first="survivor_id", second="member_id"),
    "customers_merge_row": rls.protect_child("customers_merge_row", column="survivor_id"),
    "customers_merged": rls.protect_child("customers_merged", column="member_id"),
}
KEPT = (
    "revoke delete on customers_suggestion, customers_merge, customers_merge_row,"
    " customers_linkage_evaluation from yq_app;"
)


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_external_items"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkageEvaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("file_digest", models.CharField(max_length=64)),
                ("settings_digest", models.CharField(max_length=64)),
                ("records", models.PositiveIntegerField()),
                ("true_pairs", models.PositiveIntegerField()),
                ("precision", models.DecimalField(decimal_places=4, max_digits=5)),
                ("recall", models.DecimalField(decimal_places=4, max_digits=5)),
                ("f1", models.DecimalField(decimal_places=4, max_digits=5)),
                ("measured_at", models.DateTimeField()),
                ("remark", models.CharField(blank=True, max_length=200)),
                ("submitted_by_id", models.BigIntegerField()),
                ("submitted_by_name", models.CharField(max_length=80)),
                ("submitted_at", models.DateTimeField()),
                ("approval_id", models.BigIntegerField(null=True)),
                ("signed_by_id", models.BigIntegerField(null=True)),
                ("signed_by_name", models.CharField(blank=True, max_length=80)),
                ("signed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "db_table": "customers_linkage_evaluation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_by_id__isnull", True),
                            models.Q(("signed_by_id", models.F("submitted_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="linkage_evaluation_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("precision__gte", 0),
                            ("precision__lte", 1),
                            ("recall__gte", 0),
                            ("recall__lte", 1),
                        ),
                        name="linkage_evaluation_shares",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_id", models.BigIntegerField()),
                ("second_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("PERSON", "Person"), ("COMPANY", "Company")], max_length=10
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ID_NUMBER", "Same certificate number"),
                                ("USCC", "Same credit code"),
                                ("PASSPORT", "Same passport"),
                                ("MOBILE", "Same mobile number"),
                                ("EMAIL", "Same e-mail"),
                                ("NAME", "Same name"),
                                ("PINYIN", "Name reads the same"),
                                ("SIMILAR_NAME", "Similar name"),
                                ("FORMER_NAME", "Former name"),
                                ("BIRTH", "Same date of birth"),
                                ("ADDRESS", "Same address"),
                                ("MODEL", "Linkage model"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                    ),
                ),
                ("is_model", models.BooleanField(default=False)),
                ("score", models.DecimalField(decimal_places=4, max_digits=5)),
                (
                    "doubt",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("score"),
                            template="least(%(expressions)s, 1 - %(expressions)s)",
                        ),
                        output_field=models.DecimalField(decimal_places=4, max_digits=5),
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("value", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("BULK", "Linkage run"),
                            ("ENTRY", "On entry"),
                            ("PERSON", "By hand"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SUGGESTED", "To be compared"),
                            ("CHECKED", "Waiting for the second person"),
                            ("MERGED", "Merged"),
                            ("UNMERGED", "Merge undone"),
                            ("REJECTED", "Not the same customer"),
                        ],
                        default="SUGGESTED",
                        max_length=10,
                    ),
                ),
                ("suggested_at", models.DateTimeField()),
                ("suggested_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "-value", "id"], name="suggestion_value"),
                    models.Index(fields=["state", "-doubt", "id"], name="suggestion_doubt"),
                    models.Index(fields=["state", "-score", "id"], name="suggestion_score"),
                    models.Index(fields=["second_id"], name="suggestion_second"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first_id", "second_id"), name="suggestion_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_id__lt", models.F("second_id"))),
                        name="suggestion_lower_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                        name="suggestion_score_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("survivor_id", models.BigIntegerField(db_index=True)),
                ("member_id", models.BigIntegerField()),
                ("survivor_no", models.CharField(max_length=20)),
                ("member_no", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for the second person"),
                            ("DONE", "Merged"),
                            ("REFUSED", "Not agreed"),
                            ("UNDONE", "Merge undone"),
                        ],
                        default="WAITING",
                        max_length=8,
                    ),
                ),
                ("sides", models.JSONField(default=dict)),
                ("reason", models.CharField(max_length=200)),
                ("maker_id", models.BigIntegerField()),
                ("maker_name", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("approval_id", models.BigIntegerField(null=True)),
                ("checker_id", models.BigIntegerField(null=True)),
                ("checker_name", models.CharField(blank=True, max_length=80)),
                ("done_at", models.DateTimeField(null=True)),
                ("undo_until", models.DateTimeField(null=True)),
                ("moved", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_id", models.BigIntegerField(null=True)),
                ("undone_by_name", models.CharField(blank=True, max_length=80)),
                ("undo_reason", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "suggestion",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.suggestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merged",
            fields=[
                ("member_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("survivor_id", models.BigIntegerField(db_index=True)),
                ("member_no", models.CharField(max_length=20, unique=True)),
                (
                    "merge",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.merge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("survivor_id", models.F("member_id")), _negated=True),
                        name="merged_into_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MergeRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("survivor_id", models.BigIntegerField()),
                ("participant", models.CharField(max_length=60)),
                ("table_name", models.CharField(max_length=60)),
                ("row_id", models.BigIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[("MOVED", "Moved"), ("CHANGED", "Changed"), ("ADDED", "Added")],
                        max_length=8,
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "merge",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.merge",
                    ),
                ),
            ],
            options={
                "db_table": "customers_merge_row",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("merge", "table_name", "row_id"), name="merge_row_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["state", "-asked_at"], name="merge_state"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["WAITING", "DONE"])),
                fields=("member_id",),
                name="merge_of_a_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("survivor_id", models.F("member_id")), _negated=True),
                name="merge_of_two_records",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checker_id__isnull", True),
                    models.Q(("checker_id", models.F("maker_id")), _negated=True),
                    _connector="OR",
                ),
                name="merge_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "DONE"), _negated=True),
                    ("checker_id__isnull", False),
                    _connector="OR",
                ),
                name="merge_was_agreed_to",
            ),
        ),
        *(migrations.RunSQL(wall, rls.unprotect(table)) for table, wall in WALLS.items()),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
