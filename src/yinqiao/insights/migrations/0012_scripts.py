"""What may be said to the customer, beside the reason and the suggestion."""

from django.db import migrations, models


def script(length: int) -> models.CharField:
    return models.CharField(max_length=length, blank=True, default="", db_default="")


class Migration(migrations.Migration):
    dependencies = [("insights", "0011_life_events")]
    operations = [
        migrations.AddField("trigger", "script", script(500)),
        migrations.AddField("triggerfiring", "script", script(700)),
    ]
