"""The walls around deals: each row is seen with its customer, an answer that nobody could place by who repairs it; what was told is never rewritten."""

from django.db import migrations

from yinqiao.platform.db import rls

CHILDREN = (
    "deals_line",
    "deals_preference",
    "deals_order",
    "deals_rival",
    "deals_participant",
)
ANSWER = """
    (select current_setting('app.all', true)) = 'on' or customer_id is null
    or exists (select 1 from customers_customer c where c.id = deals_order_answer.customer_id)
"""
RIGHTS = """
revoke delete on deals_line, deals_preference, deals_order, deals_rival, deals_participant from yq_app;
revoke update, delete on deals_order_answer from yq_app;
grant update (order_id, customer_id, outcome) on deals_order_answer to yq_app;
"""
NUMBER = "create sequence deals_order_number"


class Migration(migrations.Migration):
    dependencies = [("deals", "0001_initial"), ("customers", "0002_protection")]
    operations = [
        *(migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN),
        migrations.RunSQL(
            rls.protect("deals_order_answer", ANSWER), rls.unprotect("deals_order_answer")
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(NUMBER, "drop sequence deals_order_number"),
    ]
