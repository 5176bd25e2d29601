"""The walls around contact records, notes and tasks."""

from django.db import migrations

from yinqiao.platform.db import rls

CHILDREN = (
    "interactions_contact_record",
    "interactions_note",
    "interactions_task",
    "interactions_history",
)
HISTORY = "revoke update, delete on interactions_history from yq_app;"


class Migration(migrations.Migration):
    dependencies = [("interactions", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *[migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN],
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
