"""An opportunity brings what may be said to the customer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0008_referrals")]
    operations = [
        migrations.AddField(
            "opportunity",
            "script",
            models.CharField(max_length=700, blank=True, default="", db_default=""),
        )
    ]
