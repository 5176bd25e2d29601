"""What was ever set or locked stays: the database itself keeps the results of a locked month, and the history of targets."""

from django.db import migrations

LOCK = """
create function performance_keep_locked() returns trigger language plpgsql as $$
begin
    if not old.is_recount and exists (select 1 from performance_closed_month c where c.month = old.month) then
        raise exception 'the results of % are locked', old.month using errcode = 'restrict_violation';
    end if;
    if tg_op = 'DELETE' then return old; end if;
    return new;
end $$;
create trigger performance_keep_locked before update or delete on performance_result
    for each row execute function performance_keep_locked();
create function performance_add_to_open() returns trigger language plpgsql as $$
begin
    if not new.is_recount and exists (select 1 from performance_closed_month c where c.month = new.month) then
        raise exception 'the results of % are locked', new.month using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger performance_add_to_open before insert on performance_result
    for each row execute function performance_add_to_open();
revoke update, delete on performance_target, performance_restatement, performance_incentive_rule from yq_app;
revoke update, delete on performance_closed_month from yq_app;
revoke delete on performance_veto from yq_app;
"""
OPEN = """
drop trigger performance_add_to_open on performance_result;
drop function performance_add_to_open();
drop trigger performance_keep_locked on performance_result;
drop function performance_keep_locked();
grant update, delete on performance_target, performance_restatement, performance_incentive_rule, performance_closed_month, performance_veto to yq_app;
"""


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_initial")]
    operations = [migrations.RunSQL(LOCK, OPEN)]
