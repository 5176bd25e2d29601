"""What people find wrong with pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ui", "0003_workbench_layout")]

    operations = [
        migrations.CreateModel(
            name="ProblemReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.BigIntegerField()),
                ("staff_no", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=80)),
                ("path", models.CharField(max_length=200)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("text", models.CharField(max_length=1000)),
                ("made_at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "ui_problem_report",
                "indexes": [
                    models.Index(fields=["user_id", "-made_at"], name="problem_user"),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["made_at"],
                        name="problem_open",
                    ),
                ],
            },
        ),
    ]
