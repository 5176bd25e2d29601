"""The walls around customers who change hands or wait in a pool; what moved when is never taken away."""

from django.db import migrations

from yinqiao.platform.db import rls

TABLES = ("books_line", "books_pooled")
RIGHTS = """
revoke delete on books_handover from yq_app;
revoke delete on books_line from yq_app;
revoke delete on books_pooled from yq_app;
revoke delete on books_cover from yq_app;
"""


class Migration(migrations.Migration):
    dependencies = [("books", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *[migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in TABLES],
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
