"""Targets that are shares have a place more than percent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0006_expired")]

    operations = [
        migrations.AlterField(
            model_name="target",
            name="value",
            field=models.DecimalField(decimal_places=4, max_digits=20),
        ),
    ]
