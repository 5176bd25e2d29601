"""A chance is seen with its customer; what was learnt names nobody, and is never rewritten."""

from django.db import migrations

from yinqiao.platform.db import rls

RIGHTS = "revoke update, delete on chances_model from yq_app"


class Migration(migrations.Migration):
    dependencies = [("chances", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        migrations.RunSQL(rls.protect_child("chances_chance"), rls.unprotect("chances_chance")),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
