"""That an opportunity was put off can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0009_scripts")]
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
                    ("WOKEN", "No longer put off"),
                    ("HANDED_OVER", "Handed over"),
                    ("REFERRED", "Referred by the counter"),
                    ("ESCALATED", "Passed up to the supervisor"),
                    ("REASON_GONE", "The reason is gone"),
                    ("EXPIRED", "Ended untouched"),
                ],
                max_length=12,
            ),
        ),
    ]
