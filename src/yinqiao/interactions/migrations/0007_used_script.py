"""A contact says whether the script that stood beside it was used."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interactions", "0006_mentions")]
    operations = [
        migrations.AddField(
            "contactrecord",
            "used_script",
            models.BooleanField(default=False, db_default=False),
        )
    ]
