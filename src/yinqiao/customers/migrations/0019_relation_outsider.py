"""Relations by their outsider: built beside the work, as the table is large."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("customers", "0018_export_passwords")]
    operations = [
        AddIndexConcurrently(
            "relation",
            models.Index(
                condition=models.Q(("outsider__isnull", False)),
                fields=["outsider"],
                name="relation_outsider",
            ),
        ),
    ]
