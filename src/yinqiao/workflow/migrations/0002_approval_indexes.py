"""Indexes for the three boxes of approvals and for looking one up by its object."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["maker_id", "-made_at"], name="approval_maker"),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(
                condition=models.Q(("checker_id__isnull", False)),
                fields=["checker_id", "-decided_at"],
                name="approval_checker",
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["object_type", "object_id"], name="approval_object"),
        ),
    ]
