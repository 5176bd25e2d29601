"""The walls around the tags of customers. The dictionary holds no customer data."""

from django.db import migrations

from yinqiao.platform.db import rls

CHILDREN = ("insights_customer_tag", "insights_history")
HISTORY = "revoke update, delete on insights_history from yq_app;"


class Migration(migrations.Migration):
    dependencies = [("insights", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *[migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN],
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
