"""What a person did in a month is found by her, not by looking through everybody's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0012_pieces")]
    operations = [
        migrations.AddIndex(
            "opportunity",
            models.Index(fields=["owner", "-touched_at"], name="opportunity_owner_touched"),
        ),
        migrations.AddIndex("step", models.Index(fields=["staff_id", "-at"], name="step_staff")),
    ]
