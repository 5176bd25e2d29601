"""What came in and went out in one day, beside the sums of days; and who is a company."""

from django.db import migrations, models


def yuan() -> models.DecimalField:
    return models.DecimalField(max_digits=20, decimal_places=2, null=True)


def share() -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=6, null=True)


class Migration(migrations.Migration):
    dependencies = [("insights", "0013_people_of_drafts")]
    operations = [
        migrations.AddField("customerfacts", "aum_change_day", yuan()),
        migrations.AddField("customerfacts", "aum_day_before", yuan()),
        migrations.AddField("customerfacts", "aum_rise_day", share()),
        migrations.AddField("customerfacts", "is_company", models.BooleanField(null=True)),
        migrations.AddField("customerfacts", "largest_inflow_day", yuan()),
        migrations.AddField("customerfacts", "outflow_share_day", share()),
    ]
