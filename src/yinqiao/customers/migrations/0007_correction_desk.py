"""The correction desk: evidence, who passed a request on, and one waiting request a field in each of the waiting states."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_delivered_once"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="correctionrequest",
            name="correction_one_open",
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="evidence",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="sent_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="sent_by_name",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="correctionrequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("OPEN", "Waiting"),
                    ("SENT", "Sent to the source system"),
                    ("CONFIRMED", "Changed at the source, waits for the batch"),
                    ("DONE", "Corrected at the source"),
                    ("REJECTED", "Rejected"),
                    ("WITHDRAWN", "Withdrawn"),
                ],
                default="OPEN",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_by", models.F("requested_by")), _negated=True),
                name="correction_sent_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("OPEN", "SENT", "CONFIRMED"))),
                fields=("customer", "field", "row_id"),
                name="correction_one_open",
                nulls_distinct=False,
            ),
        ),
    ]
