"""What a person wants of the bell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ui", "0004_problem_reports")]

    operations = [
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.BigIntegerField(unique=True)),
                ("off", models.JSONField(default=list)),
                ("quiet_from", models.TimeField(null=True)),
                ("quiet_until", models.TimeField(null=True)),
                ("digest_at", models.TimeField(null=True)),
            ],
            options={"db_table": "ui_notice_choice"},
        ),
    ]
