"""The latest life event among the figures of a customer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0010_rule_tags"),
    ]

    operations = [
        migrations.AddField(
            model_name="customerfacts",
            name="days_since_life_event",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="life_event",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name="customerfacts",
            name="life_event_on",
            field=models.DateField(null=True),
        ),
    ]
