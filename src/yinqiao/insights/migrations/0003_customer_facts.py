"""The wide row of facts: replaced as a whole, so that a rebuild keeps nobody waiting (contract 3 walls it like every table of customers)."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from yinqiao.insights.choices import FactUnit
from yinqiao.platform.db import rls

TABLE = "insights_customer_facts"
NEXT = f"{TABLE}_next"
FUNCTIONS = f"""
create function prepare_customer_facts() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    drop table if exists {NEXT};
    create table {NEXT} (like {TABLE} including all);
    {rls.protect_child(NEXT)}
    revoke insert, update, delete on {NEXT} from yq_app;
end $$;
create function swap_customer_facts() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze {NEXT};
    drop table {TABLE};
    alter table {NEXT} rename to {TABLE};
end $$;
revoke execute on function prepare_customer_facts() from public;
revoke execute on function swap_customer_facts() from public;
grant execute on function prepare_customer_facts() to yq_loader;
grant execute on function swap_customer_facts() to yq_loader;
"""
DROP = "drop function swap_customer_facts(); drop function prepare_customer_facts();"


class Migration(migrations.Migration):
    dependencies = [("insights", "0002_protection"), ("customers", "0002_protection")]
    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("key", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("topic", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=80)),
                ("formula", models.CharField(max_length=300)),
                ("unit", models.CharField(choices=FactUnit.choices, max_length=8)),
                ("inputs", ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ("owner", models.CharField(max_length=40)),
                ("rows", models.CharField(blank=True, max_length=20)),
                ("is_core", models.BooleanField()),
                ("is_connected", models.BooleanField()),
                ("known", models.BigIntegerField()),
                ("customers", models.BigIntegerField()),
                ("data_on", models.DateField()),
                ("refreshed_at", models.DateTimeField()),
            ],
            options={"db_table": "insights_fact", "ordering": ["position"]},
        ),
        migrations.CreateModel(
            name="CustomerFacts",
            fields=[
                ("customer_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data_on", models.DateField()),
                ("aum", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "aum_month_average",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                (
                    "aum_year_average",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("lum", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("aum_month_end", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("aum_year_end", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "aum_previous_average",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                (
                    "aum_three_month_average",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("aum_peak", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("inflow_month", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("outflow_month", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "inflow_last_month",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                (
                    "outflow_last_month",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("inflow_average", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "outflow_average",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("inflow_90", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("outflow_90", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("inflow_day", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("outflow_day", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("outflow_7", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "largest_inflow_7",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                (
                    "largest_outflow_7",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("transactions_90", models.BigIntegerField(null=True)),
                ("transactions_180", models.BigIntegerField(null=True)),
                ("last_transaction_on", models.DateField(null=True)),
                ("online_share", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("spent_dining", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("spent_shopping", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("spent_travel", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "spent_transport",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                (
                    "spent_education",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("spent_medical", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("spent_housing", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "spent_insurance",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("spent", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("demand_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("term_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "structured_amount",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("bond_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("wealth_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("fund_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "insurance_amount",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("metal_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("trust_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("product_classes", models.BigIntegerField(null=True)),
                ("accounts_open", models.BigIntegerField(null=True)),
                ("first_account_on", models.DateField(null=True)),
                ("maturing_7", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("maturing_15", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("maturing_30", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("maturing_90", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("next_maturity_on", models.DateField(null=True)),
                (
                    "next_maturity_amount",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("loans", models.BigIntegerField(null=True)),
                ("loan_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "mortgage_amount",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("overdue_days", models.IntegerField(null=True)),
                ("overdue_amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("repricing_on", models.DateField(null=True)),
                ("limit_expires_on", models.DateField(null=True)),
                ("prepayment_asked_on", models.DateField(null=True)),
                ("credit_cards", models.BigIntegerField(null=True)),
                ("card_limit", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("card_used", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("card_used_on", models.DateField(null=True)),
                ("inactive_cards", models.BigIntegerField(null=True)),
                ("salary_month", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "salary_last_month",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("salary_average", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("salary_months", models.BigIntegerField(null=True)),
                ("first_salary_on", models.DateField(null=True)),
                ("last_salary_on", models.DateField(null=True)),
                ("last_login_on", models.DateField(null=True)),
                ("logins_30", models.BigIntegerField(null=True)),
                ("logins_90", models.BigIntegerField(null=True)),
                ("last_contact_on", models.DateField(null=True)),
                ("contacts_90", models.BigIntegerField(null=True)),
                ("risk_grade_told", models.CharField(max_length=16, null=True)),
                ("risk_grade_until", models.DateField(null=True)),
                ("review_due_on", models.DateField(null=True)),
                ("papers_until", models.DateField(null=True)),
                ("age", models.BigIntegerField(null=True)),
                ("tenure_months", models.IntegerField(null=True)),
                ("days_since_transaction", models.IntegerField(null=True)),
                ("days_since_login", models.IntegerField(null=True)),
                ("days_since_contact", models.IntegerField(null=True)),
                (
                    "aum_change_month",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                (
                    "aum_change_year",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("aum_drop", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("total_assets", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "net_inflow_month",
                    models.DecimalField(decimal_places=2, max_digits=20, null=True),
                ),
                ("net_inflow_90", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "outflow_share_7",
                    models.DecimalField(decimal_places=6, max_digits=12, null=True),
                ),
                ("deposit_share", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("card_use", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("overdue_bucket", models.CharField(max_length=16, null=True)),
                ("risk_grade_days", models.IntegerField(null=True)),
                ("review_days", models.IntegerField(null=True)),
                ("papers_days", models.IntegerField(null=True)),
                ("maturity_days", models.IntegerField(null=True)),
                ("repricing_days", models.IntegerField(null=True)),
                ("limit_days", models.IntegerField(null=True)),
                ("birthday_days", models.IntegerField(null=True)),
                ("days_since_first_salary", models.IntegerField(null=True)),
                ("days_since_card_use", models.IntegerField(null=True)),
                ("days_since_prepayment", models.IntegerField(null=True)),
                ("tier_now", models.CharField(max_length=16, null=True)),
                ("to_next_tier", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("is_near_next_tier", models.BooleanField(null=True)),
                ("is_inactive", models.BooleanField(null=True)),
                ("has_salary_stopped", models.BooleanField(null=True)),
                ("lacks_wealth", models.BooleanField(null=True)),
                ("lacks_card", models.BooleanField(null=True)),
                ("has_idle_money", models.BooleanField(null=True)),
                ("rfm_recency", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("rfm_frequency", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("rfm_money", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("is_sleeping_value", models.BooleanField(null=True)),
                ("household_members", models.BigIntegerField(null=True)),
                ("household_aum", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
            ],
            options={"db_table": "insights_customer_facts"},
        ),
        migrations.RunSQL(rls.protect_child(TABLE), rls.unprotect(TABLE)),
        migrations.RunSQL(
            f"revoke insert, update, delete on {TABLE} from yq_app;", migrations.RunSQL.noop
        ),
        migrations.RunSQL(FUNCTIONS, DROP),
    ]
