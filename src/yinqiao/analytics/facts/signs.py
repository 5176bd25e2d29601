"""Marks that campaigns and triggers ask for: inactivity, salary that stopped, what a customer lacks."""

import ibis
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts.definition import Fact
from yinqiao.insights.choices import FactUnit

INACTIVE_MONTHS = 3
SALARY_HABIT_MONTHS = 3
_NO = ibis.literal(value=False)


SIGNS: tuple[Fact, ...] = (
    Fact(
        "is_inactive",
        _("Three months without a transaction"),
        _("No transaction of the customer in the last 90 days, and an account older than that"),
        FactUnit.FLAG,
        lambda row, _context: (
            (row.transactions_90 == 0) & (row.tenure_months >= INACTIVE_MONTHS).fill_null(_NO)
        ),
        of=("transactions_90", "tenure_months"),
        is_core=True,
    ),
    Fact(
        "has_salary_stopped",
        _("Salary has stopped"),
        _("Salary in at least three of six months, but none last month and this month"),
        FactUnit.FLAG,
        lambda row, _context: (
            (row.salary_months >= SALARY_HABIT_MONTHS).fill_null(_NO)
            & (row.salary_last_month == 0)
            & (row.salary_month == 0)
        ),
        of=("salary_months", "salary_last_month", "salary_month"),
    ),
    Fact(
        "lacks_wealth",
        _("Mortgage without wealth products"),
        _("A mortgage is owed, and no wealth product or fund is held"),
        FactUnit.FLAG,
        lambda row, _context: (
            (row.mortgage_amount > 0) & (row.wealth_amount + row.fund_amount <= 0)
        ),
        of=("mortgage_amount", "wealth_amount", "fund_amount"),
    ),
    Fact(
        "lacks_card",
        _("Salary without credit card"),
        _("Salary comes in, and no credit card is held"),
        FactUnit.FLAG,
        lambda row, _context: (row.salary_average > 0) & (row.credit_cards == 0),
        of=("salary_average", "credit_cards"),
    ),
    Fact(
        "has_idle_money",
        _("Idle demand deposits"),
        _(
            "Demand deposits from the parameter's amount on, and no wealth product, fund or term deposit"
        ),
        FactUnit.FLAG,
        lambda row, context: (
            (row.demand_amount >= context.settings.idle_demand)
            & (row.wealth_amount + row.fund_amount + row.term_amount <= 0)
        ),
        of=("demand_amount", "wealth_amount", "fund_amount", "term_amount"),
    ),
)
