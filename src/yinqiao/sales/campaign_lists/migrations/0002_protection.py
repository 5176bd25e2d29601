"""The walls around the names of lists: one sees those of one's units and one's own."""

from django.db import migrations

from yinqiao.platform.db import rls

ENTRY = """
    (select current_setting('app.all', true)) = 'on'
    or org_id = any ((select nullif(current_setting('app.orgs', true), ''))::bigint[])
    or owner_id = any ((select nullif(current_setting('app.rms', true), ''))::bigint[])
"""
RIGHTS = (
    "revoke delete on campaign_lists_list, campaign_lists_entry, campaign_lists_export from yq_app;"
)


class Migration(migrations.Migration):
    dependencies = [("campaign_lists", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        migrations.RunSQL(
            rls.protect("campaign_lists_entry", ENTRY), rls.unprotect("campaign_lists_entry")
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
