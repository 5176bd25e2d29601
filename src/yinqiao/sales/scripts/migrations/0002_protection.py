"""The wall around uses: seen with the customer. Versions and uses are never taken away."""

from django.db import migrations

from yinqiao.platform.db import rls


class Migration(migrations.Migration):
    dependencies = [("scripts", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        migrations.RunSQL(rls.protect_child("scripts_use"), rls.unprotect("scripts_use")),
        migrations.RunSQL(
            "revoke delete on scripts_version, scripts_use from yq_app;", migrations.RunSQL.noop
        ),
    ]
