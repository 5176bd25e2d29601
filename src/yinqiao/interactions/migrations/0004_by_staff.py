"""What one person logged is looked up by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interactions", "0003_follow_ups"), ("organization", "0002_seed")]

    operations = [
        migrations.AddIndex(
            model_name="contactrecord",
            index=models.Index(fields=["staff", "-happened_at"], name="contact_record_staff"),
        ),
    ]
