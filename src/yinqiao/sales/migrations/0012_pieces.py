"""A run of the triggers is taken in pieces; those taken before are done."""

from django.db import migrations, models

DONE = "update sales_taken_run set finished_at = taken_at, next_customer = null"


class Migration(migrations.Migration):
    dependencies = [("sales", "0011_briefs")]
    operations = [
        migrations.AddField(
            "takenrun", "next_customer", models.BigIntegerField(null=True, default=0)
        ),
        migrations.AddField("takenrun", "finished_at", models.DateTimeField(null=True)),
        migrations.RunSQL(DONE, migrations.RunSQL.noop),
    ]
