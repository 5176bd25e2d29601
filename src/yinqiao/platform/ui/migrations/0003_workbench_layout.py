"""Where a user wants the blocks of her workbench."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ui", "0002_saved_view")]

    operations = [
        migrations.CreateModel(
            name="WorkbenchLayout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.BigIntegerField(unique=True)),
                ("blocks", models.JSONField(default=dict)),
            ],
            options={"db_table": "ui_workbench_layout"},
        ),
    ]
