"""The store of facts: one wide row a customer, rebuilt as a whole after each batch, and the catalogue of its columns."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yinqiao.insights.choices import FactUnit


class Fact(models.Model):
    """What a fact is called and how it is worked out, as of the newest rebuild. `topic`, `title` and `formula` are English msgids.

    `known` counts the customers for whom there is a value; a fact that lacks a source is not connected (未接入) and has none.
    """

    key = models.CharField(max_length=40, primary_key=True)
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    formula = models.CharField(max_length=300)
    unit = models.CharField(max_length=8, choices=FactUnit)
    inputs = ArrayField(models.CharField(max_length=60))
    owner = models.CharField(max_length=40)
    rows = models.CharField(max_length=20, blank=True)
    is_core = models.BooleanField()
    is_connected = models.BooleanField()
    known = models.BigIntegerField()
    customers = models.BigIntegerField()
    data_on = models.DateField()
    refreshed_at = models.DateTimeField()

    class Meta:
        db_table = "insights_fact"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.key


class CustomerFacts(models.Model):
    """What `analytics` worked out as of `data_on`; a column a fact, null where it is not known or its source is not connected.

    The words of each column stand in `insights.catalogue`. The table is replaced by a new one of the same shape (migration 0003),
    so that readers never wait for a rebuild: it takes no foreign key.
    """

    customer_id = models.BigIntegerField(primary_key=True)
    data_on = models.DateField()
    aum = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_month_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_year_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    lum = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_day_before = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_month_end = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_year_end = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_previous_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_three_month_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_peak = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    inflow_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    inflow_last_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_last_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    inflow_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    inflow_90 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_90 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    inflow_day = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    largest_inflow_day = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_day = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_7 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    largest_inflow_7 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    largest_outflow_7 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    transactions_90 = models.BigIntegerField(null=True)
    transactions_180 = models.BigIntegerField(null=True)
    last_transaction_on = models.DateField(null=True)
    online_share = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    spent_dining = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_shopping = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_travel = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_transport = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_education = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_medical = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_housing = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent_insurance = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    spent = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    demand_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    term_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    structured_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    bond_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    wealth_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    fund_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    insurance_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    metal_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    trust_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    product_classes = models.BigIntegerField(null=True)
    accounts_open = models.BigIntegerField(null=True)
    first_account_on = models.DateField(null=True)
    maturing_7 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    maturing_15 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    maturing_30 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    maturing_90 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    next_maturity_on = models.DateField(null=True)
    next_maturity_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    loans = models.BigIntegerField(null=True)
    loan_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    mortgage_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    overdue_days = models.IntegerField(null=True)
    overdue_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    repricing_on = models.DateField(null=True)
    limit_expires_on = models.DateField(null=True)
    prepayment_asked_on = models.DateField(null=True)
    credit_cards = models.BigIntegerField(null=True)
    card_limit = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    card_used = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    card_used_on = models.DateField(null=True)
    inactive_cards = models.BigIntegerField(null=True)
    salary_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    salary_last_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    salary_average = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    salary_months = models.BigIntegerField(null=True)
    first_salary_on = models.DateField(null=True)
    last_salary_on = models.DateField(null=True)
    last_login_on = models.DateField(null=True)
    logins_30 = models.BigIntegerField(null=True)
    logins_90 = models.BigIntegerField(null=True)
    last_contact_on = models.DateField(null=True)
    contacts_90 = models.BigIntegerField(null=True)
    managed_since = models.DateField(null=True)
    risk_grade_told = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    risk_grade_until = models.DateField(null=True)
    review_due_on = models.DateField(null=True)
    papers_until = models.DateField(null=True)
    life_event = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    life_event_on = models.DateField(null=True)
    age = models.BigIntegerField(null=True)
    tenure_months = models.IntegerField(null=True)
    days_since_transaction = models.IntegerField(null=True)
    days_since_login = models.IntegerField(null=True)
    days_since_contact = models.IntegerField(null=True)
    days_without_contact = models.IntegerField(null=True)
    days_since_life_event = models.IntegerField(null=True)
    is_company = models.BooleanField(null=True)
    aum_change_day = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_rise_day = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    aum_change_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_change_year = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    aum_drop = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    total_assets = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    net_inflow_month = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    net_inflow_90 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    outflow_share_day = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    outflow_share_7 = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    deposit_share = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    card_use = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    overdue_bucket = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    risk_grade_days = models.IntegerField(null=True)
    review_days = models.IntegerField(null=True)
    papers_days = models.IntegerField(null=True)
    maturity_days = models.IntegerField(null=True)
    repricing_days = models.IntegerField(null=True)
    limit_days = models.IntegerField(null=True)
    birthday_days = models.IntegerField(null=True)
    days_since_first_salary = models.IntegerField(null=True)
    days_since_card_use = models.IntegerField(null=True)
    days_since_prepayment = models.IntegerField(null=True)
    tier_now = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    to_next_tier = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    is_near_next_tier = models.BooleanField(null=True)
    is_inactive = models.BooleanField(null=True)
    has_salary_stopped = models.BooleanField(null=True)
    lacks_wealth = models.BooleanField(null=True)
    lacks_card = models.BooleanField(null=True)
    has_idle_money = models.BooleanField(null=True)
    rfm_recency = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    rfm_frequency = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    rfm_money = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    is_sleeping_value = models.BooleanField(null=True)
    customer_tier = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    tier_earned = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    tier_since = models.DateField(null=True)
    tier_below_since = models.DateField(null=True)
    tier_reason = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    aum_low_since = models.DateField(null=True)
    lifecycle_stage = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    stage_since = models.DateField(null=True)
    stage_reason = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    fee_income = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    expected_loss = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    capital_charge = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    loan_costs = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    deposit_margin = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    loan_margin = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    operating_cost = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    contribution = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    eva = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    value_deposits = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_wealth = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_loans = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_income = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_spending = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_assets = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_score = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    loyalty_tenure = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    loyalty_depth = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    loyalty_activity = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    loyalty_score = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    household_members = models.BigIntegerField(null=True)
    household_aum = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    registration_change = models.CharField(max_length=24, null=True)  # noqa: DJ001 - unknown is no code
    registration_changed_on = models.DateField(null=True)
    court_event = models.CharField(max_length=24, null=True)  # noqa: DJ001 - unknown is no code
    court_event_on = models.DateField(null=True)
    tax_rated_on = models.DateField(null=True)
    bill_discounted_on = models.DateField(null=True)
    bill_discounted_30 = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    service_rated_on = models.DateField(null=True)
    service_score = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    days_since_registration_change = models.IntegerField(null=True)
    days_since_court_event = models.IntegerField(null=True)
    days_since_tax_rating = models.IntegerField(null=True)
    days_since_bill_discount = models.IntegerField(null=True)
    days_since_service_rating = models.IntegerField(null=True)

    class Meta:
        db_table = "insights_customer_facts"

    def __str__(self) -> str:
        return str(self.customer_id)
