"""The walls around customers (contract 3) and the indexes of the overview, built after a first load."""

from django.db import migrations

from yinqiao.platform.db import rls

OVERVIEW = """
-- Names are found by prefix, by pinyin and by grams; lists are sorted by what they may be sorted by (contract 16).
create function index_overview() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    create index if not exists overview_name on customers_overview (name text_pattern_ops);
    create index if not exists overview_initials on customers_overview (initials text_pattern_ops);
    create index if not exists overview_pinyin on customers_overview (pinyin text_pattern_ops);
    create index if not exists overview_grams on customers_overview using gin (name_grams);
    create unique index if not exists overview_no on customers_overview (customer_no);
    create index if not exists overview_org_aum on customers_overview (org_id, aum desc, customer_id);
    create index if not exists overview_rm_aum on customers_overview (main_rm_id, aum desc, customer_id);
    create index if not exists overview_aum on customers_overview (aum desc, customer_id);
    create index if not exists overview_tier_aum on customers_overview (tier, aum desc, customer_id);
    create index if not exists overview_sort on customers_overview (sort_key, customer_id);
    analyze customers_overview;
end $$;

create function unindex_empty_overview() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select 1 from customers_overview) then
        return false;
    end if;
    drop index if exists overview_name, overview_initials, overview_pinyin, overview_grams, overview_no, overview_org_aum,
        overview_rm_aum, overview_aum, overview_tier_aum, overview_sort;
    return true;
end $$;
select index_overview();
"""
DROP = "drop function index_overview(); drop function unindex_empty_overview();"
CHILDREN = (
    "customers_company",
    "customers_identification",
    "customers_contact_point",
    "customers_address",
    "customers_relation",
    "customers_employment",
    "customers_finance_figure",
    "customers_assignment",
    "customers_registry_event",
    "customers_figures",
    "customers_correction_request",
    "customers_reveal",
    "customers_history",
)
HISTORY = "revoke update, delete on customers_history from yq_app;"


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial"), ("db", "0001_functions")]
    operations = [
        migrations.RunSQL(OVERVIEW, DROP),
        migrations.RunSQL(
            rls.protect_root("customers_customer"), rls.unprotect("customers_customer")
        ),
        migrations.RunSQL(
            rls.protect_root("customers_overview", pk="customer_id"),
            rls.unprotect("customers_overview"),
        ),
        *[migrations.RunSQL(rls.protect_child(table), rls.unprotect(table)) for table in CHILDREN],
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
