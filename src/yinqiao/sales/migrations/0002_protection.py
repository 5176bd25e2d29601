"""The walls around opportunities and their history; what was done is never changed."""

from django.db import migrations

from yinqiao.platform.db import rls

CHILDREN = ("sales_opportunity", "sales_step")
APPEND_ONLY = "revoke update, delete on sales_step from yq_app; revoke delete on sales_opportunity, sales_taken_run from yq_app;"


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *(migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
    ]
