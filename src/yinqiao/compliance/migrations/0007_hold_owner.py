"""Who answers for an entry of the blacklist (D36)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0006_consent_words")]
    operations = [
        migrations.AddField(
            model_name="contacthold",
            name="owner",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
    ]
