"""An opportunity may end untouched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0005_reports")]

    operations = [
        migrations.AlterField(
            model_name="step",
            name="act",
            field=models.CharField(
                choices=[
                    ("CONTACTED", "Customer contacted"),
                    ("ATTEMPTED", "Tried to reach the customer"),
                    ("ADVANCED", "Moved on"),
                    ("WON", "Closed as won"),
                    ("LOST", "Closed as lost"),
                    ("SNOOZED", "Put off"),
                    ("HANDED_OVER", "Handed over"),
                    ("ESCALATED", "Passed up to the supervisor"),
                    ("REASON_GONE", "The reason is gone"),
                    ("EXPIRED", "Ended untouched"),
                ],
                max_length=12,
            ),
        ),
    ]
