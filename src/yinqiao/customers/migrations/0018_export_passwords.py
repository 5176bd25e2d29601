"""The password of an export's file, sealed, and how often it was shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0017_outsiders")]
    operations = [
        migrations.AddField("export", "password_token", models.BinaryField(null=True)),
        migrations.AddField(
            "export",
            "password_shown_count",
            models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField("export", "password_shown_at", models.DateTimeField(null=True)),
    ]
