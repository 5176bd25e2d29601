"""Who sees tags and facts. The customer scope is that of `customers.policies`."""

from yinqiao.customers import policies as customers
from yinqiao.platform.actor import Actor

VIEW = "insights.view_tag"
VIEW_FACTS = "insights.view_fact"
VIEW_CATALOGUE = "insights.view_catalogue"
VIEW_TRIGGERS = "insights.view_trigger"
EDIT_TRIGGERS = "insights.edit_trigger"
# Trying a rule out changes nothing: for the heads who answer for the customers it reaches, and for whoever writes rules.
PREVIEW_TRIGGERS = "insights.preview_trigger"
SET_TAGS = "insights.set_tag"
EDIT_TAGS = "insights.edit_tag"
KEEP_TIER = "insights.keep_tier"
AGREE_TIER_KEEP = "insights.agree_tier_keep"
VIEW_CONTRIBUTION = "insights.view_contribution"
# What tells the bank's transfer prices and costs, alone or set against one another: for heads and compliance (FEATURES §E).
CLOSED_FACTS = frozenset(
    {
        "deposit_margin", "loan_margin", "expected_loss", "capital_charge", "loan_costs", "operating_cost", "contribution", "eva",
    }
)  # fmt: skip
# What a machine makes of a customer: not used for, nor shown of, one who refused automated decisions (PIPL 24).
SCORES = frozenset(
    {
        "value_deposits", "value_wealth", "value_loans", "value_income", "value_spending", "value_assets", "value_score", "loyalty_tenure",
        "loyalty_depth", "loyalty_activity", "loyalty_score", "rfm_recency", "rfm_frequency", "rfm_money", "is_sleeping_value",
    }
)  # fmt: skip
SCORING = "scores"
"""The processing that needs an impact assessment before a rule built on scores is switched on."""


def reads_reasons(actor: Actor) -> bool:
    """Tell who may open customers and see amounts: the reason of a firing tells both."""
    return actor.can(customers.VIEW) and customers.sees_all_amounts(actor)


def counts_in_scope(actor: Actor) -> bool:
    """Tell whose trials of a rule count her own customers: all who read reasons and do not write rules for the bank."""
    return reads_reasons(actor) and not actor.can(EDIT_TRIGGERS)


def counts_roughly(actor: Actor) -> bool:
    """Tell who gets no exact count over the whole bank: who neither writes rules nor reads reasons."""
    return not reads_reasons(actor) and not actor.can(EDIT_TRIGGERS)
