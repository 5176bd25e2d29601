"""Find the lists and searches that showed a customer: few rows carry them, so the index is small."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create index audit_entry_shown on audit_entry using gin ((detail -> 'customers') jsonb_path_ops)"
            " where detail ? 'customers'",
            "drop index audit_entry_shown",
        )
    ]
