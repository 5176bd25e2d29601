"""Since when the main manager has the customer, and for how long nobody was in touch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insights", "0014_figures_of_a_day")]
    operations = [
        migrations.AddField("customerfacts", "managed_since", models.DateField(null=True)),
        migrations.AddField(
            "customerfacts", "days_without_contact", models.IntegerField(null=True)
        ),
    ]
