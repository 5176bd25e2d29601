"""Acts under dual control, and who agrees to them: the security administrators, each to those of the others."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


GIVEN = ("access.agree_to_act", "workflow.approve")
ROLE = "security_admin"


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    role = apps.get_model("access", "Role").objects.using(using).filter(code=ROLE).first()
    if role is None:
        return
    permission_model = apps.get_model("access", "RolePermission")
    permission_model.objects.using(using).bulk_create(
        [permission_model(role=role, permission=permission) for permission in GIVEN],
        ignore_conflicts=True,
    )
    stamp = apps.get_model("access", "AccessStamp").objects.using(using).get(pk=1)
    stamp.number += 1
    stamp.save(using=using)


def take(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("access", "RolePermission").objects.using(using).filter(
        role__code=ROLE, permission__in=GIVEN
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_exports_go_up_the_line"),
    ]

    operations = [
        migrations.CreateModel(
            name="DualAct",
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
                            ("ACCOUNT", "New user account"),
                            ("SERVICE", "Service account"),
                            ("UPLOAD", "Upload user accounts"),
                            ("RESET", "Reset the password"),
                            ("GIVE", "Give a role"),
                            ("ENLARGE", "Enlarge a role"),
                            ("TOKEN", "API token of a service account"),
                        ],
                        max_length=10,
                        verbose_name="act",
                    ),
                ),
                ("details", models.JSONField()),
                ("facts", models.JSONField(default=list)),
                ("summary", models.CharField(max_length=200, verbose_name="matter")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("maker_name", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                ("approval_id", models.BigIntegerField(null=True, unique=True)),
                ("granted_at", models.DateTimeField(null=True)),
                ("granted_by_name", models.CharField(blank=True, max_length=80)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "maker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.role",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "indexes": [
                    models.Index(fields=["maker", "-made_at"], name="access_dualact_maker")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("maker")), _negated=True),
                            _connector="OR",
                        ),
                        name="access_dualact_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at__isnull", True),
                            ("granted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="access_dualact_granted_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "ACCOUNT",
                                    "SERVICE",
                                    "UPLOAD",
                                    "RESET",
                                    "GIVE",
                                    "ENLARGE",
                                    "TOKEN",
                                ],
                            )
                        ),
                        name="access_dualact_kind",
                    ),
                ],
            },
        ),
        migrations.RunPython(give, take),
    ]
