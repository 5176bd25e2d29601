"""The walls around advice: what names a customer is seen with the customer. Exposures are counted by the nightly job alone."""

from django.db import migrations

from yinqiao.platform.db import rls

TABLES = ("advice_customer", "advice_line", "advice_answer", "advice_exposure")


class Migration(migrations.Migration):
    dependencies = [("advice", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *(migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in TABLES),
        migrations.RunSQL("revoke delete on advice_answer from yq_app;", migrations.RunSQL.noop),
    ]
