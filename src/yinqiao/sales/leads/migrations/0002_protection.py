"""The walls around leads: one sees those of one's units and one's own, and what lies in a pool; the history is never rewritten."""

from django.db import migrations

from yinqiao.platform.db import rls

# What lies in a pool is nobody's: which pool somebody looks into is the query's to say.
SEEN = """
    (select current_setting('app.all', true)) = 'on'
    or {owner} is null
    or {org} = any ((select nullif(current_setting('app.orgs', true), ''))::bigint[])
    or {owner} = any ((select nullif(current_setting('app.rms', true), ''))::bigint[])
"""
LEAD = SEEN.format(owner="owner_id", org="org_id")
STEP = "(select current_setting('app.all', true)) = 'on' or exists (select 1 from leads_lead l where l.id = {table}.lead_id)"
# Erasing the words of a forgotten lead is all that changes a step.
RIGHTS = """
revoke update, delete on leads_step from yq_app;
grant update (note) on leads_step to yq_app;
revoke delete on leads_lead from yq_app;
"""


class Migration(migrations.Migration):
    dependencies = [("leads", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        migrations.RunSQL(rls.protect("leads_lead", LEAD), rls.unprotect("leads_lead")),
        migrations.RunSQL(
            rls.protect("leads_step", STEP.format(table="leads_step")), rls.unprotect("leads_step")
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
