"""Tables of access."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import yinqiao.access.models.roles
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organization", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "username",
                    models.CharField(max_length=64, unique=True, verbose_name="user name"),
                ),
                (
                    "label",
                    models.CharField(blank=True, default="", max_length=100, verbose_name="label"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="enabled")),
                ("is_service", models.BooleanField(default=False, verbose_name="service account")),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demo account"),
                ),
                (
                    "must_change_password",
                    models.BooleanField(default=True, verbose_name="must change password"),
                ),
                (
                    "password_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="password changed at"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("access_version", models.PositiveIntegerField(default=1, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "staff",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.staff",
                        verbose_name="staff member",
                    ),
                ),
            ],
            options={
                "verbose_name": "user account",
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="AccessGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("customer_id", models.BigIntegerField(db_index=True)),
                ("valid_from", models.DateTimeField(verbose_name="from")),
                ("until", models.DateTimeField(verbose_name="until")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.staff",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.staff",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="AccessStamp",
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
                        condition=models.Q(("id", 1)), name="access_accessstamp_single"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=12, verbose_name="begins with")),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        size=None,
                        verbose_name="permissions",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("last_used_at", models.DateTimeField(null=True, verbose_name="last used at")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="LoginSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("last_seen_at", models.DateTimeField(verbose_name="last seen at")),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="network address")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SIGNED_OUT", "You have signed out."),
                            ("IDLE", "You were signed out because nothing was done for a while."),
                            (
                                "ABSOLUTE",
                                "You were signed out because the longest time for one session has passed.",
                            ),
                            (
                                "ELSEWHERE",
                                "You were signed out because this account signed in elsewhere.",
                            ),
                            ("ADDRESS", "Your network address has changed. Sign in again."),
                            ("DISABLED", "This account can no longer be used."),
                            ("PASSWORD", "The password was changed. Sign in again."),
                            ("ROLES", "Your roles have changed. Sign in again."),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="end",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="login_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="PasswordHistory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128)),
                ("set_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-set_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("business", "Business work"),
                            ("system", "System administration"),
                            ("security", "Security administration"),
                            ("audit", "Audit"),
                        ],
                        max_length=10,
                        verbose_name="duty",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("NONE", "No customer data"),
                            ("SELF", "Own customers"),
                            ("ORG", "One unit"),
                            ("ORG_AND_BELOW", "A unit and everything below"),
                            ("LINE", "One business line"),
                            ("ALL", "The whole bank"),
                        ],
                        max_length=15,
                        verbose_name="usual reach",
                    ),
                ),
                (
                    "clearances",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="clearances",
                    ),
                ),
                (
                    "is_builtin",
                    models.BooleanField(default=False, editable=False, verbose_name="built in"),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "kind"), name="access_role_id_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["business", "system", "security", "audit"])
                        ),
                        name="access_role_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "business"), ("scope", "NONE"), _connector="OR"
                        ),
                        name="access_role_admin_has_no_scope",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "post_kind",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("business", "Business work"),
                            ("system", "System administration"),
                            ("security", "Security administration"),
                            ("audit", "Audit"),
                        ],
                        default="business",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("NONE", "No customer data"),
                            ("SELF", "Own customers"),
                            ("ORG", "One unit"),
                            ("ORG_AND_BELOW", "A unit and everything below"),
                            ("LINE", "One business line"),
                            ("ALL", "The whole bank"),
                        ],
                        max_length=15,
                        verbose_name="reach",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="access.role",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "ordering": ["post_kind"],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
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
                            ("business", "Business work"),
                            ("system", "System administration"),
                            ("security", "Security administration"),
                            ("audit", "Audit"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("NONE", "No customer data"),
                            ("SELF", "Own customers"),
                            ("ORG", "One unit"),
                            ("ORG_AND_BELOW", "A unit and everything below"),
                            ("LINE", "One business line"),
                            ("ALL", "The whole bank"),
                        ],
                        max_length=15,
                        verbose_name="reach",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="to")),
                ("granted_at", models.DateTimeField(verbose_name="granted at")),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="reason"),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.org",
                        verbose_name="unit",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="access.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user account",
                    ),
                ),
            ],
            options={
                "ordering": ["user", "role", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="RolePermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("permission", models.CharField(max_length=80, verbose_name="permission")),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="permissions",
                        to="access.role",
                    ),
                ),
            ],
            options={
                "ordering": ["permission"],
            },
        ),
        migrations.CreateModel(
            name="SignInGuard",
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
                        choices=[("ACCOUNT", "User account"), ("SOURCE", "Network address")],
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failed_at", models.DateTimeField(null=True)),
                ("locked_until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "digest"), name="access_signinguard_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_service", False), ("staff__isnull", False)),
                    models.Q(("is_service", True), ("staff__isnull", True)),
                    _connector="OR",
                ),
                name="access_user_person_or_service",
            ),
        ),
        migrations.AddIndex(
            model_name="accessgrant",
            index=models.Index(fields=["staff", "until"], name="access_accessgrant_staff"),
        ),
        migrations.AddConstraint(
            model_name="accessgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("approver", models.F("staff")), _negated=True),
                name="access_accessgrant_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("valid_from"))),
                name="access_accessgrant_times",
            ),
        ),
        migrations.AddIndex(
            model_name="loginsession",
            index=models.Index(fields=["user", "-started_at"], name="access_loginsession_user"),
        ),
        migrations.AddConstraint(
            model_name="loginsession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("user",),
                name="access_loginsession_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="postrole",
            constraint=models.UniqueConstraint(
                fields=("post_kind", "role"), name="access_postrole_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="postrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "business")), name="access_postrole_business_only"
            ),
        ),
        migrations.AddConstraint(
            model_name="postrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope__in", ["NONE", "SELF", "ORG", "ORG_AND_BELOW", "LINE", "ALL"])
                ),
                name="access_postrole_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("kind", "<>"),
                    (
                        yinqiao.access.models.roles.DateRange(
                            "valid_from",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                        ),
                        "&&",
                    ),
                ],
                name="access_roleassignment_one_duty",
                violation_error_message="Business, system, security and audit duties exclude one another.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="access_roleassignment_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "business"), ("scope", "NONE"), _connector="OR"),
                name="access_roleassignment_admin_no_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope__in", ["NONE", "SELF", "ORG", "ORG_AND_BELOW", "LINE", "ALL"])
                ),
                name="access_roleassignment_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope__in", ["ORG", "ORG_AND_BELOW"]), _negated=True),
                    ("org__isnull", False),
                    _connector="OR",
                ),
                name="access_roleassignment_org_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope", "LINE"), _negated=True),
                    ("line__isnull", False),
                    _connector="OR",
                ),
                name="access_roleassignment_line_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolepermission",
            constraint=models.UniqueConstraint(
                fields=("role", "permission"), name="access_rolepermission_once"
            ),
        ),
    ]
