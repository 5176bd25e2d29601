"""For which clearances a kept answer was written; answers from before are told for their seven days as they were."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rest", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="idempotencyrecord",
            name="clearances",
            field=models.JSONField(default=list),
        ),
    ]
