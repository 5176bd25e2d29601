"""Each contact that came to an opportunity is one step of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0002_protection"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="contact_record_id",
            field=models.BigIntegerField(null=True),
        ),
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
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                fields=("opportunity", "contact_record_id"), name="step_once_a_contact"
            ),
        ),
    ]
