"""Exports, correction requests with two people, and the view through which lists and search read the overview.

Behind a row-level policy an index serves only leakproof conditions; array containment (name grams), LIKE and comparisons of
amounts are not. The view runs with its owner's rights and holds the very condition of the policy itself, so that those
conditions reach their indexes while a forgotten filter still shows no foreign row.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

from yinqiao.platform.db import rls


VIEW = f"""
create view customers_overview_in_scope as select * from customers_overview where ({rls.root_condition(pk="customer_id")});
revoke all on customers_overview_in_scope from public, yq_app, yq_loader, yq_sealer, yq_auditor;
grant select on customers_overview_in_scope to yq_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_protection"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedCustomer",
            fields=[
                ("customer_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("customer_no", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=120)),
                (
                    "name_grams",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("pinyin", models.CharField(blank=True, max_length=240)),
                ("initials", models.CharField(blank=True, max_length=120)),
                ("sort_key", models.CharField(blank=True, max_length=360)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("birth_on", models.DateField(null=True)),
                ("phone_masked", models.CharField(blank=True, max_length=20)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("MASS", "Mass"),
                            ("BASIC_WEALTH", "Basic wealth"),
                            ("WEALTH", "Wealth"),
                            ("PREMIER", "Premier"),
                            ("PRIVATE", "Private bank"),
                        ],
                        default="MASS",
                        max_length=16,
                    ),
                ),
                ("aum", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                (
                    "aum_month_average",
                    models.DecimalField(decimal_places=2, default=0, max_digits=20),
                ),
                (
                    "aum_year_average",
                    models.DecimalField(decimal_places=2, default=0, max_digits=20),
                ),
                ("lum", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("main_rm_id", models.BigIntegerField(null=True)),
                ("org_id", models.BigIntegerField()),
                ("business_line", models.CharField(blank=True, max_length=20)),
                ("city", models.CharField(blank=True, max_length=40)),
                ("risk_grade", models.CharField(blank=True, max_length=2)),
                ("status", models.CharField(max_length=10)),
                ("opened_on", models.DateField(null=True)),
                ("data_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "customers_overview_in_scope",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filters", models.JSONField(default=dict)),
                ("order", models.CharField(default="customer_no", max_length=40)),
                (
                    "file_format",
                    models.CharField(
                        choices=[("xlsx", "Excel workbook"), ("csv", "CSV file")],
                        default="xlsx",
                        max_length=4,
                    ),
                ),
                ("is_unmasked", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                ("expected_rows", models.PositiveIntegerField()),
                ("row_count", models.PositiveIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for approval"),
                            ("QUEUED", "Being prepared"),
                            ("READY", "Ready"),
                            ("REFUSED", "Refused"),
                            ("FAILED", "Failed"),
                            ("EXPIRED", "Expired"),
                        ],
                        default="WAITING",
                        max_length=10,
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=200)),
                ("requested_by", models.BigIntegerField()),
                ("requested_by_name", models.CharField(max_length=80)),
                ("user_id", models.BigIntegerField()),
                ("scope_digest", models.CharField(blank=True, max_length=64)),
                ("requested_at", models.DateTimeField()),
                ("approval_id", models.BigIntegerField(null=True)),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("file_digest", models.CharField(blank=True, max_length=64)),
                ("file_size", models.BigIntegerField(null=True)),
                ("ready_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("download_count", models.PositiveIntegerField(default=0)),
                ("downloaded_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="current_masked",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="decided_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="owner_source",
            field=models.CharField(default="CORE", max_length=20),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="row_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="reveal",
            name="approval_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="reveal",
            name="linked_item",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="address",
            name="kind",
            field=models.CharField(
                choices=[
                    ("HOME", "Home address"),
                    ("WORK", "Work address"),
                    ("MAILING", "Mailing address"),
                    ("REGISTERED", "Registered address"),
                    ("OPERATING", "Business address"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="correctionrequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("OPEN", "Waiting"),
                    ("DONE", "Corrected at the source"),
                    ("REJECTED", "Rejected"),
                    ("WITHDRAWN", "Withdrawn"),
                ],
                default="OPEN",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="identification",
            name="id_type",
            field=models.CharField(
                choices=[
                    ("ID_CARD", "ID card"),
                    ("OLD_ID_CARD", "First-generation ID card"),
                    ("RESIDENCE_PERMIT", "Residence permit (HK/MO/TW)"),
                    ("FOREIGN_RESIDENT_CARD", "Foreign permanent resident card"),
                    ("PASSPORT", "Passport"),
                    ("HK_MACAO_PERMIT", "Mainland travel permit (HK/MO)"),
                    ("TAIWAN_PERMIT", "Mainland travel permit (TW)"),
                    ("MILITARY_CARD", "Military ID"),
                    ("HOUSEHOLD_BOOK", "Household register"),
                    ("USCC", "Unified social credit code"),
                    ("ORGANIZATION_CODE", "Organization code"),
                    ("LEI", "Legal entity identifier"),
                    ("OTHER", "Other document"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="relation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("SPOUSE", "Spouse"),
                    ("PARENT", "Parent"),
                    ("CHILD", "Child"),
                    ("HOUSEHOLD", "Household member"),
                    ("GUARDIAN", "Guardian"),
                    ("GUARANTEE", "Guarantor"),
                    ("LEGAL_REPRESENTATIVE", "Legal representative"),
                    ("SHAREHOLDER", "Shareholder"),
                    ("ACTUAL_CONTROLLER", "Actual controller"),
                    ("BENEFICIAL_OWNER", "Beneficial owner"),
                    ("GROUP_MEMBER", "Group parent"),
                    ("RELATED_PARTY", "Related party"),
                    ("KEY_STAFF", "Key staff"),
                    ("EMPLOYER", "Employer"),
                    ("SUPPLIER", "Supplier"),
                    ("REFERRER", "Referrer"),
                    ("OTHER", "Other"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["state", "-requested_at"], name="correction_waiting"),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", models.F("requested_by")), _negated=True),
                name="correction_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "OPEN")),
                fields=("customer", "field", "row_id"),
                name="correction_one_open",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(fields=["requested_by", "-requested_at"], name="export_requested"),
        ),
        migrations.RunSQL(VIEW, "drop view customers_overview_in_scope;"),
    ]
