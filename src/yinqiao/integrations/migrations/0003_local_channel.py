"""What the local channel keeps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0002_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("channel", models.CharField(max_length=10)),
                ("staff_no", models.CharField(max_length=20)),
                ("staff_name", models.CharField(max_length=80)),
                ("number_masked", models.CharField(blank=True, max_length=80)),
                ("text", models.CharField(blank=True, max_length=600)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "integrations_local_message",
                "indexes": [models.Index(fields=["-at", "-id"], name="local_message_at")],
            },
        ),
    ]
