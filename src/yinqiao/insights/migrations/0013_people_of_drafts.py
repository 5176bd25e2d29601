"""For how many customers a draft of a rule would have fired, beside how often."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insights", "0012_scripts")]
    operations = [
        migrations.AddField("triggerdraft", "people", models.BigIntegerField(null=True)),
    ]
