"""Tables of the organization."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import yinqiao.organization.models.orgs
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("db", "0001_functions"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="BusinessLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=50, verbose_name="name")),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False, verbose_name="date")),
                ("is_workday", models.BooleanField(verbose_name="workday")),
                ("name", models.CharField(max_length=50, verbose_name="name")),
                ("source", models.CharField(max_length=50, verbose_name="source")),
            ],
            options={
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="Org",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="unit code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "short_name",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="short name"
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        default="", editable=False, max_length=700, verbose_name="pinyin"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("HEAD_OFFICE", "Head office"),
                            ("BRANCH", "Branch"),
                            ("SUB_BRANCH", "Sub-branch"),
                            ("OUTLET", "Outlet"),
                            ("DEPARTMENT", "Department"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "path",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="level"
                    ),
                ),
                (
                    "region",
                    models.CharField(blank=True, default="", max_length=50, verbose_name="region"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="address"
                    ),
                ),
                (
                    "phone",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="phone"),
                ),
                (
                    "clearing_no",
                    models.CharField(
                        blank=True, default="", max_length=12, verbose_name="clearing number"
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "source",
                    models.CharField(
                        default="MANUAL", editable=False, max_length=20, verbose_name="source"
                    ),
                ),
                ("batch_id", models.BigIntegerField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organization.org",
                        verbose_name="parent unit",
                    ),
                ),
            ],
            options={
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="OrganizationHistory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table_name", models.CharField(max_length=60)),
                ("row_id", models.BigIntegerField()),
                ("customer_id", models.BigIntegerField(null=True)),
                ("known_from", models.DateTimeField()),
                ("known_to", models.DateTimeField()),
                ("state", models.JSONField()),
                ("batch_id", models.BigIntegerField(null=True)),
                ("changed_by_id", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["batch_id", "table_name"], name="organization_history_batch"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrgVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("HEAD_OFFICE", "Head office"),
                            ("BRANCH", "Branch"),
                            ("SUB_BRANCH", "Sub-branch"),
                            ("OUTLET", "Outlet"),
                            ("DEPARTMENT", "Department"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("known_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="reason"),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="organization.org",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                    ),
                ),
            ],
            options={
                "ordering": ["org", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "staff_no",
                    models.CharField(max_length=20, unique=True, verbose_name="staff number"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "pinyin",
                    models.CharField(
                        default="", editable=False, max_length=450, verbose_name="pinyin"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ACTIVE", "In service"),
                            ("ON_LEAVE", "On long leave"),
                            ("LEFT", "Left"),
                        ],
                        default="ACTIVE",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "source",
                    models.CharField(
                        default="MANUAL", editable=False, max_length=20, verbose_name="source"
                    ),
                ),
                ("batch_id", models.BigIntegerField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="organization.org",
                        verbose_name="unit",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.staff",
                        verbose_name="supervisor",
                    ),
                ),
            ],
            options={
                "verbose_name": "staff member",
                "ordering": ["pinyin", "id"],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                            ("RELATIONSHIP_MANAGER", "Relationship manager"),
                            ("WEALTH_MANAGER", "Wealth manager"),
                            ("CORPORATE_MANAGER", "Corporate relationship manager"),
                            ("TELLER", "Teller or lobby manager"),
                            ("BRANCH_HEAD", "Branch head"),
                            ("DEPUTY_PRESIDENT", "Deputy president"),
                            ("MARKETER", "Marketing manager"),
                            ("PRODUCT_MANAGER", "Product manager"),
                            ("AGENT", "Service agent"),
                            ("DATA_STEWARD", "Data steward"),
                            ("COMPLIANCE", "Compliance officer"),
                            ("AUDITOR", "Auditor"),
                            ("SECURITY_ADMIN", "Security administrator"),
                            ("SYSTEM_ADMIN", "System administrator"),
                            ("OTHER", "Other"),
                        ],
                        max_length=30,
                        verbose_name="post",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="title"),
                ),
                ("valid_from", models.DateField(verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="to")),
                ("is_main", models.BooleanField(default=True, verbose_name="main post")),
                (
                    "source",
                    models.CharField(
                        default="MANUAL", editable=False, max_length=20, verbose_name="source"
                    ),
                ),
                ("batch_id", models.BigIntegerField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.businessline",
                        verbose_name="business line",
                    ),
                ),
                (
                    "org",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organization.org",
                        verbose_name="unit",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organization.staff",
                    ),
                ),
            ],
            options={
                "ordering": ["staff", "-is_main", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="TreeStamp",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("number", models.BigIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="organization_treestamp_single"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="org",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["path"], name="organization_org_path"
            ),
        ),
        migrations.AddIndex(
            model_name="org",
            index=models.Index(fields=["pinyin"], name="organization_org_pinyin"),
        ),
        migrations.AddConstraint(
            model_name="org",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["HEAD_OFFICE", "BRANCH", "SUB_BRANCH", "OUTLET", "DEPARTMENT"])
                ),
                name="organization_org_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="org",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    ("opened_on__isnull", True),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="organization_org_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="org",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True),
                name="organization_org_not_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="org",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", False), ("kind", "HEAD_OFFICE"), _connector="OR"
                ),
                name="organization_org_root_is_head_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="org",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "HEAD_OFFICE")),
                fields=("kind",),
                name="organization_org_one_head_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="orgversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("org", "="),
                    (
                        yinqiao.organization.models.orgs.DateRange(
                            "valid_from",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="organization_orgversion_no_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="orgversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="organization_orgversion_dates",
            ),
        ),
        migrations.AddIndex(
            model_name="staff",
            index=models.Index(fields=["pinyin", "id"], name="organization_staff_pinyin"),
        ),
        migrations.AddIndex(
            model_name="staff",
            index=models.Index(fields=["name"], name="organization_staff_name"),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["ACTIVE", "ON_LEAVE", "LEFT"])),
                name="organization_staff_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True),
                    ("joined_on__isnull", True),
                    ("left_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="organization_staff_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "LEFT"), _negated=True),
                    ("left_on__isnull", False),
                    _connector="OR",
                ),
                name="organization_staff_left_has_date",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["org", "kind"], name="organization_post_org_kind"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "RELATIONSHIP_MANAGER",
                            "WEALTH_MANAGER",
                            "CORPORATE_MANAGER",
                            "TELLER",
                            "BRANCH_HEAD",
                            "DEPUTY_PRESIDENT",
                            "MARKETER",
                            "PRODUCT_MANAGER",
                            "AGENT",
                            "DATA_STEWARD",
                            "COMPLIANCE",
                            "AUDITOR",
                            "SECURITY_ADMIN",
                            "SYSTEM_ADMIN",
                            "OTHER",
                        ],
                    )
                ),
                name="organization_post_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="organization_post_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_main", True)),
                expressions=[
                    ("staff", "="),
                    (
                        yinqiao.organization.models.orgs.DateRange(
                            "valid_from",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="organization_post_one_main",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("staff", "="),
                    ("org", "="),
                    ("kind", "="),
                    (
                        yinqiao.organization.models.orgs.DateRange(
                            "valid_from",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="organization_post_no_repeat",
            ),
        ),
    ]
